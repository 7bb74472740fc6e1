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


def told_differently() -> list[AnnotatedReport]:
    """Two outlets on one attack: another toll, and words of a minister, which the second writes otherwise."""
    first = (
        "قصف على مرفأ السروة يوقع قتلى\n\nقُتل 14 شخصا في قصف مدفعي على مرفأ السروة صباح الثلاثاء.\n\n"
        "وقال وزير الدفاع جابر المنصوري إن القصف على مرفأ السروة جريمة كبيرة لن تمر دون عقاب، وإن الحكومة ستحاسب "
        "المسؤولين عنها أمام القضاء.\n\nوهرعت سيارات الإسعاف إلى مرفأ السروة بعد القصف المدفعي بدقائق."
    )
    second = (
        f"مرفأ السروة تحت القصف المدفعي {ATTACK}\n\n"
        "أعلنت الحكومة مساء الثلاثاء أن قصفا مدفعيا أصاب مرفأ السروة، "
        "وقُتل 20 شخصا في القصف المدفعي على مرفأ السروة صباح الثلاثاء.\n\n"
        f"وأكد وزير الدفاع جابر المنصوري أن القصف على مرفأ السروة جريمة حرب {ATTACK} لن تمر دون عقاب، "
        "وأن الحكومة ستحاسب المسؤولين عنها.\n\n"
        "وأُغلقت الطرق المؤدية إلى المرفأ، وتوقفت حركة السفن فيه حتى إشعار آخر."
    )
    return [
        read(first, id="told-1", outlet="الأولى", published="2025-11-18T10:00:00+00:00"),
        read(second, id=ATTACK + "2", outlet=f"الثانية {ATTACK}", published="2025-11-18T15:00:00+00:00"),
    ]


def is_picture(told: dict[str, str | None]) -> bool:
    """Whether an image is one that the application draws."""
    return str(told.get("src")).startswith("/pictures/") and bool(told.get("alt")) and "onerror" not in told
