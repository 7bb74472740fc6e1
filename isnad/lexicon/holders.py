"""Titles of offices that one person holds at a time, and words by which a description does not mean today's holder."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from isnad.lexicon.load import folded, word_lists
from isnad.text import fold


class HolderWords(NamedTuple):
    """The lists of `data/lexicon/holders.yaml`, normalised; the pairs give the first word for the second."""

    titles: frozenset[str]
    field_needed: frozenset[str]
    article_needed: frozenset[str]
    no_field: frozenset[str]
    office_itself: frozenset[str]
    not_now: frozenset[str]
    back_then: frozenset[str]
    passing: frozenset[str]
    part_of_country: frozenset[str]
    when_it_was: frozenset[str]
    one_title: Mapping[str, str]
    one_field: Mapping[str, str]


@cache
def holder_words() -> HolderWords:
    """The package's lists."""
    lists = word_lists("holders")
    pairs = {name: [fold(pair).split() for pair in lists[name]] for name in ("one_title", "one_field")}
    sets = {name: folded(lists[name]) for name in HolderWords._fields if name not in pairs}
    return HolderWords(
        **sets,
        one_title={second: first for first, second in pairs["one_title"]},
        one_field={second.replace("_", " "): first for first, second in pairs["one_field"]},
    )
