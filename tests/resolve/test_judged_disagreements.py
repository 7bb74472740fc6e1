"""The file of disagreements that were drawn by `benchmarks/disagreements.py` and judged by reading."""

from __future__ import annotations

import json
from pathlib import Path

JUDGED = [json.loads(line) for line in (Path(__file__).parent / "judged_disagreements.jsonl").read_text().splitlines()]


def test_the_judged_file_holds_no_words_of_a_report() -> None:
    assert {key for row in JUDGED for key in row} == {"kind", "field", "tellings", "real"}
    assert all(len(place) == 3 and place[1] < place[2] for row in JUDGED for place in row["tellings"])
    assert all(isinstance(row["real"], bool) for row in JUDGED)
