"""Stories as JSON Lines, as one JSON array, and as tables for a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final, TextIO

import msgspec

from isnad.errors import ReadError
from isnad.export.table import Page
from isnad.model import Story

FORMATS: Final = ("jsonl", "json", "table")
CONTRACT: Final = ("reports", "copies")
# The columns with their shares of a line, from the right edge.
COLUMNS: Final = {"wordings": 8, "outlets": 16, "days": 12, "label": 60}


def write_stories(items: Iterable[Story | ReadError], out: TextIO, form: str) -> None:
    """Writes all items as they come.

    Args:
        items: Stories, and the errors of reports that could not be read.
        out: Where to.
        form: One of `FORMATS`.

    Raises:
        ValueError: for any other format.
    """
    if form == "table":
        _write_table(items, out)
    elif form == "json":
        lines = [_line(item) for item in items]
        out.write("[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n")
    elif form == "jsonl":
        for item in items:
            out.write(_line(item) + "\n")
    else:
        raise ValueError(f"no format {form!r}: there are {', '.join(FORMATS)}")


def story_record(item: Story | ReadError) -> dict[str, Any]:
    """The object of a story, the contract's fields first, or of the error in a report's place."""
    if isinstance(item, ReadError):
        return {"id": item.identifier, "error": {"type": item.slug, "message": str(item)}}
    fields: dict[str, Any] = msgspec.to_builtins(item)
    return {"story": fields.pop("id"), **{name: fields.pop(name) for name in CONTRACT}, **fields}


def _line(item: Story | ReadError) -> str:
    return json.dumps(story_record(item), ensure_ascii=False)


def _write_table(items: Iterable[Story | ReadError], out: TextIO) -> None:
    """A row a story that several reports tell, its summary below; the others are counted."""
    page = Page(out)
    alone = 0
    for item in items:
        if isinstance(item, ReadError):
            page.show(f"{item.identifier}: {item.slug}: {item.reason}", "red")
        elif len(item.reports) == 1:
            alone += 1
        else:
            page.console.print(page.table(COLUMNS, [_row(item)], widest="label"))
            page.show(" ".join(sentence.quote.strip() for sentence in item.summary), "dim")
            page.console.print()
    page.show(f"{alone} reports that stand alone", "dim")


def _row(story: Story) -> dict[str, str]:
    days = dict.fromkeys(day for day in (story.first, story.last) if day is not None)
    return {
        "wordings": f"{story.independent}/{len(story.reports)}",
        "outlets": "، ".join(story.outlets),
        "days": " – ".join(days),
        "label": story.label or story.reports[0],
    }
