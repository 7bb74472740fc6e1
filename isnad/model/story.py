"""What holds over several reports: copies of one text, and the stories that reports tell together."""

from __future__ import annotations

from enum import StrEnum
from hashlib import blake2b

import msgspec

from isnad.model.span import Span


class ChangeKind(StrEnum):
    """What the later of two copies did with a sentence."""

    ADDED = "added"
    CUT = "cut"
    REWORDED = "reworded"


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence that two copies do not share. `earlier` and `later` are its spans in the texts of the two reports,
    None where the one does not have it; the quotes are the characters there."""

    kind: ChangeKind
    earlier: Span | None = None
    later: Span | None = None
    earlier_quote: str | None = None
    later_quote: str | None = None


class Credit(msgspec.Struct, frozen=True, kw_only=True):
    """An agency that a report names as its source: its name, and the span and quote that say so."""

    report: str
    agency: str
    span: Span
    quote: str


class CopyPair(msgspec.Struct, frozen=True, kw_only=True):
    """Two reports whose bodies are nearly one text. `earlier` and `later` are ids.

    `ordered` says whether the times of publication tell who had it first; where they do not, the two stand in the order
    of their ids. `similarity` (0 to 1) is the share of the shorter body that stands in the other, word for word and in
    the same order. `agency` is the one agency that either report names as its source, None where none or several are
    named; `credits` are the places that name one. `changes` stand in the order of the texts.
    """

    earlier: str
    later: str
    ordered: bool
    similarity: float
    agency: str | None = None
    credits: tuple[Credit, ...] = ()
    changes: tuple[Change, ...] = ()


class SummarySentence(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of a summary: the report that it stands in, where, and its characters."""

    report: str
    span: Span
    quote: str


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """The reports on one happening and what follows at once from it.

    `id` is made of the report that came first when the story was found, and stays while it grows. `reports` are ids in
    order of publication, `copies` groups of two and more of them that carry one text, `independent` how many wordings
    there are when each group counts once; `pairs` say what was changed between copies. `label` is the headline of the
    report that says most of what the others say, `label_report` that report's id; None where no report has a headline.
    `outlets` have a report in it. `first` and `last` are the days of publication at both ends, None where not told.
    `summary` are real sentences, in the order in which they would be read.
    """

    id: str
    reports: tuple[str, ...]
    copies: tuple[tuple[str, ...], ...] = ()
    independent: int = 1
    label: str | None = None
    label_report: str | None = None
    outlets: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    summary: tuple[SummarySentence, ...] = ()
    pairs: tuple[CopyPair, ...] = ()


def story_id(first: str) -> str:
    """The id of a story, from that of the report that came first in it."""
    return blake2b(first.encode(), digest_size=8).hexdigest()
