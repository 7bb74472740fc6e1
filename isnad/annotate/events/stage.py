"""The event stage: what happened, who did it to whom, when and where, and according to whom, in one report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from isnad.annotate.entities.actors import Actors
from isnad.annotate.events.candidate import EventCandidate
from isnad.annotate.events.merging import merge
from isnad.annotate.events.participants import Participants
from isnad.annotate.events.roles import fill_roles
from isnad.annotate.events.settings import Settings
from isnad.annotate.events.status import status_of
from isnad.annotate.events.triggers import find_triggers
from isnad.annotate.mentions.language import OTHERS
from isnad.annotate.phrases.reference import unglued_span
from isnad.annotate.phrases.view import Range, View
from isnad.model import Event, EventType, Layers, Report, Span, Statement
from isnad.text import TextLayer


class EventStage:
    """Finds events of the sixteen PLOVER types by patterns, then who takes part, when, where and who says so.

    Known misses: events told by words that no pattern has; participants named only in another sentence; events of
    one report that share type, people and day and are two.
    """

    name: ClassVar[str] = "events"
    needs: ClassVar[frozenset[str]] = frozenset({"mentions", "entities", "language", "statements", "times"})
    gives: ClassVar[frozenset[str]] = frozenset({"events", "event_rejections"})

    def __call__(self, report: Report, text: TextLayer, layers: Layers) -> Mapping[str, Any]:
        """The report's events in text order."""
        if layers.language in OTHERS:
            return {"events": (), "event_rejections": ()}
        view = View(report, text, layers.mentions)
        candidates, rejected = find_triggers(view)
        _tell(view, candidates, layers.statements)
        participants = Participants(view, Actors(view, layers.entities), layers.statements)
        settings = Settings(view, layers.times, layers.statements, candidates)
        last: EventCandidate | None = None
        for candidate in candidates:
            fill_roles(view, candidate)
            participants.fill(candidate, last)
            candidate.status = status_of(view, candidate, layers.statements)
            settings.fill(candidate)
            last = candidate
        events = merge(view, candidates)
        records = tuple(_record(view, event, layers) for event in events)
        return {"events": records, "event_rejections": tuple(rejected)}


def _tell(view: View, candidates: list[EventCandidate], statements: tuple[Statement, ...]) -> None:
    """Which statement tells each event, and whose cue an event is."""
    headline = view.report.headline
    inside = sorted(
        (span.end - span.start, number, span) for number, told in enumerate(statements) for span in told.content
    )
    for candidate in candidates:
        anchor = view.layer.words.span(*candidate.anchor)
        candidate.headline = headline is not None and anchor.start < headline.end
        for number, told in enumerate(statements):
            if told.cue.overlaps(anchor):
                candidate.cue_of = number
        candidate.told_in = next(
            (
                number
                for _, number, span in inside
                if span.start <= anchor.start < span.end and number != candidate.cue_of
            ),
            None,
        )


def _record(view: View, event: EventCandidate, layers: Layers) -> Event:
    def spans(phrases: list[Range]) -> tuple[Span, ...]:
        return tuple(unglued_span(view, phrase) for phrase in phrases)

    told = layers.statements[event.told_in] if event.told_in is not None else None
    return Event(
        type=EventType(event.type),
        anchor=view.layer.words.span(*event.anchor),
        mode=event.pattern.mode,
        actors=tuple(event.actors),
        recipients=tuple(event.recipients),
        actor_spans=spans(event.actor_phrases),
        recipient_spans=spans(event.recipient_phrases),
        date=event.date,
        date_span=layers.times[event.date_at].span if event.date_at is not None else None,
        place=unglued_span(view, event.place) if event.place is not None else None,
        status=event.status,
        claimed_by=told.speaker if told is not None else None,
        told_in=event.told_in,
        mentions=tuple(view.layer.words.span(*mention) for mention in event.mentions),
        rule=event.pattern.name,
        score=event.score,
    )
