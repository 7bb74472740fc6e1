"""The file of disagreements that were drawn by `benchmarks/disagreements.py` and judged by reading.

The file holds ids, code points and numbers alone; the reports are read from ../shared.
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
JUDGED = [json.loads(line) for line in (Path(__file__).parent / "judged_disagreements.jsonl").read_text().splitlines()]
PRECISION, KEPT = 0.9, 0.7  # of those told to disagree, those that are real; of the real ones, those told
WORDLESS = {"", "least", "most", "about"}


def test_the_judged_file_holds_no_words_of_a_report() -> None:
    assert {key for row in JUDGED for key in row} == {"kind", "field", "tellings", "values", "real"}
    assert all(len(place) == 3 and place[1] < place[2] for row in JUDGED for place in row["tellings"])
    assert all(isinstance(row["real"], bool) for row in JUDGED)
    values = [value.rpartition(" ") for row in JUDGED for value in row.get("values", ())]
    assert all(bound in WORDLESS and number.isdecimal() for bound, _, number in values)


def _reports() -> Iterator[Report]:
    wanted = {place[0] for row in JUDGED for place in row["tellings"]}
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for line in lines:
            record: dict[str, Any] = json.loads(line)
            if record["id"] in wanted:
                names = ("id", "text", "title", "outlet", "published")
                yield build(Report(**{name: record[name] for name in names}), max_characters=1_000_000)


def _stories() -> dict[str, int]:
    """A number for each report, the same for those of one row; rows that share a report are one story."""
    story: dict[str, int] = {}
    for at, row in enumerate(JUDGED):
        reports = [place[0] for place in row["tellings"]]
        merged = {story[report] for report in reports if report in story}
        story.update({report: at for report, number in story.items() if number in merged})
        story.update(dict.fromkeys(reports, at))
    return story


def _disagreed(told: list[Happening], row: dict[str, Any]) -> bool:
    """Whether a happening disagrees on the field of a row and has two of its tellings."""
    for one in told:
        if one.kind == row["kind"] and row["field"] in {field.name for field in one.disagreed}:
            met = [
                place
                for place in row["tellings"]
                for telling in one.tellings
                if telling.report == place[0] and telling.span.overlaps(Span(*place[1:]))
            ]
            if len({place[0] for place in met}) > 1:
                return True
    return False


@pytest.mark.shared
@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus of ../shared is missing")
def test_what_is_told_to_disagree_is_real() -> None:
    archive = archive_of(*_reports())
    told = list(happenings(archive, found(archive, _stories())))
    kept = [row for row in JUDGED if _disagreed(told, row)]
    real = sum(row["real"] for row in kept)
    assert real / len(kept) >= PRECISION
    assert real / sum(row["real"] for row in JUDGED) >= KEPT
