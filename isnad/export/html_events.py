"""The list of a report's events in the page."""

from __future__ import annotations

from collections.abc import Iterator

from isnad.export.dates import readable_date
from isnad.export.html_page import EVENT_FIELDS, EVENT_TYPES, STATUSES
from isnad.export.html_words import shown
from isnad.export.item import Reading
from isnad.model import Event

BETWEEN = "، "


def event_list(anchor: str, item: Reading) -> Iterator[str]:
    """A heading and an entry an event; nothing where there is none."""
    if not item.layers.events:
        return
    yield '<h3>الأحداث</h3><ol class="events">\n'
    for number, event in enumerate(item.layers.events):
        yield from _entry(anchor, number, event, item.report.text)
    yield "</ol>"


def _entry(anchor: str, number: int, event: Event, text: str) -> Iterator[str]:
    """A line of the list: what, by what words, and who, to whom, when, where, as whose word."""
    words, name = EVENT_TYPES[event.type], event.type.value
    yield f'<li id="{anchor}-le{number}"><a href="#{anchor}-e{number}"><b>{words}</b></a> '
    yield f'<bdi dir="ltr" lang="en" class="label">{name}</bdi> '
    yield f'<span class="event">{shown(event.anchor.quote(text))}</span> '
    told = [f"{EVENT_FIELDS[field]}: {value}" for field, value in _told(anchor, event, text) if value]
    yield f'<span class="label">{" · ".join(told)}</span></li>\n'


def _told(anchor: str, event: Event, text: str) -> Iterator[tuple[str, str]]:
    """Each field as it is shown, empty where the report does not tell it."""
    yield "actors", _names(event.actors)
    yield "recipients", _names(event.recipients)
    if event.date is not None:
        yield "date", f'<time datetime="{shown(event.date)}">{shown(readable_date(event.date))}</time>'
    if event.place is not None:
        yield "place", shown(event.place.quote(text))
    yield "status", STATUSES[event.status]
    yield "claimed_by", _claimant(anchor, event)


def _names(names: tuple[str, ...]) -> str:
    return BETWEEN.join(f"<bdi>{shown(name)}</bdi>" for name in names)


def _claimant(anchor: str, event: Event) -> str:
    """Who says so, as a link to the statement where it is known."""
    claimant = f"<bdi>{shown(event.claimed_by)}</bdi>" if event.claimed_by else ""
    if not claimant or event.told_in is None:
        return claimant
    return f'<a href="#{anchor}-l{event.told_in}">{claimant}</a>'
