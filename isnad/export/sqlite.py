"""The tables of a record as one SQLite file, for SQL, DB Browser and Datasette."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from isnad.export.about import about, cut_words
from isnad.export.selection import Provenance, Selection
from isnad.export.tables import TABLES, Cell, Column, Context, Table, Values

_TYPES = {Values.TEXT: "TEXT", Values.INTEGER: "INTEGER", Values.REAL: "REAL", Values.LIST: "TEXT"}
_PART = ".part"
_JSON = json.JSONEncoder(ensure_ascii=False).encode
_AT_ONCE = 500  # reports between two commits


def write(selection: Selection, path: Path) -> None:
    """One file with a table each of `TABLES`, `about` with the provenance and `about_columns` with what columns say.

    Lists are JSON arrays, which Datasette offers as facets. The file gets its name when it is whole and takes the place
    of an earlier one.

    Raises:
        SpanError: for a span that does not quote its text.
    """
    part = path.with_name(path.name + _PART)
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(part)) as database:
            database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;")
            _create(database)
            _fill(database, selection)
            _tell(database, selection.provenance)
            _index(database)
            database.commit()
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    part.replace(path)


def _create(database: sqlite3.Connection) -> None:
    for table in TABLES.values():
        columns = ", ".join(map(_column, table.columns))
        database.execute(f'CREATE TABLE "{table.name}" ({columns})')
    database.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT)")
    database.execute(
        'CREATE TABLE about_columns ("table" TEXT, "column" TEXT, says TEXT, PRIMARY KEY ("table", "column"))'
    )


def _column(column: Column) -> str:
    key = " PRIMARY KEY" if column.name == "id" else ""
    refers = f' REFERENCES "{column.refers}" (id)' if column.refers else ""
    return f'"{column.name}" {_TYPES[column.values]}{key}{refers}'


def _fill(database: sqlite3.Connection, selection: Selection) -> None:
    inserts = [(table, _insert(table)) for table in TABLES.values()]
    for at, reading in enumerate(selection.readings()):
        context = Context(reading)
        for table, insert in inserts:
            database.executemany(insert, (tuple(map(_value, row)) for row in table.cells(context)))
        if at % _AT_ONCE == 0:
            database.commit()


def _insert(table: Table) -> str:
    return f'INSERT INTO "{table.name}" VALUES ({", ".join("?" * len(table.columns))})'


def _value(cell: Cell) -> str | int | float | None:
    return _JSON(cell) if isinstance(cell, tuple) else cell


def _tell(database: sqlite3.Connection, provenance: Provenance) -> None:
    told = {name: str(value).lower() if isinstance(value, bool) else value for name, value in about(provenance).items()}
    if words := cut_words(provenance):
        told["note"] = words
    database.executemany("INSERT INTO about VALUES (?, ?)", told.items())
    database.executemany(
        "INSERT INTO about_columns VALUES (?, ?, ?)",
        ((table.name, column.name, column.says) for table in TABLES.values() for column in table.columns),
    )


def _index(database: sqlite3.Connection) -> None:
    for table in TABLES.values():
        for column in table.columns:
            if column.refers or column.sought:
                database.execute(f'CREATE INDEX "{table.name}_{column.name}" ON "{table.name}" ("{column.name}")')
