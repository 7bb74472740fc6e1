"""Where a command over reports takes what it shows from: files that it reads, or a record that was read before."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from isnad.cli.messages import unreadable
from isnad.cli.progress import Progress

if TYPE_CHECKING:
    from isnad.errors import ReadError
    from isnad.store.record import Record


def check(paths: tuple[str, ...], record: str | None) -> None:
    """Refuses a command that names neither files nor a record, or both."""
    if paths and record is not None:
        raise click.UsageError("give PATHs or --record FILE, not both")
    if not paths and record is None:
        raise click.UsageError("missing argument 'PATH...', or --record FILE")


@contextmanager
def found(
    paths: tuple[str, ...],
    record: str | None,
    of_paths: Callable[..., tuple[Any, Sequence[ReadError]]],
    of_record: Callable[[Record], Any],
) -> Iterator[tuple[Any, int]]:
    """What is found, and the exit status: 1 where a report could not be read.

    Args:
        paths: Files of reports.
        record: A record in their place.
        of_paths: Gives what is found in the files and the errors; is handed `stdin` and `watch`.
        of_record: Gives what a record has.
    """
    check(paths, record)
    if record is not None:
        from isnad.workflow.recorded import regrouped

        with regrouped(record) as opened:
            yield of_record(opened), 0
        return
    with Progress(wanted=True) as progress:
        stdin = sys.stdin.buffer if sys.stdin else None
        told, errors = of_paths(stdin=stdin, watch=lambda _: progress.advance())
        for error in errors:
            progress.say(unreadable(error))
    yield told, 1 if errors else 0
