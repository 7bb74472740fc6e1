"""A statement or an event across the reports of a story, with who tells it and how, and where they differ."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from isnad.model.span import Span


class HappeningKind(StrEnum):
    """Words that somebody said, or what somebody did."""

    STATEMENT = "statement"
    EVENT = "event"


class Verdict(StrEnum):
    """How the tellings of one happening stand to one another in one field.

    `agreed`: two or more tell it, and all values can be true at once. `disagreed`: two values cannot, beyond doubt.
    `varied`: values differ, and whether both can be true is open: another person may be another name, another place a
    part of it, a number that of some of the people. `only`: one telling has it.
    """

    AGREED = "agreed"
    DISAGREED = "disagreed"
    VARIED = "varied"
    ONLY = "only"


def actor_number(who: str) -> int | None:
    """The number of the actor whose key in `Happening.who` this is, None where it is the key of a name.

    >>> actor_number("a12"), actor_number("الهلالي")
    (12, None)
    """
    return int(who[1:]) if who[:1] == "a" and who[1:].isdecimal() and who.isascii() else None


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """One report's telling of a happening. Spans count code points of that report's text.

    `report` is the report's id, `at` the place in its list of statements or events. `span` is the content of a
    statement or the anchor of an event, `quote` its words; `sentence` the sentence in which an anchor
    stands (of a statement its content), `sentence_quote` its words. `published` is ISO 8601 (UTC where a time is told).
    `speaker` is who said it or who did it is claimed by, under the report's fullest name, None where the report tells
    an event in its own voice. `cue`, `cue_span`, `lemma`, `stance`, `polarity` and `form` (`direct`, `indirect`,
    `mixed`) tell how a statement was introduced; they are None for events. `status` is that of an event. `copy` numbers
    the group of copies that the report belongs to, from 0 within the happening: tellings of one group are one telling.
    """

    report: str
    at: int
    span: Span
    quote: str
    sentence: Span
    sentence_quote: str
    outlet: str | None = None
    published: str | None = None
    speaker: str | None = None
    cue: str | None = None
    cue_span: Span | None = None
    lemma: str | None = None
    stance: str | None = None
    polarity: str | None = None
    form: str | None = None
    status: str | None = None
    copy: int = 0


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a field and the tellings (places in the happening's list) that give it.

    `value` is what stands in the record (`20`, `2018-05-29`, a name); for numbers `bound` is `least`, `most`, `about`
    or empty. `spans` are the words that say so, one for each telling, None where the archive keeps none.
    """

    value: str
    tellings: tuple[int, ...]
    bound: str = ""
    spans: tuple[Span | None, ...] = ()


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """A field of a happening with its values side by side, never averaged; the one told most stands first.

    `name` is `killed`, `wounded` and the other kinds of quantities, `date`, `place`, `actors`, `recipients`, `type`,
    `mode`, `status`; of statements `speaker`, `date`, `channel`, `addressee`, `target`, `polarity`. `course` is
    `rising` or `falling` where numbers disagree and each report published later tells more, or less: a count that went
    on.
    """

    name: str
    verdict: Verdict
    values: tuple[Value, ...]
    course: str | None = None


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """What one telling of an utterance made of the fullest telling, as spans of words.

    `telling` is its place, `kept` the runs of words that it shares with the fullest one, `added` its own words between
    them (spans of its own report); `cut` the words of the fullest telling that it left out (spans of that report).
    `quoted` is what it puts in quotation marks, of its own report. `share` (0 to 1) is how much of the fullest telling,
    by the weight of its words, it kept.
    """

    telling: int
    kept: tuple[Span, ...]
    added: tuple[Span, ...]
    cut: tuple[Span, ...]
    quoted: tuple[Span, ...]
    share: float


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """A statement or an event across the reports of one story.

    `id` is made of its first telling and holds as long as that is read. `tellings` stand in order of publication,
    those without a date last. `independent` counts tellings that are no copies of one another. `type` is the PLOVER
    type told most, or the act of a statement (`say`, `deny`). `fullest` is the telling with the most of the words.
    `who` are the people and bodies that take part, by actor number or, where none is resolved, by the key of their
    name; `names` are their names in the same order. `by_office` are those of `who` that a
    telling knows by an office alone, whose holder other reports name. `denies` and `denied_by` are ids of happenings of
    the same story.
    """

    id: str
    story: int
    kind: HappeningKind
    type: str
    tellings: tuple[Telling, ...]
    independent: int
    fullest: int = 0
    fields: tuple[Field, ...] = ()
    wordings: tuple[Wording, ...] = ()
    who: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    by_office: tuple[str, ...] = ()
    denies: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()

    def field(self, name: str) -> Field | None:
        """The field of this name, None where no telling has it."""
        return next((field for field in self.fields if field.name == name), None)

    @property
    def disagreed(self) -> tuple[Field, ...]:
        """The fields on which tellings cannot all be right."""
        return self._of(Verdict.DISAGREED)

    @property
    def varied(self) -> tuple[Field, ...]:
        """The fields on which tellings differ, of which it is open whether all can be right."""
        return self._of(Verdict.VARIED)

    def _of(self, verdict: Verdict) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.verdict is verdict)
