"""Invented reports in a record, whose reports are grouped."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from made_reports import RUN
from sqlalchemy import select

from isnad.annotate import default_pipeline
from isnad.ingest.build import build
from isnad.model import Layers, Report
from isnad.store.record import Record
from isnad.store.schema import DERIVED

_BLAST = (
    "قتل {} شخصا في انفجار استهدف سوق مدينة سرملة يوم الأربعاء 15 مايو 2024.\n"
    "{} وزير الداخلية سامر الهلالي إن التحقيق في الانفجار سيكشف من يقف وراءه.\n"
    "ونقلت سيارات الإسعاف الجرحى إلى مستشفى المدينة وأغلقت الشرطة الطرق المؤدية إلى السوق."
)
_TALKS = (
    "التقى وزير الخارجية نبيل الصواف رئيس الوزراء حسام الراوي في سرملة يوم 5 يونيو 2024.\n"
    "{} الصواف إن المحادثات تناولت فتح المعابر وعودة المزارعين إلى قراهم في هضبة النورس.\n"
    "ودعا الراوي الصواف إلى زيارة الميناء الشرقي."
)
TEXTS = (
    ("blast-1", "صدى", "2024-05-15T10:00:00+02:00", "انفجار في سوق سرملة", _BLAST.format(12, "وقال")),
    ("blast-2", "الضفاف", "2024-05-15T12:30:00+00:00", "قتلى في انفجار سرملة", _BLAST.format(20, "وقال")),
    ("blast-3", "مرسال", "2024-05-16", "الهلالي يعد بكشف الفاعلين", _BLAST.format(12, "وصرح")),
    ("talks-1", "صدى", "2024-06-05T18:00:00+00:00", "لقاء في سرملة", _TALKS.format("وقال")),
    ("talks-2", "الضفاف", "2024-06-06", "الصواف يلتقي الراوي", _TALKS.format("وأكد")),
    ("harvest", "مرسال", None, "الصقيع", "قالت هنادي البستاني إن الصقيع أتلف محصول اللوز في هضبة النورس."),
)
_pipeline = cache(default_pipeline)


def report(id: str, outlet: str, published: str | None, title: str, body: str) -> Report:
    """A report as reading gives it."""
    told = Report(id=id, text=f"{title}\n\n{body}", title=title, outlet=outlet, published=published)
    return build(told, max_characters=10_000)


@cache
def annotated(count: int = len(TEXTS)) -> tuple[tuple[Report, Layers], ...]:
    """The first of the reports, annotated."""
    reports = [report(*text) for text in TEXTS[:count]]
    return tuple((one, layers_of(one)) for one in reports)


def layers_of(report: Report) -> Layers:
    """What annotation finds in a report."""
    return _pipeline()(report)


def record_of(name: str, items: Iterable[tuple[Report, Layers]]) -> Record:
    """A new record that holds these."""
    record = Record(name, create=True)
    record.writer(RUN).add(items)
    return record


def rows(record: Record) -> dict[str, list[Any]]:
    """Everything that stands over the reports of a record, by table."""
    with record.engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for table in DERIVED
        }
