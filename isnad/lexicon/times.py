"""The words of time expressions, with all the forms in which letters are glued to them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from isnad.errors import LexiconError
from isnad.lexicon.load import word_lists
from isnad.text import fold

Value = str | int
_GLUED = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")
_LISTS = """
    shy_months shyest_months name_heads weekday_heads weekday_tails outlet_heads day_tails offices_before year_heads
    year_prepositions not_of_years half_past_heads past_verb_marks future not_future no_verbs pasts clause_openers
    commas age filled_by coming supposed other_clauses
"""
_WITHOUT_VALUE = """
    midnight half and_half few few_behind this that same year_kind quarter half_of stretch to now every clock zone_of
    hijri_mark gregorian_mark before_christ also last_ordinal
"""
_UNITS, _PARTS, _SEASONS = "D W M Y H MIN S E C", "MO MI AF EV NI DT", "SP SU FA WI"
_WITH_WORDS = {
    **dict.fromkeys(("unit", "pair", "pair_of", "the_unit", "the_pair", "the_many"), _UNITS),
    **dict.fromkeys(("part", "at_part", "the_part"), _PARTS),
    **dict.fromkeys(("season", "the_season"), _SEASONS),
    "edge": "START MID END",
    "about": "APPROX MORE_THAN LESS_THAN",
    "turn": "past next this same then before before_last after_next",
    "relation": "before after since until",
    "point": "ago hence",
    "vague": "PAST_REF PRESENT_REF FUTURE_REF",
    "adverb": "P1D P1W P1M P1Y",
    "regular": "P1D P1W P1M P1Y",
    "zone": "Z local",
}
_WITH_NUMBERS = {
    "month": range(1, 13),
    "hijri": range(1, 13),
    "weekday": range(1, 8),
    "bare_weekday": range(1, 8),
    "day": range(-2, 3),
    "decade": range(1, 10),
    "past_hour": range(-20, 31),
    "number": range(1, 1001),
    "ordinal": range(1, 32),
}
_PLAIN = frozenset(_LISTS.split())
_VALUES: Mapping[str, frozenset[Value]] = {
    **{kind: frozenset({""}) for kind in _WITHOUT_VALUE.split()},
    **{kind: frozenset(told.split()) for kind, told in _WITH_WORDS.items()},
    **{kind: frozenset(told) for kind, told in _WITH_NUMBERS.items()},
}


class TimeWord(NamedTuple):
    """One reading of a word: what it stands for, the words that must follow, and the letters glued in front."""

    value: Value
    rest: tuple[str, ...]
    glued: str


Entry = Mapping[str, tuple[TimeWord, ...]]
"""The readings of a form by kind, the longest first."""


class TimeWords(NamedTuple):
    """`entries` by normalised form; `lists` are the word lists that belong to no kind, normalised."""

    entries: Mapping[str, Entry]
    lists: Mapping[str, frozenset[str]]


@cache
def time_words() -> TimeWords:
    """The lists of `data/lexicon/times.yaml`.

    Raises:
        LexiconError: if a list's name is no kind with one of its values, or a word stands for two values of a kind.
    """
    lists = word_lists("times")
    readings: dict[str, dict[str, list[TimeWord]]] = {}
    plain: dict[str, frozenset[str]] = {name: frozenset(map(fold, lists[name])) for name in _PLAIN}
    for name, words in lists.items():
        if name in _PLAIN:
            continue
        kind, value = _kind_and_value(name)
        for word in words:
            _add(readings, kind, value, fold(word).split())
    entries = {
        form: {kind: tuple(sorted(found, key=lambda word: -len(word.rest))) for kind, found in kinds.items()}
        for form, kinds in readings.items()
    }
    return TimeWords(entries, plain)


def _kind_and_value(name: str) -> tuple[str, Value]:
    kind, _, told = name.partition(" ")
    if kind not in _VALUES:
        raise LexiconError(f"word list times.yaml: {kind} is no kind of word")
    value: Value = int(told) if kind in _WITH_NUMBERS and told.lstrip("-").isdecimal() else told
    if value not in _VALUES[kind]:
        raise LexiconError(f"word list times.yaml: {told or 'nothing'} is no value of {kind}")
    return kind, value


def _add(readings: dict[str, dict[str, list[TimeWord]]], kind: str, value: Value, phrase: list[str]) -> None:
    first, rest = phrase[0], tuple(phrase[1:])
    for glued in _GLUED if first[0].isalpha() else ("",):
        form = glued + first
        if glued.endswith("ل") and first.startswith("ال"):
            form = glued + "ل" + first[2:]
        held = readings.setdefault(form, {}).setdefault(kind, [])
        other = next((word for word in held if word.rest == rest and word.glued == glued), None)
        if other is None:
            held.append(TimeWord(value, rest, glued))
        elif other.value != value:
            raise LexiconError(f"word list times.yaml, {kind} {value}: {' '.join(phrase)} is {other.value} too")
