"""A record on disk, opened."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

from sqlalchemy import ColumnElement

from isnad.errors import RecordError
from isnad.model import Report
from isnad.store.engine import PATIENCE, open_engine, shown_name
from isnad.store.kept import Kept, kept, texts
from isnad.store.migrate import check, migrate
from isnad.store.problems import Problem, problems_of
from isnad.store.readings import ReadingRow, readings_of
from isnad.store.writing import Run, Writer


class Record:
    """What was read and what was found in it.

    Args:
        name: The path of a SQLite file, or a URL `postgresql://USER@HOST/DATABASE`.
        create: Make it where there is none.
        read_only: Nothing is written, also no tables of a newer version.
        patience: Seconds to wait for another process that writes.

    Raises:
        RecordError: one of its children, which says what to do.

    >>> import tempfile, os
    >>> with tempfile.TemporaryDirectory() as folder, Record(os.path.join(folder, "libya.db"), create=True) as record:
    ...     list(record.reports())
    []
    """

    def __init__(self, name: str, *, create: bool = False, read_only: bool = False, patience: float = PATIENCE) -> None:
        self.name = shown_name(name)
        self.engine = open_engine(name, create=create, read_only=read_only, patience=patience)
        try:
            if not read_only:
                migrate(self.engine, self.name)
            elif not check(self.engine, self.name):
                raise RecordError(
                    f"{self.name}: is of an older version; `isnad read --record {self.name} --again` updates it"
                )
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

    def texts(self, *conditions: ColumnElement[bool]) -> Iterator[Report]:
        """Reports without their layers; see `isnad.store.kept.texts`."""
        return texts(self.engine, *conditions)

    def readings(self) -> list[ReadingRow]:
        """What was read into it, and when."""
        with self.engine.connect() as connection:
            return readings_of(connection)

    def problems(self) -> list[Problem]:
        """What could not be read."""
        with self.engine.connect() as connection:
            return problems_of(connection)
