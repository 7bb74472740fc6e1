"""A statement: content that a report attributes to a source (the terms of PARC 3 and PolNeAR)."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from isnad.model.span import Span


class Kind(StrEnum):
    """How the content is told."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Channel(StrEnum):
    """Through what the speaker said it; `unspecified` where the report does not tell."""

    TWEET = "tweet"
    SOCIAL = "social"
    INTERVIEW = "interview"
    PRESS_CONFERENCE = "press_conference"
    STATEMENT = "statement"
    SPEECH = "speech"
    PHONE = "phone"
    LETTER = "letter"
    REPORT = "report"
    MEDIA = "media"
    MEETING = "meeting"
    UNSPECIFIED = "unspecified"


UNRESOLVED = "unknown"
"""`Statement.resolved_by` where the speaker is not known."""


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """Who said what, with the characters that say so. Spans count code points of `Report.text`.

    `source` is the speaker's mention that belongs to this cue, None where the subject is implicit. `speaker` is the
    fullest name that the report gives, or a description. `via` is the relaying outlet, agency or page.
    `target` is whom an accusation, blame, praise or threat is directed at, which need not be the addressee.
    `time` is when it was said, a TIMEX3 value or the date of a post, `time_span` its words in the text; None where not
    told.
    `channel_span` is the evidence for `channel`, None where nothing in the text tells it.
    `nested_in` and `duplicate_of` are positions in the report's list of statements; `chain` numbers the series of
    statements of one speaker. `resolved_by` names how the speaker was found, `antecedent` the mention that an implicit
    or short source was resolved to, `alternatives` the other speakers that fit. `rule` names the pattern that found
    the statement and `score` (0 to 1) how far it can be trusted.
    """

    cue: Span
    source: Span | None
    speaker: str
    content: tuple[Span, ...]
    kind: Kind
    channel: Channel = Channel.UNSPECIFIED
    channel_span: Span | None = None
    via: Span | None = None
    addressee: Span | None = None
    target: Span | None = None
    time: str | None = None
    time_span: Span | None = None
    lemma: str = ""
    stance: str = "neutral"
    act: str = "say"
    polarity: str = "positive"
    chain: int = 0
    nested_in: int | None = None
    duplicate_of: int | None = None
    resolved_by: str = "named"
    antecedent: Span | None = None
    alternatives: tuple[str, ...] = ()
    rule: str = ""
    score: float = 1.0


class Rejection(msgspec.Struct, frozen=True, kw_only=True):
    """What looked like a statement and is none: the place and the reason, a slug such as `background`."""

    span: Span
    reason: str
