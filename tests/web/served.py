"""A report that tries to break the pages, and what else a browser of the tests is given."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from made_reports import RUN
from starlette.testclient import TestClient

from isnad.store.record import Record
from isnad.workflow import AnnotatedReport
from isnad.workflow.reading import read
from isnad.workflow.regroup import regroup

ATTACK = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}'
ADDRESS = "http://127.0.0.1:8321"
AUTHOR = "ليلى المرزوقي"


def copy_of(path: str, folder: Path) -> str:
    """A copy of a record in a file, to write to; what its log still holds comes along."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    return str(shutil.copy(path, folder / "copied.db"))


def rows(client: TestClient, address: str) -> list[dict[str, str]]:
    """The rows of a page as CSV."""
    told = client.get(address)
    assert told.headers["content-type"].startswith("text/csv"), told.text
    return list(csv.DictReader(io.StringIO(told.text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))))


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


POISON = f"=HYPERLINK(1){ATTACK}"  # also a formula, for whoever opens CSV in a spreadsheet
# The columns of words, by table; in those of JSON the words at these names, or all of a list.
WORDS = {
    "actors": ("name", "country"),
    "entities": ("country", "romanised"),
    "events": ("mode", "date", "claimed_by", "host", "guest", "rule"),
    "happenings": ("date", "precision"),
    "mentions": ("entity", "rule"),
    "names": ("name",),
    "naming": ("name", "words", "outlet", "first"),
    "problems": ("identifier", "path", "type", "message"),
    "readings": ("paths",),
    "reports": ("outlet", "url", "title", "author", "published", "language"),
    "runs": ("version", "rules", "models"),
    "statements": ("speaker", "lemma", "stance", "act", "polarity", "time", "resolved_by", "rule"),
    "stories": ("label",),
    "ties": ("one_name", "other_name", "period"),
    "times": ("value", "begin", "end", "hijri", "distance", "reason", "rule"),
}
LISTS = {
    "actors": ("names", "roles"),
    "entities": ("names", "roles"),
    "events": ("actors", "recipients", "contexts"),
    "happenings": ("names", "others"),
    "statements": ("alternatives",),
    "stories": ("outlets",),
}


def poison(path: str) -> None:
    """Puts markup and a formula before every word of a record that is no quotation of a text and no value of a list."""
    with sqlite3.connect(path) as connection:
        connection.execute(
            "insert into problems (identifier, path, type, message, tries, first_seen, last_seen) "
            "values ('x', 'y', 'format', 'z', 1, '2025-01-01', '2025-01-01')"
        )
        for table, columns in WORDS.items():
            for column in columns:
                connection.execute(f'update "{table}" set "{column}" = ? || "{column}"', (POISON,))
        for table, columns in LISTS.items():
            for column in columns:
                told = connection.execute(f'select distinct "{column}" from "{table}" where "{column}" is not null')
                rows = [(json.dumps(_poisoned(json.loads(value))), value) for (value,) in told.fetchall()]
                connection.executemany(f'update "{table}" set "{column}" = ? where "{column}" = ?', rows)


def _poisoned(value: object) -> object:
    if isinstance(value, str):
        return POISON + value
    if isinstance(value, list):
        return [_poisoned(one) for one in value]
    if isinstance(value, dict):
        free = ("name", "title", "organisation", "country")
        return {name: _poisoned(one) if name in free else one for name, one in value.items()}
    return value


def filled(name: str, items: list[AnnotatedReport]) -> str:
    """A new record, read and grouped."""
    with Record(name, create=True) as record:
        record.writer(RUN).add((item.report, item.layers) for item in items)
        regroup(record, run=RUN)
    return name
