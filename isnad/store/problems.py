"""What could not be read, with the reason, until it can."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from isnad.errors import ReadError
from isnad.store.schema import problems


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One input that could not be read.

    `identifier` is the id of the report, or the path and line where it stands; `type` the slug of the error; `tries`
    how many times it was tried. `first_seen` and `last_seen` are ISO 8601 in UTC. `path` is the file to read again,
    None where it is not known, and `gives` the id that it gives its report where it holds one alone.
    """

    identifier: str
    path: str | None
    type: str
    message: str
    tries: int
    first_seen: str
    last_seen: str
    gives: str | None = None


def now() -> str:
    """This moment, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def problems_of(connection: Connection) -> list[Problem]:
    """All of them, the newest first."""
    rows = connection.execute(select(problems).order_by(problems.c.last_seen.desc(), problems.c.identifier)).mappings()
    return [Problem(**row) for row in rows]


def note_problems(connection: Connection, errors: Sequence[ReadError]) -> None:
    """Keeps some errors; one that is there already counts one more try."""
    for error in errors:
        name = storable(error.identifier)
        told = {"type": error.slug, "message": storable(error.reason), "last_seen": now()}
        if error.path is not None:
            told["path"] = storable(error.path)
        if error.gives is not None:
            told["gives"] = storable(error.gives)
        same = problems.c.identifier == name
        again = connection.execute(update(problems).where(same).values(tries=problems.c.tries + 1, **told))
        if not again.rowcount:
            connection.execute(insert(problems).values(identifier=name, tries=1, first_seen=told["last_seen"], **told))


def forget_problems(connection: Connection, identifiers: Sequence[str]) -> None:
    """Drops what was read after all."""
    if identifiers:
        connection.execute(delete(problems).where(problems.c.identifier.in_(identifiers)))


def storable(words: str) -> str:
    """Words of a message with an escape for each character that a database does not take."""
    return words.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")
