"""Draws fields on which tellings of one happening disagree, to be judged by a person, and measures those judged.

What is drawn stands in the proportions in which it is found. The judged file holds report ids, code points, the field,
its values where they are no words, and the verdict: `real` is true where the tellings are of one event or statement,
the values are what they say, and not all of them can be true.

    python benchmarks/disagreements.py draw REPORTS... --size 60 --output drawn.jsonl
    python benchmarks/disagreements.py show REPORTS... --judged drawn.jsonl
    python benchmarks/disagreements.py measure REPORTS... --judged tests/resolve/judged_disagreements.jsonl

`draw --without FILE...` leaves out happenings with a telling of reports whose ids these files have, one a line.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from judged import asking, judged_rows

from isnad.model import Span
from isnad.model.happening import Field, Happening
from isnad.workflow import Settings
from isnad.workflow.across import found, happenings_of
from isnad.workflow.archive import read_archive

SEED = 20_181_127
NAMES = ("speaker", "actors", "recipients", "place", "addressee", "target")
"""Fields whose values are words of a report, which are not kept."""


def drawn(happenings: Iterable[Happening], size: int, without: frozenset[str] = frozenset()) -> list[dict[str, Any]]:
    """Fields that disagree, by chance; the places are the first telling of each value."""
    rows = [
        row(happening, field)
        for happening in happenings
        if not without & {telling.report for telling in happening.tellings}
        for field in happening.disagreed
    ]
    dice = random.Random(SEED)
    dice.shuffle(rows)
    return rows[:size]


def row(happening: Happening, field: Field) -> dict[str, Any]:
    """A field that disagrees as it is judged."""
    tellings = [happening.tellings[at] for at in dict.fromkeys(value.tellings[0] for value in field.values)]
    places = [[telling.report, telling.span.start, telling.span.end] for telling in tellings]
    values = [] if field.name in NAMES else [f"{value.bound} {value.value}".strip() for value in field.values]
    return {"kind": str(happening.kind), "field": field.name, "tellings": places, "values": values, "real": None}


def measure(happenings: Iterable[Happening], judged: list[dict[str, Any]]) -> dict[str, Counter[str]]:
    """For each field how many judged ones are still told to disagree, and how many of these are real."""
    wanted = {place[0] for row in judged for place in row["tellings"]}
    there = defaultdict[tuple[str, str, str], list[tuple[Span, str]]](list)
    for happening in happenings:
        for telling in happening.tellings:
            if telling.report in wanted:
                for field in happening.disagreed:
                    there[happening.kind, field.name, telling.report].append((telling.span, happening.id))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in judged:
        at = Counter(name for place in row["tellings"] for name in met(there, row, place))
        kept = max(at.values(), default=0) > 1
        for name in (f"{row['kind']} {row['field']}", "all"):
            counts[name]["judged"] += 1
            counts[name]["of real"] += bool(row["real"])
            counts[name]["kept"] += kept
            counts[name]["real"] += kept and bool(row["real"])
    return counts


def met(
    there: dict[tuple[str, str, str], list[tuple[Span, str]]], row: dict[str, Any], place: list[Any]
) -> frozenset[str]:
    """The happenings that disagree on the field of a judged row and have a telling at one of its places."""
    span = Span(*place[1:])
    return frozenset(
        name for other, name in there.get((row["kind"], row["field"], place[0]), ()) if other.overlaps(span)
    )


def show(happenings: Iterable[Happening], judged: list[dict[str, Any]]) -> Iterator[str]:
    """Each judged field with its values and the sentence of each place."""
    at = {
        (str(happening.kind), telling.report, telling.span.start): (happening, number)
        for happening in happenings
        for number, telling in enumerate(happening.tellings)
    }
    for number, row in enumerate(judged):
        yield f"--- {number} {row['kind']} {row['field']} {row.get('real')}"
        for report, start, _ in row["tellings"]:
            happening, telling = at.get((row["kind"], report, start), (None, 0))
            if happening is None:
                yield f"  {report} is not there"
                continue
            told, field = happening.tellings[telling], happening.field(row["field"])
            values = [value for value in field.values if telling in value.tellings] if field else []
            words = " / ".join(f"{value.bound} {value.value}".strip() for value in values)
            sentence = told.sentence_quote.replace("\n", " ")
            said = f"{told.speaker or '-'} {told.cue}: " if told.cue else f"[[{told.quote}]] "
            yield f"  {happening.type} {(told.published or '')[:16]} {told.outlet} <{words}> {said}{sentence}"


def main() -> None:
    """Runs one of the three."""
    parser = asking(__doc__, size=60)
    parser.add_argument("--without", type=Path, nargs="*", default=[])
    told = parser.parse_args()
    archive, _ = read_archive(told.paths, Settings(jobs=told.jobs))
    run(happenings_of(archive, found(archive), jobs=told.jobs), told)


def run(happenings: Iterable[Happening], told: argparse.Namespace) -> None:
    """The step that was asked for."""
    if told.step == "draw":
        without = frozenset(line for path in told.without for line in path.read_text(encoding="utf-8").split())
        lines = [json.dumps(row) + "\n" for row in drawn(happenings, told.size, without)]
        told.output.write_text("".join(lines), encoding="utf-8")
        return
    judged = judged_rows(told.judged)
    if told.step == "show":
        print("\n".join(show(happenings, judged)))
        return
    print(f"{'field':<24}{'judged':>8}{'of real':>9}{'kept':>8}{'real':>8}{'precision':>11}")
    for name, count in sorted(measure(happenings, judged).items()):
        share = count["real"] / count["kept"] if count["kept"] else float("nan")
        print(f"{name:<24}{count['judged']:>8}{count['of real']:>9}{count['kept']:>8}{count['real']:>8}{share:>11.3f}")


if __name__ == "__main__":
    main()
