"""Whether two names may stand for the same speaker or actor of one report, spelling variants aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from isnad.evaluate.pairing import pairing

JOINT = "؛"
ARTICLE = "ال"
WORD = re.compile(r"\w+")
LETTERS = str.maketrans("أإآٱىةؤئ", "اااايهوي")
UNWRITTEN = re.compile(
    "[\N{ARABIC FATHATAN}-\N{ARABIC SUKUN}\N{ARABIC LETTER SUPERSCRIPT ALEF}\N{ARABIC TATWEEL}]",
)


def same_speaker(one: str | None, other: str | None) -> bool:
    """Whether the names agree.

    They do where their words are the same without letter variants, marks and the article, however they are joined; or
    where all words of the shorter stand in the longer and these are two words or more, or the last word of both.
    Of joint speakers (`… ؛ …`) each must have one among the others, and there must be as many.

    >>> same_speaker("باشاغا", "فتحي باشاغا")
    True
    >>> same_speaker("فتحي", "فتحي باشاغا")
    False
    """
    if not one or not other:
        return False
    if JOINT in one or JOINT in other:
        ours, theirs = one.split(JOINT), other.split(JOINT)
        return len(ours) == len(theirs) and all(any(same_speaker(a, b) for b in theirs) for a in ours)
    return _agree(name_words(one), name_words(other))


def names_in_common(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """How many names of two lists agree, each with one of the other at most.

    >>> names_in_common(["فتحي باشاغا", "غسان سلامة"], ["سلامة", "السلامة"])
    1
    """
    return len(pairing(len(ours), len(theirs), lambda i, j: float(same_speaker(ours[i], theirs[j]))))


def _agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not one or not other:
        return False
    if "".join(one) == "".join(other):
        return True
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    contained = all(short.count(word) <= long.count(word) for word in short)
    return contained and (len(short) > 1 or short[-1] == long[-1])


@lru_cache(maxsize=4096)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared."""
    plain = UNWRITTEN.sub("", unicodedata.normalize("NFKC", name)).translate(LETTERS).lower()
    return tuple(_bare(word) for word in WORD.findall(plain))


def _bare(word: str) -> str:
    return word.removeprefix(ARTICLE) if len(word) > 4 else word
