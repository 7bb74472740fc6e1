"""A process that annotates: what runs in it, and the handle that the parent keeps."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection

from isnad.errors import IsnadError
from isnad.model import Report
from isnad.workflow.annotated import BuildAnnotator, WorkerError
from isnad.workflow.settings import Settings
from isnad.workflow.single import annotate_one, failure

READY = None
PATIENCE = 2.0  # seconds that an ended process is given to go


def serve(connection: Connection, settings: Settings, build: BuildAnnotator) -> None:
    """Loads the models once, then answers each report of each chunk with one message, until the parent hangs up."""
    try:
        annotator = build()
    except Exception as error:
        connection.send(error if isinstance(error, IsnadError) else WorkerError(f"{type(error).__name__}: {error}"))
        return
    connection.send(READY)
    try:
        while True:
            for number, report in connection.recv():
                _answer(connection, number, report, annotate_one(annotator, report, settings))
    except (EOFError, OSError):
        return


def _answer(connection: Connection, number: int, report: Report, outcome: object) -> None:
    try:
        connection.send((number, outcome))
    except OSError:
        raise
    except Exception as error:  # an outcome that cannot be sent, such as a layer that does not pickle
        connection.send((number, failure(report, f"{type(error).__name__}: {error}")))


class Worker:
    """The parent's side of one process.

    `given` are the numbers of the reports that it has and has not answered, in order.
    """

    def __init__(self, settings: Settings, build: BuildAnnotator) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.given: deque[int] = deque()
        self.ready = False
        self._process = context.Process(target=serve, args=(theirs, settings, build), daemon=True)
        with _interrupts_held():
            self._process.start()
        theirs.close()

    @property
    def idle(self) -> bool:
        """Whether it waits for work."""
        return self.ready and not self.given

    def give(self, chunk: Sequence[tuple[int, Report]]) -> None:
        """Hands over some reports.

        Raises:
            OSError: where the process has gone.
        """
        self.connection.send(chunk)
        self.given.extend(number for number, _ in chunk)

    def status(self) -> str:
        """How a process that hung up has ended."""
        self._process.join(PATIENCE)
        return f"exit code {self._process.exitcode}"

    def end(self) -> None:
        """Ends the process at once, whatever it is doing."""
        self.connection.close()
        self._process.terminate()
        self._process.join(PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join(PATIENCE)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """A process started inside never sees Ctrl-C, which is the parent's to handle; one that comes now comes after."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # it would unblock the signal again, were it to start with the first process
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
