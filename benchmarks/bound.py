"""Processes that end with the one that started them, whatever ends it."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Any

PATIENCE = 60.0  # seconds that a process has to end by itself
_SIGNALS = (signal.SIGTERM, signal.SIGHUP)
_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)


@contextmanager
def bound(command: Sequence[str], **more: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is ended behind the block, also where SIGTERM or SIGHUP ends this one, and on Linux SIGKILL too.

    Args:
        command: The program and its arguments.
        more: As `subprocess.Popen` takes it.
    """
    with _signals_as_exits():
        started = subprocess.Popen(command, preexec_fn=_ending_with(os.getpid()), **more)
        try:
            yield started
        finally:
            started.terminate()
            started.wait(timeout=PATIENCE)


@contextmanager
def _signals_as_exits() -> Iterator[None]:
    """Turns signals that end a process into an exit that runs what stands in `finally`."""
    before = {number: signal.signal(number, _leave) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(number: int, _: FrameType | None) -> None:
    sys.exit(128 + number)


def _ending_with(parent: int) -> Callable[[], None] | None:
    """What the new process does first: asks Linux for SIGTERM when its parent ends; None on other systems."""
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None, use_errno=True)

    def ask() -> None:
        library.prctl(_DEATH_SIGNAL, signal.SIGTERM)
        if os.getppid() != parent:  # it ended before this was asked for
            os.kill(os.getpid(), signal.SIGTERM)

    return ask
