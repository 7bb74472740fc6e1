"""The layers that a line of `isnad annotate` holds beside its report, so that nothing is annotated twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from isnad.errors import FormatError
from isnad.model import Layers, Report

_LAYERS: Final = ("language", "mentions", "times", "statements", "events", "entities")


def layers_of(value: dict[str, Any], report: Report) -> Layers | None:
    """The layers of an object that `isnad annotate` printed; None where it holds a report alone.

    Args:
        value: The object, as JSON gives it.
        report: What was read from it.

    Raises:
        FormatError: if a layer has another form, or a quote is not what the text says at its span.
    """
    if not all(name in value for name in _LAYERS):
        return None
    try:
        layers = msgspec.convert({name: value[name] for name in _LAYERS}, Layers)
    except msgspec.ValidationError as error:
        raise _unfit(report, str(error)) from None
    for place, quote in _quotes(value):
        if not _agree(place, quote, report.text):
            raise _unfit(report, f"{quote!r} is not what the text says at {place}")
    for span in layers.spans():
        if not 0 <= span.start < span.end <= len(report.text):
            raise _unfit(report, f"the span [{span.start}, {span.end}] does not lie in the text")
    return layers


def _unfit(report: Report, what: str) -> FormatError:
    message = f"{report.id}: its layers do not fit its text ({what}); annotate the report again"
    return FormatError(message, identifier=report.id)


def _quotes(value: dict[str, Any]) -> Iterator[tuple[Any, Any]]:
    """Each span of the object that has its quote beside it, with that quote."""
    roles = [role for entity in value["entities"] for role in entity["roles"]]
    quantities = [quantity for event in value["events"] for quantity in event["quantities"]]
    for found in (*value["mentions"], *value["times"], *roles, *quantities):
        if "quote" in found:
            yield found["span"], found["quote"]
    for found in (*value["statements"], *value["events"]):
        for name, quote in (found.get("quotes") or {}).items():
            yield found[name], quote


def _agree(place: Any, quote: Any, text: str) -> bool:
    """Whether a span, each of several, or none has this quote."""
    if not place or not quote:
        return not place and not quote
    if isinstance(quote, list):
        return len(place) == len(quote) and all(map(_agree, place, quote, [text] * len(quote)))
    return bool(text[place[0] : place[1]] == quote)
