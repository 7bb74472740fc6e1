"""Draws merges of actors to be judged by a person, and measures those that were judged.

A merge is a pair of entities of two reports that became one actor. Pairs are drawn by the reason of the second one's
link in even parts, so that the hard ones are seen as often as equal names. The judged file holds report ids, code
points and the verdict, and no words of a report.

    python benchmarks/merges.py draw REPORTS... --size 200 --output drawn.jsonl
    python benchmarks/merges.py show REPORTS... --judged drawn.jsonl
    python benchmarks/merges.py measure REPORTS... --judged tests/resolve/judged_merges.jsonl
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from typing import Any

from judged import around, asking, judged_rows

from isnad.resolve import Archive
from isnad.resolve.actors import FoundActors, find_actors
from isnad.workflow import Settings
from isnad.workflow.archive import read_archive

SEED = 20_181_127


def places(archive: Archive) -> dict[tuple[int, int], tuple[str, int, int]]:
    """For each entity its report's id and the span of its full name, or else of its longest mention by name."""
    with archive.database() as database:
        rows = database.execute(
            'select e.report, e.entity, r.id, arg_min(m.start, m.place), arg_min(m."end", m.place) '
            "from entities e join reports r using (report) join "
            "(select *, start - (len(quote) + if(quote = name, 10000, 0)) * 1000000000 as place from mentions "
            "where form = 'name') m "
            "on m.report = e.report and m.name = e.name group by 1, 2, 3"
        ).fetchall()
    return {(row[0], row[1]): (row[2], row[3], row[4]) for row in rows}


def draw(archive: Archive, found: FoundActors, size: int) -> list[dict[str, Any]]:
    """Pairs of one actor, in even parts by reason; names that differ go before equal ones."""
    where, names = places(archive), entity_names(archive)
    members: dict[int, list[tuple[int, int]]] = defaultdict(list)
    by_reason: dict[str, list[tuple[int, int]]] = defaultdict(list)
    actor_of: dict[tuple[int, int], int] = {}
    for row in found.table.to_pylist():
        end = (row["report"], row["entity"])
        if end in where:
            members[row["actor"]].append(end)
            actor_of[end] = row["actor"]
            by_reason[row["reason"]].append(end)
    chosen, dice = list[dict[str, Any]](), random.Random(SEED)
    reasons = sorted(reason for reason in by_reason if reason != "alone")
    for ends in by_reason.values():
        dice.shuffle(ends)
    seen: set[tuple[str, str]] = set()
    while len(chosen) < size and any(by_reason[reason] for reason in reasons):
        for reason in reasons:
            pair = next_pair(by_reason[reason], members, actor_of, names, seen, dice)
            if pair is not None and len(chosen) < size:
                one, other = (dict(zip(("report", "start", "end"), where[end], strict=True)) for end in pair)
                chosen.append({"one": one, "other": other, "reason": reason, "same": None})
    return chosen


def next_pair(
    ends: list[tuple[int, int]],
    members: dict[int, list[tuple[int, int]]],
    actor_of: dict[tuple[int, int], int],
    names: dict[tuple[int, int], str],
    seen: set[tuple[str, str]],
    dice: random.Random,
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The next entity of a reason with another of its actor; each pair of names once."""
    while ends:
        end = ends.pop()
        others = [other for other in members[actor_of[end]] if other[0] != end[0]]
        differing = [other for other in others if names[other] != names[end]]
        if others:
            other = dice.choice(differing or others)
            if (names[other], names[end]) not in seen:
                seen.add((names[other], names[end]))
                return other, end
    return None


def entity_names(archive: Archive) -> dict[tuple[int, int], str]:
    """The fullest name of each entity."""
    columns = archive.table("entities").select(["report", "entity", "name"]).to_pydict()
    return dict(zip(zip(columns["report"], columns["entity"], strict=True), columns["name"], strict=True))


def measure(archive: Archive, found: FoundActors, judged: list[dict[str, Any]]) -> dict[str, Counter[str]]:
    """For each reason how many judged pairs are still merged, and how many of these are right."""
    where = {place: end for end, place in places(archive).items()}
    actor_of = {(row["report"], row["entity"]): row["actor"] for row in found.table.to_pylist()}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in judged:
        ends = [where.get((side["report"], side["start"], side["end"])) for side in (pair["one"], pair["other"])]
        actors = [actor_of.get(end) if end else None for end in ends]
        merged = actors[0] is not None and actors[0] == actors[1]
        for reason in (pair["reason"], "all"):
            counts[reason]["judged"] += 1
            counts[reason]["merged"] += merged
            counts[reason]["right"] += merged and bool(pair["same"])
    return counts


def show(archive: Archive, judged: list[dict[str, Any]]) -> None:
    """Both sides of each pair with the words around them."""
    table = archive.table("reports").select(["id", "outlet", "day", "text"]).to_pylist()
    reports = {row["id"]: row for row in table}
    for number, pair in enumerate(judged):
        print(f"--- {number} {pair['reason']} {pair.get('same')}")
        for side in (pair["one"], pair["other"]):
            row = reports[side["report"]]
            print(f"  {row['outlet']} {row['day']} | {around(row['text'], side['start'], side['end'])}")


def main() -> None:
    """Runs one of the three."""
    told = asking(__doc__, size=200).parse_args()
    archive, _ = read_archive(told.paths, Settings(jobs=told.jobs))
    run(archive, told)


def run(archive: Archive, told: argparse.Namespace) -> None:
    """The step that was asked for."""
    if told.step == "draw":
        lines = [json.dumps(pair) + "\n" for pair in draw(archive, find_actors(archive), told.size)]
        told.output.write_text("".join(lines), encoding="utf-8")
        return
    judged = judged_rows(told.judged)
    if told.step == "show":
        show(archive, judged)
        return
    print(f"{'reason':<24}{'judged':>8}{'merged':>8}{'right':>8}{'precision':>11}")
    for reason, count in measure(archive, find_actors(archive), judged).items():
        share = count["right"] / count["merged"] if count["merged"] else float("nan")
        print(f"{reason:<24}{count['judged']:>8}{count['merged']:>8}{count['right']:>8}{share:>11.3f}")


if __name__ == "__main__":
    main()
