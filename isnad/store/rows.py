"""Rows of a record for a program: to loop over, or as a frame of Arrow, pandas or Polars."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, Select, func, select

from isnad.errors import MissingExtraError

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

_FETCHED = 2_000
_SHOWN = 20  # rows in a notebook


class Rows:
    """The rows of one query, asked anew each time that they are looped over; none of them is held.

    Each row is a dict by column. The frames hold all rows in memory.
    """

    def __init__(self, engine: Engine, query: Select[Any]) -> None:
        self._engine = engine
        self._query = query

    @property
    def query(self) -> Select[Any]:
        """What is asked."""
        return self._query

    @property
    def columns(self) -> list[str]:
        """Their names, in order."""
        return [column.name for column in self._query.selected_columns]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        with self._engine.connect().execution_options(yield_per=_FETCHED) as connection:
            for row in connection.execute(self._query).mappings():
                yield dict(row)

    def __len__(self) -> int:
        with self._engine.connect() as connection:
            count = select(func.count()).select_from(self._query.order_by(None).subquery())
            return int(connection.execute(count).scalar_one())

    def head(self, count: int) -> list[dict[str, Any]]:
        """The first of them."""
        with self._engine.connect() as connection:
            return [dict(row) for row in connection.execute(self._query.limit(count)).mappings()]

    def arrow(self) -> pyarrow.Table:
        """All of them as an Arrow table; a column in which nothing is told is of type null."""
        import pyarrow as pa

        names = self.columns
        values: dict[str, list[Any]] = {name: [] for name in names}
        for row in self:
            for name in names:
                values[name].append(row[name])
        return pa.table(values)

    def pandas(self) -> pandas.DataFrame:
        """All of them as a pandas frame.

        Raises:
            MissingExtraError: where pandas is not installed.
        """
        try:
            import pandas
        except ImportError:
            raise MissingExtraError("a pandas frame needs pandas: pip install 'isnad[pandas]'") from None
        return pandas.DataFrame.from_records(list(self), columns=self.columns)

    def polars(self) -> polars.DataFrame:
        """All of them as a Polars frame.

        Raises:
            MissingExtraError: where Polars is not installed.
        """
        try:
            import polars
        except ImportError:
            raise MissingExtraError("a Polars frame needs Polars: pip install 'isnad[polars]'") from None
        frame = polars.from_arrow(self.arrow())
        assert isinstance(frame, polars.DataFrame)
        return frame

    def _repr_html_(self) -> str:
        """What a notebook shows: the first rows, each cell in the direction of its own text."""
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        rows = "".join(
            "<tr>" + "".join(f'<td dir="auto">{_cell(value)}</td>' for value in row.values()) + "</tr>"
            for row in self.head(_SHOWN)
        )
        count = len(self)
        more = f"<p>{min(_SHOWN, count)} / {count}</p>"
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}"


def _cell(value: object) -> str:
    return "" if value is None else escape(str(value))
