"""What is counted over a whole record."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from made_reports import RUN

from isnad.model import Layers, Report, Span, Statement
from isnad.model.statement import Kind
from isnad.store.heard import most_heard
from isnad.store.overview import Period, attention, runs_of, totals
from isnad.store.record import Record
from isnad.store.state import state
from isnad.workflow.regroup import regroup

TEXT = "قال الهلالي نعم"


def told(speaker: str, resolved_by: str = "named") -> Statement:
    return Statement(
        cue=Span(0, 3),
        source=Span(4, 11),
        speaker=speaker,
        content=(Span(12, 15),),
        kind=Kind.DIRECT,
        resolved_by=resolved_by,
    )


@pytest.fixture
def record(name: str) -> Iterator[Record]:
    layers = [
        Layers(statements=(told("الهلالي"), told("كذا", "unknown"))),
        Layers(statements=(told("الهلالي"),)),
        Layers(),
    ]
    days = [("a", "أرجوان", "2025-11-01"), ("b", "زليج", "2025-11-04T10:00:00+02:00"), ("c", None, None)]
    reports = [Report(id=id, text=TEXT, outlet=outlet, published=day) for id, outlet, day in days]
    with Record(name, create=True) as found:
        found.writer(RUN).add(zip(reports, layers, strict=True))
        yield found


def test_totals_count_current_reports_and_what_is_found_in_them(record: Record) -> None:
    with record.engine.connect() as connection:
        found = totals(connection)
        assert (found.reports, found.statements, found.events, found.outlets) == (3, 3, 0, 2)
        assert (found.first, found.last) == ("2025-11-01", "2025-11-04")
        before = state(connection)
    record.writer(RUN).add([(Report(id="a", text=TEXT + "!", outlet="أرجوان", published="2025-11-02"), Layers())])
    with record.engine.connect() as connection:
        assert totals(connection).statements == 1
        assert state(connection) != before


def test_the_state_is_another_one_after_each_regrouping(record: Record) -> None:
    with record.engine.connect() as connection:
        before = state(connection)
    for _ in range(2):
        regroup(record)
        with record.engine.connect() as connection:
            now = state(connection)
        assert now != before
        before = now


def test_attention_has_every_day_between_and_none_for_reports_without_a_date(record: Record) -> None:
    with record.engine.connect() as connection:
        periods, rows = attention(connection, Period.DAY, last=10)
        assert periods == ["2025-11-01", "2025-11-02", "2025-11-03", "2025-11-04"]
        assert {row.outlet: row.counts for row in rows} == {"أرجوان": (1, 0, 0, 0), "زليج": (0, 0, 0, 1)}
        assert attention(connection, Period.MONTH, last=10)[0] == ["2025-11"]
        assert attention(connection, Period.DAY, last=2)[0] == ["2025-11-04"]


def test_those_who_are_heard_are_known_speakers(record: Record) -> None:
    with record.engine.connect() as connection:
        (found,) = most_heard(connection, limit=5)
        assert (found.key, found.speaker, found.statements, found.reports, found.outlets) == (None, "الهلالي", 2, 2, 2)
        assert [(run.version, run.reports) for run in runs_of(connection)] == [("1", 3)]
