"""Who did what to whom, by period."""

from __future__ import annotations

import pyarrow as pa
import pytest
from actor_reports import span, told, who

from isnad.model import Event, EventType, Kind, Layers, Report, Statement, Status, Tie
from isnad.resolve import Archive
from isnad.resolve.actors import find_actors
from isnad.resolve.archive import FOUND
from isnad.resolve.network import find_network

ONE, OTHER = "سامر الهلالي", "ليلى المنذري"
MEETING = "التقى سامر الهلالي ليلى المنذري أمس."
PRAISE = "أشاد سامر الهلالي بليلى المنذري: عملها عظيم."
PEOPLE = [who("PER", ONE), who("PER", OTHER)]


def meeting(
    identifier: str, *, date: str | None = "2024-05-14", status: Status = Status.ACTUAL
) -> tuple[Report, Layers]:
    event = Event(type=EventType.CONSULT, anchor=span(MEETING, "التقى"), actors=(ONE, OTHER), date=date, status=status)
    return told(identifier, MEETING, PEOPLE, events=(event,))


def praise(identifier: str, *, time: str | None = None) -> tuple[Report, Layers]:
    statement = Statement(
        cue=span(PRAISE, "أشاد"),
        source=span(PRAISE, ONE),
        speaker=ONE,
        content=(span(PRAISE, "عملها عظيم"),),
        kind=Kind.INDIRECT,
        target=span(PRAISE, "بليلى المنذري"),
        act="praise",
        time=time,
    )
    return told(identifier, PRAISE, PEOPLE, statements=(statement,))


def ties(*reports: tuple[Report, Layers], **options: object) -> list[Tie]:
    archive = Archive.of(reports)
    return find_network(archive, find_actors(archive), **options)  # type: ignore[arg-type]


def test_a_meeting_has_both_and_its_month() -> None:
    (tie,) = ties(meeting("a"), meeting("b", date="2024-05"))
    assert ({tie.one_name, tie.other_name}, tie.relation) == ({ONE, OTHER}, "met")
    assert (tie.period, tie.dated_by, tie.reports, tie.independent, tie.claimed) == ("2024-05", "told", 2, 2, 0)
    assert [(side.report, side.quote) for side in tie.examples] == [("a", "التقى"), ("b", "التقى")]


def test_copies_are_one_independent_telling() -> None:
    copies = pa.table({"earlier": [0], "later": [1], "similarity": [0.99]}, schema=FOUND["copies"])
    (tie,) = ties(meeting("a"), meeting("b"), copies=copies)
    assert (tie.reports, tie.independent) == (2, 1)


@pytest.mark.parametrize(("by", "period"), [("day", "2024-05-14"), ("month", "2024-05"), ("year", "2024")])
def test_periods_have_the_length_that_is_asked_for(by: str, period: str) -> None:
    assert [tie.period for tie in ties(meeting("a"), by=by)] == [period]


def test_a_date_that_is_not_told_or_not_precise_enough_gives_no_period() -> None:
    (tie,) = ties(meeting("a", date=None), meeting("b", date="2024"))
    assert (tie.period, tie.dated_by, tie.reports) == (None, None, 2)


def test_what_did_not_happen_is_no_tie() -> None:
    assert ties(meeting("a", status=Status.PLANNED), meeting("b", status=Status.DENIED)) == []


def test_a_statement_without_a_time_has_that_of_its_report_and_says_so() -> None:
    found = ties(praise("a"), praise("b", time="2024-04-01"))
    assert [(tie.one_name, tie.relation, tie.other_name) for tie in found] == [(ONE, "praised", OTHER)] * 2
    assert {(tie.period, tie.dated_by) for tie in found} == {("2024-05", "published"), ("2024-04", "told")}
