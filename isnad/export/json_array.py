"""One JSON array of the objects of `jsonl`, for programs that read a whole document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from isnad.export.item import Item
from isnad.export.jsonl import line


def write(items: Iterable[Item], out: TextIO, *, explain: bool = False) -> None:
    """The array, an item a line; an array without items is `[]`.

    Raises:
        SpanError: for a span that does not quote its text.
    """
    before = "[\n"
    for item in items:
        out.write(before + line(item, explain=explain))
        before = ",\n"
    out.write("[]\n" if before == "[\n" else "\n]\n")
