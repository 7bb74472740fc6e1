"""`isnad export`: a record, or what a search finds in it, in the formats of other programs."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from isnad.cli import options
from isnad.cli.messages import say
from isnad.cli.output import opened, opened_bytes, placed

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMATS = (
    *("jsonl", "csv", "parquet", "sqlite", "plover", "acled", "geojson", "csl", "bibtex", "ftm", "ftm-statements"),
    *("web-annotation", "ninjs", "timeline", "gexf", "graphml", "atom", "docx", "html"),
)
TABLES = ("statements", "events", "reports", "mentions", "entities", "evidence")


@click.command()
@click.argument("query", default="")
@options.in_record
@options.formats(FORMATS, "docs/exports.md describes each.")
@click.option("--table", type=click.Choice(TABLES), default=TABLES[0], show_default=True, help="Which table, of csv.")
@click.option("--bom", is_flag=True, help="Begin csv or acled with a byte order mark, for Excel.")
@click.option(
    "--limit", type=click.IntRange(min=1), help="At most so many reports; the export says how many are left out."
)
@click.option(
    "--actor", metavar="NAME", help="Only reports that name this one, of docx, html and timeline his chronology."
)
@click.option("--title", metavar="WORDS", help="What the export is called.")
@click.option("--as-found", is_flag=True, help="Leave people's judgements aside.")
@options.output
@click.pass_context
def export(
    context: click.Context,
    query: str,
    record: str,
    form: str,
    table: str,
    bom: bool,
    limit: int | None,
    actor: str | None,
    title: str | None,
    as_found: bool,
    output: str | None,
) -> None:
    """Export a record, or the reports that QUERY finds, with what was found in them.

    What people judged is applied to statements, events and mentions of a report. QUERY is that of `isnad search`;
    without it all of the record is exported. parquet and sqlite need --output. Where --limit cuts something off,
    the export says so and the exit status is 1.

    \b
    Examples:
      isnad export --record news.db --format csv --output statements.csv
      isnad export 'speaker:الهلالي from:2025-11' --record news.db --format docx --output hilali.docx
      isnad export --record news.db --format parquet --output news-parquet
    """
    from isnad.export.selections import FORMATS as KNOWN
    from isnad.export.selections import Target, writer
    from isnad.store.record import Record
    from isnad.workflow.selecting import select_reports

    known = KNOWN[form]
    if known.target in (Target.FILE, Target.FOLDER) and output is None:
        raise click.UsageError(f"--format {form} writes a {known.target}: name it with --output")
    if known.target is Target.BINARY and output is None and sys.stdout.isatty():
        raise click.UsageError(f"--format {form} is no text: name a file with --output")
    chosen: dict[str, Any] = {
        name: value for name, value in {"table": table, "bom": bom}.items() if name in known.options
    }
    with Record(record, read_only=True) as opened_record:
        selection = select_reports(opened_record, query, limit=limit, actor=actor, title=title, judged=not as_found)
        with _target(known.target, output) as out:
            writer(form)(selection, out, **chosen)
        if not selection.provenance.complete:
            say(f"{selection.provenance.left_out} reports that were found are left out (--limit {limit})")
            context.exit(1)


@contextmanager
def _target(target: str, output: str | None) -> Iterator[Any]:
    if target in ("file", "folder"):
        yield placed(output or "", target)
    elif target == "binary":
        with opened_bytes(output) as out:
            yield out
    else:
        with opened(output) as out:
            yield out
