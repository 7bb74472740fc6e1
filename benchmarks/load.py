"""Many readers of the web application at once while reports are read into the record.

Run it as `python benchmarks/load.py RECORD [--reports FILE] [--readers N] [--seconds N] [--think LOW HIGH] [--seed N]`.
The record is copied first and the copy is served as `isnad serve` does; every page is asked for once. Then each of 50
readers asks for a page, any that `visits.py` knows with overview, search, report and actor more often than the others,
takes it whole, and thinks for 1 to 3 seconds (`--think 0 0`: not at all) before the next. Meanwhile `isnad read` in a
process of its own reads reports into the copy, those of FILE if it is given, else texts of the record under new ids.

Prints how many pages were asked for, the times, what went wrong, and how many reports were read. The exit status is 1
where an answer was an error or the 95th percentile is not under 1.5 s.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from threading import Thread
from time import monotonic, perf_counter, sleep
from typing import NamedTuple

import httpx
from bound import bound
from serving import Served, serving
from sqlalchemy import func, select
from visits import LANGUAGES, Visits

from isnad.store.record import Record
from isnad.store.schema import reports

SLOW = 1.5  # seconds
OFTEN = {"overview": 3, "search in reports": 6, "search in statements": 4, "search in events": 2, "report": 8}
OFTEN |= {"actor, heard most": 4, "actors": 2, "stories": 2, "story, any": 2}
MOST = 4_000  # reports that are read meanwhile


class Answered(NamedTuple):
    """A page that was asked for: seconds, and what went wrong, empty where nothing did."""

    spent: float
    page: str
    wrong: str


class Reader(Thread):
    """One reader, until a moment comes."""

    def __init__(self, address: str, visits: Visits, until: float, think: tuple[float, float], seed: int) -> None:
        super().__init__()
        self.answers: list[Answered] = []
        self._visits, self._until, self._think, self._random = visits, until, think, random.Random(seed)
        self._client = httpx.Client(base_url=address, timeout=60.0)
        self._lang = self._random.choice(LANGUAGES)

    def run(self) -> None:
        """Asks, takes the page and thinks."""
        pages = self._visits.pages
        weights = [OFTEN.get(page, 1) for page in pages]
        sleep(self._random.uniform(0, self._think[1]))
        while monotonic() < self._until:
            self._ask(self._random.choices(pages, weights)[0])
            sleep(self._random.uniform(*self._think))
        self._client.close()

    def _ask(self, page: str) -> None:
        address = self._visits.address(page, self._lang)
        start = perf_counter()
        try:
            answer = self._client.get(address)
            wrong = "" if answer.status_code == httpx.codes.OK else f"{answer.status_code} {address}"
        except httpx.HTTPError as error:
            wrong = f"{type(error).__name__} {address}"
        self.answers.append(Answered(perf_counter() - start, page, wrong))


@contextmanager
def writing(record: str, source: Path) -> Iterator[None]:
    """`isnad read` of a file into a record, in a process of its own that is ended behind the block."""
    command = [sys.executable, "-m", "isnad", "read", str(source), "--record", record, "--no-regroup"]
    with bound(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as writer:
        yield
        if writer.poll() not in (None, 0):
            raise RuntimeError(f"isnad read ended with status {writer.returncode}")


@contextmanager
def ready(served: Served, visits: Visits) -> Iterator[None]:
    """A server that has been asked for every page once before the block, as one that runs since some minutes has."""
    with httpx.Client(base_url=served.address, timeout=60.0) as client:
        for page in visits.pages:
            while client.get(visits.address(page, "ar")).status_code == httpx.codes.SERVICE_UNAVAILABLE:
                sleep(1)
    yield


def texts_anew(record: str, target: Path, seed: int) -> None:
    """Reports of a record under new ids, for a writer to read."""
    told = [reports.c[name] for name in ("id", "text", "title", "outlet", "published", "url")]
    with Record(record, read_only=True) as opened, opened.engine.connect() as connection, target.open("w") as out:
        numbers = list(connection.execute(select(reports.c.report).where(reports.c.current)).scalars())
        some = random.Random(seed).sample(numbers, min(MOST, len(numbers)))
        for row in connection.execute(select(*told).where(reports.c.report.in_(some))).mappings():
            out.write(json.dumps({**row, "id": f"anew {row['id']}"}, ensure_ascii=False) + "\n")


def count_of(record: str) -> int:
    """How many reports a record holds."""
    with Record(record, read_only=True) as opened, opened.engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(reports)).scalar_one())


def told(answers: list[Answered]) -> bool:
    """Prints what was measured; whether it meets what is asked."""
    spent, wrong = [one.spent for one in answers], Counter(one.wrong for one in answers if one.wrong)
    slow = quantiles(spent, n=20)[-1]
    print(f"pages {len(answers)}, errors {wrong.total()}")
    print(f"seconds: median {median(spent):.2f}, 95th percentile {slow:.2f}, most {max(spent):.2f}")
    slowest = Counter[str]()
    for one in answers:
        slowest[one.page] = max(slowest[one.page], round(1000 * one.spent))
    print("slowest pages, ms: " + ", ".join(f"{page} {time}" for page, time in slowest.most_common(6)))
    for what, count in wrong.most_common(10):
        print(f"  {count} × {what}")
    return not wrong and slow < SLOW


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record")
    parser.add_argument("--reports", type=Path, help="what is read meanwhile")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--think", type=float, nargs=2, default=(1.0, 3.0), metavar=("LOW", "HIGH"))
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with TemporaryDirectory(dir=Path(asked.record).absolute().parent) as folder:
        copy, source = str(Path(folder, "copy.db")), asked.reports or Path(folder, "anew.jsonl")
        with closing(sqlite3.connect(asked.record)) as whole, closing(sqlite3.connect(copy)) as target:
            whole.backup(target)
        if asked.reports is None:
            texts_anew(copy, source, asked.seed)
        before = count_of(copy)
        visits = Visits(copy, asked.seed)
        with serving(copy) as served, ready(served, visits), writing(copy, source):
            until, before_them = monotonic() + asked.seconds, served.worked()
            readers = [Reader(served.address, visits, until, tuple(asked.think), seed) for seed in range(asked.readers)]
            for reader in readers:
                reader.start()
            for reader in readers:
                reader.join()
            worked = served.worked() - before_them
        print(f"seconds that the server worked: {worked:.0f}")
        print(f"reports read meanwhile: {count_of(copy) - before}")
    return 0 if told([answer for reader in readers for answer in reader.answers]) else 1


if __name__ == "__main__":
    sys.exit(main())
