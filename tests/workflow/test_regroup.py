"""Grouping a record anew replaces what was found, whole or not at all."""

from __future__ import annotations

from typing import Any

import pytest
from across_reports import TEXTS, annotated, layers_of, record_of, report, rows
from made_reports import RUN
from msgspec.structs import replace
from sqlalchemy import Connection, select

from isnad.errors import RecordBusyError
from isnad.model import Layers
from isnad.store import across
from isnad.store.actors import actors_of, key_of
from isnad.store.happenings import happenings_of
from isnad.store.record import Record
from isnad.store.schema import runs, stories, story_reports
from isnad.store.writing import Run
from isnad.workflow.regroup import STEPS, Regrouped, regroup


def test_the_same_reports_give_the_same_rows(name: str) -> None:
    with record_of(name, annotated()) as record:
        first = regroup(record)
        before = rows(record)
        assert regroup(record) == first
        assert rows(record) == before
    assert all(before[told] for told in ("stories", "copies", "actors", "naming", "ties", "tellings"))
    assert first.reports == len(TEXTS)


def test_what_is_interrupted_leaves_what_was_there(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with record_of(name, annotated(4)) as record:
        regroup(record)
        before = rows(record)
        record.writer(RUN).add(annotated())

        def failing(connection: Connection, *arguments: Any) -> Any:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(across._Gathered, "__iter__", failing)  # after the old rows were deleted
            with pytest.raises(KeyboardInterrupt):
                regroup(record)
        assert rows(record) == before
        regroup(record)
        assert len(rows(record)["story_reports"]) == len(TEXTS)


def test_reports_that_are_read_anew_meanwhile_stop_it(name: str) -> None:
    with record_of(name, annotated(2)) as record:
        regroup(record)
        before = rows(record)

        def watch(step: str) -> None:
            if step == "naming":
                record.writer(Run(version="2", rules="r", models="m")).add(annotated(2))

        with pytest.raises(RecordBusyError):
            regroup(record, watch=watch)
        assert rows(record) == before


def test_reports_that_are_added_meanwhile_wait_for_the_next_time(name: str) -> None:
    with record_of(name, annotated(2)) as record:

        def watch(step: str) -> None:
            if step == "naming":
                record.writer(RUN).add(annotated(3))

        assert regroup(record, watch=watch).reports == 2
        assert regroup(record).reports == 3


def test_the_key_of_an_actor_stays_while_reports_are_added(name: str) -> None:
    def keys(record: Record) -> dict[str, str | None]:
        return {one.name: key_of(record.engine, one.id) for one in actors_of(record.engine, members=False)}

    later = report("blast-1", "صدى", "2024-05-15T11:00:00+02:00", "تصحيح", TEXTS[0][4])
    with record_of(name, annotated(4)) as record:
        regroup(record)
        before = keys(record)
        record.writer(RUN).add([*annotated(), (later, layers_of(later))])
        regroup(record)
        after = keys(record)
    assert before.keys() <= after.keys()
    assert {told: after[told] for told in before} == before
    assert len(set(after.values())) == len(after)


def test_the_newest_version_of_a_report_counts(name: str) -> None:
    told = report("blast-1", "صدى", "2024-05-15T11:00:00+02:00", "تصحيح", "وقع الانفجار في سوق سرملة.")
    with record_of(name, annotated(1)) as record:
        record.writer(RUN).add([(told, Layers(language="ar"))])
        assert regroup(record).reports == 1
        with record.engine.connect() as connection:
            assert connection.execute(select(story_reports.c.report)).scalars().all() == [2]
            assert connection.execute(select(stories.c.label)).scalar() == "تصحيح"


def test_what_a_report_tells_no_more_is_left_out_until_the_next_time(name: str) -> None:
    other = Run(version="2", rules="r", models="m")
    with record_of(name, annotated()) as record:
        regroup(record)
        before = list(happenings_of(record.engine))
        (first, layers), *_ = annotated()
        record.writer(other).add([(first, replace(layers, statements=layers.statements[1:], events=()))])
        after = list(happenings_of(record.engine))
        assert after == [one for one in before if one in after]
        assert all(telling.report != first.id for one in after if one.kind == "event" for telling in one.tellings)
        regroup(record)
        assert {one.id for one in happenings_of(record.engine)} - {one.id for one in after}


def test_rows_name_the_run_that_made_them(name: str) -> None:
    with record_of(name, annotated(1)) as record:
        regroup(record, run=Run(version="9", rules="r", models="m"))
        with record.engine.connect() as connection:
            made = connection.execute(select(runs.c.version).join(stories, stories.c.run == runs.c.run)).scalars().all()
    assert made == ["9"]


def test_a_record_without_reports_has_nothing_over_them(name: str) -> None:
    with Record(name, create=True) as record:
        assert regroup(record) == Regrouped()


def test_every_step_is_told(name: str) -> None:
    steps: list[str] = []
    with record_of(name, annotated(2)) as record:
        regroup(record, watch=steps.append)
    assert list(dict.fromkeys(steps)) == list(STEPS)
