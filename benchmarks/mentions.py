"""Speed of the tagger and its scores on a gold file.

    python benchmarks/mentions.py --reports REPORTS.jsonl[.gz] [--limit 500]
    python benchmarks/mentions.py --gold GOLD.jsonl [--held-out] [--join 20] [--predicted OUT.jsonl]

`--held-out` keeps the blocks that training never saw; `--join` reads so many lines that follow each other as one
report, as they stood in the paper. Set OMP_NUM_THREADS=1 for the speed on one core.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import time
from collections import Counter
from pathlib import Path
from typing import Any

from isnad.annotate.mentions import Tagger
from isnad.text import TextLayer

HELD_OUT = ((0.20, 0.24), (0.55, 0.59), (0.90, 1.0))  # as in training/data.py


def records(path: Path, limit: int | None) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        found = []
        for line in lines:
            found.append(json.loads(line))
            if limit is not None and len(found) == limit:
                break
    return found


def speed(path: Path, limit: int) -> None:
    """Tokens a second from words to names, cold and warm, and the peak of memory."""
    layers = [TextLayer(record["text"]) for record in records(path, limit)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.perf_counter()
    tagger = Tagger()
    print(f"load {time.perf_counter() - begin:.2f} s")
    tokens = sum(len(layer.words) for layer in layers)
    for name in ("first", "second", "third"):
        begin = time.perf_counter()
        names = sum(len(tagger(layer)) for layer in layers)
        spent = time.perf_counter() - begin
        print(f"{name} pass: {tokens / spent:,.0f} tokens/s, {tokens} tokens, {len(layers)} reports, {names} names")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"memory: {(peak - before) / 1024:.0f} MB for the tagger, {peak / 1024:.0f} MB in all")


def joined(gold: list[dict[str, Any]], size: int) -> list[tuple[str, list[tuple[dict[str, Any], int]]]]:
    """Texts of so many lines each, with the place where each line begins."""
    found = []
    for first in range(0, len(gold), size):
        text, parts = "", []
        for record in gold[first : first + size]:
            parts.append((record, len(text)))
            text += record["text"] + "\n"
        found.append((text, parts))
    return found


def scores(path: Path, held_out: bool, join: int, predicted: Path | None) -> None:
    """Precision, recall and F1 of names, spans widened to whole words."""
    gold = records(path, None)
    if held_out:
        gold = [r for at, r in enumerate(gold) if any(a <= at / len(gold) < b for a, b in HELD_OUT)]
    tagger = Tagger()
    hit: Counter[str] = Counter()
    said: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    lines = []
    for text, parts in joined(gold, join):
        tagged = tagger(TextLayer(text))
        for record, offset in parts:
            end = offset + len(record["text"])
            mentions = [
                {"span": [name.span.start - offset, name.span.end - offset], "type": name.type.value}
                for name in tagged
                if offset <= name.span.start and name.span.end <= end
            ]
            lines.append({"id": record["id"], "mentions": mentions})
            right = {whole(record["text"], m) for m in record["mentions"]}
            told = {whole(record["text"], m) for m in mentions}
            for counter, names in ((hit, right & told), (said, told), (asked, right)):
                counter.update(name[2] for name in names)
                counter["all"] += len(names)
    for name in ("PER", "ORG", "LOC", "MISC", "all"):
        p, r = hit[name] / max(said[name], 1), hit[name] / max(asked[name], 1)
        print(f"{name:5s} P {p:.3f} R {r:.3f} F1 {2 * p * r / max(p + r, 1e-9):.3f} ({asked[name]} names)")
    if predicted is not None:
        predicted.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def whole(text: str, mention: dict[str, Any]) -> tuple[int, int, str]:
    start, end = mention["span"]
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end, mention["type"]


def main() -> None:
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("--reports", type=Path)
    ask.add_argument("--limit", type=int, default=500)
    ask.add_argument("--gold", type=Path)
    ask.add_argument("--held-out", action="store_true")
    ask.add_argument("--join", type=int, default=1)
    ask.add_argument("--predicted", type=Path)
    told = ask.parse_args()
    if told.reports is not None:
        speed(told.reports, told.limit)
    if told.gold is not None:
        scores(told.gold, told.held_out, told.join, told.predicted)


if __name__ == "__main__":
    main()
