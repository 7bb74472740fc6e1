"""Records over many reports as rows: JSON Lines, CSV, or a table for a terminal."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

import msgspec

from isnad.export.csv_rows import cell
from isnad.model import Evidence, Naming

_WIDTH = 160  # of a table that goes to no terminal
_SHOWN = 2  # designations in a cell
UNTOLD = "–"


def write_rows(records: Iterable[msgspec.Struct], out: TextIO, form: str, columns: Sequence[str], title: str) -> None:
    """Writes records of one kind.

    Args:
        records: Frozen records; a field `examples` holds evidence.
        out: Where to.
        form: `jsonl` writes all fields, `csv` all fields with the first example in columns of its own, guarded as
            `isnad.export.csv_rows.cell` does, `table` some.
        columns: The fields that a table shows.
        title: What stands above a table.
    """
    if form == "jsonl":
        for record in records:
            out.write(msgspec.json.encode(record).decode() + "\n")
    elif form == "csv":
        _write_csv(list(records), out)
    else:
        _write_table(records, out, columns, title)


def write_matrix(records: Iterable[Naming], out: TextIO) -> None:
    """Actors against outlets as CSV: in each cell what the outlet calls the actor most, with its share in percent."""
    cells: dict[tuple[int, str, str], dict[str, list[Naming]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        cells[record.actor, record.name, record.of][record.outlet or UNTOLD].append(record)
    outlets = sorted({outlet for row in cells.values() for outlet in row})
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(map(cell, ["name", "of", *outlets]))
    for (_, name, of), row in cells.items():
        writer.writerow(map(cell, [name, of, *(_commonest(row.get(outlet, [])) for outlet in outlets)]))


def _commonest(told: Sequence[Naming]) -> str:
    most = sorted(told, key=lambda record: (-record.count, record.words))[:_SHOWN]
    return "; ".join(f"{record.words} {record.share:.0%}" for record in most)


def _write_csv(records: Sequence[msgspec.Struct], out: TextIO) -> None:
    if not records:
        return
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([name for name, _ in _cells(records[0])])
    writer.writerows([cell(value) for _, value in _cells(record)] for record in records)


def _cells(record: msgspec.Struct) -> Iterator[tuple[str, Any]]:
    for field in record.__struct_fields__:
        value = getattr(record, field)
        if field != "examples":
            yield field, value
            continue
        first: Evidence | None = value[0] if value else None
        yield "example_report", first.report if first else None
        yield "example_start", first.span.start if first else None
        yield "example_end", first.span.end if first else None
        yield "example_quote", first.quote if first else None


def _write_table(records: Iterable[msgspec.Struct], out: TextIO, columns: Sequence[str], title: str) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column.replace("_", " "))
    for record in records:
        table.add_row(*(Text(_shown(getattr(record, column))) for column in columns))
    width = None if out.isatty() else _WIDTH
    Console(file=out, width=width, highlight=False, markup=False).print(table)


def _shown(value: object) -> str:
    if value is None:
        return UNTOLD
    told = f"{value:.2f}" if isinstance(value, float) else str(value)
    return "".join(letter if letter.isprintable() else " " for letter in told)
