"""Rows as CSV that a spreadsheet opens without running anything of it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

from isnad.export.selection import Provenance
from isnad.export.tables import Cell

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
DANGEROUS = "=+-@\t\r\n＝＋－＠"
GUARD = "'"
BETWEEN = "; "
LEFT_OUT = "left_out"


def write_rows(
    columns: Sequence[str], rows: Iterable[Sequence[Cell]], provenance: Provenance, out: TextIO, *, bom: bool = False
) -> None:
    """Writes a header and rows, with a last column that tells in every row how many reports were cut off.

    Where an export that was cut has no row, one that is otherwise empty tells it. Lines end in a line feed; `out` must
    not turn it into another (open files with `newline=""`). `bom` puts the byte order mark at the beginning by which
    Excel knows UTF-8.
    """
    if bom:
        out.write(BOM)
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([*columns, LEFT_OUT])
    empty = True
    for row in rows:
        empty = False
        writer.writerow([*map(cell, row), provenance.left_out])
    if empty and not provenance.complete:
        writer.writerow([*[""] * len(columns), provenance.left_out])


def cell(value: Cell) -> str | int | float:
    """A value as a cell; texts that a spreadsheet would take for a formula get an apostrophe in front.

    So do those that begin with one: who takes one apostrophe off the front of every text has the text itself.

    >>> cell("=1+1"), cell("'قال"), cell(-3.5), cell(("فتحي", "هناء")), cell(None)
    ("'=1+1", "''قال", -3.5, 'فتحي; هناء', '')
    """
    if value is None:
        return ""
    if isinstance(value, tuple):
        value = BETWEEN.join(value)
    if isinstance(value, str) and value.startswith((*DANGEROUS, GUARD)):
        return GUARD + value
    return value
