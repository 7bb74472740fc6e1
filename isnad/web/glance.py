"""What is counted over the whole record, kept until something more is read into it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Connection

from isnad.store.overview import judged_state, state
from isnad.store.record import Record

Counted = TypeVar("Counted")


class Glances:
    """Answers by name, each for one state of the record."""

    def __init__(self) -> None:
        self._kept: dict[object, tuple[tuple[int, ...], Any]] = {}
        self._lock = Lock()

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
            now = state(connection) + (judged_state(connection) if judged else ())
            with self._lock:
                then, kept = self._kept.get(name, (None, None))
            if then == now:
                return kept  # type: ignore[return-value]
            found = count(connection)
        with self._lock:
            self._kept[name] = (now, found)
        return found
