"""Words around a name that say what an outlet takes an actor for, and words of bodies that name none alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from isnad.lexicon.load import folded, word_lists
from isnad.text import fold


class Designations(NamedTuple):
    """The lists of `data/lexicon/designations.yaml`, normalised.

    `forces` stand before the name of those whom they belong to (`قوات`, `ميليشيا`), `judging` beside a name;
    `common` are words of bodies that name none without a country, `kinds` those before a name that stands alone as
    well, `one_kind` the ones among them that are said of the same bodies; `many` are those of which one country has
    many, `many_each` whatever stands behind them; `led_by` stand between a body and its leader, `leaders` are titles of
    one, `held_alone` titles of which a person holds one at a time; `one_word` gives the one spelling of a word that
    has two.
    """

    forces: frozenset[str]
    judging: frozenset[str]
    common: frozenset[str]
    kinds: frozenset[str]
    one_kind: frozenset[str]
    many: frozenset[str]
    many_each: frozenset[str]
    led_by: frozenset[str]
    leaders: frozenset[str]
    held_alone: frozenset[str]
    one_word: Mapping[str, str]


@cache
def designations() -> Designations:
    """The package's lists."""
    lists = word_lists("designations")
    pairs = (fold(pair).split() for pair in lists["one_word"])
    sets = {name: folded(lists[name]) for name in Designations._fields if name != "one_word"}
    return Designations(one_word={second: first for first, second in pairs}, **sets)
