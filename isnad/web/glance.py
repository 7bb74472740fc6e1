"""What is counted over the whole record, kept until something more is read into it or judged."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Connection

from isnad.store.overview import judged_state, state
from isnad.store.record import Record

Counted = TypeVar("Counted")
State = tuple[int, ...]


class Glances:
    """Answers by name, each for one state of the record."""

    def __init__(self) -> None:
        self._kept: dict[object, tuple[State, Any]] = {}
        self._read: State = ()
        self._lock = Lock()

    def now(self) -> Moment:
        """The answers for one request, which looks once at how the record stands."""
        return Moment(self)

    def kept(self, name: object, now: State) -> tuple[Any] | None:
        """The answer of a name, where it was counted in this state."""
        with self._lock:
            then, found = self._kept.get(name, (None, None))
        return (found,) if then == now else None

    def keep(self, name: object, read: State, now: State, found: Any) -> None:
        """An answer that was counted in this state; those of an earlier one are forgotten, `read` tells which."""
        with self._lock:
            if read != self._read:
                self._read, self._kept = read, {}
            self._kept[name] = (now, found)


class Moment:
    """The answers as one request sees them.

    Args:
        glances: Where they are kept.
    """

    def __init__(self, glances: Glances) -> None:
        self._glances = glances
        self._state: tuple[State, State] | None = None

    def take(
        self, record: Record, name: object, count: Callable[[Connection], Counted], *, judged: bool = True
    ) -> Counted:
        """What `count` gives, counted anew where the record has changed since.

        Args:
            record: To read.
            name: Of the answer.
            count: Counts it.
            judged: Whether it changes with what people judge.
        """
        with record.engine.connect() as connection:
            if self._state is None:
                self._state = state(connection), judged_state(connection)
            read, people = self._state
            now = read + people if judged else read
            if (kept := self._glances.kept(name, now)) is not None:
                return kept[0]  # type: ignore[no-any-return]
            found = count(connection)
        self._glances.keep(name, read, now, found)
        return found
