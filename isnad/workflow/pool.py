"""Several processes that annotate, with results in the order of the reports.

`concurrent.futures` fails every waiting report when one process is killed, and does not say which report killed it.
Here each process has its own pipe and answers report by report, so that one report is lost and its name is known.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterator
from multiprocessing.connection import wait

from isnad.errors import ReadError
from isnad.model import Report
from isnad.workflow.annotated import Annotated, AnnotatedReport, BuildAnnotator, WorkerError
from isnad.workflow.settings import Settings
from isnad.workflow.single import Outcome, failure
from isnad.workflow.worker import Worker

CHUNK_REPORTS = 8
CHUNK_CHARACTERS = 100_000
WINDOW_REPORTS = 32  # for each process
WINDOW_CHARACTERS = 4_000_000  # for each process


class Pool:
    """Annotates a stream; at most a window of it is held at any time.

    Args:
        source: Reports, those annotated already, and the errors that stand for reports that could not be read.
        settings: `jobs` says how many processes.
        build: Gives the pipeline; it is sent to the processes and so must be a function of a module.
    """

    def __init__(self, source: Iterator[Report | Annotated], settings: Settings, build: BuildAnnotator) -> None:
        self._source = source
        self._settings = settings
        self._build = build
        self._workers: list[Worker] = []
        self._pending: dict[int, Report] = {}
        self._done: dict[int, Annotated] = {}
        self._again: deque[int] = deque()
        self._read = self._written = self._held = self._chunks = 0
        self._exhausted = False

    def __iter__(self) -> Generator[Annotated, None, None]:
        try:
            while not (self._exhausted and not self._pending):
                self._feed()
                yield from self._finished()
                if self._pending or self._starting():
                    self._collect()
            yield from self._finished()
        finally:
            for worker in self._workers:
                worker.end()

    def _starting(self) -> bool:
        """Whether there are processes and none of them can take work yet."""
        return bool(self._workers) and not any(worker.idle for worker in self._workers)

    def _finished(self) -> Iterator[Annotated]:
        while self._written in self._done:
            item = self._done.pop(self._written)
            self._written += 1
            if isinstance(item, AnnotatedReport):
                self._held -= len(item.report.text)
            yield item

    def _feed(self) -> None:
        for place, worker in enumerate(self._workers):
            if worker.idle and (chunk := self._next_chunk()):
                self._give(place, chunk)
        if not self._workers and (chunk := self._next_chunk()):
            self._again.extend(number for number, _ in chunk)
            self._workers = [self._new_worker() for _ in range(self._settings.jobs)]

    def _new_worker(self) -> Worker:
        return Worker(self._settings, self._build)

    def _give(self, place: int, chunk: list[tuple[int, Report]]) -> None:
        try:
            self._workers[place].give(chunk)
        except OSError:  # it went while it was idle: no report is to blame
            self._again.extendleft(number for number, _ in reversed(chunk))
            self._replace(place)

    def _replace(self, place: int) -> None:
        self._workers[place].end()
        self._workers[place] = self._new_worker()

    def _next_chunk(self) -> list[tuple[int, Report]]:
        """Some reports; one at a time at first, so that a short input too is spread over all processes."""
        size = 1 if self._chunks < 4 * self._settings.jobs else CHUNK_REPORTS
        chunk: list[tuple[int, Report]] = []
        characters = 0
        while len(chunk) < size and characters < CHUNK_CHARACTERS and (numbered := self._next_report()):
            chunk.append(numbered)
            characters += len(numbered[1].text)
        self._chunks += bool(chunk)
        return chunk

    def _next_report(self) -> tuple[int, Report] | None:
        if self._again:
            number = self._again.popleft()
            return number, self._pending[number]
        while not self._exhausted and not self._full():
            item = next(self._source, None)
            if item is None:
                self._exhausted = True
                break
            number, self._read = self._read, self._read + 1
            if isinstance(item, Report):
                self._pending[number] = item
                self._held += len(item.text)
                return number, item
            if isinstance(item, AnnotatedReport):
                self._held += len(item.report.text)
            self._done[number] = item
        return None

    def _full(self) -> bool:
        jobs = self._settings.jobs
        reports = self._read - self._written
        return reports >= WINDOW_REPORTS * jobs or (reports > 0 and self._held >= WINDOW_CHARACTERS * jobs)

    def _collect(self) -> None:
        """Waits until a process says something or dies."""
        talking = wait([worker.connection for worker in self._workers])
        for place, worker in enumerate(list(self._workers)):
            if worker.connection in talking:
                try:
                    message = worker.connection.recv()
                except (EOFError, OSError):
                    self._lost(place)
                else:
                    self._take(worker, message)

    def _take(self, worker: Worker, message: tuple[int, Outcome] | Exception | None) -> None:
        if message is None:
            worker.ready = True
        elif isinstance(message, Exception):
            raise message
        else:
            number, outcome = message
            worker.given.popleft()
            self._finish(number, outcome)

    def _finish(self, number: int, outcome: Outcome) -> None:
        report = self._pending.pop(number)
        if isinstance(outcome, ReadError):
            self._held -= len(report.text)
            self._done[number] = outcome
        else:
            self._done[number] = AnnotatedReport(report, *outcome)

    def _lost(self, place: int) -> None:
        """A process was killed: the report that it was at is given up, the rest of its chunk goes to others."""
        worker = self._workers[place]
        if not worker.ready:
            raise WorkerError(
                f"a process was ended before it could annotate ({worker.status()}): fewer --jobs need less memory"
            )
        if worker.given:
            number = worker.given.popleft()
            self._finish(number, failure(self._pending[number], "the operating system ended its process"))
        self._again.extendleft(reversed(worker.given))
        self._replace(place)
