"""A person's verdict on what the machine wrote: it changes what is read, never what was written."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec

from isnad.model.span import Span


class Ruling(StrEnum):
    """What a person decided.

    `accept`: it is right as it stands. `reject`: it is not so. `correct`: one field has another value. `merge`: two
    are one. `split`: they are not one, or some belong to another. `add`: the machine missed it.
    """

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"
    ADD = "add"


class JudgedLayer(StrEnum):
    """What can be judged: three layers of a report, and two kinds of thing over reports."""

    STATEMENTS = "statements"
    EVENTS = "events"
    MENTIONS = "mentions"
    ACTORS = "actors"
    STORIES = "stories"


class Judged(msgspec.Struct, frozen=True):
    """What people made of a row (`accepted`, `rejected`, `corrected`, `added`), and who judged it last."""

    verdict: str
    by: str


class Quoted(msgspec.Struct, frozen=True, order=True):
    """A span with the characters that stood there when somebody looked."""

    span: Span
    quote: str


class Subject(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a judgement is about, by words of a report and never by a row of a record, so that it is found again.

    `report` is the report's id, `hash` that of the version that was judged. `at` is the cue of a statement, the anchor
    of an event, the words of a mention, or of an actor words that name it; `content` that of a statement. `type` is the
    type of an event, a mention or an actor. `sentence` is the one in which it stands. `key` is the key of an actor or
    the id of a story, `name` what a person reads for it; where several rows stand at the same words, that of who speaks
    in this one, or is meant. `reports` are the ids of a story's reports. `other` is the second
    of two that are one, or are not.
    """

    report: str | None = None
    hash: str | None = None
    at: Quoted | None = None
    content: tuple[Quoted, ...] = ()
    type: str | None = None
    sentence: Quoted | None = None
    key: str | None = None
    name: str | None = None
    reports: tuple[str, ...] = ()
    other: Subject | None = None


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """One verdict of one person.

    `id` is its number in the record. `field` is what was corrected, `value` the new value as JSON has it, each span in
    it with its quote; the missed statement of `add`, what a `split` takes away. `author` gave it, `made` is when, ISO
    8601 in UTC. `score` is what the machine gave then, `was` what it had written, each span with its quote.
    `undone` is when it was taken back, by `undone_by`; both None while it stands.
    """

    id: int
    verdict: Ruling
    layer: JudgedLayer
    subject: Subject
    field: str | None = None
    value: Any = None
    author: str
    made: str
    note: str | None = None
    score: float | None = None
    was: Any = None
    undone: str | None = None
    undone_by: str | None = None

    @property
    def order(self) -> tuple[str, int]:
        """By which the last one is told."""
        return self.made, self.id
