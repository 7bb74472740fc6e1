"""`isnad happenings` and `isnad chronology`: what reports tell together, and in which order it came."""

from __future__ import annotations

from functools import partial

import click

from isnad.cli import options
from isnad.cli.output import opened
from isnad.cli.sources import found

FORMATS = ("jsonl", "table")
CHRONOLOGY_FORMATS = ("table", "jsonl", "html")


@click.command()
@options.paths_or_none
@options.record
@options.formats(FORMATS, "jsonl for programs, table for a terminal: what two or more reports tell.")
@options.output
@options.jobs
@click.pass_context
def happenings(
    context: click.Context, paths: tuple[str, ...], record: str | None, form: str, output: str | None, jobs: int
) -> None:
    """Join what several reports tell: one statement or event a line, with its tellings.

    Values on which outlets disagree stand side by side, each with who gives it; denials are linked to what they deny.
    PATH is what `isnad annotate` reads, and a report that cannot be read is named and left out: the status is then 1.

    \b
    Examples:
      isnad happenings reports.jsonl > happenings.jsonl
      isnad happenings --record libya.db --format table
    """
    from isnad.export.happenings import write_jsonl, write_table
    from isnad.workflow import Settings
    from isnad.workflow.across import read_happenings
    from isnad.workflow.recorded import happenings_in

    of_paths = partial(read_happenings, paths, Settings(jobs=jobs))
    with found(paths, record, of_paths, happenings_in) as (told, status), opened(output) as out:
        (write_jsonl if form == "jsonl" else write_table)(told, out)
    context.exit(status)


@click.command()
@options.paths_or_none
@options.record
@click.option("--actor", "actors", metavar="NAME", multiple=True, help="Only what this one takes part in; twice: both.")
@options.formats(CHRONOLOGY_FORMATS, "table for a terminal, jsonl for programs, html for a reader.")
@options.output
@options.jobs
@click.pass_context
def chronology(
    context: click.Context,
    paths: tuple[str, ...],
    record: str | None,
    actors: tuple[str, ...],
    form: str,
    output: str | None,
    jobs: int,
) -> None:
    """Put statements, meetings and events in order of date, each with its tellings.

    What no report dates stands apart, behind the rest: the day of publication is not its date. PATH is what
    `isnad annotate` reads, and a report that cannot be read is named and left out: the status is then 1.

    \b
    Examples:
      isnad chronology reports.jsonl --actor "سامر الهلالي"
      isnad chronology --record libya.db --actor الهلالي --actor النجار --format html --output chronology.html
    """
    from isnad.export.chronology import write
    from isnad.workflow import Settings
    from isnad.workflow.across import read_chronology
    from isnad.workflow.recorded import chronology_in

    of_paths = partial(read_chronology, paths, Settings(jobs=jobs), actors=actors)
    of_record = partial(chronology_in, actors=actors)
    with found(paths, record, of_paths, of_record) as (told, status), opened(output) as out:
        write(told, out, form)
    context.exit(status)
