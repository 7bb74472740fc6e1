"""Kills `isnad read` at random moments, lets it go on, and compares the record with an undisturbed one, row by row.

    python benchmarks/killed.py [--times 20] [--reports 400] [--jobs 2] [--corpus FILE] [--seed 0]

Each time a record is begun anew, its processes get SIGKILL at a moment drawn from the length of an undisturbed
reading, and the same command is given again. All tables are compared but `readings`, and of `problems` all columns but
`tries` and the two of the clock. Exit status 1 where a record differs.
"""

from __future__ import annotations

import argparse
import gzip
import os
import signal
import subprocess
import sys
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import Any

from sqlalchemy import select

from isnad.store.record import Record
from isnad.store.schema import METADATA

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "news_2018.jsonl.gz"
CLOCK = {"tries", "first_seen", "last_seen"}
Rows = dict[str, list[dict[str, Any]]]


def rows(path: Path) -> Rows:
    """All rows of a record in order of their keys, every quote compared with its text first."""
    with Record(str(path)) as record, record.engine.connect() as connection:
        if connection.exec_driver_sql("pragma integrity_check").scalar() != "ok":
            raise SystemExit(f"{path}: damaged")
        for _ in record.reports(check=True):
            pass
        return {
            table.name: [
                {name: row[name] for name in row if name not in CLOCK}
                for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()
            ]
            for table in METADATA.sorted_tables
            if table.name != "readings"
        }


def start(path: Path, record: Path, jobs: int) -> subprocess.Popen[bytes]:
    """A reading in a group of processes of its own."""
    command = [sys.executable, "-m", "isnad", "read", str(path), "--record", str(record), "--jobs", str(jobs)]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)


def kept(record: Path) -> int:
    """How many reports a killed reading has left."""
    if not record.exists():
        return 0
    with Record(str(record)) as opened:
        return sum(1 for _ in opened.texts())


def killed(path: Path, record: Path, jobs: int, random: Random, length: float) -> float:
    """The second at which a reading was killed; one that had ended by then is begun anew, to be killed earlier."""
    while True:
        moment = random.uniform(0, length)
        process = start(path, record, jobs)
        sleep(moment)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return moment
        record.unlink()
        length = moment


def main() -> None:
    """Reads undisturbed, then kills and goes on, so many times."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("--times", type=int, default=20)
    ask.add_argument("--reports", type=int, default=400)
    ask.add_argument("--jobs", type=int, default=2)
    ask.add_argument("--corpus", type=Path, default=CORPUS)
    ask.add_argument("--seed", type=int, default=0)
    options = ask.parse_args()
    random, failed = Random(options.seed), 0
    with TemporaryDirectory() as folder:
        path = Path(folder, "reports.jsonl")
        with gzip.open(options.corpus, "rb") as lines, path.open("wb") as out:
            out.writelines([*islice(lines, options.reports), b"{\n"])
        began = perf_counter()
        start(path, Path(folder, "undisturbed.db"), options.jobs).wait()
        length = perf_counter() - began
        wanted = rows(Path(folder, "undisturbed.db"))
        print(f"undisturbed: {len(wanted['reports'])} reports, {len(wanted['problems'])} problems, {length:.0f} s")
        for number in range(options.times):
            record = Path(folder, f"{number}.db")
            moment = killed(path, record, options.jobs, random, length)
            left = kept(record)
            start(path, record, options.jobs).wait()
            found = rows(record)
            other = [name for name in wanted if found[name] != wanted[name]]
            failed += bool(other)
            told = f"DIFFERENT in {', '.join(other)}" if other else "same"
            print(f"killed after {moment:5.1f} s with {left:5} reports: {told}", flush=True)
            record.unlink()
    print(f"{options.times - failed} of {options.times} records are the same, row by row")
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
