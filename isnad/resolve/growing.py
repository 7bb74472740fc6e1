"""Stories that grow: reports that arrived since are put into stories without comparing the whole archive again.

Two groups are joined only where two of their reports are at least as alike as `judge().least`, so that apart from
copies no story reaches over two components of such pairs. What arrives can therefore change no story but those of the
components in which it stands, and these alone are grouped again (by the same rule as all, `stories_among`): a report
may join a story, make a new one, bring two together, or show that one was two.

The order of arrival matters as far as the chance of a pair changes with what is known when it is looked at: the rarity
of words, the reports that either is near to, and the `MATES` with which a report is compared. `regrouped` removes what
came of that; it looks at all pairs, and keeps the ids as `grown` does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

import pyarrow as pa

from isnad.resolve.archive import FOUND, Archive
from isnad.resolve.copies import grouped, pairs_of
from isnad.resolve.likeness import DAYS
from isnad.resolve.stories import find_stories, in_order, judge, likely_pairs, stories_among

AROUND: Final = 2 * DAYS
"""Days around an arrival whose reports are compared: the reports near to it, and those that are near to these."""
_NEAR: Final = f"""
    select report from reports where day is null
        or exists (from reports a semi join arrived using (report)
            where a.day is null or abs(a.day - reports.day) <= {AROUND})
"""


def grown(archive: Archive, known: pa.Table, copies: pa.Table) -> pa.Table:
    """The stories with what arrived since, as `FOUND["stories"]` has them.

    A story keeps its number, and with it its id, where it has most of the reports of the story that bore it; it is
    then not always that of its first report. Stories that nothing arrived for stay as they are.

    Args:
        archive: The reports, those that arrived among them: they are those without a story in `known`.
        known: The stories so far: what `find_stories`, `grown` or `regrouped` gave for the archive before.
        copies: What `find_copies` finds in the archive now.
    """
    story = _homes(known)
    arrived = set(range(len(archive))) - story.keys()
    if not arrived:
        return known
    held = [*pairs_of(copies), *((report, -1 - number) for report, number in story.items())]  # no number of a report
    near = set(_near(archive, arrived))
    compared = {*near, *_reached(held, near)}
    pairs = likely_pairs(archive, compared)
    strong = [(one, other) for one, other, chance in pairs if chance >= judge().least]
    touched = {*arrived, *_reached([*held, *strong], arrived)}
    order = [report for report in in_order(archive) if report in touched]
    return _kept(zip(order, stories_among(order, pairs, pairs_of(copies)), strict=True), story)


def regrouped(archive: Archive, known: pa.Table, copies: pa.Table) -> pa.Table:
    """All reports grouped anew, as by night; the arguments and the numbers of stories are those of `grown`."""
    homes = _homes(find_stories(archive, copies))
    return _kept(((report, homes[report]) for report in in_order(archive)), _homes(known))


def _homes(stories: pa.Table) -> dict[int, int]:
    return dict(zip(stories.column("report").to_pylist(), stories.column("story").to_pylist(), strict=True))


def _near(archive: Archive, arrived: Iterable[int]) -> list[int]:
    """The reports that stand within `AROUND` days of an arrival; one without a day is near to all."""
    with archive.database() as database:
        database.register("arrived", pa.table({"report": pa.array(sorted(arrived), type=pa.int32())}))
        return [report for (report,) in database.execute(_NEAR).fetchall()]


def _reached(pairs: list[tuple[int, int]], start: set[int]) -> Iterator[int]:
    """The reports that the pairs connect with those of `start`."""
    for group in grouped(pairs):
        if not start.isdisjoint(group):
            yield from (report for report in group if report >= 0)


def _kept(found: Iterable[tuple[int, int]], before: dict[int, int]) -> pa.Table:
    """The table with these new homes, under the numbers of the stories before.

    Args:
        found: Reports in order of publication, and the number that their group has among themselves.
        before: The story of each report so far; one that is not in `found` stays where it is.
    """
    groups: dict[int, list[int]] = {}
    for report, home in found:
        groups.setdefault(home, []).append(report)
    fresh = {report for group in groups.values() for report in group}
    after = {report: story for report, story in before.items() if report not in fresh}
    names = _names(list(groups.values()), before, set(after.values()))
    for name, group in zip(names, groups.values(), strict=True):
        after |= dict.fromkeys(group, name)
    columns = [sorted(after), [after[report] for report in sorted(after)]]
    return pa.table([pa.array(column, type=pa.int32()) for column in columns], schema=FOUND["stories"])


def _names(groups: list[list[int]], before: dict[int, int], taken: set[int]) -> list[int]:
    """The number of each group: the story of which it has the most reports and more than any other group has, else its
    first report whose number is no story's; where none is free, that of another report."""
    shared = Counter((at, before[report]) for at, group in enumerate(groups) for report in group if report in before)
    names: dict[int, int] = {}
    for (at, story), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if at not in names and story not in taken:
            names[at] = story
            taken.add(story)
    others = [*(report for group in groups for report in group), *before]
    for at, group in enumerate(groups):
        if at not in names:
            names[at] = next(report for report in (*group, *others) if report not in taken)
            taken.add(names[at])
    return [names[at] for at in range(len(groups))]
