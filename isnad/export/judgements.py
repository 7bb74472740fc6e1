"""Judgements, and what waits for one, for programs, spreadsheets and a terminal."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Any, TextIO

import msgspec

from isnad.export.csv_rows import cell

FORMATS = ("table", "jsonl", "csv")
DOUBT_FIELDS = ("layer", "sure", "reason", "report", "outlet", "published", "says", "alternatives", "sentence")
_WIDTH = 120


def write_judgements(records: Iterable[dict[str, Any]], out: TextIO) -> None:
    """A line a judgement, which `isnad review --apply` reads."""
    for record in records:
        out.write(msgspec.json.encode(record).decode() + "\n")


def write_doubts(doubts: Iterable[Any], out: TextIO, form: str) -> None:
    """What waits for a person, in one of the formats."""
    if form == "jsonl":
        for doubt in doubts:
            out.write(msgspec.json.encode(doubt).decode() + "\n")
    elif form == "csv":
        rows = csv.writer(out, lineterminator="\r\n")
        rows.writerow(DOUBT_FIELDS)
        rows.writerows(map(cell, doubt_row(doubt)) for doubt in doubts)
    else:
        _write_table(list(doubts), out)


def doubt_row(doubt: Any) -> list[str]:
    """A doubt as the cells of a spreadsheet."""
    first = doubt.shown[0]
    told = (
        doubt.layer.value,
        f"{doubt.sure:.3f}",
        doubt.reason,
        first.report,
        first.outlet,
        first.published,
        doubt.says,
    )
    sentence = " | ".join(" ".join(shown.quote.split()) for shown in doubt.shown)
    return [value or "" for value in (*told, " | ".join(doubt.alternatives), sentence)]


def _write_table(doubts: list[Any], out: TextIO) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=f"Waiting for a person: {len(doubts)}")
    for name in ("layer", "sure", "reason", "report", "says", "sentence"):
        table.add_column(name, overflow="fold")
    for doubt in doubts:
        cells = doubt_row(doubt)
        table.add_row(*(Text(cells[DOUBT_FIELDS.index(str(column.header))]) for column in table.columns))
    width = None if out.isatty() else _WIDTH
    Console(file=out, width=width, highlight=False, markup=False).print(table)
