"""A selection that also tells its happenings in order of time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from isnad.export.selection import Selection
from isnad.model.chronology import Entry


class Chronicled(Selection, Protocol):
    """What a chronology to be handed on, or a timeline, is made of."""

    def entries(self) -> Iterator[Entry]:
        """The happenings in the order of `Chronology`: those with a date first, behind them those without."""
