"""`isnad coverage`: what was read of which outlet on which day."""

from __future__ import annotations

import click

from isnad.cli import options
from isnad.cli.output import opened

FORMATS = ("table", "jsonl", "csv")


@click.command()
@options.in_record
@click.option("--outlet", metavar="NAME", help="This outlet alone.")
@options.formats(FORMATS, "table for a terminal, jsonl and csv for programs.")
@options.output
def coverage(record: str, outlet: str | None, form: str, output: str | None) -> None:
    """Show how many reports the record holds of each outlet and day.

    A day with 0 reports lies between the first and the last day of that outlet: nothing of it was read, which does not
    say that nothing was published.

    \b
    Examples:
      isnad coverage --record news.db --outlet أرجوان
      isnad coverage --record news.db --format csv --output coverage.csv
    """
    from isnad.export.rows import write_rows
    from isnad.store.record import Record

    with Record(record, read_only=True) as opened_record, opened(output) as out:
        days = opened_record.coverage(outlet=outlet)
        write_rows(days, out, form, ("outlet", "day", "reports", "statements"), "Reports read by outlet and day")
