"""The happenings of an archive, made by several processes at once.

Stories do not touch one another, so that each process takes some of them at a time. The tables are written to files
once, which all processes map into their memory and so share. What is made comes in the order of the stories.
"""

from __future__ import annotations

import gc
import signal
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pyarrow as pa

from isnad.model.happening import Happening
from isnad.resolve.archive import Archive, read_table, write_table
from isnad.resolve.happenings import PartByPart
from isnad.resolve.stories_told import cuts, named
from isnad.workflow.annotated import WorkerError
from isnad.workflow.memory import give_back, trim

AHEAD = 2  # parts a process that are made or wait to be told, beside the one that is told
LEAST = 1_000  # reports, below which starting processes takes longer than they save


def happenings_by(jobs: int, archive: Archive, found: Mapping[str, pa.Table]) -> Iterator[Happening]:
    """What `isnad.resolve.happenings.happenings` gives, made by so many processes.

    Args:
        jobs: Two or more; the calling script must be importable (`if __name__ == "__main__"`).
        archive: The reports.
        found: The tables `stories`, `copies` and `actors`.

    Raises:
        WorkerError: where the operating system ends a process.
    """
    with TemporaryDirectory(prefix="isnad-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        home = archive.move(folder)
        tables = {**found, **named(archive, found)}
        for table, rows in tables.items():
            write_table(folder, table, rows)
        names = tuple(tables)
        del tables
        give_back()
        yield from _in_order(jobs, home, folder, names, cuts(found))


def _in_order(
    jobs: int, home: Path, folder: Path, found: tuple[str, ...], parts: Iterator[Sequence[int]]
) -> Iterator[Happening]:
    read = msgspec.msgpack.Decoder(list[Happening])
    with ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_start) as pool:
        waiting: deque[Future[bytes]] = deque()
        try:
            for part in parts:
                waiting.append(pool.submit(_made, home, folder, found, part))
                if len(waiting) > AHEAD * jobs:
                    yield from read.decode(waiting.popleft().result())
            while waiting:
                yield from read.decode(waiting.popleft().result())
        except BrokenProcessPool as error:
            raise WorkerError("a process was ended before its part was made: fewer --jobs need less memory") from error
        finally:
            pool.shutdown(cancel_futures=True)


def _start() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    gc.disable()  # see `collecting.py`


@cache
def _opened(home: Path, folder: Path, found: tuple[str, ...]) -> PartByPart:
    """The archive, read once in each process."""
    parts = PartByPart(Archive.opened(home), {name: read_table(folder, name) for name in found})
    gc.freeze()  # it stays, and no search for circles need look through it
    return parts


def _made(home: Path, folder: Path, found: tuple[str, ...], part: Sequence[int]) -> bytes:
    try:
        return msgspec.msgpack.encode(_opened(home, folder, found).of(part))
    finally:
        trim()
