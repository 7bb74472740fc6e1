"""Whether two places can both be where an event was."""

from __future__ import annotations

from isnad.lexicon.countries import country_of
from isnad.lexicon.gazetteer import candidates
from isnad.text.names import SAME_NAME, compare_names


def places_agree(one: str, other: str) -> bool:
    """One is a spelling of the other, the same place of the gazetteer, or its country."""
    if compare_names(one, other) >= SAME_NAME or {p.geonames for p in candidates(one)} & {
        p.geonames for p in candidates(other)
    } - {None}:
        return True
    a, b = country_of(one), country_of(other)
    if (a is None) == (b is None):
        return a is not None and a == b
    country, place = (a, other) if a is not None else (b, one)
    found = {candidate.country for candidate in candidates(place)}
    return not found or country in found
