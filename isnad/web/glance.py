"""What is counted over the whole record, kept until something more is read into it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Connection

from isnad.store.overview import state
from isnad.store.record import Record

Counted = TypeVar("Counted")


class Glances:
    """Answers by name, for one state of the record."""

    def __init__(self) -> None:
        self._state: tuple[int, ...] = ()
        self._kept: dict[object, Any] = {}
        self._lock = Lock()

    def take(self, record: Record, name: object, count: Callable[[Connection], Counted]) -> Counted:
        """What `count` gives, counted anew where the record has changed since."""
        with record.engine.connect() as connection:
            now = state(connection)
            with self._lock:
                if now != self._state:
                    self._state, self._kept = now, {}
                elif name in self._kept:
                    return self._kept[name]  # type: ignore[no-any-return]
            found = count(connection)
        with self._lock:
            if now == self._state:
                self._kept[name] = found
        return found
