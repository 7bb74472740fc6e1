"""How long a question to a record may take, so that one that reads everything does not hold up the others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Engine, event

_STEPS = 20_000  # of SQLite's machine between two looks at the clock, about a millisecond
_SAME = 0.9  # of the time given before: no second is spent on telling a server each millisecond that went by
_GIVEN = "isnad_timeout"
_DEADLINE: ContextVar[float | None] = ContextVar("deadline", default=None)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """What is asked inside, on engines of `keep_deadlines`, ends after this time with `SlowQueryError`."""
    token = _DEADLINE.set(monotonic() + seconds)
    try:
        yield
    finally:
        _DEADLINE.reset(token)


def left(most: float) -> float:
    """Seconds until what is asked must end, `most` where that is less or nothing limits it."""
    deadline = _DEADLINE.get()
    return most if deadline is None else max(0.0, min(most, deadline - monotonic()))


def keep_deadlines(engine: Engine) -> None:
    """Makes the questions to an engine heed `at_most`: by SQLite's progress handler, by PostgreSQL's timeout."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "checkout", _watch)  # connections that are open already too
    else:
        event.listen(engine, "begin", _begin)
        event.listen(engine, "before_cursor_execute", _limit)


def _watch(connection: Any, _: object, __: object) -> None:
    connection.set_progress_handler(_is_late, _STEPS)


def _is_late() -> int:
    deadline = _DEADLINE.get()
    return int(deadline is not None and monotonic() > deadline)


def _begin(connection: Connection) -> None:
    connection.info.pop(_GIVEN, None)  # what is set holds for a transaction


def _limit(connection: Connection, *_: object) -> None:
    """Gives a question the time that is left, unless the one before it was given about as much."""
    deadline = _DEADLINE.get()
    if deadline is None:
        return
    left = max(1, int((deadline - monotonic()) * 1000))
    given = connection.info.get(_GIVEN)
    if given is None or left < given * _SAME:
        with closing(connection.connection.cursor()) as own:  # the one of the question may be a cursor of the server
            own.execute(f"set local statement_timeout = {left}")
        connection.info[_GIVEN] = left
