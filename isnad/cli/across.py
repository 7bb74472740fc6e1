"""`isnad naming` and `isnad network`: what holds over many reports."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, TextIO

import click

from isnad.cli import options
from isnad.cli.output import opened
from isnad.cli.sources import found

FORMATS = ("table", "jsonl", "csv")
NAMING = ("name", "of", "outlet", "words", "count", "share", "first", "log_odds", "z")
NETWORK = ("one_name", "relation", "other_name", "period", "dated_by", "reports", "independent", "claimed")


@click.command()
@options.paths_or_none
@options.record
@click.option("--actor", metavar="NAME", help="Show this person, body or place alone.")
@options.formats(
    (*FORMATS, "matrix"), "table for a terminal, jsonl and csv for programs, matrix for CSV of actors against outlets."
)
@options.output
@options.jobs
@click.pass_context
def naming(
    context: click.Context,
    paths: tuple[str, ...],
    record: str | None,
    actor: str | None,
    form: str,
    output: str | None,
    jobs: int,
) -> None:
    """Show how each outlet names each actor, and how far it differs from the others.

    PATH is a file or folder of reports, as `isnad annotate` reads it, or - for standard input.
    Without --actor, and from a record, those are shown whom two outlets name. `of` tells whether the words stand for
    the actor or for its forces; `z` is how many standard deviations an outlet uses them more (or less) than all others.

    \b
    Examples:
      isnad naming reports.jsonl --actor "سامر الهلالي"
      isnad naming reports.jsonl --format csv --output naming.csv
      isnad naming --record libya.db --format matrix
    """
    from isnad.workflow import Settings
    from isnad.workflow.across import naming_of
    from isnad.workflow.recorded import naming_in

    of_paths = partial(naming_of, paths, Settings(jobs=jobs), actor=actor)
    with found(paths, record, of_paths, partial(naming_in, actor=actor)) as (told, status), opened(output) as out:
        _write(told, out, form, NAMING, "How outlets name actors")
    context.exit(status)


@click.command()
@options.paths_or_none
@options.record
@click.option(
    "--by",
    type=click.Choice(("day", "month", "year")),
    default="month",
    show_default=True,
    help="How long a period is.",
)
@options.formats(FORMATS, "table for a terminal, jsonl and csv for programs.")
@options.output
@options.jobs
@click.pass_context
def network(
    context: click.Context,
    paths: tuple[str, ...],
    record: str | None,
    by: Any,
    form: str,
    output: str | None,
    jobs: int,
) -> None:
    """Show who met, praised, accused, threatened, attacked, quoted or addressed whom, by period.

    PATH is a file or folder of reports, as `isnad annotate` reads it, or - for standard input. A record keeps months.

    \b
    Examples:
      isnad network reports.jsonl --by year
      isnad network --record libya.db --format csv --output network.csv
    """
    from isnad.workflow import Settings
    from isnad.workflow.across import network_of
    from isnad.workflow.recorded import network_in

    if record is not None and by != "month":
        raise click.UsageError("a record keeps the network by month: --by day and --by year need PATHs")
    of_paths = partial(network_of, paths, Settings(jobs=jobs), by=by)
    with found(paths, record, of_paths, network_in) as (told, status), opened(output) as out:
        _write(told, out, form, NETWORK, "Who did what to whom")
    context.exit(status)


def _write(records: Sequence[Any], out: TextIO, form: str, columns: Sequence[str], title: str) -> None:
    from isnad.export.rows import write_matrix, write_rows

    if form == "matrix":
        write_matrix(records, out)
    else:
        write_rows(records, out, form, columns, title)
