"""How long reading and annotating a page takes, as a multiple of what `trafilatura.extract` takes for the same page.

    python benchmarks/speed.py [--rounds 7] [--seconds 20]

One core, one process. Rounds are interleaved (one over all pages by each side, then again), so that a change in the
machine's pace meets both. Prints the ratio of each round as minimum, median and maximum.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import trafilatura

import isnad
from isnad.workflow import Settings, annotate_paths

FOLDERS = (Path(isnad.__file__).parent / "data" / "samples", Path(__file__).parents[1] / "tests" / "pages")


def pages() -> list[str]:
    """The HTML pages of the package and of its tests."""
    return sorted(str(path) for folder in FOLDERS for path in folder.glob("*.html"))


def annotate(paths: list[str]) -> None:
    """Reads and annotates the pages."""
    for _ in annotate_paths(paths, Settings()):
        pass


def extract(paths: list[str]) -> None:
    """Reads the pages and takes their main text."""
    for path in paths:
        trafilatura.extract(Path(path).read_bytes())


def seconds(side: Callable[[list[str]], None], paths: list[str], times: int) -> float:
    """How long some passes over the pages take."""
    start = perf_counter()
    for _ in range(times):
        side(paths)
    return perf_counter() - start


def main() -> None:
    """Warms both sides up, then measures them in turn."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("--rounds", type=int, default=7)
    ask.add_argument("--seconds", type=float, default=20.0, help="about how long to measure")
    options = ask.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    paths = pages()
    warm = [seconds(side, paths, 1) + seconds(side, paths, 1) for side in (annotate, extract)]
    times = max(1, round(options.seconds / options.rounds / (sum(warm) / 2)))
    rounds = [(seconds(annotate, paths, times), seconds(extract, paths, times)) for _ in range(options.rounds)]
    ratios = sorted(ours / theirs for ours, theirs in rounds)
    for name, spent in zip(("isnad annotate", "trafilatura.extract"), zip(*rounds, strict=True), strict=True):
        print(f"{name:<20} {1000 * median(spent) / times / len(paths):7.2f} ms a page")
    print(f"{len(paths)} pages, {options.rounds} rounds of {times} passes")
    print(f"ratio min {ratios[0]:.2f}  median {median(ratios):.2f}  max {ratios[-1]:.2f}")


if __name__ == "__main__":
    main()
