"""`isnad read`: reports into a record."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from time import monotonic
from typing import TYPE_CHECKING

import click

from isnad.cli import options
from isnad.cli.messages import unreadable
from isnad.cli.priority import give_way
from isnad.cli.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Generator

    from isnad.store.readings import Counts
    from isnad.workflow.recording import Done, Recording


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1)
@options.in_record
@options.jobs
@options.max_characters
@click.option("--again", is_flag=True, help="Annotate anew the reports that an older version or other rules annotated.")
@click.option("--retry", is_flag=True, help="Read the files again in which there were problems.")
@click.option("--no-regroup", is_flag=True, help="Leave stories, actors and happenings as they are; see isnad regroup.")
@click.pass_context
def read(
    context: click.Context,
    paths: tuple[str, ...],
    record: str,
    jobs: int,
    max_characters: int,
    again: bool,
    retry: bool,
    no_regroup: bool,
) -> None:
    """Read reports into a record, which is made where it is missing.

    PATH is what isnad annotate reads. What the record knows is passed over, so that reading again adds nothing; a
    report that its outlet has corrected becomes a new version beside the old. What cannot be read is named on standard
    error and kept among the problems, and the exit status is 1. Reading that was stopped goes on when it is asked for
    again. At the end stories, actors and happenings are found anew over all reports, unless nothing is new.

    \b
    Examples:
      isnad read reports.jsonl pages/ --record news.db --jobs 4
      isnad read --record news.db --again        after an update of Isnad
      isnad read --record news.db --retry        after mending what could not be read
    """
    if not (paths or again or retry):
        raise click.UsageError("name a PATH, or --again or --retry to read without one")
    from isnad.cli.regroup import grouped
    from isnad.store.record import Record
    from isnad.workflow import Settings
    from isnad.workflow.recorded import is_grouped
    from isnad.workflow.recording import Recording

    give_way()
    start = monotonic()
    settings = Settings(jobs=jobs, max_characters=max_characters)
    with Record(record, create=bool(paths)) as opened, Progress(wanted=True) as progress:
        recording = Recording(opened, settings, passed=progress.advance)
        try:
            for done in _asked(recording, paths, again, retry):
                _watch(done, progress)
        finally:  # also where it was stopped: what was counted is on disk
            progress.say(f"{opened.name}: {_summary(recording.counts, monotonic() - start)}")
        if not no_regroup and (recording.counts.written or not is_grouped(opened)):
            progress.say(f"{opened.name}: {grouped(opened, jobs, progress)}")
    context.exit(1 if recording.counts.problems else 0)


def _asked(recording: Recording, paths: tuple[str, ...], again: bool, retry: bool) -> Iterator[Done]:
    """What was asked for, one after the other."""
    readings: list[Generator[Done, None, None]] = []
    if paths:
        readings.append(recording.paths(paths, stdin=sys.stdin.buffer if sys.stdin else None))
    if again:
        readings.append(recording.again())
    if retry:
        readings.append(recording.retry())
    for reading in readings:
        with closing(reading):
            yield from reading


def _watch(done: Done, progress: Progress) -> None:
    progress.advance()
    if (error := done[1]) is not None:
        progress.say(unreadable(error))


def _summary(counts: Counts, seconds: float) -> str:
    told = (
        f"{counts.added} new, {counts.corrected} corrected, {counts.renewed} renewed, {counts.known} known, "
        f"{counts.problems} problems"
    )
    written = counts.written
    return f"{told}; {seconds:.0f} s" + (f", {written / seconds:.0f} reports a second" if written and seconds else "")
