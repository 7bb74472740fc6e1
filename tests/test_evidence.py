"""Evidence or it is not in the record: each quote is what the text says at its span."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

import isnad
from isnad.errors import ReadError
from isnad.export.record import item_record
from isnad.workflow import Settings, annotate_paths

SAMPLES = Path(isnad.__file__).parent / "data" / "samples"
CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "news_2018.jsonl.gz"


def unproved(record: dict[str, Any]) -> list[str]:
    """The fields of statements and rejections whose quote is not in the text where their span says."""
    text, wrong = record["text"], []
    for statement in record["statements"]:
        for name, quote in statement["quotes"].items():
            place = statement[name]
            spans, quotes = (
                (place, quote) if name == "content" else ([place] if place else [], [quote] if place else [])
            )
            if [text[start:end] for start, end in spans] != quotes or not all(quotes):
                wrong.append(name)
    wrong += ["time" for told in record["times"] if not told["quote"] or text[slice(*told["span"])] != told["quote"]]
    wrong += [name for event in record["events"] for name in unproved_of_event(event, text)]
    mentions = [*record["mentions"], *(role for entity in record["entities"] for role in entity["roles"])]
    wrong += ["mention" for told in mentions if not told["quote"] or text[slice(*told["span"])] != told["quote"]]
    rejections = record["rejections"]
    return wrong + [r["reason"] for r in rejections if text[slice(*r["span"])] != r["quote"]]


def unproved_of_event(event: dict[str, Any], text: str) -> list[str]:
    """The same for the fields of an event."""
    wrong = []
    for name, quote in event["quotes"].items():
        several = isinstance(quote, list)
        spans, quotes = (event[name], quote) if several else ([event[name] or [0, 0]], [quote or ""])
        if [text[start:end] for start, end in spans] != quotes or (several and not all(quotes)):
            wrong.append(name)
    return wrong + [told["of"] for told in event["quantities"] if text[slice(*told["span"])] != told["quote"]]


def checked(paths: Iterable[str]) -> int:
    """The number of statements proved."""
    statements = 0
    for item in annotate_paths(paths, Settings(explain=True)):
        assert not isinstance(item, ReadError), f"{item.identifier}: {item}"
        record = item_record(item, explain=True)
        assert not unproved(record), record["id"]
        statements += len(record["statements"])
    return statements


def test_every_quote_of_the_samples_is_in_its_text() -> None:
    paths = sorted(str(path) for path in SAMPLES.iterdir() if path.suffix in {".html", ".txt", ".jsonl"})
    assert checked(paths) > 50


@pytest.mark.shared
def test_every_quote_of_a_part_of_the_corpus_is_in_its_text(tmp_path: Path) -> None:
    if not CORPUS.exists():
        pytest.skip("the corpus of ../shared is missing")
    part = tmp_path / "part.jsonl"
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        chosen = [line for line in islice(lines, 0, None, 100) if json.loads(line)["text"].strip()][:300]
    part.write_text("".join(chosen), encoding="utf-8")
    assert checked([str(part)]) > 300
