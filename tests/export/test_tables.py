from __future__ import annotations

import csv
import json
import sqlite3
from io import StringIO
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from invented_record import RAID_TEXTS as TEXTS
from invented_record import RAIDS, SPOILT, Invented, raid

from isnad.errors import SpanError
from isnad.export.csv_table import write as write_csv
from isnad.export.parquet import write as write_parquet
from isnad.export.sqlite import write as write_sqlite
from isnad.export.tables import TABLES, Context, Table, Values

CUT = raid(left_out=7)


def csv_rows(table: str, selection: Invented | None = None, **options: Any) -> list[dict[str, str]]:
    out = StringIO(newline="")
    write_csv(selection or raid(), out, table=table, **options)
    return list(csv.DictReader(StringIO(out.getvalue(), newline="")))


def bare(cell: str) -> str:
    return cell.removeprefix("'")


def parquet_rows(folder: Path, table: str) -> list[dict[str, Any]]:
    return list(pq.read_table(folder / f"{table}.parquet").to_pylist())


def sqlite_rows(path: Path, table: str) -> list[dict[str, Any]]:
    with sqlite3.connect(path) as database:
        database.row_factory = sqlite3.Row
        return [dict(row) for row in database.execute(f'SELECT * FROM "{table}"')]


def assert_quotes_hold(rows: list[dict[str, Any]], text_of: dict[str, str]) -> int:
    """Every column with a start and an end holds the characters that stand there; gives how many did."""
    held = 0
    for row in rows:
        for name in row:
            if f"{name}_start" in row and row[f"{name}_start"] not in (None, "") and name != "content":
                text = text_of[row["report"]]
                assert text[int(row[f"{name}_start"]) : int(row[f"{name}_end"])] == bare(row[name]), name
                held += 1
    return held


@pytest.mark.parametrize("table", TABLES)
def test_a_row_has_a_cell_for_every_column_of_its_kind(table: str) -> None:
    kinds = {Values.TEXT: str, Values.INTEGER: int, Values.REAL: (int, float), Values.LIST: tuple}
    rows = [row for reading in RAIDS for row in TABLES[table].cells(Context(reading))]
    assert rows
    for row in rows:
        for column, cell in zip(TABLES[table].columns, row, strict=True):
            assert cell is None or (isinstance(cell, kinds[column.values]) and not hasattr(cell, "_member_names_"))


def test_a_table_stands_behind_those_that_it_refers_to() -> None:
    names = list(TABLES)
    for at, table in enumerate(TABLES.values()):
        assert {column.refers for column in table.columns if column.refers} <= set(names[: at + 1])


def test_rows_refer_to_one_another() -> None:
    statements, events = csv_rows("statements"), csv_rows("events")
    assert statements[1]["nested_in"] == statements[0]["id"] == "rawasi/1#statement-0"
    assert events[1]["told_in"] == statements[1]["id"]
    entity = {row["id"]: row["name"] for row in csv_rows("entities")}[statements[0]["speaker_entity"]]
    assert entity == "سامر الهلالي"
    assert statements[2]["speaker_entity"] == ""


def test_a_place_is_resolved_only_where_one_place_fits() -> None:
    raid, _, march = csv_rows("events")
    assert (raid["place_name"], raid["latitude"], raid["longitude"]) == ("Marfa ad Diyar", "32.5", "-13.25")
    assert (march["place"], march["place_name"], march["latitude"]) == ("ساحة النخيل", "", "")


def test_numbers_are_told_with_their_bound() -> None:
    raid = csv_rows("events")[0]
    assert (raid["killed"], raid["quantities"], raid["wounded"]) == ("3", "killed >= 3", "")


@pytest.mark.parametrize(("table", "least"), [("mentions", 4), ("statements", 7), ("events", 7), ("evidence", 18)])
def test_quotes_of_csv_stand_where_they_say(table: str, least: int) -> None:
    assert assert_quotes_hold(csv_rows(table), TEXTS) >= least


def test_texts_of_csv_come_back_without_the_guard() -> None:
    assert {bare(row["id"]): bare(row["text"]) for row in csv_rows("reports")} == TEXTS


def test_pieces_of_content_stand_where_they_say() -> None:
    for row in csv_rows("statements"):
        text = TEXTS[row["report"]]
        spans = [tuple(map(int, span.split("-"))) for span in row["content_spans"].split("; ")]
        assert " … ".join(text[start:end] for start, end in spans) == bare(row["content"])
        assert (spans[0][0], spans[-1][1]) == (int(row["content_start"]), int(row["content_end"]))


def test_no_text_cell_of_csv_begins_a_formula() -> None:
    out = StringIO()
    write_csv(raid(), out, table="statements")
    texts = [cell for row in csv.reader(StringIO(out.getvalue())) for cell in row if not cell.lstrip("-").isdigit()]
    assert not [cell for cell in texts if cell.startswith(tuple("=+-@\t\r"))]
    assert "'=نفت النجار إلغاء الرحلة." in texts
    assert csv_rows("reports")[1]["title"] == "'=HYPERLINK{1} 50% \\ 'و'"


