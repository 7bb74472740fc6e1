"""Records over reports as rows."""

from __future__ import annotations

import csv
from io import StringIO

from isnad.export.rows import write_matrix, write_rows
from isnad.model import Evidence, Naming, Span

NAMING = Naming(
    actor=1,
    name="=سامر الهلالي",
    of="actor",
    words="+الجنرال سامر الهلالي",
    outlet="@أرجوان",
    count=2,
    reports=2,
    share=1.0,
    first=None,
    log_odds=-1.5,
    z=-0.5,
    examples=(Evidence(report="-1", span=Span(0, 3), quote="'نعم", outlet="@أرجوان", published=None),),
)


def _rows(out: StringIO) -> list[list[str]]:
    return list(csv.reader(out.getvalue().splitlines()))


def test_a_spreadsheet_runs_no_cell() -> None:
    out = StringIO()
    write_rows([NAMING], out, "csv", (), "")
    names, row = _rows(out)
    told = dict(zip(names, row, strict=True))
    assert [told[name] for name in ("name", "words", "outlet", "example_report", "example_quote")] == [
        *("'=سامر الهلالي", "'+الجنرال سامر الهلالي", "'@أرجوان", "'-1", "''نعم")
    ]
    assert (told["log_odds"], told["z"], told["count"]) == ("-1.5", "-0.5", "2")


def test_nor_one_of_a_matrix() -> None:
    out = StringIO()
    write_matrix([NAMING], out)
    assert _rows(out) == [["name", "of", "'@أرجوان"], ["'=سامر الهلالي", "actor", "'+الجنرال سامر الهلالي 100%"]]
