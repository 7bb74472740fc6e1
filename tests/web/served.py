"""A report that tries to break the pages, and what else a browser of the tests is given."""

from __future__ import annotations

from isnad.workflow import AnnotatedReport
from isnad.workflow.reading import read

ATTACK = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}'
ADDRESS = "http://127.0.0.1:8321"


def hostile() -> AnnotatedReport:
    """A report of which every field holds markup, also those that are found in it."""
    text = (
        f"عنوان {ATTACK}\n\nقال الوزير سامر <b>الهلالي</b> {ATTACK} يوم الثلاثاء إن «الهدنة {ATTACK} ستبقى».\n\n"
        "نقلت وكالة <i>زليج</i> عن سامر الهلالي قوله إن الطريق ستفتح غدا."
    )
    return read(
        text, id=ATTACK, title=f"عنوان {ATTACK}", outlet=f"وسيلة {ATTACK}", author=ATTACK, url=f"javascript:{ATTACK}"
    )


def hostile_twice() -> list[AnnotatedReport]:
    """That report and another outlet's telling of the same, which differs in some words."""
    text = (
        f"عنوان {ATTACK}\n\nقال الوزير سامر <b>الهلالي</b> {ATTACK} مساء الثلاثاء إن «الهدنة {ATTACK} باقية ستبقى».\n\n"
        "نقلت وكالة <i>زليج</i> عن سامر الهلالي قوله إن الطريق ستفتح غدا أمام الشاحنات."
    )
    other = read(text, id=f"{ATTACK}2", title=f"عنوان {ATTACK}", outlet=f"أخرى {ATTACK}", url=f"javascript:{ATTACK}")
    return [hostile(), other]
