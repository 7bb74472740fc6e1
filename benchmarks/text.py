"""How long the text layer takes: milliseconds for 2,000 characters of a report, and characters a second.

    python benchmarks/text.py [PATH...] [--rounds 7] [--long 200000]

Without a path, the reports are the package's own samples; a path names what `isnad annotate` reads. One process, the
best of some rounds. Then texts that are hard to read (nested marks, runs of stops), at a length and at four times that
length: a ratio near 4 says that the time grows as the text does, one near 16 that it grows as its square.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import isnad
from isnad.ingest import read_paths
from isnad.model import Report
from isnad.text import TextLayer, Words, normalise, quotations, sentences

T = TypeVar("T")
SAMPLES = Path(isnad.__file__).parent / "data" / "samples"
HARD = {
    "words": "قال ",
    "one word": "ا",
    "nested marks": " «ا",
    "marks that close": "ا» ",
    "straight marks": '"',
    "marks and lines": "«ا\n",
    "single marks": " 'ا",
    "brackets": "((",
    "stops": ". ",
    "initials": "أ.",
    "dashes": "-",
    "like mail": "a.b-c+d@",
    "vowel marks": "\N{ARABIC FATHA}",
    "controls and marks": '\N{RIGHT-TO-LEFT MARK}"',
    "formulas": "ﷺ",
}


def best(work: Callable[[T], object], items: Sequence[T], rounds: int) -> float:
    """The shortest time, in seconds, of some passes over the items."""
    times = []
    for _ in range(rounds):
        start = perf_counter()
        for item in items:
            work(item)
        times.append(perf_counter() - start)
    return min(times)


def by_part(texts: list[str], rounds: int) -> None:
    """What each part of the layer takes."""
    copies = [normalise(text) for text in texts]
    total = sum(map(len, texts))
    parts = {
        "normalise": best(normalise, texts, rounds),
        "words": best(Words, copies, rounds),
        "sentences": best(sentences, texts, rounds),
        "quotations": best(quotations, texts, rounds),
        "text layer": best(TextLayer, texts, rounds),
    }
    print(f"{len(texts)} reports, {total:,} characters")
    for name, spent in parts.items():
        print(f"{name:<20} {2000 * 1000 * spent / total:8.3f} ms for 2,000 characters {total / spent:14,.0f} a second")


def by_length(length: int, rounds: int) -> None:
    """How the time of hard texts grows."""
    print(f"\na hard text of {length // 4:,} and of {length:,} characters")
    for name, unit in HARD.items():
        long = (unit * (length // len(unit) + 1))[:length]
        spent = best(TextLayer, [long], rounds)
        ratio = spent / best(TextLayer, [long[: length // 4]], rounds)
        print(f"{name:<20} {1000 * spent:8.1f} ms   ratio {ratio:5.2f}")


def main() -> None:
    """Reads the reports and prints both tables."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("paths", nargs="*", default=[str(SAMPLES)])
    ask.add_argument("--rounds", type=int, default=7)
    ask.add_argument("--long", type=int, default=200_000, help="characters of a hard text")
    options = ask.parse_args()
    texts = [report.text for report in read_paths(options.paths) if isinstance(report, Report)]
    by_part(texts, options.rounds)
    by_length(options.long, min(3, options.rounds))


if __name__ == "__main__":
    main()
