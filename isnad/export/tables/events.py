"""The table of events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from isnad.export.tables.column import Row, Table, by_people, integer, of_report, real, several, spanned, text
from isnad.export.tables.context import Context
from isnad.model import Event, Place, Quantity

_NOWHERE = Place(geonames=None, name="", country=None)
_SIGNS = {"least": ">=", "most": "<=", "about": "~"}


@dataclass(frozen=True, slots=True)
class EventRow(Row):
    """An event with the place in the world where it was."""

    place: Place


def event_rows(of: Context) -> Iterator[EventRow]:
    """The events of a report."""
    return (EventRow(of, at, event, of.place(event) or _NOWHERE) for at, event in enumerate(of.layers.events))


def number(event: Event, of: str) -> float | None:
    """A quantity of an event, None where it has none of the kind, none that is a number, or several.

    It is told without its bound (`أكثر من`), which `quantities` has.
    """
    told = [quantity.value for quantity in event.quantities if quantity.of == of]
    return told[0] if len(told) == 1 else None


def quantity_words(quantity: Quantity) -> str:
    """A quantity in one text.

    >>> from isnad.model import Span
    >>> quantity_words(Quantity(span=Span(0, 5), of="killed", value=20, bound="least"))
    'killed >= 20'
    """
    if quantity.value is None:
        return quantity.of
    value = f"{quantity.value:.15g}"
    return " ".join(part for part in (quantity.of, _SIGNS.get(quantity.bound, "="), value, quantity.currency) if part)


def _said_there(row: EventRow) -> tuple[str, ...]:
    return tuple(row.of.id("statement", at) for at in row.record.said_there)


EVENTS = Table(
    "events",
    "what somebody did, does, will do or is said to have done",
    (
        *of_report(),
        text("type", "the PLOVER type", lambda row: row.record.type.value, sought=True),
        text("mode", "the PLOVER mode", lambda row: row.record.mode),
        text(
            "status",
            "`actual`, `planned`, `called_for`, `denied` or `hypothetical`",
            lambda row: row.record.status.value,
        ),
        *spanned("anchor", "the words that name it", lambda row: row.record.anchor),
        several("actors", "who did it", lambda row: row.record.actors),
        several("recipients", "to whom it was done", lambda row: row.record.recipients),
        text("date", "when it was: ISO 8601 at the precision that is told", lambda row: row.record.date, sought=True),
        *spanned("date_words", "the words that tell when", lambda row: row.record.date_span),
        *spanned("place", "the words that tell where", lambda row: row.record.place),
        text("place_name", "the place's name in GeoNames", lambda row: row.place.name or None),
        integer("geonames", "its GeoNames id", lambda row: row.place.geonames),
        text("place_kind", "its GeoNames feature code", lambda row: row.place.feature or None),
        text("country", "of the place: ISO 3166-1 alpha-2", lambda row: row.place.country),
        real("latitude", "degrees north (WGS 84)", lambda row: row.place.latitude),
        real("longitude", "degrees east (WGS 84)", lambda row: row.place.longitude),
        text(
            "claimed_by", "whose word it is; empty where the report vouches for it", lambda row: row.record.claimed_by
        ),
        text(
            "told_in",
            "the statement that tells it",
            lambda row: row.of.statement(row.record.told_in),
            refers="statements",
        ),
        several("contexts", "the PLOVER contexts", lambda row: row.record.contexts),
        real("killed", "where exactly one number is told", lambda row: number(row.record, "killed")),
        real("wounded", "where exactly one number is told", lambda row: number(row.record, "wounded")),
        several(
            "quantities",
            "every number with its bound: `killed >= 20`",
            lambda row: tuple(quantity_words(quantity) for quantity in row.record.quantities),
        ),
        text("host", "who received, of a meeting", lambda row: row.record.host),
        text("guest", "who came, of a meeting", lambda row: row.record.guest),
        *spanned("about", "the subject of a meeting", lambda row: row.record.about),
        several("said_there", "ids of the statements made at it", _said_there),
        text("rule", "the pattern that found it", lambda row: row.record.rule),
        real("score", "how likely it is an event of the report, 0 to 1", lambda row: row.record.score),
        *by_people(),
    ),
    event_rows,
)
