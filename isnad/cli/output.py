"""Where a command writes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import click

from isnad.export.replacing import replacing

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


def placed(path: str, kind: str) -> Path:
    """Where something is made that is no stream: a link keeps pointing at its place.

    Args:
        path: As it was named.
        kind: `file` or `folder`.

    Raises:
        click.UsageError: where something else stands there, such as a device or a pipe, which must not be replaced.
    """
    there = Path(path)
    fits = there.is_dir() if kind == "folder" else there.is_file()
    if there.exists() and not fits:
        raise click.UsageError(f"{path}: is no {kind}; name a {kind} with --output, since this format writes one")
    return Path(os.path.realpath(path))


def _is_no_file(path: Path) -> bool:
    """Whether a device, a pipe or a folder stands at a path; asked of the path itself, as no path leads to a pipe."""
    return path.exists() and not path.is_file()


@contextmanager
def _target(path: str, kind: str, **how: Any) -> Iterator[Any]:
    """The file of a path, opened as `kind` (`b`, or nothing for text) and `how` tell."""
    with open(path, f"w{kind}", **how) if _is_no_file(Path(path)) else replacing(path, kind, **how) as out:
        yield out
