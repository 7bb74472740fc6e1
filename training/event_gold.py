"""Annotated reports for training the model of events, kept without their texts.

    python training/event_gold.py pack CORPUS.jsonl.gz OUT.jsonl.gz GOLD.jsonl...
    python training/event_gold.py pack-sentences CORPUS.jsonl.gz OUT.jsonl.gz LABELLED.jsonl
    python training/event_gold.py unpack CORPUS.jsonl.gz > GOLD.jsonl

The texts belong to their publishers, so that only their ids, the SHA-256 of each and code points of it stand here:
`{"id", "sha256", "events": [{"type", "anchor", "actors", "recipients"}]}`, those who take part as the first place in
the text where their name stands (left out where the annotator's words do not stand in it); of labelled sentences
`{"id", "span", "type", "label"}`. `events` and `sentences` put them back together with the corpus.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from isnad.annotate.events.stage import Drafts

SENTENCE = re.compile(r"[.!?؟\n]+")


def texts(corpus: Path, wanted: set[str]) -> dict[str, dict[str, Any]]:
    """The reports of the corpus with these ids."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        found = map(json.loads, lines)
        return {report["id"]: report for report in found if report["id"] in wanted}


def read(path: Path) -> list[dict[str, Any]]:
    """The lines of a packed file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def events(corpus: Path, packed: Path) -> Iterator[dict[str, Any]]:
    """Reports with their events, as in a gold file; one whose text the corpus has otherwise is named and left out."""
    rows = read(packed)
    known = texts(corpus, {row["id"] for row in rows})
    for row in rows:
        report = known.get(row["id"])
        if report is None or _hash(report["text"]) != row["sha256"]:
            print(f"{row['id']}: not in the corpus as it was annotated", file=sys.stderr)
            continue
        told = [
            event | {role: [report["text"][a:b] for a, b in event[role]] for role in ("actors", "recipients")}
            for event in row["events"]
        ]
        yield report | {"events": told}


def sentences(corpus: Path, packed: Path) -> Iterator[dict[str, Any]]:
    """Labelled sentences with their text."""
    rows = read(packed)
    known = texts(corpus, {row["id"] for row in rows})
    for row in rows:
        if row["id"] in known:
            start, end = row["span"]
            yield row | {"text": known[row["id"]]["text"][start:end]}


def matched(text: str, gold: list[dict[str, Any]], drafts: Drafts) -> Iterator[tuple[int, int, bool]]:
    """Which gold event each event found is: both places, and whether their words do not meet.

    They are of one type, and their words meet or stand in one sentence. Each is taken once, those that meet first.
    """
    ends = [match.end() for match in SENTENCE.finditer(text)]

    def sentence(start: int) -> int:
        return sum(end <= start for end in ends)

    spans = [drafts.view.layer.words.span(*event.anchor) for event in drafts.events]
    pairs = []
    for i, told in enumerate(gold):
        first, last = told["anchor"]
        for j, (event, span) in enumerate(zip(drafts.events, spans, strict=True)):
            apart = not (first < span.end and span.start < last)
            if told["type"] == event.type and (not apart or sentence(first) == sentence(span.start)):
                pairs.append((apart, i, j))
    left, right = set[int](), set[int]()
    for apart, i, j in sorted(pairs):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield i, j, apart


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _pack(report: dict[str, Any], gold: dict[str, Any]) -> dict[str, Any]:
    text = report["text"]

    def places(names: list[str]) -> list[list[int]]:
        return [[at, at + len(name)] for name in names if (at := text.find(name)) >= 0]

    told = [
        {"type": event["type"], "anchor": event["anchor"]}
        | {role: places(event[role]) for role in ("actors", "recipients")}
        for event in gold["events"]
    ]
    return {"id": report["id"], "sha256": _hash(text), "events": told}


def main() -> None:
    what, corpus, *names = sys.argv[1:]
    if what == "unpack":
        for report in events(Path(corpus), Path(__file__).parent / "event_reports.jsonl.gz"):
            print(json.dumps(report, ensure_ascii=False))
        return
    out, *paths = names
    rows = [json.loads(line) for path in paths for line in Path(path).read_text(encoding="utf-8").splitlines()]
    if what == "pack":
        known = texts(Path(corpus), {row["id"] for row in rows})
        packed = [_pack(known[row["id"]], row) for row in rows if known.get(row["id"], {}).get("text") == row["text"]]
    else:
        known = texts(Path(corpus), {row["from"] for row in rows})
        packed = []
        for row in rows:
            start = known[row["from"]]["text"].find(row["text"])
            if start >= 0:
                span = [start, start + len(row["text"])]
                packed.append({"id": row["from"], "span": span, "type": row["type"], "label": row["label"]})
    print(f"{len(packed)} of {len(rows)}", file=sys.stderr)
    with gzip.GzipFile(out, "wb", mtime=0) as file:
        file.writelines(json.dumps(row, separators=(",", ":")).encode() + b"\n" for row in packed)


if __name__ == "__main__":
    main()
