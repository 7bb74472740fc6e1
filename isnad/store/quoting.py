"""Values of a person's judgement as JSON in which each span stands with its quote, so that it is found again when the
text around it has changed."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any

import msgspec

from isnad.errors import JudgementError
from isnad.model import Quoted, Span

Built = Any
_PAIR = {"span", "quote"}


def quote(value: Any, text: str) -> Built:
    """A value as JSON has it, each span of it `{"span": [start, end], "quote": words}`."""
    if isinstance(value, Span):
        return {"span": [value.start, value.end], "quote": value.quote(text)}
    if isinstance(value, msgspec.Struct):
        return {name: quote(getattr(value, name), text) for name in value.__struct_fields__}
    if isinstance(value, tuple | list):
        return [quote(one, text) for one in value]
    return value.value if isinstance(value, Enum) else value


def unquote(built: Built, hint: Any, text: str, shift: int = 0) -> Any:
    """The value of a type, its spans placed in a text that may differ from the one that was judged.

    `shift` is by how many characters the words around it moved.

    Raises:
        JudgementError: where a quote does not stand in the text, or the value is none of the type.
    """
    return convert(_placed(built, text, shift), hint)


def convert(built: Built, hint: Any) -> Any:
    """The value of a type from JSON.

    Raises:
        JudgementError: where it is none.
    """
    try:
        return msgspec.convert(built, hint)
    except (msgspec.ValidationError, TypeError) as error:
        raise JudgementError(f"{built!r}: {error}") from None


def relocated(quoted: Quoted, text: str, shift: int = 0) -> Span | None:
    """Where the words stand now: at the old place, moved by `shift`, else at the nearest one, None where the text lacks
    them."""
    return nearest(quoted.quote, text, quoted.span.start + shift)


def nearest(words: str, text: str, place: int) -> Span | None:
    """The occurrence of some words that lies nearest to a place."""
    if place >= 0 and words and text.startswith(words, place):
        return Span(place, place + len(words))
    starts = list(occurrences(words, text))
    if not starts:
        return None
    start = min(starts, key=lambda one: (abs(one - place), one))
    return Span(start, start + len(words))


def occurrences(words: str, text: str) -> Iterator[int]:
    """Where some words begin in a text, from its beginning."""
    start = text.find(words) if words else -1
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _placed(built: Built, text: str, shift: int) -> Built:
    if isinstance(built, dict):
        if built.keys() == _PAIR:
            span = relocated(convert(built, Quoted), text, shift)
            if span is None:
                raise JudgementError(f"the text does not hold {built['quote']!r}")
            return [span.start, span.end]
        return {name: _placed(value, text, shift) for name, value in built.items()}
    return [_placed(one, text, shift) for one in built] if isinstance(built, list) else built
