"""W3C Web Annotations (JSON-LD): each mention, statement and event as an annotation of the words that say so.

One `AnnotationPage` with an annotation a line. What is annotated is the stored text (`text/plain`, told by its hash),
so that positions hold: code points, the end excluded; `via` is the address of the page that was read. Beside its
position each target has its words and those around them, by which a page that has changed can be searched.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, Final, TextIO
from unicodedata import category

from isnad.export.identifiers import link, urn
from isnad.export.item import Reading
from isnad.export.provenance import cut_note, note, program
from isnad.export.selection import Provenance, Selection
from isnad.model import Event, Mention, Report, Span, Statement

CONTEXT: Final = ("http://www.w3.org/ns/anno.jsonld", {"isnad": "urn:isnad:terms:"})
AROUND: Final = 32  # code points before and behind the words
STATEMENT_PLACES: Final = ("cue", "source", "via", "addressee", "target", "channel_span", "time_span", "antecedent")
STATEMENT_FIELDS: Final = (
    *("speaker", "resolved_by", "alternatives", "kind", "channel", "time", "lemma", "stance", "act", "polarity"),
    *("nested_in", "duplicate_of", "rule", "score"),
)
EVENT_PLACES: Final = ("place", "date_span", "about")
EVENT_FIELDS: Final = (
    *("type", "mode", "actors", "recipients", "date", "status", "claimed_by", "host", "guest", "contexts"),
    *("rule", "score"),
)
MENTION_FIELDS: Final = ("type", "form", "entity", "alternatives", "rule", "score")


def write(selection: Selection, out: TextIO) -> None:
    """The page: its head on the first line, an annotation a line, and the end."""
    told = selection.provenance
    out.write(json.dumps(_head(told), ensure_ascii=False)[:-1] + ', "items": [\n')
    before = ""
    for reading in selection.readings():
        for annotation in report_annotations(reading, told):
            out.write(before + json.dumps(annotation, ensure_ascii=False))
            before = ",\n"
    out.write("\n]}\n")


def report_annotations(reading: Reading, provenance: Provenance) -> Iterator[dict[str, Any]]:
    """The annotations of a report: its mentions, statements and events, in this order.

    Raises:
        SpanError: for a span that does not lie in the text.
    """
    made = {"generator": _software(provenance), "generated": provenance.made}
    source, report, layers = _source(reading), reading.report, reading.layers
    for at, mention in enumerate(layers.mentions):
        body = _body("Mention", "identifying", mention, MENTION_FIELDS, mention.entity)
        yield _annotation(report, "mention", at, body, [_target(source, report.text, mention.span, "mention")], made)
    for at, statement in enumerate(layers.statements):
        words = f"{statement.speaker}: {' … '.join(span.quote(report.text) for span in statement.content)}"
        body = _body("Statement", "describing", statement, STATEMENT_FIELDS, words)
        targets = [_target(source, report.text, *place) for place in _statement_places(statement)]
        yield _annotation(report, "statement", at, body, targets, made)
    for at, event in enumerate(layers.events):
        body = _body("Event", "classifying", event, EVENT_FIELDS, event.type.value)
        targets = [_target(source, report.text, *place) for place in _event_places(event)]
        yield _annotation(report, "event", at, body, targets, made)


def _annotation(
    report: Report, kind: str, at: int, body: dict[str, Any], targets: list[dict[str, Any]], made: dict[str, Any]
) -> dict[str, Any]:
    return {
        "id": urn(kind, report.id, at),
        "type": "Annotation",
        "motivation": body["purpose"],
        **made,
        "body": body,
        "target": targets if len(targets) > 1 else targets[0],
    }


def _body(
    kind: str, purpose: str, record: Mention | Statement | Event, fields: tuple[str, ...], words: str | None
) -> dict[str, Any]:
    """A textual body, which any reader shows, with the fields of the record beside it; those that are not told lack."""
    told = {f"isnad:{name}": getattr(record, name) for name in fields}
    body = {"type": ["TextualBody", f"isnad:{kind}"], "purpose": purpose, "format": "text/plain"}
    if words:
        body |= {"value": words, "language": "ar"} if kind != "Event" else {"value": words}
    return body | {name: value for name, value in told.items() if value not in (None, "", ())}


def _statement_places(statement: Statement) -> Iterator[tuple[Span, str]]:
    for span in statement.content:
        yield span, "content"
    for name in STATEMENT_PLACES:
        if (span := getattr(statement, name)) is not None:
            yield span, name


def _event_places(event: Event) -> Iterator[tuple[Span, str]]:
    yield event.anchor, "anchor"
    several = {"actor": event.actor_spans, "recipient": event.recipient_spans, "mention": event.mentions}
    for name, spans in several.items():
        for span in spans:
            yield span, name
    for name in EVENT_PLACES:
        if (span := getattr(event, name)) is not None:
            yield span, name
    for quantity in event.quantities:
        yield quantity.span, quantity.of


def _source(reading: Reading) -> dict[str, Any]:
    """The text that positions count in."""
    report = reading.report
    source: dict[str, Any] = {"id": urn("report", report.id), "type": "Text", "format": "text/plain"}
    if reading.layers.language in ("ar", "fa", "ur", "ckb"):
        source["language"] = reading.layers.language
    if address := link(report.url):
        source["via"] = address
    source["isnad:report"] = report.id
    source["isnad:sha256"] = hashlib.sha256(report.text.encode("utf-8", "replace")).hexdigest()
    return source


def _target(source: dict[str, Any], text: str, span: Span, role: str) -> dict[str, Any]:
    before, behind = _around(text, span)
    quote = {"type": "TextQuoteSelector", "exact": span.quote(text), "prefix": before, "suffix": behind}
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {"type": "SpecificResource", "source": source, "selector": [quote, position], "isnad:role": role}


def _around(text: str, span: Span) -> tuple[str, str]:
    """What stands before and behind, never beginning or ending between a letter and its marks."""
    start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    while start and category(text[start])[0] == "M":
        start -= 1
    while end < len(text) and category(text[end])[0] == "M":
        end += 1
    return text[start : span.start], text[span.end : end]


def _software(provenance: Provenance) -> dict[str, str]:
    return {"type": "Software", "name": program(provenance)}


def _head(provenance: Provenance) -> dict[str, Any]:
    collection: dict[str, Any] = {
        "id": urn("collection", provenance.title, provenance.query),
        "type": "AnnotationCollection",
        "label": provenance.title,
        "generator": _software(provenance),
        "generated": provenance.made,
        "rdfs:comment": note(provenance),
        "isnad:complete": provenance.complete,
    }
    if cut := cut_note(provenance):
        collection["isnad:cut"] = cut
    page = urn("page", provenance.title, provenance.query)
    return {"@context": CONTEXT, "id": page, "type": "AnnotationPage", "partOf": collection, "startIndex": 0}
