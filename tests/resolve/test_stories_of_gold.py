"""The figures of stories and copies on the gold of ../shared, and the seeds."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from isnad.ingest import read_paths
from isnad.model import Layers, Report, Story
from isnad.resolve import Archive, find_copies, find_stories, grown, stories
from isnad.resolve.archive import FOUND

SHARED = Path(__file__).parents[3] / "shared"
GOLD = SHARED / "gold" / "stories_dev.jsonl"
pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="the gold of ../shared is not there")


@cache
def reports() -> tuple[Report, ...]:
    found = read_paths([str(SHARED / "gold" / "stories_dev_reports.jsonl")])
    return tuple(report for report in found if isinstance(report, Report))


def told(reports: Iterable[Report]) -> list[Story]:
    archive = Archive.of((report, Layers(language="ar")) for report in reports)
    copies = find_copies(archive)
    return list(stories(archive, find_stories(archive, copies), copies))


def told_as_they_come(reports: list[Report], batch: int) -> list[Story]:
    archive, found = Archive(), FOUND["stories"].empty_table()
    for start in range(0, len(reports), batch):
        for report in reports[start : start + batch]:
            archive.add(report, Layers(language="ar"))
        copies = find_copies(archive)
        found = grown(archive, found, copies)
    return list(stories(archive, found, copies))


def gold() -> list[dict[str, Any]]:
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def b_cubed(expected: list[set[str]], found: list[set[str]]) -> float:
    """F1 of Bagga and Baldwin (1998)."""
    home = {name: group for group in found for name in group}
    names = [(name, group) for group in expected for name in group]
    precision = sum(len(group & home[name]) / len(home[name]) for name, group in names) / len(names)
    recall = sum(len(group & home[name]) / len(group) for name, group in names) / len(names)
    return 2 * precision * recall / (precision + recall)


def groups(found: list[Story]) -> list[set[str]]:
    return [set(story.reports) for story in found]


def test_stories_agree_with_the_gold() -> None:
    assert b_cubed([set(story["reports"]) for story in gold()], groups(told(reports()))) >= 0.88


def test_copies_agree_with_the_gold() -> None:
    expected = {tuple(sorted(group)) for story in gold() for group in story["copies"]}
    found = {tuple(sorted(group)) for story in told(reports()) for group in story.copies}
    assert 2 * len(expected & found) / (len(expected) + len(found)) >= 0.9


def test_ten_orders_of_coming_give_one_outcome() -> None:
    first = groups(told(reports()))
    for seed in range(10):
        shuffled = [*reports()]
        random.Random(seed).shuffle(shuffled)
        assert b_cubed(first, groups(told(shuffled))) >= 0.97


def test_ten_orders_of_arrival_in_batches_end_nearly_alike() -> None:
    ends = [groups(told(reports()))]
    for seed in range(10):
        shuffled = [*reports()]
        random.Random(seed).shuffle(shuffled)
        ends.append(groups(told_as_they_come(shuffled, batch=40)))
    assert min(b_cubed(one, other) for one, other in combinations(ends, 2)) >= 0.97


def test_one_visit_told_by_two_seeds_is_one_story_with_two_wordings() -> None:
    found = told(report for report in read_paths([str(SHARED / "seeds")]) if isinstance(report, Report))
    shown = {tuple(name[:3] for name in story.reports): story.independent for story in found}
    assert shown == {("002", "003"): 2, ("000",): 1, ("001",): 1, ("004",): 1}