def test_csv_begins_with_a_byte_order_mark_only_when_asked() -> None:
    for bom in (False, True):
        out = StringIO()
        write_csv(raid(), out, bom=bom)
        assert out.getvalue().encode().startswith(b"\xef\xbb\xbf") is bom


def test_csv_tells_in_every_row_what_was_left_out() -> None:
    assert {row["left_out"] for row in csv_rows("statements")} == {"0"}
    assert {row["left_out"] for row in csv_rows("statements", CUT)} == {"7"}
    (only,) = csv_rows("events", raid(RAIDS[1:], left_out=7))
    assert only["id"] == ""
    assert only["left_out"] == "7"
    assert csv_rows("events", raid(RAIDS[1:])) == []


def test_there_is_no_other_table() -> None:
    with pytest.raises(ValueError, match="reports, entities"):
        write_csv(raid(), StringIO(), table="sentences")


def test_parquet_reads_back_with_its_schema_and_provenance(tmp_path: Path) -> None:
    write_parquet(CUT, tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(f"{name}.parquet" for name in TABLES)
    for name, table in TABLES.items():
        schema = pq.read_schema(tmp_path / "out" / f"{name}.parquet")
        assert schema.names == [column.name for column in table.columns]
        told = {key.decode(): value.decode() for key, value in schema.metadata.items()}
        assert (told["tool"], told["version"], told["run"]) == ("isnad", "0.1.0", "2025-07-01T08:00:00+00:00")
        assert (told["complete"], told["left_out"]) == ("false", "7")
        assert all(field.metadata[b"description"] for field in schema)
    rows = {name: parquet_rows(tmp_path / "out", name) for name in TABLES}
    assert {row["id"]: row["text"] for row in rows["reports"]} == TEXTS
    assert sum(assert_quotes_hold(rows[name], TEXTS) for name in TABLES if name != "reports") > 40
    assert rows["statements"][1]["alternatives"] == ["هناء النجار", "نور"]


def test_parquet_of_nothing_has_its_columns(tmp_path: Path) -> None:
    write_parquet(raid(()), tmp_path)
    assert pq.read_table(tmp_path / "events.parquet").num_rows == 0
    assert pq.read_schema(tmp_path / "events.parquet").metadata[b"complete"] == b"true"


def test_parquet_is_written_a_row_group_at_a_time(tmp_path: Path) -> None:
    write_parquet(raid(RAIDS[:1] * 2_500), tmp_path)
    assert pq.ParquetFile(tmp_path / "reports.parquet").num_row_groups == 3


def test_sqlite_reads_back_and_its_keys_hold(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    write_sqlite(CUT, path)
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert len(database.execute("PRAGMA foreign_key_list(statements)").fetchall()) == 4
        about = dict(database.execute("SELECT name, value FROM about"))
        told = database.execute("SELECT count(*), count(says) FROM about_columns").fetchone()
        plan = database.execute("EXPLAIN QUERY PLAN SELECT * FROM statements WHERE speaker = 'نور'").fetchall()
    assert (about["complete"], about["left_out"], about["query"]) == ("false", "7", "مرفأ")
    assert "7 more reports" in about["note"]
    assert told == (sum(len(table.columns) for table in TABLES.values()),) * 2
    assert "USING INDEX" in plan[0][-1]
    rows = {name: sqlite_rows(path, name) for name in TABLES}
    assert {row["id"]: row["text"] for row in rows["reports"]} == TEXTS
    assert sum(assert_quotes_hold(rows[name], TEXTS) for name in TABLES if name != "reports") > 40
    assert json.loads(rows["events"][1]["actors"]) == ["سامر الهلالي", "نور"]


def test_sqlite_takes_the_place_of_an_earlier_file(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    for _ in range(2):
        write_sqlite(raid(), path)
    assert len(sqlite_rows(path, "reports")) == 2
    assert "note" not in {row["name"] for row in sqlite_rows(path, "about")}
    assert [found.name for found in tmp_path.iterdir()] == ["record.db"]


def test_a_broken_export_leaves_what_was_there(tmp_path: Path) -> None:
    spoilt = raid((RAIDS[0], SPOILT))
    for write, path in ((write_sqlite, tmp_path / "record.db"), (write_parquet, tmp_path / "folder")):
        write(raid(), path)
        before = sorted(tmp_path.rglob("*"))
        with pytest.raises(SpanError):
            write(spoilt, path)
        assert sorted(tmp_path.rglob("*")) == before
    assert len(sqlite_rows(tmp_path / "record.db", "reports")) == 2


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_the_page_on_exports_describes_every_column(table: Table) -> None:
    page = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
    section = page.split(f"### `{table.name}`\n", 1)[1].split("\n## ", 1)[0].split("\n### ", 1)[0]
    for column in table.columns:
        assert f"| `{column.name}` |" in section
        assert column.says in section
