"""Stories grow as reports arrive: what nothing arrived for stays, and ids stay."""

from __future__ import annotations

from itertools import islice, permutations

import pyarrow as pa
import pytest
from msgspec.structs import replace
from told_reports import REPORTS

from isnad.model import Layers, Report
from isnad.resolve import Archive, find_copies, find_stories, grown, regrouped, stories
from isnad.resolve.archive import FOUND

BRIDGE, COPY, RETOLD, HARVEST = REPORTS


def arrive(*batches: tuple[Report, ...]) -> tuple[Archive, pa.Table]:
    """The archive and its stories, grown batch by batch."""
    archive, found = Archive(), FOUND["stories"].empty_table()
    for batch in batches:
        for report in batch:
            archive.add(report, Layers(language="ar"))
        found = grown(archive, found, find_copies(archive))
    return archive, found


def told(archive: Archive, found: pa.Table) -> dict[str, set[str]]:
    """The reports of each story, by its id."""
    return {story.id: set(story.reports) for story in stories(archive, found, find_copies(archive))}


def table(*homes: int) -> pa.Table:
    return pa.table({"report": range(len(homes)), "story": homes}, schema=FOUND["stories"])


def test_reports_that_arrive_one_by_one_make_the_stories_of_all() -> None:
    for order in islice(permutations(REPORTS), None, None, 5):
        archive, found = arrive(*((report,) for report in order))
        assert sorted(map(sorted, told(archive, found).values())) == [["bridge-1", "bridge-2", "bridge-3"], ["harvest"]]


def test_what_arrives_at_once_is_grouped_as_all_is() -> None:
    archive, found = arrive(REPORTS)
    assert found == find_stories(archive, find_copies(archive))


def test_a_story_keeps_its_id_when_an_earlier_report_arrives_late() -> None:
    before = told(*arrive((RETOLD,), (HARVEST,)))
    after = told(*arrive((RETOLD,), (HARVEST,), (BRIDGE, COPY)))
    assert set(after) == set(before)
    assert after[next(name for name, reports in before.items() if reports == {"bridge-3"})] >= {"bridge-1", "bridge-3"}


def test_two_stories_that_come_together_bear_the_id_of_the_larger() -> None:
    archive, _ = arrive(REPORTS)
    assert regrouped(archive, table(0, 2, 2, 3), find_copies(archive)) == table(2, 2, 2, 3)


def test_a_story_that_is_taken_apart_leaves_its_id_to_most_of_it() -> None:
    archive, _ = arrive((HARVEST, BRIDGE, COPY, RETOLD))
    assert regrouped(archive, table(0, 0, 0, 0), find_copies(archive)) == table(1, 0, 0, 0)


def test_a_number_that_is_no_member_connects_nothing() -> None:
    archive, _ = arrive((HARVEST, BRIDGE, COPY))
    archive.add(RETOLD, Layers(language="ar"))
    assert grown(archive, table(1, 0, 0), find_copies(archive)) == table(1, 0, 0, 0)


def test_what_nothing_arrived_for_stays_as_it_is() -> None:
    archive, _ = arrive(REPORTS)
    apart = table(0, 1, 2, 3)  # the archive's reports of one happening, told to be three stories
    assert grown(archive, apart, find_copies(archive)) == apart
    archive.add(replace(HARVEST, id="later", published="2031-07-01"), Layers(language="ar"))
    assert grown(archive, apart, find_copies(archive)).slice(0, 3) == apart.slice(0, 3)


@pytest.mark.parametrize("day", [None, "2031-04-08", "2031-04-01"])
def test_a_report_joins_its_story_whether_or_not_its_day_is_told(day: str | None) -> None:
    late = replace(BRIDGE, id="late", published=day)
    archive, found = arrive(REPORTS, (late,))
    assert {"bridge-1", "late"} <= max(told(archive, found).values(), key=len)


def test_nothing_has_no_stories() -> None:
    assert arrive(())[1] == FOUND["stories"].empty_table()
