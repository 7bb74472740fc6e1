"""An event: something that an actor did, does, will do or is said to have done, of a PLOVER type."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from isnad.model.span import Span


class EventType(StrEnum):
    """The sixteen event types of PLOVER 2.0, from verbal cooperation to material conflict."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Status(StrEnum):
    """Whether the event happened, as the report tells it."""

    ACTUAL = "actual"
    PLANNED = "planned"
    CALLED_FOR = "called_for"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """A number that belongs to an event.

    `of` is `killed`, `wounded`, `arrested`, `abducted`, `displaced`, `protesters`, `troops` or `money`; `value` the
    number, for money in units of `currency` (ISO 4217, None where not told), itself None where the report counts
    without one (`عشرات القتلى`); `bound` is `least` (`أكثر من`), `most`
    (`ما يصل إلى`), `about` (`نحو`) or empty; `span` its words.
    """

    span: Span
    of: str
    value: float | None
    bound: str = ""
    currency: str | None = None


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One event of a report. Spans count code points of `Report.text`.

    `anchor` are the words that name it at its first full mention, `mentions` the other places that name the same
    event. `actors` did it and `recipients` had it done to them, under the fullest names that the report gives; an empty
    list where the report does not say. Of symmetric events (CONSULT, AGREE, COOPERATE) all are actors.
    `actor_spans` and `recipient_spans` are the words that say so, where there are any. `mode` and `contexts` are
    PLOVER's. `date` is ISO 8601 at the precision that the report gives, `date_span` its words; `place` the most
    specific place. `claimed_by` is the speaker of the statement that tells it, `told_in` that statement's place in
    the report's list; both None where the report tells it in its own voice. What the report tells that somebody
    demands, threatens or alleges is claimed by him, in no statement. `host` and `guest` are told for meetings, `about`
    is their subject, `said_there` are the statements made at them. `rule` names the pattern, `score` is
    the chance (0 to 1) that it is an event of the report and no mere mention of one.
    """

    type: EventType
    anchor: Span
    mode: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    actor_spans: tuple[Span, ...] = ()
    recipient_spans: tuple[Span, ...] = ()
    date: str | None = None
    date_span: Span | None = None
    place: Span | None = None
    status: Status = Status.ACTUAL
    claimed_by: str | None = None
    told_in: int | None = None
    contexts: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    mentions: tuple[Span, ...] = ()
    host: str | None = None
    guest: str | None = None
    about: Span | None = None
    said_there: tuple[int, ...] = ()
    rule: str = ""
    score: float = 1.0

    def spans(self) -> Iterator[Span]:
        """Every span of it, in no particular order."""
        yield self.anchor
        yield from (*self.mentions, *self.actor_spans, *self.recipient_spans)
        yield from (quantity.span for quantity in self.quantities)
        yield from (span for span in (self.place, self.date_span, self.about) if span is not None)
