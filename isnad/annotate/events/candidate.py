"""An event while it is being found: token ranges and names that the last step turns into a record."""

from __future__ import annotations

from dataclasses import dataclass, field

from isnad.annotate.phrases.view import Range
from isnad.lexicon.events import EventPattern, EventReading
from isnad.model import Status


@dataclass(slots=True)
class EventCandidate:
    """What is known of one event so far.

    `anchor` are the tokens that name it, `at` the one whose reading it is, `segment` the sentence, `noun_at` the noun
    that a verb needs (`شن … هجوما`), or -1. `actor_phrases` and `recipient_phrases` are the tokens of those who take
    part; `actors` and `recipients` their names. `told_in` is the place of the statement that tells it, `cue_of` that of
    the statement whose cue it is, `performed_in` that of the one that does it (`أعرب عن رفضه`),
    `hangs_on` the demand, threat or charge that it is of.
    """

    pattern: EventPattern
    reading: EventReading
    at: int
    anchor: Range
    segment: Range
    noun_at: int = -1
    passive: bool = False
    actor_phrases: list[Range] = field(default_factory=list)
    recipient_phrases: list[Range] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    status: Status = Status.ACTUAL
    told_in: int | None = None
    cue_of: int | None = None
    performed_in: int | None = None
    hangs_on: EventCandidate | None = None
    claimed_by: str | None = None
    date: str | None = None
    date_at: int | None = None
    place: Range | None = None
    headline: bool = False
    mentions: list[Range] = field(default_factory=list)
    score: float = 1.0

    @property
    def type(self) -> str:
        """The PLOVER type."""
        return self.pattern.type
