"""JSON Lines: one object a report, which is the contract with other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from isnad.export.item import Item
from isnad.export.record import item_record


def write(items: Iterable[Item], out: TextIO, *, explain: bool = False) -> None:
    """One line an item.

    Raises:
        SpanError: for a span that does not quote its text.
    """
    for item in items:
        out.write(line(item, explain=explain) + "\n")


def line(item: Item, *, explain: bool = False) -> str:
    """An item as JSON on one line, Arabic letters as they are."""
    return json.dumps(item_record(item, explain=explain), ensure_ascii=False)
