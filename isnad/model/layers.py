"""What annotation adds to a report."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from isnad.model.entity import Entity
from isnad.model.event import Event
from isnad.model.mention import Mention
from isnad.model.span import Span
from isnad.model.statement import Rejection, Statement
from isnad.model.time import Time


class Layers(msgspec.Struct, frozen=True, kw_only=True):
    """The layers of one report; a layer that no stage gave is empty.

    `language` is `ar`, `mixed` (Arabic and Latin script about evenly), `fa`, `ur`, `ckb`, `latin`, or None where it
    cannot be told; nothing is looked for in another language than Arabic. `names` are what the tagger found; `mentions`
    are these and the titles, short forms and pronouns that stand for them, each with its entity. `times` are time
    expressions in text order. `rejections` are the non-statements that were looked at, each with its reason,
    `event_rejections` the words that name an event elsewhere and none here.
    """

    language: str | None = None
    names: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    event_rejections: tuple[Rejection, ...] = ()

    def spans(self) -> Iterator[Span]:
        """Every span of every layer, in no particular order."""
        for mention in (*self.names, *self.mentions):
            yield mention.span
        for time in self.times:
            yield time.span
        for entity in self.entities:
            for role in entity.roles:
                yield role.span
        for statement in self.statements:
            yield statement.cue
            yield from statement.content
            for span in (
                statement.source,
                statement.channel_span,
                statement.via,
                statement.addressee,
                statement.target,
                statement.time_span,
                statement.antecedent,
            ):
                if span is not None:
                    yield span
        for event in self.events:
            yield from event.spans()
        for rejection in (*self.rejections, *self.event_rejections):
            yield rejection.span
