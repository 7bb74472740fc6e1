"""Whether two numbers of one kind count the same, so that they cannot both be true where they differ.

A number of those among others (`بينهم 7 صحفيين`) counts a part; `7 صحفيين` may be of `25 شخصا`; a number since a
beginning (`منذ 30 مارس`) counts more than one day; `قتيلان أحدهما المهاجم` is one victim. Of these nothing is said.

Known misses: a number of one of two places of an attack; a part that is told in a sentence of its own (`وكان ثلاثة
أطفال في المنزل`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import inf
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
_NEXT: Final = 6  # characters behind a number in which the next word stands
_NEAR: Final = 3  # words behind one that tells a part, in which the part is told
_MARKS: Final = "،.,:؛()«»\"'"
_BESIDE: Final = 90  # characters on either side in which its beginning is told


class Counted(NamedTuple):
    """What a number counts: the beginnings of its words, whether anybody, a part of others, or since a beginning.

    `total` tells whether it is called the whole, which may be of one day or of all. `of` is the word behind `من`, by
    which a group is told. `attackers` are how many of those who attacked are counted in, infinite where some are and
    their number is not told. `least` tells whether more may be, in words that stand farther off than a bound does.
    `parts` are the numbers that its line tells as parts of others, `told` all its numbers with the beginning of the
    word behind each, and `weekdays` those that it names.
    """

    heads: frozenset[str]
    anybody: bool
    part: bool
    since: bool
    total: bool
    of: str
    attackers: float
    least: bool
    parts: frozenset[float]
    told: frozenset[tuple[float, str]]
    weekdays: frozenset[str]


def counted(text: str, span: Span) -> Counted:
    """What the number at a place of a text counts."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    end = end if end >= 0 else len(text)
    before = text[max(start, span.start - _BESIDE) : span.start]
    behind = text[span.end : min(end, span.end + _BESIDE)]
    words = fold(span.quote(text)).split()
    line = [word.strip(_MARKS) for word in fold(text[start:end]).split()]
    return Counted(
        heads=frozenset(word[:_HEAD] for word in words if len(word) >= _HEAD),
        anybody=not _words("anybody").isdisjoint(words),
        part=_has(before[-_BEFORE:], "parts_of_others") or _has(behind[:_NEXT], "parts_behind"),
        since=_has(before, "counted_since") or _has(behind, "counted_since"),
        total=_has(before, "totals"),
        of=_group(fold(behind).split()),
        attackers=_attackers(fold(behind[:_BEHIND]).split()),
        least=_has(behind[:_BEHIND], "at_least"),
        parts=frozenset(_parts(line)),
        told=frozenset((float(a), b[:_HEAD]) for a, b in pairwise(line) if a.isdecimal()),
        weekdays=_words("weekdays").intersection(line),
    )


def _group(behind: Sequence[str]) -> str:
    """The word behind `من` next to a number, empty where none is or it tells no group (`من جراء`)."""
    if len(behind) < 2 or behind[0] != "من" or behind[1] in _words("no_groups"):
        return ""
    return behind[1].strip(_MARKS)


def _attackers(behind: Sequence[str]) -> float:
    """How many attackers are told behind a number to be among those counted: behind a word that tells a part."""
    among = next((at for at, word in enumerate(behind) if word in _words("parts_of_others")), None)
    if among is None:
        return 0
    near = {word.strip(_MARKS) for word in behind[among + 1 : among + 1 + _NEAR]}
    if _words("attackers").isdisjoint(near):
        return 0
    return 1 if _words("attackers") & near <= _words("one_attacker") else inf


def _parts(line: Sequence[str]) -> Iterator[float]:
    for at, word in enumerate(line):
        if word in _words("parts_of_others"):
            yield from (float(number) for number in line[at + 1 : at + 1 + _NEAR] if number.isdecimal())


def count_the_same(one: tuple[float, Counted], other: tuple[float, Counted], *, one_day: bool = False) -> bool:
    """Whether both numbers are of one whole.

    Args:
        one: A number with what it counts.
        other: The other.
        one_day: Whether both are told for one day, so that a total is that of the day.
    """
    (less, few), (more, many) = sorted((one, other), key=lambda told: told[0])
    if few.part or many.part or few.least or less in many.parts:
        return False
    if any((less, head) in many.told for head in few.heads):
        return False  # the report of the greater tells both
    if few.since != many.since or (few.total != many.total and not one_day):
        return False
    if not few.attackers and more - many.attackers <= less:
        return False
    if few.weekdays and many.weekdays and not few.weekdays & many.weekdays:
        return False
    if few.of and few.of != many.of:
        return False
    if few.anybody:
        return True
    return bool(few.heads & many.heads)


def _has(words: str, use: str) -> bool:
    return not _words(use).isdisjoint(word.strip(_MARKS) for word in fold(words).split())


@cache
def _words(use: str) -> frozenset[str]:
    return frozenset(folded(word_lists("happenings")[use]))
