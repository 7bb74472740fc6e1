"""`isnad naming` and `isnad network`: what holds over many reports."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

import click

from isnad.cli import options
from isnad.cli.messages import unreadable
from isnad.cli.output import opened
from isnad.cli.progress import Progress

if TYPE_CHECKING:
    from isnad.errors import ReadError

FORMATS = ("table", "jsonl", "csv")
NAMING = ("name", "of", "outlet", "words", "count", "share", "first", "log_odds", "z")
NETWORK = ("one_name", "relation", "other_name", "period", "dated_by", "reports", "independent", "claimed")


@click.command()
@options.paths
@click.option("--actor", metavar="NAME", help="Show this person, body or place alone.")
@options.formats(
    (*FORMATS, "matrix"), "table for a terminal, jsonl and csv for programs, matrix for CSV of actors against outlets."
)
@options.output
@options.jobs
@click.pass_context
def naming(
    context: click.Context, paths: tuple[str, ...], actor: str | None, form: str, output: str | None, jobs: int
) -> None:
    """Show how each outlet names each actor, and how far it differs from the others.

    PATH is a file or folder of reports, as `isnad annotate` reads it, or - for standard input.
    Without --actor those are shown whom two outlets name. `of` tells whether the words stand for the actor or for its
    forces; `z` is how many standard deviations an outlet uses them more (or less) than all others.

    \b
    Examples:
      isnad naming reports.jsonl --actor "سامر الهلالي"
      isnad naming reports.jsonl --format csv --output naming.csv
      isnad naming reports.jsonl --format matrix
    """
    from isnad.workflow import Settings
    from isnad.workflow.across import naming_of

    def find(**sources: Any) -> tuple[Sequence[Any], list[ReadError]]:
        return naming_of(paths, Settings(jobs=jobs), actor=actor, **sources)

    context.exit(_show(find, form, output, NAMING, "How outlets name actors"))


@click.command()
@options.paths
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
def network(context: click.Context, paths: tuple[str, ...], by: Any, form: str, output: str | None, jobs: int) -> None:
    """Show who met, praised, accused, threatened, attacked, quoted or addressed whom, by period.

    PATH is a file or folder of reports, as `isnad annotate` reads it, or - for standard input.

    \b
    Examples:
      isnad network reports.jsonl --by year
      isnad network reports.jsonl --format csv --output network.csv
    """
    from isnad.workflow import Settings
    from isnad.workflow.across import network_of

    def find(**sources: Any) -> tuple[Sequence[Any], list[ReadError]]:
        return network_of(paths, Settings(jobs=jobs), by=by, **sources)

    context.exit(_show(find, form, output, NETWORK, "Who did what to whom"))


def _write(records: Sequence[Any], out: TextIO, form: str, columns: Sequence[str], title: str) -> None:
    from isnad.export.rows import write_matrix, write_rows

    if form == "matrix":
        write_matrix(records, out)
    else:
        write_rows(records, out, form, columns, title)


def _show(
    find: Callable[..., tuple[Sequence[Any], list[ReadError]]],
    form: str,
    output: str | None,
    columns: Sequence[str],
    title: str,
) -> int:
    """Writes what is found and gives the exit status: 1 where a report could not be read."""
    stdin: BinaryIO | None = sys.stdin.buffer if sys.stdin else None
    with opened(output) as out, Progress(wanted=True) as progress:
        records, errors = find(stdin=stdin, watch=lambda _: progress.advance())
        for error in errors:
            progress.say(unreadable(error))
        _write(records, out, form, columns, title)
    return 1 if errors else 0
