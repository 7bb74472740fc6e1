"""Which reports tell one story: the reports on one happening and what follows at once from it.

A logistic model learnt from grouped windows of two days gives each pair of reports the chance that they tell one story
(`likeness` has the signs; `data/models/stories.json` the weights and how they were learnt); reports are then joined by
average linkage (after the winners of event detection in the TDT evaluations, Allan 2002, and Miranda and others 2018).
Copies are held together. The outcome depends on the set of reports and not on the order in which they were added.

Known misses: a session or a reaction that has a name of its own (the Security Council on an attack) is drawn into the
story of what it is about; a portrait or a retrospective with other words than the news stands alone; two attacks of one
kind on one front on one day can become one story.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from isnad.errors import ModelError
from isnad.model import CopyPair, Story
from isnad.model.story import story_id
from isnad.resolve.archive import FOUND, Archive
from isnad.resolve.changes import copy_pairs
from isnad.resolve.copies import grouped, pairs_of
from isnad.resolve.likeness import SIGNS, alike
from isnad.resolve.linkage import joined
from isnad.resolve.summary import Sketch, sketches

UNDATED: Final = 2.0
"""Taken off the logarithm of the odds where the day of one of two reports is not told: what is alike may lie years
apart, and the model was learnt from reports of the same days."""
_DIGITS: Final = 6  # of a chance, so that sums in another order give the same
_UNLIKELY: Final = 0.01  # a chance below this counts as none
_TOGETHER: Final = 10_000  # pairs that are made into objects at a time


class Judge(NamedTuple):
    """The weights of the signs, what is added, and the least average chance at which groups are joined."""

    weights: npt.NDArray[np.float64]
    constant: float
    least: float


def find_stories(archive: Archive, copies: pa.Table) -> pa.Table:
    """The story of each report, as `FOUND["stories"]` has them; a story's number is that of its first report.

    Args:
        archive: The reports.
        copies: What `find_copies` found in it.
    """
    order = in_order(archive)
    homes = stories_among(order, _likely(archive, None), pairs_of(copies))
    columns = [pa.array(column, type=pa.int32()) for column in (order, homes)]
    return pa.table(columns, schema=FOUND["stories"]).sort_by("report")


def likely_pairs(archive: Archive, among: Collection[int] | None = None) -> list[tuple[int, int, float]]:
    """Two reports and the chance that they tell one story, where there is one worth counting.

    Args:
        archive: The reports.
        among: The numbers of those that are compared; all where it is None.
    """
    return list(_likely(archive, among))


def _likely(archive: Archive, among: Collection[int] | None) -> Iterator[tuple[int, int, float]]:
    pairs = alike(archive, among)
    chances = _chances(pairs)
    likely = chances >= _UNLIKELY
    one, other = (pairs.column(name).to_numpy()[likely] for name in ("one", "other"))
    chances = chances[likely]
    del pairs, likely
    for at in range(0, len(one), _TOGETHER):
        some = slice(at, at + _TOGETHER)
        yield from zip(one[some].tolist(), other[some].tolist(), chances[some].tolist(), strict=True)


def stories_among(
    order: Sequence[int], pairs: Iterable[tuple[int, int, float]], copies: Iterable[tuple[int, int]]
) -> list[int]:
    """The story of each of these reports, as the number of the first in it.

    Args:
        order: Their numbers, in order of publication.
        pairs: What `likely_pairs` gives; pairs with other reports are left out.
        copies: Two reports that carry one text, and stand in one story.
    """
    place = {report: at for at, report in enumerate(order)}
    known = ((place[a], place[b], chance) for a, b, chance in pairs if a in place and b in place)
    scored = ((min(a, b), max(a, b), chance) for a, b, chance in known)
    held = grouped([(place[a], place[b]) for a, b in copies if a in place and b in place])
    return [order[home] for home in joined(len(order), scored, judge().least, held)]


def stories(archive: Archive, found: pa.Table, copies: pa.Table) -> Iterator[Story]:
    """The stories as records, those of the most independent wordings first.

    Args:
        archive: The reports.
        found: What `find_stories` found in it.
        copies: What `find_copies` found in it.
    """
    rows = archive.table("reports").select(["id", "outlet", "day"]).to_pylist()
    members: dict[int, list[int]] = {}
    homes = dict(zip(found.column("report").to_pylist(), found.column("story").to_pylist(), strict=True))
    for report in in_order(archive):
        members.setdefault(homes[report], []).append(report)
    groups: dict[int, list[list[int]]] = {}
    for group in grouped(pairs_of(copies)):
        groups.setdefault(homes[group[0]], []).append(group)
    pairs: dict[int, list[CopyPair]] = {}
    for earlier, pair in zip(copies.column("earlier").to_pylist(), copy_pairs(archive, copies), strict=True):
        pairs.setdefault(homes[earlier], []).append(pair)
    sketched = sketches(archive, list(members.values()))
    made = [
        _story(rows, story, reports, groups.get(story, []), sketch, pairs.get(story, []))
        for (story, reports), sketch in zip(members.items(), sketched, strict=True)
    ]
    yield from sorted(made, key=lambda story: (-story.independent, -len(story.reports), story.reports))


def in_order(archive: Archive) -> list[int]:
    """The numbers of the reports by publication, those without a time last; the same for any order of adding."""
    with archive.database() as database:
        query = "select report from reports order by coalesce(published, day::timestamp) nulls last, id"
        return [report for (report,) in database.execute(query).fetchall()]


@cache
def judge() -> Judge:
    """The learnt weights.

    Raises:
        ModelError: if the file is missing or has other signs.
    """
    try:
        source = resources.files("isnad") / "data" / "models" / "stories.json"
        card = json.loads(source.read_text(encoding="utf-8"))
        weights = np.array([card["weights"][sign] for sign in SIGNS])
        return Judge(weights, float(card["constant"]), float(card["least"]))
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"stories.json: {error}; install the package again") from error


def _chances(pairs: pa.Table) -> npt.NDArray[np.float64]:
    """The chance of each pair that it tells one story."""
    signs = np.stack([pairs.column(sign).to_numpy() for sign in SIGNS], axis=1)
    odds = signs @ judge().weights + judge().constant - UNDATED * ~pairs.column("dated").to_numpy()
    chances: npt.NDArray[np.float64] = 1 / (1 + np.exp(-odds))
    return chances.round(_DIGITS)


def _story(
    rows: list[dict[str, Any]],
    story: int,
    reports: list[int],
    copies: list[list[int]],
    sketch: Sketch,
    pairs: list[CopyPair],
) -> Story:
    days = sorted(rows[report]["day"].isoformat() for report in reports if rows[report]["day"] is not None)
    place = {report: at for at, report in enumerate(reports)}
    groups = sorted(sorted(group, key=place.__getitem__) for group in copies)
    return Story(
        id=story_id(rows[story]["id"]),
        reports=tuple(rows[report]["id"] for report in reports),
        copies=tuple(tuple(rows[report]["id"] for report in group) for group in groups),
        independent=len(reports) - sum(len(group) - 1 for group in groups),
        label=sketch.label,
        label_report=sketch.label_report,
        outlets=tuple(sorted({rows[report]["outlet"] for report in reports if rows[report]["outlet"] is not None})),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        summary=sketch.summary,
        pairs=tuple(sorted(pairs, key=lambda pair: (pair.earlier, pair.later))),
    )
