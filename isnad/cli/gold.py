"""`isnad gold`: what people judged, as a file to measure against."""

from __future__ import annotations

import click

from isnad.cli import options
from isnad.cli.messages import say
from isnad.cli.output import opened


@click.command()
@click.option("--record", required=True, metavar="FILE", help="The record: a file, or a URL of PostgreSQL.")
@options.output
@click.option("--all", "everything", is_flag=True, help="All reports, judged or not, with their events.")
def gold(record: str, output: str | None, everything: bool) -> None:
    """Write judged reports as a gold file, a line a report, each statement with who judged it and when.

    Takes the newest version of reports of which every statement was accepted, corrected, added or rejected; their
    events too where every event was. isnad evaluate measures against it.

    \b
    Examples:
      isnad gold --record news.db --output gold.jsonl
      isnad evaluate gold.jsonl --by outlet
    """
    from isnad.export.gold import gold_record, write_gold
    from isnad.model import JudgedLayer
    from isnad.store.record import Record
    from isnad.store.schema import reports

    written = 0
    with Record(record, read_only=True) as opened_record, opened(output) as out:
        for one in opened_record.judged_reports(reports.c.current):
            if everything or one.all_judged(JudgedLayer.STATEMENTS):
                judged = {layer.value: [row.judgements for row in rows] for layer, rows in one.rows.items()}
                events = everything or one.all_judged(JudgedLayer.EVENTS)
                write_gold(gold_record(one.kept.report, one.kept.layers, judged, events=events), out)
                written += 1
    if not written:
        say("no report has all its statements judged: `isnad review` judges them, --all writes them as they are")
