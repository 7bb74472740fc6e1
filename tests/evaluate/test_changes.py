"""Gains and losses between two runs, and how far a figure may be chance."""

from __future__ import annotations

from typing import Any

from isnad.evaluate import Attribution, GoldReport, align, bootstrap, changes, intervals, statement_figures
from isnad.evaluate.changes import Change
from isnad.model import Span

TEXT = "قال سامر إن الجسر آمن. وأكدت هناء أن الطريق مفتوح."


def said(start: int, end: int, cue: Span, **fields: Any) -> Attribution:
    given = {"speaker": "سامر", "kind": "indirect", "channel": "unspecified", **fields}
    return Attribution(content=(Span(start, end),), cue=cue, **given)


FIRST = said(12, 21, Span(0, 3))
SECOND = said(37, 49, Span(23, 28), speaker="هناء")
REPORT = GoldReport(id="r", text=TEXT, statements=(FIRST, SECOND))


def test_what_a_run_gains_and_loses_is_told_by_statement_and_field() -> None:
    before = [(REPORT, align(REPORT.statements, [FIRST, said(37, 49, Span(23, 28), speaker="سامر")]))]
    now = [(REPORT, align(REPORT.statements, [SECOND]))]
    found = list(changes(before, now))
    assert Change("r", "وأكدت", "speaker", gained=True) in found
    assert [change for change in found if change.gained] == [Change("r", "وأكدت", "speaker", gained=True)]
    assert {(change.cue, change.field) for change in found if not change.gained} == {
        ("قال", "found"),
        ("قال", "speaker"),
        ("قال", "kind"),
        ("قال", "channel"),
    }


def test_nothing_changes_between_equal_runs() -> None:
    run = [(REPORT, align(REPORT.statements, [FIRST]))]
    assert list(changes(run, run)) == []


def test_an_interval_holds_the_figure_and_is_the_same_each_time() -> None:
    reports = [align([FIRST], [FIRST]), align([SECOND], []), align([FIRST, SECOND], [FIRST])]
    drawn = list(bootstrap(reports, statement_figures, samples=200))
    found = intervals(drawn)["detection (IoU 0.5)"]
    assert 0.0 <= found.low < 2 / 3 < found.high <= 1.0
    assert list(bootstrap(reports, statement_figures, samples=200)) == drawn


def test_reports_that_are_all_alike_leave_no_room_for_chance() -> None:
    drawn = list(bootstrap([align([FIRST], [FIRST])] * 3, statement_figures, samples=20))
    assert set(intervals(drawn)["attributed"]) == {1.0}


def test_there_is_no_interval_without_a_sample() -> None:
    assert intervals([]) == {}
