"""One table of a record as CSV."""

from __future__ import annotations

from typing import TextIO

from isnad.export.csv_rows import write_rows
from isnad.export.selection import Selection
from isnad.export.tables import TABLES, Context


def write(selection: Selection, out: TextIO, *, table: str = "statements", bom: bool = False) -> None:
    """The rows of a table of `TABLES`, report by report.

    Args:
        selection: What is written.
        out: Where to; a file must be opened with `newline=""`.
        table: Which table.
        bom: Whether the byte order mark stands in front, by which Excel knows UTF-8.

    Raises:
        ValueError: for any other table.
        SpanError: for a span that does not quote its text.
    """
    if table not in TABLES:
        raise ValueError(f"no table {table!r}: there are {', '.join(TABLES)}")
    chosen = TABLES[table]
    rows = (row for reading in selection.readings() for row in chosen.cells(Context(reading)))
    write_rows([column.name for column in chosen.columns], rows, selection.provenance, out, bom=bom)
