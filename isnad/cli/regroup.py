"""`isnad regroup`: what holds over all reports of a record, found anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from isnad.cli import options
from isnad.cli.priority import give_way
from isnad.cli.progress import Progress

if TYPE_CHECKING:
    from isnad.store.record import Record


@click.command()
@options.in_record
@options.jobs
def regroup(record: str, jobs: int) -> None:
    """Find stories, copies, actors, naming, the network and happenings of a record anew.

    Run it when reports were added, at night for example. Until all is found the record shows what it had, and it
    still has that where this is interrupted.

    \b
    Examples:
      isnad regroup --record libya.db
      isnad regroup --record libya.db --jobs 4
    """
    from isnad.store.record import Record

    give_way()
    with Record(record) as opened, Progress(wanted=True) as progress:
        told = grouped(opened, jobs, progress)
    click.echo(told)


def grouped(record: Record, jobs: int, progress: Progress) -> str:
    """Finds it all, with a step at a time on the progress line, and tells how much there is."""
    from isnad.workflow.regroup import regroup as found_anew

    at: str | None = None

    def watch(step: str) -> None:
        nonlocal at
        if step != at:
            progress.begin(step)
            at = step
        progress.advance()

    done = found_anew(record, jobs=jobs, watch=watch)
    return (
        f"{done.reports} reports: {done.stories} stories, {done.actors} actors, {done.happenings} happenings, "
        f"{done.ties} ties"
    )
