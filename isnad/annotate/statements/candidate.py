"""A statement while it is being found: token ranges and spans that the last step turns into a record."""

from __future__ import annotations

from dataclasses import dataclass, field

from isnad.annotate.phrases.view import Range
from isnad.lexicon import Verb
from isnad.model import Channel, Kind, Span


@dataclass(slots=True)
class Candidate:
    """What is known of one statement so far.

    `cue`, `source`, `via`, `addressee` and `target` are token ranges, `content` spans of the source text.
    `moment` is the place of the time of utterance among the report's times, `posted` that of a post as its page has it.
    `gender` and `number` are the agreement of the cue (empty: not told).
    """

    cue: Range
    content: list[Span]
    rule: str
    segment: Range
    verb: Verb | None = None
    form: str = ""
    source: Range | None = None
    via: Range | None = None
    addressee: Range | None = None
    target: Range | None = None
    moment: int | None = None
    posted: str | None = None
    gender: str = ""
    number: str = ""
    kind: Kind = Kind.INDIRECT
    channel: Channel = Channel.UNSPECIFIED
    channel_at: Range | None = None
    headline: bool = False
    possessive: str = ""
    speaker: str = ""
    resolved_by: str = ""
    antecedent: Range | None = None
    alternatives: list[str] = field(default_factory=list)
    chain: int = 0
    nested_in: Candidate | None = None

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Where the content ends."""
        return self.content[-1].end
