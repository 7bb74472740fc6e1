"""Days of which nothing was read are told apart from days that were read."""

from __future__ import annotations

from made_reports import RUN

from isnad.model import Layers, Report
from isnad.store.coverage import CoveredDay, coverage
from isnad.store.record import Record


def covered(name: str, *told: tuple[str, str | None, str | None], outlet: str | None = None) -> list[CoveredDay]:
    with Record(name, create=True) as record:
        reports = [Report(id=id, text="نص", outlet=outlet, published=published) for id, outlet, published in told]
        record.writer(RUN).add((report, Layers()) for report in reports)
        with record.engine.connect() as connection:
            return list(coverage(connection, outlet=outlet))


def test_a_day_between_two_that_were_read_counts_nothing(name: str) -> None:
    days = covered(name, ("a", "أرجوان", "2025-01-01T10:00:00+02:00"), ("b", "أرجوان", "2025-01-03"))
    assert [(day.day, day.reports) for day in days] == [("2025-01-01", 1), ("2025-01-02", 0), ("2025-01-03", 1)]
    assert days[0].characters == 2


def test_gaps_are_those_of_one_outlet(name: str) -> None:
    days = covered(name, ("a", "أرجوان", "2025-01-01"), ("b", "زليج", "2025-01-03"))
    assert [(day.outlet, day.day) for day in days] == [("أرجوان", "2025-01-01"), ("زليج", "2025-01-03")]


def test_what_names_no_outlet_and_no_day_is_counted_too(name: str) -> None:
    days = covered(name, ("a", None, None), ("b", "أرجوان", "2025"), ("c", "أرجوان", "2025-01-03"))
    assert [(day.outlet, day.day, day.reports) for day in days] == [
        ("أرجوان", "2025-01-03", 1),
        ("أرجوان", None, 1),
        (None, None, 1),
    ]


def test_one_outlet_alone(name: str) -> None:
    days = covered(name, ("a", "أرجوان", "2025-01-01"), ("b", "زليج", "2025-01-03"), outlet="زليج")
    assert [day.outlet for day in days] == ["زليج"]


def test_the_version_before_a_correction_is_not_counted(name: str) -> None:
    days = covered(name, ("a", "أرجوان", "2025-01-01"), ("a", "أرجوان", "2025-01-02"))
    assert [(day.day, day.reports) for day in days] == [("2025-01-02", 1)]
