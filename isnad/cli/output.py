"""Where a command writes."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO, TextIO

# A lone surrogate cannot be written as UTF-8; with this it becomes the escape that JSON has for it.
ERRORS = "backslashreplace"


@contextmanager
def opened(path: str | None) -> Iterator[TextIO]:
    """Standard output, or a file that is there only when all was written.

    A device or a pipe is written to directly; a link keeps pointing at its file.
    """
    if path is None:
        yield standard_output()
        sys.stdout.flush()
        return
    with _target(path, "", encoding="utf-8", errors=ERRORS, newline="\n") as out:
        yield out


@contextmanager
def opened_bytes(path: str | None) -> Iterator[BinaryIO]:
    """The same for what is no text."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    with _target(path, "b") as out:
        yield out


def standard_output() -> TextIO:
    """Standard output as UTF-8, whatever the locale says."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors=ERRORS, newline="\n")
    return sys.stdout


@contextmanager
def _target(path: str, kind: str, **how: Any) -> Iterator[Any]:
    """The file of a path, opened as `kind` (`b`, or nothing for text) and `how` tell."""
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        with target.open(f"w{kind}", **how) as out:
            yield out
        return
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with temporary.open(f"x{kind}", **how) as out:
            yield out
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
