"""A record on disk, opened."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

from sqlalchemy import ColumnElement

from isnad.errors import RecordError
from isnad.store.coverage import CoveredDay, coverage
from isnad.store.engine import open_engine, shown_name
from isnad.store.kept import Kept, kept
from isnad.store.migrate import check, migrate
from isnad.store.problems import Problem, problems_of
from isnad.store.rows import Rows
from isnad.store.search.guided import Guided
from isnad.store.search.hits import Search, What
from isnad.store.writing import Run, Writer


class Record:
    """What was read and what was found in it.

    Args:
        name: The path of a SQLite file, or a URL `postgresql://USER@HOST/DATABASE`.
        create: Make it where there is none.
        read_only: Nothing is written, also no tables of a newer version.

    Raises:
        RecordError: one of its children, which says what to do.

    >>> import tempfile, os
    >>> with tempfile.TemporaryDirectory() as folder, Record(os.path.join(folder, "libya.db"), create=True) as record:
    ...     list(record.reports())
    []
    """

    def __init__(self, name: str, *, create: bool = False, read_only: bool = False) -> None:
        self.name = shown_name(name)
        self.engine = open_engine(name, create=create, read_only=read_only)
        try:
            if not read_only:
                migrate(self.engine, self.name)
            elif not check(self.engine, self.name):
                raise RecordError(f"{self.name}: was written by an older version; `isnad problems --record` updates it")
        except BaseException:
            self.engine.dispose()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Gives the file back."""
        self.engine.dispose()

    def writer(self, run: Run) -> Writer:
        """What writes reports into it."""
        return Writer(self.engine, run)

    def reports(self, *conditions: ColumnElement[bool], check: bool = False, **order: Any) -> Iterator[Kept]:
        """Reports with their layers, a chunk of them in memory; see `isnad.store.kept.kept`."""
        return kept(self.engine, *conditions, check=check, **order)

    def search(self, query: str = "", what: What | str = What.REPORTS) -> Search:
        """What meets a query; see `isnad.store.search.query` for the language.

        Raises:
            QueryError: where the query cannot be read.
        """
        return Search(self.engine, query, What(what))

    def statements(self, query: str = "", **fields: str) -> Rows:
        """Statements with their report's id, outlet, date and url, as rows or a frame.

        Args:
            query: What their content or speaker says, in the query language.
            fields: `speaker`, `about`, `to`, `outlet`, `channel`, `since`, `until`: all must hold.

        Raises:
            QueryError: where the query cannot be read, or a date is none.
        """
        return Search(self.engine, _asked(query, fields), What.STATEMENTS).rows()

    def events(self, query: str = "", **fields: str) -> Rows:
        """Events in the same way; `type` is a PLOVER type or mode, `about` who takes part."""
        return Search(self.engine, _asked(query, fields), What.EVENTS).rows()

    def articles(self, query: str = "", **fields: str) -> Rows:
        """Reports in the same way, without their layers."""
        return Search(self.engine, _asked(query, fields), What.REPORTS).rows()

    def coverage(self, *, outlet: str | None = None) -> list[CoveredDay]:
        """What was read of each outlet on each day, days without a report included."""
        with self.engine.connect() as connection:
            return list(coverage(connection, outlet=outlet))

    def problems(self) -> list[Problem]:
        """What could not be read."""
        with self.engine.connect() as connection:
            return problems_of(connection)


def _asked(query: str, fields: dict[str, str]) -> str:
    """A query with some fields more."""
    more = Guided(**fields).to_query() if fields else ""  # type: ignore[arg-type]
    return f"({query}) {more}" if query.strip() and more else query or more
