"""Reports of one happening are one story, in whatever order they come."""

from __future__ import annotations

from itertools import permutations

import pytest
from msgspec.structs import replace
from told_reports import REPORTS, archive

from isnad.model import Report, Story
from isnad.resolve import find_copies, find_stories, stories


def told(*reports: Report) -> list[Story]:
    known = archive(*reports)
    copies = find_copies(known)
    return list(stories(known, find_stories(known, copies), copies))


def test_reports_of_one_happening_are_one_story() -> None:
    assert [set(story.reports) for story in told(*REPORTS)] == [{"bridge-1", "bridge-2", "bridge-3"}, {"harvest"}]


def test_copies_count_once() -> None:
    bridge, harvest = told(*REPORTS)
    assert (bridge.copies, bridge.independent) == ((("bridge-1", "bridge-2"),), 2)
    assert (harvest.copies, harvest.independent) == ((), 1)
    assert [(pair.earlier, pair.later) for pair in bridge.pairs] == [("bridge-1", "bridge-2")]


def test_the_order_in_which_reports_come_changes_nothing() -> None:
    first = told(*REPORTS)
    assert all(told(*order) == first for order in permutations(REPORTS))


def test_a_story_keeps_its_id_while_it_grows() -> None:
    assert told(*REPORTS[:2])[0].id == told(*REPORTS)[0].id


def test_label_and_summary_are_sentences_of_its_reports() -> None:
    bridge = told(*REPORTS)[0]
    texts = {report.id: report.text for report in REPORTS}
    assert bridge.label is not None
    assert bridge.label_report is not None
    assert texts[bridge.label_report].startswith(bridge.label)
    assert 1 <= len(bridge.summary) <= 3
    for sentence in bridge.summary:
        assert sentence.report in bridge.reports
        assert sentence.span.quote(texts[sentence.report]) == sentence.quote
        assert "جسر" in sentence.quote or "الواحة" in sentence.quote


def test_days_and_outlets_are_told() -> None:
    bridge = told(*REPORTS)[0]
    assert (bridge.first, bridge.last) == ("2031-04-06", "2031-04-07")
    assert bridge.outlets == ("الضفاف", "صدى", "مرسال")


def test_what_happened_again_a_month_later_is_another_story() -> None:
    later = replace(REPORTS[2], published="2031-05-20")
    assert [set(story.reports) for story in told(REPORTS[0], later)] == [{"bridge-1"}, {"bridge-3"}]


@pytest.mark.parametrize(
    "reports", [(), (Report(id="x", text="نص"),), (Report(id="x", text="؟"), Report(id="y", text="!"))]
)
def test_every_report_stands_in_exactly_one_story(reports: tuple[Report, ...]) -> None:
    assert sorted(name for story in told(*reports) for name in story.reports) == [report.id for report in reports]
