"""What the steps over many reports cost, and how that grows.

    python benchmarks/resolve.py FILE [--words]

FILE is what `isnad annotate` wrote. With --words it is reports alone, which are not annotated: copies and stories read
words and times alone. Prints the seconds of work of each step (of all threads together, so that other programs do not
count) for the first half of the reports by publication and for all of them, their ratio, and the peak of resident
memory in megabytes. Building the tables is counted apart.
"""

from __future__ import annotations

import argparse
import resource
from collections.abc import Callable
from time import process_time
from typing import TypeVar

from isnad.ingest import read_paths
from isnad.model import Layers, Report
from isnad.resolve import Archive, find_copies, find_stories, stories
from isnad.workflow import AnnotatedReport, Settings, annotate_paths

KILOBYTES = 1024
T = TypeVar("T")


def read(path: str, *, words: bool) -> list[tuple[Report, Layers]]:
    """The reports of a file with their layers, by publication."""
    if words:
        found = [(item, Layers(language="ar")) for item in read_paths([path]) if isinstance(item, Report)]
    else:
        items = annotate_paths([path], Settings(), again=False)
        found = [(item.report, item.layers) for item in items if isinstance(item, AnnotatedReport)]
    return sorted(found, key=lambda pair: (pair[0].published or "~", pair[0].id))


def measured(reports: list[tuple[Report, Layers]]) -> dict[str, float]:
    """Seconds by step."""
    spent: dict[str, float] = {}

    def timed(name: str, step: Callable[[], T]) -> T:
        start = process_time()
        found = step()
        spent[name] = process_time() - start
        return found

    archive = timed("tables", lambda: Archive.of(reports))
    copies = timed("copies", lambda: find_copies(archive))
    homes = timed("stories", lambda: find_stories(archive, copies))
    timed("records", lambda: list(stories(archive, homes, copies)))
    return spent


def main() -> None:
    """Measures half of the reports, then all."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("path")
    ask.add_argument("--words", action="store_true")
    options = ask.parse_args()
    reports = read(options.path, words=options.words)
    half, whole = measured(reports[: len(reports) // 2]), measured(reports)
    print(f"{'step':<10}{len(reports) // 2:>10}{len(reports):>10}{'ratio':>8}")
    steps = [*whole, "resolve"]
    for spent in (half, whole):
        spent["resolve"] = sum(seconds for name, seconds in spent.items() if name != "tables")
    for step in steps:
        print(f"{step:<10}{half[step]:>9.1f}s{whole[step]:>9.1f}s{whole[step] / max(half[step], 1e-9):>8.2f}")
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES:.0f} MB")


if __name__ == "__main__":
    main()
