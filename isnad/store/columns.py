"""How a frozen record stands in a row, derived from its fields, so that a table has all that the record has.

A span becomes three columns: `cue` its quote, `cue_start` and `cue_end` its code points (of a field called `span`:
`quote`, `span_start`, `span_end`). Several spans become their quotes in one text, and their places as JSON in
`content_at`. Words, numbers and flags stand as they are; lists and records inside a record are JSON, NULL where they
are empty, and each `span` in them has its `quote` beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Generic, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
from sqlalchemy import Boolean, Column, Double, Integer, RowMapping, Text
from sqlalchemy.types import TypeEngine

from isnad.errors import EvidenceError
from isnad.model import Span

Kind = TypeVar("Kind", bound=msgspec.Struct)
Row = dict[str, Any]

JOINED = " … "
_Type = TypeEngine[Any] | type[TypeEngine[Any]]
# Words in the order of their code points, as in a file, whatever the order of the language of a server is.
WORDS = Text().with_variant(Text(collation="C"), "postgresql")
_PLAIN: dict[type, _Type] = {str: WORDS, int: Integer, float: Double, bool: Boolean}


class Part(NamedTuple):
    """One field of a record: its columns, how it is written into a row, and how it is read from one."""

    name: str
    columns: tuple[tuple[str, _Type, bool], ...]
    write: Callable[[Any, str, Row], None]
    read: Callable[[Any, str | None], Any]


class Columns(Generic[Kind]):
    """The columns of one kind of record.

    Args:
        kind: A frozen struct of `isnad.model`.
        without: Fields that the table keeps in another way; reading leaves them at their defaults.
    """

    def __init__(self, kind: type[Kind], *, without: Sequence[str] = ()) -> None:
        hints = get_type_hints(kind)
        self.kind = kind
        self.parts = tuple(_part(name, hints[name]) for name in kind.__struct_fields__ if name not in without)

    def columns(self) -> list[Column[Any]]:
        """New columns, for one table."""
        return [
            Column(name, of, nullable=nullable, quote=None)
            for part in self.parts
            for name, of, nullable in part.columns
        ]

    def row(self, record: Kind, text: str) -> Row:
        """The row of a record whose spans point into `text`."""
        row: Row = {}
        for part in self.parts:
            part.write(getattr(record, part.name), text, row)
        return row

    def record(self, row: Mapping[str, Any] | RowMapping, text: str | None = None, **others: Any) -> Kind:
        """The record of a row; with `text` every span is checked against it. `others` are the fields kept elsewhere.

        Raises:
            EvidenceError: where a stored quote is not what the text says there.
        """
        return self.kind(**{part.name: part.read(row, text) for part in self.parts}, **others)


def _part(name: str, hint: Any) -> Part:
    inner, optional = _inner(hint)
    if inner is Span:
        return _span(name, optional)
    if get_origin(inner) is tuple and get_args(inner) == (Span, ...):
        return _spans(name)
    if inner in _PLAIN:
        return _plain(name, _PLAIN[inner], optional, read=None)
    if isinstance(inner, type) and issubclass(inner, Enum):
        return _plain(name, WORDS, optional, read=inner)
    return _nested(name, inner, optional)


def _inner(hint: Any) -> tuple[Any, bool]:
    """The type itself and whether None may stand in its place."""
    if get_origin(hint) in (Union, UnionType):
        others = [one for one in get_args(hint) if one is not NoneType]
        if len(others) == 1:
            return others[0], len(get_args(hint)) > 1
    return hint, False


def _plain(name: str, of: _Type, optional: bool, *, read: Callable[[Any], Any] | None) -> Part:
    def write(value: Any, text: str, row: Row) -> None:
        row[name] = value

    def write_enum(value: Any, text: str, row: Row) -> None:
        row[name] = None if value is None else value._value_

    def load(row: Mapping[str, Any], text: str | None) -> Any:
        value = row[name]
        return value if read is None or value is None else read(value)

    return Part(name, ((name, of, optional),), write if read is None else write_enum, load)


def _span(name: str, optional: bool) -> Part:
    quote = "quote" if name == "span" else name
    start, end = f"{name}_start", f"{name}_end"

    def write(span: Span | None, text: str, row: Row) -> None:
        row[quote] = row[start] = row[end] = None
        if span is not None:
            row[quote], row[start], row[end] = span.quote(text), span.start, span.end

    def read(row: Mapping[str, Any], text: str | None) -> Span | None:
        if row[start] is None:
            return None
        span = Span(row[start], row[end])
        _check(span, row[quote], text)
        return span

    return Part(name, ((quote, WORDS, optional), (start, Integer, optional), (end, Integer, optional)), write, read)


def _spans(name: str) -> Part:
    places = f"{name}_at"

    def write(spans: Sequence[Span], text: str, row: Row) -> None:
        row[name] = JOINED.join(span.quote(text) for span in spans) if spans else None
        row[places] = msgspec.json.encode(spans).decode() if spans else None

    def read(row: Mapping[str, Any], text: str | None) -> tuple[Span, ...]:
        if row[places] is None:
            return ()
        spans = _SPANS.decode(row[places])
        if text is not None and JOINED.join(text[span.start : span.end] for span in spans) != row[name]:
            raise EvidenceError(f"the words kept of {name} at {row[places]} are not what the text says there")
        return spans

    return Part(name, ((name, WORDS, True), (places, WORDS, True)), write, read)


_SPANS = msgspec.json.Decoder(tuple[Span, ...])


def _nested(name: str, of: Any, optional: bool) -> Part:
    decoder = msgspec.json.Decoder(of)

    def write(value: Any, text: str, row: Row) -> None:
        if value is None or value == ():
            row[name] = None
            return
        built = msgspec.to_builtins(value)
        _quote_inside(built, text)
        row[name] = msgspec.json.encode(built).decode()

    def read(row: Mapping[str, Any], text: str | None) -> Any:
        if row[name] is None:
            return None if optional else ()
        if text is not None:
            _check_inside(msgspec.json.decode(row[name]), text)
        return decoder.decode(row[name])

    return Part(name, ((name, WORDS, True),), write, read)


def _quote_inside(built: Any, text: str) -> None:
    """Sets the quote of each span beside it, unless the record has one itself."""
    if isinstance(built, dict):
        if (span := built.get("span")) is not None and "quote" not in built:
            built["quote"] = Span(*span).quote(text)
        for value in built.values():
            _quote_inside(value, text)
    elif isinstance(built, list | tuple):
        for value in built:
            _quote_inside(value, text)


def _check_inside(built: Any, text: str) -> None:
    if isinstance(built, dict):
        if "quote" in built and built.get("span") is not None:
            _check(Span(*built["span"]), built["quote"], text)
        for value in built.values():
            _check_inside(value, text)
    elif isinstance(built, list):
        for value in built:
            _check_inside(value, text)


def _check(span: Span, quote: str, text: str | None) -> None:
    if text is not None and text[span.start : span.end] != quote:
        raise EvidenceError(
            f"the record keeps {quote!r} for [{span.start}, {span.end}], where its text says "
            f"{text[span.start : span.end]!r}: the file was changed by something else than Isnad"
        )
