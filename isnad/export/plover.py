"""Events as PLOVER 2.0 JSON Lines: one event a line, the codebook's fields first, ours under `isnad`."""

from __future__ import annotations

import json
import re
from typing import Any, TextIO

from isnad.export.about import cut_record
from isnad.export.countries import country
from isnad.export.selection import Provenance, Selection
from isnad.export.tables import Context
from isnad.export.tables.events import EventRow, event_rows, number, quantity_words
from isnad.model import Event, EventType, Span, Status

QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
"""Verbal cooperation, material cooperation, verbal conflict, material conflict; SANCTION as decision 11 has it."""

AUXILIARY = {
    Status.PLANNED: ("future",),
    Status.CALLED_FOR: ("hypothetical",),
    Status.HYPOTHETICAL: ("hypothetical",),
    Status.DENIED: ("negation",),
    Status.ACTUAL: (),
}
"""What the codebook adds to the contexts of an event that did not happen, or has not yet."""

CODEBOOK = "PLOVER 2.0 (draft)"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SIZES = {"killed": "dead", "wounded": "injured", "arrested": "arrested"}


def write(selection: Selection, out: TextIO) -> None:
    """One line an event; where the selection was cut, a last line with `left_out`.

    Raises:
        SpanError: for a span that does not quote its text.
    """
    provenance = selection.provenance
    for reading in selection.readings():
        for row in event_rows(Context(reading)):
            out.write(json.dumps(_record(row, provenance), ensure_ascii=False) + "\n")
    if cut := cut_record(provenance):
        out.write(json.dumps(cut, ensure_ascii=False) + "\n")


def day(date: str | None) -> str | None:
    """A date that is told to the day, None for all others.

    >>> day("2018-05-29T10:00"), day("2018-05")
    ('2018-05-29', None)
    """
    found = _DAY.match(date or "")
    return found[0] if found else None


def _record(row: EventRow, provenance: Provenance) -> dict[str, Any]:
    event: Event = row.record
    report = row.of.report
    return {
        "id": row.id,
        "date": day(event.date),
        "actor": [_actor(name, row) for name in event.actors],
        "recipient": [_actor(name, row) for name in event.recipients],
        "event": [event.type.value],
        "mode": [event.mode] if event.mode else [],
        "context": [*event.contexts, *AUXILIARY[event.status]],
        "quad_code": QUADS[EventType(event.type).value],
        "event_loc": _location(row),
        "event_text": [span.quote(report.text) for span in (event.anchor, *event.mentions)],
        "size": {name: told for of, name in _SIZES.items() if (told := number(event, of)) is not None},
        "text_info": {"sequence": row.at, "start": event.anchor.start, "end": event.anchor.end},
        "cite_info": {
            "url": report.url,
            "title": report.title,
            "publication": report.outlet,
            "language": row.of.layers.language if row.of.layers.language in ("ar", "fa", "ur") else None,
            "coder": "isnad",
            "codebook": CODEBOOK,
            "version": provenance.version,
        },
        "link": report.url,
        "coder": f"isnad {provenance.version}",
        "coded_date": day(provenance.made),
        "isnad": _ours(row),
    }


def _actor(name: str, row: EventRow) -> dict[str, Any]:
    """A participant; its country only where the report tells it, and never a sector, which nothing here justifies."""
    found = [entity for entity in row.of.layers.entities if entity.name == name]
    of = country(found[0].country) if len(found) == 1 else None
    return {"entity_text": name, "code": of.alpha3 if of else None, "sector": None}


def _location(row: EventRow) -> dict[str, Any] | None:
    event: Event = row.record
    if event.place is None:
        return None
    of = country(row.place.country)
    return {
        "extracted_place": event.place.quote(row.of.report.text),
        "resolved_place": row.place.name or None,
        "geonameid": row.place.geonames,
        "lat": row.place.latitude,
        "lon": row.place.longitude,
        "country": of.name if of else None,
        "country_code": of.alpha3 if of else None,
        "feature_code": row.place.feature or None,
    }


def _ours(row: EventRow) -> dict[str, Any]:
    event: Event = row.record
    report, judged = row.of.report, row.judged
    spans = {"anchor": (event.anchor,), "actors": event.actor_spans, "recipients": event.recipient_spans}
    spans |= {name: (span,) for name in ("place", "date_span", "about") if (span := getattr(event, name)) is not None}
    return {
        "report": report.id,
        "published": report.published,
        "date_told": event.date,
        "status": event.status.value,
        "claimed_by": event.claimed_by,
        "told_in": row.of.statement(event.told_in),
        "host": event.host,
        "guest": event.guest,
        "quantities": [quantity_words(quantity) for quantity in event.quantities],
        "score": event.score,
        "rule": event.rule,
        "judged": judged and judged.verdict,
        "judged_by": judged and judged.by,
        "evidence": {name: [_evidence(span, report.text) for span in found] for name, found in spans.items()},
    }


def _evidence(span: Span, text: str) -> dict[str, Any]:
    return {"span": [span.start, span.end], "quote": span.quote(text)}
