"""The readings of a record: when each began and ended, what it was told to read, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, func, insert, select, update

from isnad.store.problems import now
from isnad.store.schema import readings, runs


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many reports of a reading were new, corrected by their outlet, renewed by this run, known, or unreadable."""

    added: int = 0
    corrected: int = 0
    renewed: int = 0
    known: int = 0
    problems: int = 0

    @property
    def written(self) -> int:
        """How many were written."""
        return self.added + self.corrected + self.renewed

    def __add__(self, other: Counts) -> Counts:
        mine, theirs = msgspec.structs.astuple(self), msgspec.structs.astuple(other)
        return Counts(**dict(zip(self.__struct_fields__, map(sum, zip(mine, theirs, strict=True)), strict=True)))


class ReadingRow(msgspec.Struct, frozen=True, kw_only=True):
    """One reading.

    `started` and `ended` are ISO 8601 in UTC; `ended` is None where it still goes on or was killed. `paths` are those
    that were named, as JSON.
    """

    reading: int
    started: str
    ended: str | None
    paths: str
    added: int
    corrected: int
    renewed: int
    known: int
    problems: int
    run: int


class Reading(ReadingRow, frozen=True, kw_only=True):
    """One time that something was read into the record, and by which version; `ended` is None where it broke off."""

    version: str
    rules: str
    models: str


def begin_reading(connection: Connection, run: int, paths: Sequence[str]) -> int:
    """The number of a new reading."""
    number: int = 1 + connection.execute(select(func.coalesce(func.max(readings.c.reading), 0))).scalar_one()
    told = [path.encode("utf-8", "backslashreplace").decode() for path in paths]
    row = {"reading": number, "run": run, "started": now(), "paths": msgspec.json.encode(told).decode()}
    connection.execute(insert(readings).values(row))
    return number


def count_reading(connection: Connection, reading: int, counts: Counts, *, ended: bool = False) -> None:
    """Adds to what a reading has done so far."""
    more = {readings.c[name]: readings.c[name] + count for name, count in msgspec.structs.asdict(counts).items()}
    values = more | {readings.c.ended: now()} if ended else more
    connection.execute(update(readings).where(readings.c.reading == reading).values(values))


def readings_of(connection: Connection) -> list[ReadingRow]:
    """All of them, in their order."""
    return [ReadingRow(**row) for row in connection.execute(select(readings).order_by(readings.c.reading)).mappings()]


def newest_readings(connection: Connection) -> list[Reading]:
    """All of them with what read, the newest first."""
    query = select(readings, runs.c.version, runs.c.rules, runs.c.models).join(runs, runs.c.run == readings.c.run)
    rows = connection.execute(query.order_by(readings.c.reading.desc())).mappings()
    return [Reading(**row) for row in rows]
