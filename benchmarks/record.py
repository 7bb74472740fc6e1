"""What it costs to read the corpus into a record.

    python benchmarks/record.py [--reports N] [--jobs 2] [--corpus FILE] [--record FILE]

Runs `isnad read` in a process of its own. Prints seconds by the clock and of work, the peak of the memory of all
processes together (pages that they share counted once; Linux), the size of the file against the UTF-8 text of its
reports, and the seconds of reading the same again, which adds nothing.
"""

from __future__ import annotations

import argparse
import gzip
import subprocess
import sys
from itertools import islice
from os import times
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import NamedTuple

from isnad.store.record import Record

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "news_2018.jsonl.gz"
KILOBYTES = 1024
MEGABYTES = KILOBYTES * KILOBYTES
MOMENT = 1.0  # seconds; to look costs some hundredths of one


class Spent(NamedTuple):
    """Seconds by the clock and of work, megabytes of memory at the peak, and what the command said last."""

    clock: float
    work: float
    peak: float
    said: str


def _held(process: int) -> float:
    """Megabytes of a process and of all that it started; 0 where the system does not tell."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
        return int(told.partition("Pss:")[2].split()[0]) / KILOBYTES + sum(_held(int(child)) for child in children)
    except (OSError, IndexError):
        return 0.0


def read(path: Path, record: Path, jobs: int) -> Spent:
    """Reads a file into a record."""
    command = [sys.executable, "-m", "isnad", "read", str(path), "--record", str(record), "--jobs", str(jobs)]
    start, before, peak = perf_counter(), times(), 0.0
    with (record.parent / "said.txt").open("w+", encoding="utf-8") as said:
        process = subprocess.Popen(command, stderr=said)
        while process.poll() is None:
            peak = max(peak, _held(process.pid))
            sleep(MOMENT)
        said.seek(0)
        last = said.read().splitlines()[-1]
    after = times()
    work = after.children_user + after.children_system - before.children_user - before.children_system
    return Spent(perf_counter() - start, work, peak, last)


def _first(corpus: Path, count: int, target: Path) -> Path:
    with gzip.open(corpus, "rb") as lines, target.open("wb") as out:
        out.writelines(islice(lines, count))
    return target


def main() -> None:
    """Reads, measures, reads again."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("--reports", type=int, help="only the first so many")
    ask.add_argument("--jobs", type=int, default=2)
    ask.add_argument("--corpus", type=Path, default=CORPUS)
    ask.add_argument("--record", type=Path, help="keep the record in this file")
    options = ask.parse_args()
    with TemporaryDirectory() as folder:
        path = _first(options.corpus, options.reports, Path(folder, "first.jsonl")) if options.reports else None
        record = options.record or Path(folder, "record.db")
        first = read(path or options.corpus, record, options.jobs)
        again = read(path or options.corpus, record, options.jobs)
        with Record(str(record), read_only=True) as kept:
            text = sum(len(report.text.encode()) for report in kept.texts())
        print(first.said)
        print(f"{'seconds by the clock':<34}{first.clock:>10.0f}")
        print(f"{'seconds of work':<34}{first.work:>10.0f}")
        print(f"{'peak of all processes, MB':<34}{first.peak:>10.0f}")
        print(f"{'size of the file, MB':<34}{record.stat().st_size / MEGABYTES:>10.0f}")
        print(f"{'as a multiple of its UTF-8 text':<34}{record.stat().st_size / text:>10.2f}")
        print(again.said)
        print(f"{'seconds of reading again':<34}{again.clock:>10.1f}")


if __name__ == "__main__":
    main()
