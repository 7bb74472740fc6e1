"""What one report tells, ready to be compared with what others of its story tell."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from isnad.lexicon.load import folded, word_lists
from isnad.model import Span
from isnad.resolve.stretches import Stretch
from isnad.resolve.terms import term_of


class Number(NamedTuple):
    """A quantity of an event: what it counts, the value (None for a number that is not told), bound and place."""

    of: str
    value: float | None
    bound: str
    span: Span


class Told(NamedTuple):
    """One statement or event of a report. `node` orders by story, time of publication, report id and place in it.

    `terms` are hashed stems without function words, `bag` the same as a set, `weight` how much they tell. `when` are
    the days it is told for, `day` is the day of publication as a count of days. `speaker` is the key of who said it or
    claims it, `actors` and `recipients` are keys, `names` their names by key, and `named` the keys that stand for an
    entity of the report and no description, `by_office` those told by an office alone, whose holder other reports
    name. `row` holds the other columns of the archive.
    """

    node: int
    story: int
    report: int
    at: int
    span: Span
    type: str
    terms: tuple[int, ...]
    bag: frozenset[int]
    weight: float
    when: Stretch | None
    day: int | None
    speaker: str | None
    actors: frozenset[str]
    recipients: frozenset[str]
    names: dict[str, str]
    named: frozenset[str]
    by_office: frozenset[str]
    countries: frozenset[str]
    numbers: tuple[Number, ...]
    row: dict[str, Any]


@cache
def common_terms() -> frozenset[int]:
    """The terms that are left out where sentences are compared."""
    lists = word_lists("happenings")
    words = folded([*lists["function_words"], *lists["words_of_saying"]])
    return frozenset(term for word in words if (term := term_of(word)))
