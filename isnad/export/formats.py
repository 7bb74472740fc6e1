"""Which formats there are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TextIO

from isnad.export.item import Item

FORMATS = ("jsonl", "json", "table", "html")


class Writer(Protocol):
    """Writes items as they come and holds none of them."""

    def __call__(self, items: Iterable[Item], out: TextIO, *, explain: bool = False) -> None:
        """Writes all items; with `explain` the rejections too, where the format has room for them."""


def writer(name: str) -> Writer:
    """The writer of a format of `FORMATS`, imported now.

    Raises:
        ValueError: for any other name.
    """
    if name == "jsonl":
        from isnad.export.jsonl import write
    elif name == "json":
        from isnad.export.json_array import write
    elif name == "table":
        from isnad.export.table import write
    elif name == "html":
        from isnad.export.html import write
    else:
        raise ValueError(f"no format {name!r}: there are {', '.join(FORMATS)}")
    return write
