"""`isnad happenings` and `isnad chronology`: what reports tell together, and in which order it came."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from isnad.cli import options
from isnad.cli.messages import say, unreadable
from isnad.cli.output import opened
from isnad.cli.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from isnad.errors import ReadError
    from isnad.model.happening import Happening

FORMATS = ("jsonl", "table")
CHRONOLOGY_FORMATS = ("table", "jsonl", "html")


@click.command()
@options.paths
@options.formats(FORMATS, "jsonl for programs, table for a terminal: what two or more reports tell.")
@options.output
@options.jobs
@click.pass_context
def happenings(context: click.Context, paths: tuple[str, ...], form: str, output: str | None, jobs: int) -> None:
    """Join what several reports tell: one statement or event a line, with its tellings.

    Values on which outlets disagree stand side by side, each with who gives it; denials are linked to what they deny.
    PATH is what `isnad annotate` reads, and a report that cannot be read is named and left out: the status is then 1.

    \b
    Examples:
      isnad happenings reports.jsonl > happenings.jsonl
      isnad happenings reports.jsonl --format table
    """
    from isnad.export.happenings import write_jsonl, write_table

    told, errors = _read(paths, jobs)
    with opened(output) as out:
        (write_jsonl if form == "jsonl" else write_table)(told, out)
    context.exit(1 if errors else 0)


@click.command()
@options.paths
@click.option("--actor", "actors", metavar="NAME", multiple=True, help="Only what this one takes part in; twice: both.")
@options.formats(CHRONOLOGY_FORMATS, "table for a terminal, jsonl for programs, html for a reader.")
@options.output
@options.jobs
@click.pass_context
def chronology(
    context: click.Context, paths: tuple[str, ...], actors: tuple[str, ...], form: str, output: str | None, jobs: int
) -> None:
    """Put statements, meetings and events in order of date, each with its tellings.

    What no report dates stands apart, behind the rest: the day of publication is not its date. PATH is what
    `isnad annotate` reads, and a report that cannot be read is named and left out: the status is then 1.

    \b
    Examples:
      isnad chronology reports.jsonl --actor "سامر الهلالي"
      isnad chronology reports.jsonl --actor الهلالي --actor النجار --format html --output chronology.html
    """
    from isnad.export.chronology import write
    from isnad.workflow.across import chronology_of

    told, errors = _read(paths, jobs)
    with opened(output) as out:
        write(chronology_of(told, actors=actors), out, form)
    context.exit(1 if errors else 0)


def _read(paths: tuple[str, ...], jobs: int) -> tuple[Iterator[Happening], list[ReadError]]:
    from isnad.workflow import Settings
    from isnad.workflow.across import read_happenings

    with Progress(wanted=True) as progress:
        stdin = sys.stdin.buffer if sys.stdin else None
        told, errors = read_happenings(paths, Settings(jobs=jobs), stdin=stdin, watch=lambda item: progress.advance())
    for error in errors:
        say(unreadable(error))
    return told, errors
