"""`isnad regroup`: what holds over all reports of a record, found anew."""

from __future__ import annotations

import click

from isnad.cli import options
from isnad.cli.progress import Progress


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
    from isnad.workflow.regroup import regroup as found_anew

    with Record(record) as opened, Progress(wanted=True) as progress:
        at: str | None = None

        def watch(step: str) -> None:
            nonlocal at
            if step != at:
                progress.begin(step)
                at = step
            progress.advance()

        done = found_anew(opened, jobs=jobs, watch=watch)
    click.echo(
        f"{done.reports} reports: {done.stories} stories, {done.actors} actors, {done.happenings} happenings, "
        f"{done.ties} ties"
    )
