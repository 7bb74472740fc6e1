"""The names of those who take part in statements and events, for the list of names that are searched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec


def names_in(statements: Iterable[dict[str, Any]], events: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The names of those who take part, report by report, so that their order does not hang on the transactions."""
    told: dict[int, list[str]] = {}
    for row in statements:
        names = told.setdefault(row["report"], [])
        names += [name for name in (row["speaker"], row["addressee"], row["target"]) if name]
    for row in events:
        names = told.setdefault(row["report"], [])
        names += [name for who in (row["actors"], row["recipients"]) if who for name in msgspec.json.decode(who)]
    for report in sorted(told):
        yield from told[report]
