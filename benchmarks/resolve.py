"""What each step over many reports costs after annotation, and how that grows.

    python benchmarks/resolve.py FILE [--reports N] [--jobs N]

FILE holds reports, annotated or not. They are put in order of publication and annotated once: a copy is kept under
`build/`, so that only the first run annotates. `--reports` takes the first of them. The first half of the reports and
all of them are measured, each in a process of its own: seconds of work of all threads and processes together, which
other programs do not lengthen, seconds by the clock, the ratio of the work, and the peak of resident memory so far, and
of all processes together. Reading the annotated reports back is told apart and not summed.
"""

from __future__ import annotations

import argparse
import gzip
import resource
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial, reduce
from itertools import islice
from multiprocessing import active_children, get_context
from multiprocessing.connection import Connection
from os import getpid, times
from pathlib import Path
from threading import Thread
from time import perf_counter, sleep
from typing import NamedTuple, TypeVar

import pyarrow as pa

from isnad.export.jsonl import line
from isnad.ingest import read_paths
from isnad.model import Layers, Report
from isnad.resolve import Archive, find_copies, find_stories, stories
from isnad.resolve.actors import find_actors
from isnad.resolve.naming import find_naming
from isnad.resolve.network import find_network
from isnad.workflow import AnnotatedReport, Settings
from isnad.workflow.across import happenings_of
from isnad.workflow.collecting import uncollected
from isnad.workflow.engine import annotate_paths, annotate_reports

BUILD = Path(__file__).parents[1] / "build"
KILOBYTES = 1024
CHUNK = 500  # reports that are read before their rows are timed
MOMENT = 0.2  # seconds
NOT_SUMMED = "read"
T = TypeVar("T")


class Spent(NamedTuple):
    """Seconds of one step, of work and by the clock, and the peak of resident memory behind it, in megabytes."""

    work: float = 0.0
    clock: float = 0.0
    peak: float = 0.0

    def plus(self, other: Spent) -> Spent:
        return Spent(self.work + other.work, self.clock + other.clock, max(self.peak, other.peak))


class Measured(NamedTuple):
    """What each step spent, and the peak of the memory of all its processes together, in megabytes."""

    steps: dict[str, Spent]
    together: float


class Watch:
    """Sums what steps spend."""

    def __init__(self) -> None:
        self.steps: dict[str, Spent] = {}

    def timed(self, name: str, step: Callable[[], T]) -> T:
        """What the step gives; its seconds are added to those under its name."""
        work, clock = _work(), perf_counter()
        found = step()
        spent = Spent(_work() - work, perf_counter() - clock, _peak())
        self.steps[name] = self.steps.get(name, Spent()).plus(spent)
        return found


class Together(Thread):
    """Looks every moment at how much memory this process and its children hold, shared pages counted once."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0.0

    def run(self) -> None:
        while True:
            self.peak = max(self.peak, sum(map(_held, [getpid(), *(child.pid for child in active_children())])))
            sleep(MOMENT)


def _held(process: int | None) -> float:
    """Megabytes; 0 where the system does not tell."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(told.partition("Pss:")[2].split()[0]) / KILOBYTES


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES


def _work() -> float:
    return sum(times()[:4])  # of this process and of those that it started and that have ended


def annotated(path: str, first: int | None, jobs: int) -> tuple[Path, int]:
    """The file of annotated reports by publication, made where it is not there yet, and how many it holds."""
    known = BUILD / f"annotated-{Path(path).name.split('.')[0]}-{first or 'all'}.jsonl.gz"
    if not known.exists() or known.stat().st_mtime < Path(path).stat().st_mtime:
        layers: dict[str, Layers] = {}
        items = read_paths([path], layers=layers)
        reports = sorted(
            (item for item in items if isinstance(item, Report)), key=lambda one: (one.published or "~", one.id)
        )[:first]
        source = (AnnotatedReport(one, layers.pop(one.id)) if one.id in layers else one for one in reports)
        BUILD.mkdir(exist_ok=True)
        part = known.with_suffix(".part")
        with gzip.open(part, "wb", compresslevel=2) as out:
            for item in annotate_reports(source, Settings(jobs=jobs)):
                if isinstance(item, AnnotatedReport):
                    out.write(line(item).encode() + b"\n")
        part.rename(known)
    with gzip.open(known, "rb") as lines:
        return known, sum(1 for _ in lines)


