"""Whether every span of every layer quotes its text, over the whole corpus.

    python benchmarks/evidence.py [--jobs 4] [--limit N] [--corpus FILE]

Prints how many reports, statements and quotes were seen, and each failure; the exit status is 1 where there is one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from isnad.errors import ReadError
from isnad.export.jsonl import line
from isnad.workflow import Annotated, Settings, annotate_paths

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "news_2018.jsonl.gz"
EVERY = 500


def quotes(record: dict[str, Any]) -> list[tuple[str, list[int], str]]:
    """Each quote of a report with its name and its span."""
    refused = (*record["rejections"], *record["event_rejections"])
    found = [(f"rejection {r['reason']}", r["span"], r["quote"]) for r in refused]
    found += [("time", t["span"], t["quote"]) for t in record["times"]]
    found += [("quantity", q["span"], q["quote"]) for event in record["events"] for q in event["quantities"]]
    found += [("mention", m["span"], m["quote"]) for m in record["mentions"]]
    found += [("role", r["span"], r["quote"]) for entity in record["entities"] for r in entity["roles"]]
    for told in (*record["statements"], *record["events"]):
        for name, quote in told["quotes"].items():
            if isinstance(quote, list):
                found += [(name, *pair) for pair in zip(told[name], quote, strict=True)]
            elif (quote is None) != (told[name] is None):
                found.append((f"{name} without its quote", [0, 0], "?"))
            elif quote is not None:
                found.append((name, told[name], quote))
    return found


def failures(item: Annotated, counts: Counter[str]) -> list[str]:
    """What is wrong with a report, as another program reads it."""
    if isinstance(item, ReadError):
        counts["errors"] += 1
        # a report without text is no fault of annotation
        return [] if item.slug != "internal" else [f"{item.identifier}: {item}"]
    record = json.loads(line(item, explain=True))
    found = quotes(record)
    counts.update(reports=1, statements=len(record["statements"]), quotes=len(found))
    text = record["text"]
    return [f"{record['id']}: {n} {p}: {q!r}" for n, p, q in found if not q or text[slice(*p)] != q]


def main() -> None:
    """Annotates the corpus and checks what comes out."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("--jobs", type=int, default=4)
    ask.add_argument("--limit", type=int, default=None, help="how many reports, all where not given")
    ask.add_argument("--corpus", type=Path, default=CORPUS)
    options = ask.parse_args()
    counts, failed = Counter[str](), 0
    items = annotate_paths([str(options.corpus)], Settings(jobs=options.jobs, explain=True))
    for number, item in enumerate(items, start=1):
        for failure in failures(item, counts):
            failed += 1
            print(failure)
        if number % EVERY == 0:
            print(f"\r{number} reports, {failed} failures", end="", file=sys.stderr, flush=True)
        if number == options.limit:
            break
    items.close()
    print(file=sys.stderr)
    for name in ("reports", "errors", "statements", "quotes"):
        print(f"{name:<12}{counts[name]:>10}")
    print(f"{'failures':<12}{failed:>10}")
    sys.exit(1 if failed or not counts["reports"] else 0)


if __name__ == "__main__":
    main()
