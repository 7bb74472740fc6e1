"""Reports into a record: what it knows is passed over, the rest is annotated and written, a chunk at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from time import monotonic
from typing import BinaryIO

from isnad.errors import ReadError
from isnad.model import Layers, Report
from isnad.store.problems import storable
from isnad.store.readings import Counts
from isnad.store.record import Record
from isnad.store.schema import reports
from isnad.store.writing import Run, Standing, counts, unstorable
from isnad.workflow.annotated import Annotated, AnnotatedReport, BuildAnnotator
from isnad.workflow.engine import STOPPED, Reading, annotate_reports
from isnad.workflow.run import this_run
from isnad.workflow.settings import Settings
from isnad.workflow.single import load_annotator

CHUNK_REPORTS = 64
CHUNK_CHARACTERS = 1_000_000
CHUNK_SECONDS = 1.0

Done = tuple[Standing | None, ReadError | None]


class Recording:
    """One reading into a record. Iterate over it: it gives what became of each report, once that is on disk.

    Each item is the standing that a report had, and None; or None and the error of what could not be read. Ending
    the iteration early leaves a sound record, and the same reading goes on from there when it is begun again.

    Args:
        record: Open for writing.
        settings: How to annotate.
        run: What annotates; this version of Isnad where it is None.
        build: Gives the pipeline, once a process.
        passed: Is told how many more reports are known and were passed over.
    """

    def __init__(
        self,
        record: Record,
        settings: Settings,
        *,
        run: Run | None = None,
        build: BuildAnnotator = load_annotator,
        passed: Callable[[int], None] = lambda count: None,
    ) -> None:
        self._record = record
        self._tell = passed
        self._settings = settings
        self._build = build
        self._writer = record.writer(run or this_run())
        self._passed = 0
        self.counts = Counts()

    def paths(
        self, paths: Sequence[str], *, stdin: BinaryIO | None = None, ids: Mapping[str, str] | None = None
    ) -> Generator[Done, None, None]:
        """Reads files and folders; problems that they no longer have are dropped at the end.

        Args:
            paths: Which.
            stdin: What `-` reads.
            ids: The id that a file gives its report where it holds one alone, by absolute path, if not its name.
        """
        noted, whole = set[str](), True
        source = Reading(paths, self._settings, stdin, ids=ids)
        reading = self._writer.begin(paths)
        for done in self._read(source, reading):
            if (error := done[1]) is not None:
                noted.add(storable(error.identifier))
                whole = whole and error.identifier != STOPPED
            yield done
        self._end(reading, self._mended(paths, noted) if whole else ())

    def again(self) -> Generator[Done, None, None]:
        """Annotates every text of the record anew that another run has annotated, whatever became of its file."""
        reading = self._writer.begin(())
        yield from self._read(self._record.texts(reports.c.run != self._writer.run), reading)
        self._end(reading, ())

    def retry(self) -> Generator[Done, None, None]:
        """Reads the files again in which there were problems; each gives its report the id that it gave before."""
        problems = [problem for problem in self._record.problems() if problem.path is not None]
        ids = {problem.path: problem.gives for problem in problems if problem.path and problem.gives}
        return self.paths(sorted({problem.path for problem in problems if problem.path}), ids=ids)

    def _end(self, reading: int, mended: Sequence[str]) -> None:
        self._writer.end(reading, known=self._passed, mended=mended)
        self._passed = 0

    def _read(self, source: Iterable[Report | Annotated], reading: int) -> Generator[Done, None, None]:
        with closing(annotate_reports(self._unknown(source), self._settings, build=self._build)) as items:
            for chunk in _timely(items):
                passed, self._passed = self._passed, 0
                written = self._writer.add([_pair(item) for item in chunk], reading=reading, known=passed)
                self.counts += counts(written)
                for item, standing in zip(chunk, written, strict=True):
                    yield standing, item if isinstance(item, ReadError) else None

    def _unknown(self, source: Iterable[Report | Annotated]) -> Iterator[Report | Annotated]:
        """What is left of a source without the reports that the record has as this run reads them."""
        for batch in _batches(source):
            items = [(unstorable(item) or item) if isinstance(item, Report) else item for item in batch]
            standings = iter(self._writer.standings([item for item in items if isinstance(item, Report)]))
            left = [item for item in items if not (isinstance(item, Report) and next(standings) is Standing.KNOWN)]
            self._pass(len(items) - len(left))
            yield from left

    def _pass(self, count: int) -> None:
        self._passed += count
        self.counts += Counts(known=count)
        self._tell(count)

    def _mended(self, paths: Sequence[str], noted: set[str]) -> list[str]:
        """The problems of files that were read to their end now, and that did not show again."""
        roots = [os.path.abspath(path) for path in paths if path != "-"]
        return [
            problem.identifier
            for problem in self._record.problems()
            if problem.identifier not in noted and (problem.identifier == STOPPED or _lies_in(problem.path, roots))
        ]


def _lies_in(path: str | None, roots: Sequence[str]) -> bool:
    """Whether a file is one of some paths or lies in one of them."""
    return path is not None and any(path == root or path.startswith(root.rstrip(os.sep) + os.sep) for root in roots)


def _pair(item: Annotated) -> tuple[Report, Layers] | ReadError:
    return (item.report, item.layers) if isinstance(item, AnnotatedReport) else item


def _batches(source: Iterable[Report | Annotated]) -> Iterator[list[Report | Annotated]]:
    """Stretches of a source that are asked for at once."""
    batch: list[Report | Annotated] = []
    characters = 0
    for item in source:
        batch.append(item)
        characters += len(item.text) if isinstance(item, Report) else 0
        if len(batch) >= CHUNK_REPORTS or characters >= CHUNK_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _timely(items: Iterable[Annotated]) -> Iterator[list[Annotated]]:
    """Stretches that are written at once: so many reports or characters, or what came in a second."""
    chunk: list[Annotated] = []
    characters, start = 0, monotonic()
    for item in items:
        chunk.append(item)
        characters += len(item.report.text) if isinstance(item, AnnotatedReport) else 0
        full = len(chunk) >= CHUNK_REPORTS or characters >= CHUNK_CHARACTERS
        if full or monotonic() - start >= CHUNK_SECONDS:
            yield chunk
            chunk, characters, start = [], 0, monotonic()
    if chunk:
        yield chunk
