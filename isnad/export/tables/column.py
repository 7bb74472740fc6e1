"""Columns and tables: each is defined once, and CSV, Parquet, SQLite and GeoJSON write it in their own way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from isnad.export.tables.context import Context
from isnad.model import Entity, Event, Judged, Mention, Span, Statement

Cell: TypeAlias = str | int | float | tuple[str, ...] | None

_LAYERS: dict[type, str] = {Statement: "statements", Event: "events", Mention: "mentions"}
_KINDS: dict[type, str] = {Statement: "statement", Event: "event", Mention: "mention", Entity: "entity"}


class Values(StrEnum):
    """What a column holds; `list` are several texts."""

    TEXT = "text"
    INTEGER = "integer"
    REAL = "real"
    LIST = "list"


@dataclass(frozen=True)
class Column:
    """One column: its name, what it holds and says, and how a row gives its value (None: the report does not say).

    `refers` names the table whose `id` it holds; `sought` tells that people look rows up by it.
    """

    name: str
    values: Values
    says: str
    value: Callable[[Any], Cell]
    refers: str | None = None
    sought: bool = False


@dataclass(frozen=True)
class Table:
    """One table of a record: `rows` gives those of one report, `at_once` is how many of them may be held together."""

    name: str
    says: str
    columns: tuple[Column, ...]
    rows: Callable[[Context], Iterator[Any]]
    at_once: int = 10_000

    def cells(self, context: Context) -> Iterator[tuple[Cell, ...]]:
        """The rows of a report, a value a column.

        Raises:
            SpanError: for a span that does not quote its text.
        """
        getters = [column.value for column in self.columns]
        for row in self.rows(context):
            yield tuple([value(row) for value in getters])


@dataclass(frozen=True, slots=True)
class Row:
    """A record of one of a report's layers, at its place in that layer."""

    of: Context
    at: int
    record: Any

    @property
    def id(self) -> str:
        """The id of the row."""
        return self.of.id(_KINDS[type(self.record)], self.at)

    @property
    def judged(self) -> Judged | None:
        """What people made of it."""
        return self.of.judged(_LAYERS[type(self.record)], self.at)


def text(name: str, says: str, value: Callable[[Any], str | None], **more: Any) -> Column:
    """A column of words."""
    return Column(name, Values.TEXT, says, value, **more)


def integer(name: str, says: str, value: Callable[[Any], int | None]) -> Column:
    """A column of whole numbers."""
    return Column(name, Values.INTEGER, says, value)


def real(name: str, says: str, value: Callable[[Any], float | None]) -> Column:
    """A column of numbers."""
    return Column(name, Values.REAL, says, value)


def several(name: str, says: str, value: Callable[[Any], tuple[str, ...]]) -> Column:
    """A column of lists of words."""
    return Column(name, Values.LIST, says, value)


def spanned(name: str, says: str, span: Callable[[Any], Span | None]) -> tuple[Column, Column, Column]:
    """The characters of a span with its two ends."""

    def quote(row: Row) -> str | None:
        place = span(row)
        return None if place is None else place.quote(row.of.report.text)

    def start(row: Row) -> int | None:
        place = span(row)
        return None if place is None else place.start

    def end(row: Row) -> int | None:
        place = span(row)
        return None if place is None else place.end

    return (
        text(name, says, quote),
        integer(f"{name}_start", f"where {name} begins in the text", start),
        integer(f"{name}_end", f"where {name} ends in the text, exclusive", end),
    )


def by_people() -> tuple[Column, Column]:
    """The columns that tell what people made of a row."""
    return (
        text(
            "judged",
            "what people made of it: `accepted`, `corrected`, `added`; empty where nobody judged it",
            lambda row: row.judged and row.judged.verdict,
        ),
        text("judged_by", "who judged it last", lambda row: row.judged and row.judged.by),
    )


def of_report() -> tuple[Column, Column, Column]:
    """The columns that a row of any layer begins with."""
    return (
        text("id", "of this row, made of the report's id, the kind and `number`", lambda row: row.id),
        text("report", "the report's id", lambda row: row.of.report.id, refers="reports"),
        integer("number", "its place among those of the report, from 0", lambda row: row.at),
    )
