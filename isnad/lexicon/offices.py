"""What the words of an office tell beside the office itself: ranks, deputies, former and acting holders."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from isnad.lexicon.load import folded, word_lists

QUALIFIERS = ("former", "deputy", "acting", "elect", "spokesperson", "late")


class Offices(NamedTuple):
    """The lists of `data/lexicon/offices.yaml`, normalised.

    `qualifiers` gives the slug of a word; `ranks` are military and religious ones and forms of address, which stand
    before a name and belong to no body; `ranking` are adjectives that make one title with the office before them;
    `loose` are words of bodies that name none with an adjective alone, `of_a_person` those that name none with a
    person; `departments` are fields that stand for a ministry, `for_a_field` bodies that tell what they
    are for.
    """

    qualifiers: Mapping[str, str]
    ranks: frozenset[str]
    courtesies: frozenset[str]
    ranking: frozenset[str]
    loose: frozenset[str]
    of_a_person: frozenset[str]
    departments: frozenset[str]
    for_a_field: frozenset[str]


@cache
def seats() -> Mapping[str, str]:
    """Names of `data/lexicon/seats.yaml`, normalised, with the body that each stands for, by its slug."""
    return {name: slug for slug, names in word_lists("seats").items() for name in folded(names)}


@cache
def offices() -> Offices:
    """The package's lists."""
    lists = word_lists("offices")
    courtesies = folded(lists["courtesy"])
    return Offices(
        qualifiers={word: slug for slug in QUALIFIERS for word in folded(lists[slug])},
        ranks=folded(lists["military"]) | folded(lists["religious"]) | courtesies,
        courtesies=courtesies,
        ranking=folded(lists["ranking"]),
        loose=folded(lists["loose"]),
        of_a_person=folded(lists["of_a_person"]),
        departments=folded(lists["departments"]),
        for_a_field=folded(lists["for_a_field"]),
    )
