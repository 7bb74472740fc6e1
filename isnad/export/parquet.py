"""The tables of a record as a folder of Parquet files, which R, pandas, Polars, DuckDB and Spark read."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from isnad.export.about import about
from isnad.export.selection import Provenance, Selection
from isnad.export.tables import TABLES, Cell, Context, Table, Values

_TYPES = {
    Values.TEXT: pa.string(),
    Values.INTEGER: pa.int64(),
    Values.REAL: pa.float64(),
    Values.LIST: pa.list_(pa.string()),
}
_PART = ".part"


def write(selection: Selection, path: Path) -> None:
    """A file a table, `reports.parquet` and so on, in a folder that is made where there is none.

    A file gets its name when all are whole: a run that breaks off leaves earlier files as they were.

    Raises:
        SpanError: for a span that does not quote its text.
    """
    path.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        files = [stack.enter_context(_File(table, path, selection.provenance)) for table in TABLES.values()]
        for reading in selection.readings():
            context = Context(reading)
            for file in files:
                file.add(context)
    for file in files:
        file.part.replace(file.part.with_suffix(""))


def schema(table: Table, provenance: Provenance) -> pa.Schema:
    """The schema of a table: its provenance as metadata of the file, what a column says as that of the field."""
    fields = [
        pa.field(column.name, _TYPES[column.values], metadata={"description": column.says}) for column in table.columns
    ]
    told = {
        name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in about(provenance).items()
    }
    return pa.schema(fields, metadata={"description": table.says, **told})


class _File:
    """One file, written a row group at a time."""

    def __init__(self, table: Table, folder: Path, provenance: Provenance) -> None:
        self.table, self.part = table, folder / f"{table.name}.parquet{_PART}"
        self._rows: list[tuple[Cell, ...]] = []
        self._schema = schema(table, provenance)
        self._writer = pq.ParquetWriter(self.part, self._schema, compression="zstd")

    def __enter__(self) -> _File:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: Any) -> None:
        if kind is None:
            self._write_group()
        self._writer.close()
        if kind is not None:
            self.part.unlink()

    def add(self, context: Context) -> None:
        """The rows of a report."""
        self._rows.extend(self.table.cells(context))
        if len(self._rows) >= self.table.at_once:
            self._write_group()

    def _write_group(self) -> None:
        if self._rows:
            columns = [
                pa.array(values, field.type)
                for values, field in zip(zip(*self._rows, strict=True), self._schema, strict=True)
            ]
            self._writer.write_table(pa.table(columns, schema=self._schema))
            self._rows.clear()
