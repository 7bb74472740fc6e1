"""`isnad problems`: what could not be read into a record, and why."""

from __future__ import annotations

import click

from isnad.cli import options
from isnad.cli.output import opened

FORMATS = ("table", "jsonl", "csv")
COLUMNS = ("identifier", "type", "message", "tries", "last_seen", "path")


@click.command()
@options.in_record
@options.formats(FORMATS, "table for a terminal, jsonl and csv for programs.")
@options.output
def problems(record: str, form: str, output: str | None) -> None:
    """List what could not be read into a record, with the reason.

    A problem goes away when what it names is read after all, or when its file is read to the end without it.

    \b
    Examples:
      isnad problems --record news.db
      isnad problems --record news.db --format csv --output problems.csv
    """
    from isnad.export.rows import write_rows
    from isnad.store.record import Record

    with Record(record, read_only=True) as kept, opened(output) as out:
        write_rows(kept.problems(), out, form, COLUMNS, "What could not be read")
