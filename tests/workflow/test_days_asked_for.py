"""Statements of an actor and events are narrowed down by days in one way, also where a report tells only its year."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from across_reports import annotated, layers_of, record_of, report

from isnad.store.actor_statements import Of, SaidWanted, said_by
from isnad.store.actors import actors_of
from isnad.store.event_table import TableOfEvents, Wanted
from isnad.store.record import Record
from isnad.workflow.regroup import regroup

BODY = "قال سامر الهلالي إن الجسر سيفتح قريبا. وقصفت قوات زليج مرفأ أرجوان."
DATED = {"day": "2023-04-12", "month": "2023-04", "year": "2023", "never": None}


@pytest.fixture
def record(name: str) -> Iterator[Record]:
    told = [report(id, "صدى", when, "افتتاح الجسر", BODY) for id, when in DATED.items()]
    with record_of(name, [*annotated(), *((one, layers_of(one)) for one in told)]) as made:
        regroup(made)
        yield made


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2023", "2023", {"day", "month", "year"}),
        ("2023-04", "2023-04", {"day", "month", "year"}),
        ("2023-05", "2023", {"year"}),
        ("2023-04-13", "2023-04-30", {"month", "year"}),
        ("", "2022", set()),
        ("2024-01-01", "", set()),
        ("", "", set(DATED)),
    ],
)
def test_what_is_less_exact_is_in_where_any_day_of_it_is(
    record: Record, since: str, until: str, found: set[str]
) -> None:
    who = Of([one.id for one in actors_of(record.engine) if one.name == "سامر الهلالي"])
    with record.engine.connect() as connection:
        said = {one.report for one in said_by(connection, who, SaidWanted(since=since, until=until))}
    done = {row["report"] for row in TableOfEvents(record.engine, Wanted(since=since, until=until)).rows()}
    assert said & set(DATED) == done & set(DATED) == found
