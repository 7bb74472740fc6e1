"""The words of meetings: who receives whom, and what is talked of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from isnad.errors import LexiconError
from isnad.lexicon.load import folded, word_lists
from isnad.text import fold

_LISTS = frozenset({"hosting", "visiting", "about", "talking", "both", "during", "ends"})


class MeetingWords(NamedTuple):
    """`about` and `talking` by first word, the words that follow; the rest as sets of normalised words."""

    hosting: frozenset[str]
    visiting: frozenset[str]
    about: Mapping[str, tuple[tuple[str, ...], ...]]
    talking: Mapping[str, tuple[tuple[str, ...], ...]]
    both: frozenset[str]
    during: frozenset[str]
    ends: frozenset[str]


@cache
def meeting_words() -> MeetingWords:
    """The lists of `data/lexicon/meetings.yaml`.

    Raises:
        LexiconError: if a list is missing or of an unknown use.
    """
    lists = word_lists("meetings")
    if unknown := set(lists) - _LISTS:
        raise LexiconError(f"word list meetings.yaml: there is no use {', '.join(sorted(unknown))}")
    return MeetingWords(
        hosting=folded(lists["hosting"]),
        visiting=folded(lists["visiting"]),
        about=_by_first(lists["about"]),
        talking=_by_first(lists["talking"]),
        both=folded(lists["both"]),
        during=folded(lists["during"]),
        ends=folded(lists["ends"]),
    )


def _by_first(phrases: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        first, *rest = fold(phrase).split()
        found.setdefault(first, []).append(tuple(rest))
    return {first: tuple(sorted(rests, key=len, reverse=True)) for first, rests in found.items()}