def measured(path: Path, count: int, jobs: int) -> Measured:
    """The first reports of a file."""
    watch, together = Watch(), Together()
    together.start()
    timed = watch.timed
    archive = Archive()
    items = (item for item in annotate_paths([str(path)], Settings(), again=False) if isinstance(item, AnnotatedReport))
    for chunk in _chunks(items, count, watch):
        timed("tables", partial(_add, archive, chunk))
    timed("tables", lambda: archive.table("reports"))
    copies = timed("copies", lambda: find_copies(archive))
    homes = timed("stories", lambda: find_stories(archive, copies))
    timed("story records", lambda: deque(stories(archive, homes, copies), 0))
    tables = {"copies": copies, "stories": homes, "actors": _actors(archive, copies, watch)}
    timed("happenings", lambda: deque(happenings_of(archive, tables, jobs=jobs), 0))
    return Measured(watch.steps, together.peak)


def _chunks(items: Iterator[AnnotatedReport], count: int, watch: Watch) -> Iterator[list[tuple[Report, Layers]]]:
    """Some reports at a time, as many as are wanted; reading them back is timed."""
    while count > 0 and (chunk := watch.timed(NOT_SUMMED, partial(_read, items, min(count, CHUNK)))):
        count -= len(chunk)
        yield chunk


def _actors(archive: Archive, copies: pa.Table, watch: Watch) -> pa.Table:
    """Their table alone, which happenings read; the records of actors are read by the other steps."""
    actors = watch.timed("actors", lambda: find_actors(archive))
    watch.timed("naming", lambda: find_naming(archive, actors))
    watch.timed("network", lambda: find_network(archive, actors, copies=copies))
    return actors.table


def _add(archive: Archive, reports: list[tuple[Report, Layers]]) -> None:
    for report, layers in reports:
        archive.add(report, layers)


def _read(items: Iterator[AnnotatedReport], size: int) -> list[tuple[Report, Layers]]:
    return [(item.report, item.layers) for item in islice(items, size)]


def _measure(there: Connection, path: Path, count: int, jobs: int) -> None:
    with uncollected():
        there.send(measured(path, count, jobs))


def in_process(path: Path, count: int, jobs: int) -> Measured:
    """What a process of its own measures, so that neither memory nor caches of another run count."""
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(there, path, count, jobs))
    process.start()
    there.close()
    found: Measured = here.recv()
    process.join()
    return found


def main() -> None:
    """Measures half of the reports, then all."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("path")
    ask.add_argument("--reports", type=int, help="only the first so many by publication")
    ask.add_argument("--jobs", type=int, default=2, help="processes for the happenings, and to annotate")
    options = ask.parse_args()
    path, count = annotated(options.path, options.reports, options.jobs)
    sizes = (count // 2, count)
    runs = [in_process(path, size, options.jobs) for size in sizes]
    for run in runs:
        summed = [spent for name, spent in run.steps.items() if name != NOT_SUMMED]
        run.steps["all but read"] = reduce(Spent.plus, summed)
    print(f"{'':<16}{'seconds of work':>18}{'ratio':>8}{'by the clock':>18}{'peak MB':>16}")
    print(f"{'reports':<16}{sizes[0]:>9}{sizes[1]:>9}{'':>8}{sizes[0]:>9}{sizes[1]:>9}{sizes[0]:>8}{sizes[1]:>8}")
    for step, whole in runs[1].steps.items():
        half = runs[0].steps[step]
        seconds = f"{half.work:>9.1f}{whole.work:>9.1f}{whole.work / max(half.work, 1e-9):>8.2f}"
        print(f"{step:<16}{seconds}{half.clock:>9.1f}{whole.clock:>9.1f}{half.peak:>8.0f}{whole.peak:>8.0f}")
    print(f"{'all processes together (Linux)':<60}" + "".join(f"{run.together:>8.0f}" for run in runs))


if __name__ == "__main__":
    main()
