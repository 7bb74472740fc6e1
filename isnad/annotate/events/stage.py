"""The event stage: what happened, who did it to whom, when and where, and according to whom, in one report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from isnad.annotate.entities.actors import Actors
from isnad.annotate.events.candidate import EventCandidate
from isnad.annotate.events.choosing import choose
from isnad.annotate.events.claims import claimant, claimed_by, tell
from isnad.annotate.events.contexts import contexts_of
from isnad.annotate.events.likelihood import keep_likely
from isnad.annotate.events.meetings import Meeting, meetings_of
from isnad.annotate.events.merging import merge
from isnad.annotate.events.participants import Participants
from isnad.annotate.events.pool import Pool
from isnad.annotate.events.quantities import quantities_of
from isnad.annotate.events.roles import fill_roles
from isnad.annotate.events.rows import RowMaker
from isnad.annotate.events.settings import Settings
from isnad.annotate.events.status import status_of
from isnad.annotate.events.triggers import find_triggers
from isnad.annotate.mentions.language import OTHERS
from isnad.annotate.phrases.reference import unglued_span
from isnad.annotate.phrases.view import Range, View
from isnad.model import Event, EventType, Layers, Quantity, Rejection, Report, Span
from isnad.text import TextLayer


class Drafts:
    """The events of a report as the rules find them, before it is weighed who takes part.

    `candidates` are all words that name an event, `events` what they name, one each, in text order; `rejected` the
    words that look like events and are none.
    """

    def __init__(self, report: Report, text: TextLayer, layers: Layers) -> None:
        self.layers = layers
        self.view = view = View.of(report, text, layers.mentions)
        self.candidates, self.rejected = find_triggers(view)
        tell(view, self.candidates, layers.statements)
        self.participants = Participants(view, Actors(view, layers.entities), layers.statements)
        settings = Settings(view, layers.times, layers.statements, self.candidates)
        last: EventCandidate | None = None
        for candidate in self.candidates:
            fill_roles(view, candidate)
            self.participants.fill(candidate, last)
            candidate.claimed_by = claimed_by(candidate, layers.statements)
            candidate.status = status_of(view, candidate, layers.statements)
            settings.fill(candidate)
            last = candidate
        self.events = merge(self.candidates)

    def leave_out_unlikely(self) -> None:
        """Keeps the events that are likely ones, and puts the others among the rejected."""
        kept = keep_likely(self.view, self.layers.statements, self.events)
        if len(kept) < len(self.events):
            ids = {id(event) for event in kept}
            left = (event.anchor for event in self.events if id(event) not in ids)
            span = self.view.layer.words.span
            self.rejected += [Rejection(span=span(*anchor), reason="unlikely") for anchor in left]
            self.rejected.sort(key=lambda rejection: rejection.span)
            self.events = kept

    def maker(self) -> RowMaker:
        """What is known of those who could take part."""
        pool = Pool(self.view, self.participants, self.layers.times)
        return RowMaker(self.view, pool, self.participants, self.layers.statements, self.events)


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
        drafts = Drafts(report, text, layers)
        drafts.leave_out_unlikely()
        view, events = drafts.view, drafts.events
        meetings = meetings_of(view, events, drafts.candidates, layers.statements)
        choose(drafts.maker(), events)
        counts, contexts = quantities_of(view, events), contexts_of(view, events)
        told = zip(events, counts, contexts, meetings, strict=True)
        records = tuple(_record(view, layers, *parts) for parts in told)
        return {"events": records, "event_rejections": tuple(drafts.rejected)}


def _record(
    view: View,
    layers: Layers,
    event: EventCandidate,
    quantities: tuple[Quantity, ...],
    contexts: tuple[str, ...],
    meeting: Meeting,
) -> Event:
    def spans(phrases: list[Range]) -> tuple[Span, ...]:
        return tuple(unglued_span(view, phrase) for phrase in phrases)

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
        claimed_by=event.claimed_by,
        told_in=claimant(event, layers.statements),
        contexts=contexts,
        quantities=quantities,
        mentions=tuple(view.layer.words.span(*mention) for mention in event.mentions),
        host=meeting.host,
        guest=meeting.guest,
        about=meeting.about,
        said_there=meeting.said_there,
        rule=event.pattern.name,
        score=event.score,
    )
