"""`isnad annotate`: reports in, annotated reports out."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import click

from isnad.cli import options
from isnad.cli.messages import unreadable
from isnad.cli.output import opened
from isnad.cli.progress import Progress

if TYPE_CHECKING:
    from isnad.workflow import Annotated, Settings

FORMATS = ("jsonl", "json", "table", "html")


@click.command()
@options.paths
@options.formats(FORMATS, "jsonl and json for programs, table for a terminal, html for a reader.")
@options.output
@options.jobs
@click.option("--explain", is_flag=True, help="Show what was looked at and is no statement, each with the reason.")
@click.option("--profile", is_flag=True, help="Print the milliseconds of each stage on standard error.")
@options.max_characters
@click.pass_context
def annotate(
    context: click.Context,
    paths: tuple[str, ...],
    form: str,
    output: str | None,
    jobs: int,
    explain: bool,
    profile: bool,
    max_characters: int,
) -> None:
    """Find who said what in reports, and what happened.

    PATH is a file of JSON Lines, a page (.html), a text (.txt), an archive (.warc, .warc.gz), or - for standard input.
    A report that cannot be read is named on standard error, an error stands in its place in the output, and the exit
    status is 1; the others are read.

    \b
    Examples:
      isnad annotate report.html --format table
      isnad annotate reports.jsonl --jobs 4 --output annotated.jsonl
      zcat reports.jsonl.gz | isnad annotate - > annotated.jsonl
      isnad annotate pages/*.html --format html --output pages.html
    """
    from isnad.workflow import Settings

    settings = Settings(jobs=jobs, explain=explain, profile=profile, max_characters=max_characters)
    run = Run(settings)
    run.write(paths, form, output)
    if profile:
        run.show_profile()
    context.exit(1 if run.failed else 0)


class Run:
    """One run over some paths, and what is known of it at its end."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.reports = self.failed = 0
        self.milliseconds: Counter[str] = Counter()

    def write(self, paths: Iterable[str], form: str, output: str | None) -> None:
        """Annotates and writes as it goes."""
        from isnad.export import writer
        from isnad.workflow import annotate_paths

        with (
            opened(output) as out,
            closing(annotate_paths(paths, self.settings, stdin=sys.stdin.buffer if sys.stdin else None)) as items,
            Progress(wanted=not out.isatty()) as progress,
        ):
            writer(form)(self._watched(items, progress), out, explain=self.settings.explain)

    def _watched(self, items: Iterable[Annotated], progress: Progress) -> Iterator[Annotated]:
        from isnad.errors import ReadError

        for item in items:
            progress.advance()
            if isinstance(item, ReadError):
                self.failed += 1
                progress.say(unreadable(item))
            else:
                self.reports += 1
                self.milliseconds.update(item.milliseconds)
            yield item

    def show_profile(self) -> None:
        """The stages by their order, with their sums, means and shares."""
        total = sum(self.milliseconds.values()) or 1.0
        click.echo(f"{'stage':<24}{'ms':>12}{'ms a report':>14}{'share':>8}", err=True)
        for stage, spent in [*self.milliseconds.items(), ("all", sum(self.milliseconds.values()))]:
            mean = spent / max(self.reports, 1)
            click.echo(f"{stage:<24}{spent:>12.1f}{mean:>14.2f}{spent / total:>8.0%}", err=True)
        click.echo(f"{self.reports} reports", err=True)
