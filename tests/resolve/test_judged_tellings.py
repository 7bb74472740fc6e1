"""Joins that were judged by hand: how many of those made are right, and how many of the right ones are made.

The file holds ids and code points alone; the reports are read from ../shared.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from invented import archive_of, found

from isnad.ingest.build import build
from isnad.model import Report, Span
from isnad.model.happening import Happening
from isnad.resolve.happenings import happenings

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "news_2018.jsonl.gz"
JUDGED = [json.loads(line) for line in (Path(__file__).parent / "judged_tellings.jsonl").open(encoding="utf-8")]
PRECISION, RECALL = {"event": 0.95, "statement": 0.95}, {"event": 0.82, "statement": 0.95}
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not CORPUS.exists(), reason="the corpus of ../shared is missing")]


def _reports() -> Iterator[Report]:
    wanted = {row[side][0] for row in JUDGED for side in ("one", "other")}
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for line in lines:
            record: dict[str, Any] = json.loads(line)
            if record["id"] in wanted:
                names = ("id", "text", "title", "outlet", "published")
                yield build(Report(**{name: record[name] for name in names}), max_characters=1_000_000)


def _place(told: list[Happening], kind: str, at: list[Any]) -> set[str]:
    """The happenings of a kind told at a place of a report; it may have become longer or shorter."""
    report, span = at[0], Span(*at[1:])
    return {
        one.id
        for one in told
        if one.kind == kind
        for telling in one.tellings
        if telling.report == report and telling.span.overlaps(span)
    }


@pytest.fixture(scope="module")
def told() -> list[Happening]:
    archive = archive_of(*_reports())
    numbers = {name: at for at, name in enumerate(sorted({row["story"] for row in JUDGED}))}
    stories = {row[side][0]: numbers[row["story"]] for row in JUDGED for side in ("one", "other")}
    return list(happenings(archive, found(archive, stories)))


@pytest.mark.parametrize("kind", ["event", "statement"])
def test_joins_are_right_and_found(told: list[Happening], kind: str) -> None:
    rows = [row for row in JUDGED if row["kind"] == kind]
    places = [(_place(told, kind, row["one"]), _place(told, kind, row["other"]), row["same"]) for row in rows]
    known = [(bool(one & other), same) for one, other, same in places if one and other]
    right = sum(joined and same for joined, same in known)
    assert len(known) >= 0.9 * len(rows)
    assert right / sum(joined for joined, _ in known) >= PRECISION[kind]
    assert right / sum(same for _, same in known) >= RECALL[kind]
