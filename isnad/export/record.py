"""A report as a JSON object: the contract's fields in the contract's order, then what stands beside them."""

from __future__ import annotations

from typing import Any

import msgspec

from isnad.errors import ReadError
from isnad.export.item import Item, judged_of
from isnad.model import Entity, Event, Layers, Mention, Rejection, Report, Span, Statement, Time

MENTION_CONTRACT = ("span", "type", "form", "entity")
TIME_CONTRACT = ("span", "type", "value")
CONTRACT = ("cue", "source", "speaker", "content", "kind", "channel", "via", "addressee")
QUOTED = ("cue", "source", "content", "via", "addressee", "target", "time_span", "channel_span", "antecedent")
EVENT_CONTRACT = ("type", "mode", "anchor", "actors", "recipients", "date", "place", "status", "claimed_by")
EVENT_QUOTED = ("anchor", "place", "date_span", "about", "mentions", "actor_spans", "recipient_spans")


def item_record(item: Item, *, explain: bool = False) -> dict[str, Any]:
    """The object of a report, or of the error in its place.

    Raises:
        SpanError: if a span does not lie in the text, so that nothing is written without its evidence.
    """
    if isinstance(item, ReadError):
        return {"id": item.identifier, "error": {"type": item.slug, "message": str(item)}}
    record = report_record(item.report, item.layers, explain=explain)
    for layer in ("statements", "events", "mentions"):
        for at, row in enumerate(record[layer]):
            if (judged := judged_of(item, layer, at)) is not None:
                row["judged"] = msgspec.to_builtins(judged)
    return record


def report_record(report: Report, layers: Layers, *, explain: bool = False) -> dict[str, Any]:
    """The object of a report with its layers; a layer that no stage gives is an empty list."""
    record = {
        **{name: getattr(report, name) for name in ("id", "outlet", "published", "url", "title", "author", "text")},
        "mentions": [mention_record(mention, report.text) for mention in layers.mentions],
        "times": [time_record(time, report.text) for time in layers.times],
        "statements": [statement_record(statement, report.text) for statement in layers.statements],
        "events": [event_record(event, report.text) for event in layers.events],
        "language": layers.language,
        "entities": [entity_record(entity, report.text) for entity in layers.entities],
        "headline": _place(report.headline, report.text),
        "chrome": [_place(span, report.text) for span in report.chrome],
        "posts": [_post_record(post, report.text) for post in msgspec.to_builtins(report.posts)],
        "origin": msgspec.to_builtins(report.origin),
    }
    if explain:
        record["rejections"] = [_rejection_record(rejection, report.text) for rejection in layers.rejections]
        record["event_rejections"] = [_rejection_record(found, report.text) for found in layers.event_rejections]
    return record


def statement_record(statement: Statement, text: str) -> dict[str, Any]:
    """A statement with the exact characters of its spans under `quotes`."""
    fields = msgspec.to_builtins(statement)
    ordered = {name: fields.pop(name) for name in CONTRACT}
    return {**ordered, **fields, "quotes": {name: quoted(getattr(statement, name), text) for name in QUOTED}}


def event_record(event: Event, text: str) -> dict[str, Any]:
    """An event with the exact characters of its spans under `quotes`, those of each quantity under its `quote`."""
    fields = msgspec.to_builtins(event)
    ordered = {name: fields.pop(name) for name in EVENT_CONTRACT}
    for quantity, told in zip(fields["quantities"], event.quantities, strict=True):
        quantity["quote"] = told.span.quote(text)
    return {**ordered, **fields, "quotes": {name: quoted(getattr(event, name), text) for name in EVENT_QUOTED}}


def mention_record(mention: Mention, text: str) -> dict[str, Any]:
    """A mention with the exact characters of its span under `quote`."""
    fields = msgspec.to_builtins(mention)
    ordered = {name: fields.pop(name) for name in MENTION_CONTRACT}
    return {**ordered, **fields, "quote": mention.span.quote(text)}


def time_record(time: Time, text: str) -> dict[str, Any]:
    """A time with the exact characters of its span under `quote`."""
    fields = msgspec.to_builtins(time)
    ordered = {name: fields.pop(name) for name in TIME_CONTRACT}
    return {**ordered, **fields, "quote": time.span.quote(text)}


def entity_record(entity: Entity, text: str) -> dict[str, Any]:
    """An entity, each of its roles with the exact characters that tell it under `quote`."""
    record: dict[str, Any] = msgspec.to_builtins(entity)
    for role, told in zip(record["roles"], entity.roles, strict=True):
        role["quote"] = told.span.quote(text)
    return record


def quoted(place: Span | tuple[Span, ...] | None, text: str) -> str | list[str] | None:
    """The characters of a span, of each of several, or None."""
    if place is None:
        return None
    # a span is told first: msgspec gives it as a struct, which is no tuple
    return place.quote(text) if isinstance(place, Span) else [span.quote(text) for span in place]


def _place(span: Span | None, text: str) -> list[int] | None:
    if span is None:
        return None
    span.quote(text)
    return [span.start, span.end]


def _post_record(post: dict[str, Any], text: str) -> dict[str, Any]:
    for name in ("words", "signature", "dash", "name"):
        Span(*post[name]).quote(text)
    return post


def _rejection_record(rejection: Rejection, text: str) -> dict[str, Any]:
    return {
        "span": _place(rejection.span, text),
        "reason": rejection.reason,
        "quote": rejection.span.quote(text),
    }
