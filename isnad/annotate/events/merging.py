"""One record an event: mentions of one report that name the same event are put together."""

from __future__ import annotations

from collections import defaultdict

from isnad.annotate.events.candidate import EventCandidate
from isnad.model import Status


def merge(candidates: list[EventCandidate]) -> list[EventCandidate]:
    """The events in text order, each at its first full mention in the body; else in the headline."""
    events: list[EventCandidate] = []
    of_type: defaultdict[str, list[EventCandidate]] = defaultdict(list)
    for candidate in sorted(candidates, key=lambda candidate: candidate.headline):
        alike = of_type[candidate.type]
        if candidate.headline:
            known = next((event for event in alike if _told_again(event, candidate)), None)
        else:
            known = next((event for event in reversed(alike) if _same(event, candidate)), None)
        if known is None:
            events.append(candidate)
            alike.append(candidate)
        else:
            _take(known, candidate)
    return sorted(events, key=lambda event: event.anchor)


def _same(event: EventCandidate, other: EventCandidate) -> bool:
    """Whether a later mention of the same type names the same event: the same people, no other day."""
    if event.date and other.date and not _compatible(event.date, other.date):
        return False
    if Status.ACTUAL in {event.status, other.status} and Status.DENIED in {event.status, other.status}:
        return False
    if not (event.pattern.mode is None or other.pattern.mode is None or event.pattern.mode == other.pattern.mode):
        return False
    near = event.segment == other.segment
    nominal = other.reading.nominal
    fits = _fits(event.actors, other.actors) and _fits(event.recipients, other.recipients)
    if near and event.type == "ASSAULT" and nominal != (event.reading.nominal):
        return _fits(event.actors, other.actors)
    nobody = not (other.actors or other.recipients)
    if nominal and (other.reading.article or other.reading.enclitic or nobody):
        return (near and fits) or _meets(event, other) or (nobody and _alike(event, other))
    if near and nominal:
        return fits
    if event.type == "CONSULT" and nobody:  # a meeting without people is the one told before
        return True
    return _meets(event, other) and fits


def _alike(event: EventCandidate, other: EventCandidate) -> bool:
    """Whether two mentions use one word, or the later points back: `القمة` to any meeting, `الهجوم` to a near deed."""
    if event.pattern is other.pattern:
        return not (event.place and other.place and event.place != other.place)
    if event.type == "CONSULT":
        return other.reading.article or bool(other.reading.enclitic)
    return other.reading.article and other.segment[0] - event.segment[1] <= 60


def _told_again(event: EventCandidate, headline: EventCandidate) -> bool:
    """Whether the body tells what the headline told, an event of the same type."""
    nobody = not (headline.actors or headline.recipients) or not (event.actors or event.recipients)
    return nobody or _meets(event, headline)


def _compatible(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _meets(event: EventCandidate, other: EventCandidate) -> bool:
    """Whether somebody takes part in both."""
    return bool({*event.actors, *event.recipients} & {*other.actors, *other.recipients})


def _fits(one: list[str], other: list[str]) -> bool:
    """Whether the lists do not contradict one another."""
    return not one or not other or set(one) <= set(other) or set(other) <= set(one)


def _take(event: EventCandidate, other: EventCandidate) -> None:
    """Adds what another mention tells."""
    event.mentions.append(other.anchor)
    if not event.actors and other.actors:
        event.actors, event.actor_phrases = other.actors, other.actor_phrases
    if not event.recipients and other.recipients:
        event.recipients, event.recipient_phrases = other.recipients, other.recipient_phrases
    if event.date is None:
        event.date, event.date_at = other.date, other.date_at
    if event.place is None:
        event.place = other.place
