"""Draws descriptions that were resolved to the holder of an office, to be judged, and measures those that were judged.

The judged file holds report ids, code points, the holder's name and the verdict, and no sentence of a report.

    python benchmarks/holders.py draw REPORTS... --size 100 --output drawn.jsonl
    python benchmarks/holders.py show REPORTS... --judged drawn.jsonl
    python benchmarks/holders.py measure REPORTS... --judged tests/resolve/judged_holders.jsonl
"""

from __future__ import annotations

import json
import random
from collections import Counter
from typing import Any

from judged import around, asking, judged_rows

from isnad.resolve import Archive
from isnad.resolve.actors import FoundActors, find_actors
from isnad.text.names import SAME_IN_REPORT, compare_names
from isnad.workflow import Settings
from isnad.workflow.archive import read_archive

SEED = 20_181_127


def resolved(found: FoundActors) -> list[dict[str, Any]]:
    """All resolutions."""
    return [
        {
            "report": one.where.report,
            "start": one.where.span.start,
            "end": one.where.span.end,
            "holder": actor.name,
            "same": None,
        }
        for actor in found.actors
        for one in actor.described
    ]


def draw(found: FoundActors, size: int) -> list[dict[str, Any]]:
    """Resolutions drawn evenly from all."""
    rows = sorted(resolved(found), key=lambda row: (row["report"], row["start"]))
    return random.Random(SEED).sample(rows, min(size, len(rows)))


def measure(found: FoundActors, judged: list[dict[str, Any]]) -> Counter[str]:
    """How many judged ones are still made, and how many of these are right."""
    made = {(row["report"], row["start"]): row["holder"] for row in resolved(found)}
    counts: Counter[str] = Counter(judged=len(judged))
    for row in judged:
        holder = made.get((row["report"], row["start"]))
        same = holder is not None and compare_names(holder, row["holder"]) >= SAME_IN_REPORT
        counts["made"] += holder is not None
        counts["right"] += same and bool(row["same"])
    return counts


def show(archive: Archive, judged: list[dict[str, Any]]) -> None:
    """Each with the words around it."""
    reports = {row["id"]: row for row in archive.table("reports").select(["id", "outlet", "day", "text"]).to_pylist()}
    for number, row in enumerate(judged):
        told, start, end = reports[row["report"]], row["start"], row["end"]
        words = around(told["text"], start, end)
        print(f"{number} {told['outlet']} {told['day']} {row['holder']} {row.get('same')} | {words}")


def main() -> None:
    """Runs one of the three."""
    told = asking(__doc__, size=100).parse_args()
    archive, _ = read_archive(told.paths, Settings(jobs=told.jobs))
    if told.step == "draw":
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in draw(find_actors(archive), told.size)]
        told.output.write_text("".join(lines), encoding="utf-8")
        return
    judged = judged_rows(told.judged)
    if told.step == "show":
        show(archive, judged)
        return
    counts = measure(find_actors(archive), judged)
    share = counts["right"] / counts["made"] if counts["made"] else float("nan")
    print(f"judged {counts['judged']}, made {counts['made']}, right {counts['right']}, precision {share:.3f}")


if __name__ == "__main__":
    main()
