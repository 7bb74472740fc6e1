"""Which fields a person can correct, and how a value that a person gives is read."""

from __future__ import annotations

import re
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from isnad.errors import JudgementError, SpanError
from isnad.model import Actor, Event, JudgedLayer, Mention, Span, Statement, Story
from isnad.store.quoting import convert, nearest, quote

KINDS: dict[JudgedLayer, type[msgspec.Struct]] = {
    JudgedLayer.STATEMENTS: Statement,
    JudgedLayer.EVENTS: Event,
    JudgedLayer.MENTIONS: Mention,
    JudgedLayer.ACTORS: Actor,
    JudgedLayer.STORIES: Story,
}
FIELDS: dict[JudgedLayer, tuple[str, ...]] = {
    JudgedLayer.STATEMENTS: (
        *("cue", "source", "speaker", "content", "kind", "channel", "via", "addressee"),
        *("target", "time", "time_span", "channel_span", "lemma", "stance", "act", "polarity"),
    ),
    JudgedLayer.EVENTS: (
        *("type", "mode", "anchor", "actors", "recipients", "date", "place", "status", "claimed_by"),
        *("date_span", "actor_spans", "recipient_spans", "contexts", "quantities", "mentions"),
        *("host", "guest", "about"),
    ),
    JudgedLayer.MENTIONS: ("span", "type", "form", "entity"),
    JudgedLayer.ACTORS: ("name", "type", "country"),
    JudgedLayer.STORIES: ("label",),
}
AT = {JudgedLayer.STATEMENTS: "cue", JudgedLayer.EVENTS: "anchor", JudgedLayer.MENTIONS: "span"}
IN_REPORTS = tuple(AT)
PERSON = "person"  # the rule of what a person added
_HINTS = {layer: get_type_hints(kind) for layer, kind in KINDS.items()}
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_EMPTY = ("speaker", "content", "name", "kind")


def hint_of(layer: JudgedLayer, field: str) -> Any:
    """The type of a field.

    Raises:
        JudgementError: where a person cannot correct that field, or there is none of that name.
    """
    if field not in FIELDS[layer]:
        raise JudgementError(f"{layer} have no field {field!r} to correct: there are {', '.join(FIELDS[layer])}")
    return _HINTS[layer][field]


def read_value(layer: JudgedLayer, field: str, value: Any, text: str, near: int = 0) -> Any:
    """A value that a person gives, as a judgement keeps it; a span may be `[start, end]`, `{"span", "quote"}` or words.

    Raises:
        JudgementError: where it is no value of the field, or its words do not stand in the text; it names the field.
    """
    try:
        return _read_value(layer, field, value, text, near)
    except JudgementError as error:
        raise JudgementError(str(error), field=field) from None


def _read_value(layer: JudgedLayer, field: str, value: Any, text: str, near: int) -> Any:
    hint = hint_of(layer, field)
    told = convert(_spans(value, hint, text, near, field), hint)
    if told in ("", ()) and field in _EMPTY:
        raise JudgementError(f"{field} may not be empty: reject the whole in place of it")
    if field == "date" and told is not None and not _DATE.fullmatch(told):
        raise JudgementError(f"{told!r} is no date: write 2018-05-29, 2018-05 or 2018")
    try:
        return quote(told, text)
    except SpanError as error:
        raise JudgementError(f"{field}: {error}") from None


def read_added(layer: JudgedLayer, value: Any, text: str) -> dict[str, Any]:
    """What the machine missed, given by its fields.

    Raises:
        JudgementError: for a field that is none, one that is absent, or words that do not stand in the text.
    """
    if not isinstance(value, dict):
        raise JudgementError(f"what is added to {layer} is an object of its fields: {', '.join(FIELDS[layer])}")
    first = AT[layer]
    if first not in value:
        raise JudgementError(f"what is added to {layer} needs {first!r}", field=first)
    near = _place(read_value(layer, first, value[first], text))
    built = {name: read_value(layer, name, one, text, near) for name, one in value.items() if name != "rule"}
    if layer is JudgedLayer.STATEMENTS:
        built.setdefault("source", None)
    absent = [name for name in required(layer) if name not in built]
    if absent:
        raise JudgementError(f"what is added to {layer} needs {', '.join(absent)} too", field=absent[0])
    return built | {"rule": PERSON}


def required(layer: JudgedLayer) -> list[str]:
    """The fields without which there is none of a layer."""
    return [field.name for field in msgspec.structs.fields(KINDS[layer]) if field.required]


def is_quoted(layer: JudgedLayer, field: str) -> bool:
    """Whether the value of a field are words of the text: one piece or several.

    >>> is_quoted(JudgedLayer.STATEMENTS, "content"), is_quoted(JudgedLayer.STATEMENTS, "speaker")
    (True, False)
    """
    hint = hint_of(layer, field)
    return hint is Span or Span in get_args(hint)


def _place(built: Any) -> int:
    return int(built["span"][0])


def _spans(value: Any, hint: Any, text: str, near: int, field: str) -> Any:
    """JSON with each span as `[start, end]`; words stand for their place nearest to `near`."""
    if isinstance(value, dict):
        if value.keys() <= {"span", "quote"} and "quote" in value:
            return _span(value, text, near, field)
        return {name: _spans(one, None, text, near, field) for name, one in value.items()}
    if isinstance(value, str) and _is_span(hint):
        return _span({"quote": value}, text, near, field)
    if isinstance(value, list | tuple):
        inner = Span if get_origin(hint) is tuple and Span in get_args(hint) else None
        return [_spans(one, inner, text, near, field) for one in value]
    if isinstance(value, str) and get_origin(hint) is tuple:
        return [_spans(value, get_args(hint)[0], text, near, field)]
    return value


def _is_span(hint: Any) -> bool:
    return hint is Span or (Span in get_args(hint) and NoneType in get_args(hint))


def _span(told: dict[str, Any], text: str, near: int, field: str) -> list[int]:
    words = told["quote"]
    if "span" in told:
        span = convert(told["span"], Span)
        if text[span.start : span.end] != words:
            raise JudgementError(f"{field}: the text says {text[span.start : span.end]!r} there, not {words!r}")
        return [span.start, span.end]
    found = nearest(str(words), text, near)
    if found is None:
        raise JudgementError(f"{field}: the text does not hold the words {words!r}; write them as they stand there")
    return [found.start, found.end]
