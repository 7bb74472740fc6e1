"""Whether two numbers of one kind count the same, so that they cannot both be true where they differ.

A number of those among others (`بينهم 7 صحفيين`) counts a part; `7 صحفيين` may be of `25 شخصا`; a number since a
beginning (`منذ 30 مارس`) counts more than one day. Of these nothing is said.

Known misses: a number of one of two places of an attack; a part that is told in a sentence of its own (`وكان ثلاثة
أطفال في المنزل`).
"""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from isnad.lexicon.load import folded, word_lists
from isnad.model import Span
from isnad.text import fold

TOLLS: Final = frozenset({"killed", "wounded"})
PEOPLE: Final = TOLLS | {"arrested", "abducted"}
"""Kinds of which two numbers can be compared; money has currencies and years, and crowds are guessed."""
_BEFORE: Final = 16  # characters before a number in which it is told to be a part
_HEAD: Final = 4  # letters by which `فلسطينيان` and `فلسطينيا` are one noun
_BEHIND: Final = 45  # characters behind a number in which it is told who is among them
_BESIDE: Final = 90  # characters on either side in which its beginning is told


class Counted(NamedTuple):
    """What a number counts: the beginnings of its words, whether anybody, a part of others, or since a beginning.

    `with_attackers` tells whether those who attacked are among them, `least` whether more may be, in words that stand
    farther off than a bound does, and `weekdays` are those that its line names.
    """

    heads: frozenset[str]
    anybody: bool
    part: bool
    since: bool
    with_attackers: bool
    least: bool
    weekdays: frozenset[str]


def counted(text: str, span: Span) -> Counted:
    """What the number at a place of a text counts."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    end = end if end >= 0 else len(text)
    before = text[max(start, span.start - _BESIDE) : span.start]
    behind = text[span.end : min(end, span.end + _BESIDE)]
    words = fold(span.quote(text)).split()
    return Counted(
        heads=frozenset(word[:_HEAD] for word in words if len(word) >= _HEAD),
        anybody=not _words("anybody").isdisjoint(words),
        part=_has(before[-_BEFORE:], "parts_of_others"),
        since=_has(before, "counted_since") or _has(behind, "counted_since"),
        with_attackers=_has(behind[:_BEHIND], "attackers"),
        least=_has(behind[:_BEHIND], "at_least"),
        weekdays=_words("weekdays") & {word.strip("،.,:") for word in fold(text[start:end]).split()},
    )


def count_the_same(one: tuple[float, Counted], other: tuple[float, Counted]) -> bool:
    """Whether both numbers are of one whole; each with what it counts."""
    (_, few), (_, many) = sorted((one, other), key=lambda told: told[0])
    if few.part or many.part or few.least:
        return False
    if few.since != many.since or few.with_attackers != many.with_attackers:
        return False
    if few.weekdays and many.weekdays and not few.weekdays & many.weekdays:
        return False
    if few.anybody:
        return True
    return bool(few.heads & many.heads)


def _has(words: str, use: str) -> bool:
    return not _words(use).isdisjoint(fold(words).split())


@cache
def _words(use: str) -> frozenset[str]:
    return frozenset(folded(word_lists("happenings")[use]))
