"""`isnad stories`: reports in, the stories that they tell out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from isnad.cli import options
from isnad.cli.messages import unreadable
from isnad.cli.output import opened
from isnad.cli.progress import Progress
from isnad.cli.sources import check

if TYPE_CHECKING:
    from isnad.workflow import Annotated

FORMATS = ("jsonl", "json", "table")


@click.command()
@options.paths_or_none
@options.record
@options.formats(FORMATS, "jsonl and json for programs, table for a terminal.")
@options.output
@options.jobs
@click.pass_context
def stories(
    context: click.Context, paths: tuple[str, ...], record: str | None, form: str, output: str | None, jobs: int
) -> None:
    """Group reports into stories, and tell copies from independent wordings.

    PATH is what isnad annotate reads, or what it wrote (jsonl or json), which is not annotated again. A report that
    cannot be read is named on standard error, an error stands at the end of the output, and the exit status is 1.

    \b
    Examples:
      isnad stories reports.jsonl --format table
      isnad stories annotated.jsonl --output stories.jsonl
      isnad stories day1/ day2/ --jobs 4 > stories.jsonl
      isnad stories --record libya.db --format table
    """
    from isnad.errors import ReadError
    from isnad.export.stories import write_stories
    from isnad.workflow import Settings
    from isnad.workflow.across import tell_stories
    from isnad.workflow.recorded import regrouped, stories_in

    check(paths, record)
    if record is not None:
        with regrouped(record) as kept, opened(output) as out:
            write_stories(stories_in(kept), out, form)
        return
    failed = 0
    with opened(output) as out, Progress(wanted=True) as progress:

        def watch(item: Annotated) -> None:
            nonlocal failed
            progress.advance()
            if isinstance(item, ReadError):
                failed += 1
                progress.say(unreadable(item))

        stdin = sys.stdin.buffer if sys.stdin else None
        write_stories(tell_stories(paths, Settings(jobs=jobs), stdin=stdin, watch=watch), out, form)
    context.exit(1 if failed else 0)
