"""Events as CSV in the order of ACLED's columns; codes that a report does not justify stay empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import TextIO

from isnad.export.countries import country
from isnad.export.csv_rows import BETWEEN, write_rows
from isnad.export.plover import day
from isnad.export.selection import Selection
from isnad.export.tables import Cell, Context
from isnad.export.tables.events import EventRow, event_rows, number, quantity_words
from isnad.model import Event, Span, Status

COLUMNS = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting"),
    *("iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision"),
    *("source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
)
MORE = (
    *("report", "published", "url", "plover_type", "plover_mode", "date_told", "claimed_by", "place_words"),
    *("place_start", "place_end", "country_code", "geonames", "quantities", "anchor", "anchor_start", "anchor_end"),
    *("notes_start", "notes_end", "score", "judged", "judged_by"),
)
EXPLOSIONS, VIOLENCE = "Explosions/Remote violence", "Political violence"
TYPES = {
    ("ASSAULT", "aerial"): (VIOLENCE, EXPLOSIONS, "Air/drone strike"),
    ("ASSAULT", "drone"): (VIOLENCE, EXPLOSIONS, "Air/drone strike"),
    ("ASSAULT", "heavy-weapons"): (VIOLENCE, EXPLOSIONS, "Shelling/artillery/missile attack"),
    ("ASSAULT", "suicide-attack"): (VIOLENCE, EXPLOSIONS, "Suicide bomb"),
    ("ASSAULT", "explosives"): (VIOLENCE, EXPLOSIONS, ""),
    ("PROTEST", "demo"): ("Demonstrations", "Protests", ""),
    ("PROTEST", "riot"): ("", "Riots", ""),
}
"""Disorder type, event type and sub-event type of the PLOVER types and modes from which they follow."""

_MONTH = re.compile(r"\d{4}-\d{2}")
_WEEK = re.compile(r"\d{4}-W\d{2}")
_YEAR = re.compile(r"\d{4}")


def write(selection: Selection, out: TextIO, *, bom: bool = False) -> None:
    """A row an event that happened as the report tells it; planned, demanded, denied and hypothetical ones are none
    of ACLED's and stand in the other formats.

    Args:
        selection: What is written.
        out: Where to; a file must be opened with `newline=""`.
        bom: Whether the byte order mark stands in front, by which Excel knows UTF-8.

    Raises:
        SpanError: for a span that does not quote its text.
    """
    made = int(datetime.fromisoformat(selection.provenance.made).timestamp())
    rows = (
        tuple(_cells(row, made))
        for reading in selection.readings()
        for row in event_rows(Context(reading))
        if row.record.status is Status.ACTUAL
    )
    write_rows((*COLUMNS, *MORE), rows, selection.provenance, out, bom=bom)


def _cells(row: EventRow, made: int) -> Iterator[Cell]:
    event: Event = row.record
    date = event.date or ""
    disorder, kind, sub = TYPES.get((event.type.value, event.mode or ""), ("", "", ""))
    place = event.place.quote(row.of.report.text) if event.place is not None else None
    of = country(row.place.country)
    notes = _line(event.anchor, row.of.report.text)
    yield from (row.id, day(date), int(date[:4]) if _YEAR.match(date) else None, _precision(date))
    yield from (disorder, kind, sub)
    for names in (event.actors, event.recipients):
        yield from (names[0] if names else None, BETWEEN.join(names[1:]), None)
    yield from (None, None)
    yield from (of.numeric if of else None, None, of.name if of else None, None, None, None)
    yield from (row.place.name or place, row.place.latitude, row.place.longitude, _geo_precision(row.place.feature))
    yield from (row.of.report.outlet, None, notes.quote(row.of.report.text), number(event, "killed"), None, made)
    yield from _more(row, place, notes)


def _more(row: EventRow, place: str | None, notes: Span) -> Iterator[Cell]:
    event: Event = row.record
    report, judged = row.of.report, row.judged
    yield from (report.id, report.published, report.url, event.type.value, event.mode, event.date, event.claimed_by)
    yield from (place, event.place.start if event.place else None, event.place.end if event.place else None)
    yield from (row.place.country, row.place.geonames, tuple(map(quantity_words, event.quantities)))
    yield from (
        event.anchor.quote(report.text),
        event.anchor.start,
        event.anchor.end,
        notes.start,
        notes.end,
        event.score,
        judged.verdict if judged else None,
        judged.by if judged else None,
    )


def _precision(date: str) -> int | None:
    """ACLED's 1 for a day, 2 for a week, 3 for a month; what is told less exactly has no code."""
    if day(date):
        return 1
    if _WEEK.fullmatch(date):
        return 2
    return 3 if _MONTH.fullmatch(date) else None


def _geo_precision(feature: str) -> int | None:
    """ACLED's 1 for a town, 3 for a province or country as a whole; nothing else is known well enough."""
    if feature.startswith("PPL"):
        return 1
    return 3 if feature in ("ADM1", "PCLI") else None


def _line(anchor: Span, text: str) -> Span:
    """The line of the text in which an event is told."""
    anchor.quote(text)
    start = text.rfind("\n", 0, anchor.start) + 1
    end = text.find("\n", anchor.end)
    return Span(start, len(text) if end < 0 else end)
