"""Under which key the name of a person, body or place is looked for in other reports.

Equal keys make candidates and no more: `actors` compares them. Persons are keyed by the sounds of their name's parts
(`isnad.text.names`), bodies by their words without the country, which is told apart, places by their GeoNames number.

Known misses: a body that is called by a translation of its name in one report and by its letters in another is two,
unless a report gives both.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from isnad.lexicon import Noun, word
from isnad.lexicon.countries import country_of
from isnad.lexicon.designations import designations
from isnad.lexicon.gazetteer import place_key
from isnad.lexicon.offices import offices, seats
from isnad.text import fold
from isnad.text.names import name_key, name_parts

PERSON, FAMILY, BODY, KIND, ONE_OF_MANY = "person", "family", "body", "kind", "one-of-many"
PLACE, PLACE_NAME = "place", "place-name"
SEAT = "seat:"
_WORD = re.compile(r"\w+")
_LONGEST_COUNTRY = 3
_MINISTRY = "وزارة"
_SHORTEST = 3  # letters of a name
_SON = frozenset({"بن", "ابن", "بنت"})
_SERVANT = "عبد"
_HOUSE, _WITH_HOUSE = "آل", 4  # words of the shortest name with one


class NameKey(NamedTuple):
    """`sort` tells what kind of key it is.

    `person` a name of two parts or more, `family` one of a single part, `body` a body's name, `kind` words that many
    countries have a body for (`وزارة الداخلية`), `one-of-many` words that one country has many for
    (`السفارة الأمريكية`), `place` a place that is known, `place-name` one that is not.
    """

    sort: str
    key: str
    country: str | None


def key_of(kind: str, name: str, country: str | None = None, geonames: int | None = None) -> NameKey | None:
    """The key of an entity's name, None for what is no person, body or place, or has no letters.

    Args:
        kind: PER, ORG, LOC or MISC.
        name: The fullest name of the report.
        country: The country that the report gives the entity, ISO 3166-1 alpha-2.
        geonames: The place's number, where it is known.

    >>> key_of("ORG", "وزارة الخارجية الأميركية") == key_of("ORG", "الخارجية الأمريكية")
    True
    """
    if kind == "PER":
        return person_key(name, country)
    if kind == "ORG":
        return body_key(name, country)
    if kind == "LOC":
        return _place(name, country, geonames)
    return None


def person_key(name: str, country: str | None = None) -> NameKey | None:
    """The sounds of a person's name without the titles before it."""
    parts = name_parts(without_titles(name))
    if not parts or len("".join(parts)) < _SHORTEST:
        return None
    return NameKey(PERSON if len(parts) > 1 else FAMILY, name_key(" ".join(parts)), country)


@lru_cache(maxsize=1 << 14)
def without_titles(name: str) -> str:
    """A person's name without definite titles before it, and without the house behind the father's name.

    >>> without_titles("الرئيس سامر الهلالي"), without_titles("سعد بن ناصر آل زهير")
    ('سامر الهلالي', 'سعد بن ناصر')
    """
    words = _WORD.findall(name.replace("_", " "))
    while len(words) > 1 and (info := word(fold(words[0]))).article and info.classes & Noun.TITLE:
        words = words[1:]
    if len(words) > _WITH_HOUSE and words[-2] == _HOUSE and not _SON.isdisjoint(words):
        words = words[:-2]
    return " ".join(words)


def family_part(name: str) -> str | None:
    """The part by which a person may be called alone; None where the name ends with the father's (`محمد بن سالم`)."""
    if names_father(name):
        return None
    return name_key(name_parts(without_titles(name))[-1])


def names_father(name: str) -> bool:
    """Whether a name ends with the father's: `محمد بن سالم`."""
    words = without_titles(name).split()
    last = -3 if len(words) > 2 and words[-2] == _SERVANT else -2
    return len(words) > 1 and words[last] in _SON


@lru_cache(maxsize=1 << 14)
def body_key(name: str, country: str | None = None) -> NameKey | None:
    """A body's words without its country; the field of a ministry alone is the ministry."""
    seat = seats().get(fold(name))
    if seat is not None:
        return NameKey(BODY, f"{SEAT}{seat}", None)
    words, told = _without_country(_WORD.findall(fold(name).replace("_", " ")))
    if not words:
        return None
    stems = [_stem(part) for part in words]
    if len("".join(stems)) < _SHORTEST:
        return None
    if stems[0] in offices().departments:
        words, stems = [fold(_MINISTRY), *words], [fold(_MINISTRY), *stems]
    one = designations().one_word
    key = " ".join(_body_part(part, one.get(stem, stem)) for part, stem in zip(words, stems, strict=True))
    common = designations().common | offices().departments | offices().ranking
    alone = all(stem in common or word(part).classes & Noun.BODY for part, stem in zip(words, stems, strict=True))
    sort = KIND if alone else BODY
    if alone and ((len(stems) == 1 and stems[0] in designations().many) or stems[0] in designations().many_each):
        sort = ONE_OF_MANY
    return NameKey(sort, key, told or country)


def body_words(name: str) -> str:
    """A body's words without its country, for comparing their spelling."""
    return " ".join(_without_country(_WORD.findall(fold(name).replace("_", " ")))[0])


def _without_country(words: list[str]) -> tuple[list[str], str | None]:
    """The words behind the first without names and adjectives of a country, and the first such country."""
    left, told, at = words[:1], None, 1
    while at < len(words):
        for size in range(_LONGEST_COUNTRY, 0, -1):
            code = country_of(" ".join(words[at : at + size])) if at + size <= len(words) else None
            if code is not None:
                told = told or code
                at += size
                break
        else:
            left.append(words[at])
            at += 1
    return left, told


def _stem(part: str) -> str:
    return part[2:] if part.startswith("ال") and len(part) > 4 else part


def _body_part(part: str, stem: str) -> str:
    """An ordinary word as it is, a foreign name by its sounds."""
    if word(part).classes or stem in designations().common:
        return stem
    return name_key(part) or stem


def _place(name: str, country: str | None, geonames: int | None) -> NameKey | None:
    if geonames is not None:
        return NameKey(PLACE, f"geonames:{geonames}", country)
    key = place_key(name)
    return NameKey(PLACE_NAME, key, country) if key and may_name(name) else None


@lru_cache(maxsize=1 << 14)
def may_name(name: str) -> bool:
    """Whether words may be a name at all: not one ordinary word, and no country's adjective."""
    plain = fold(name)
    return " " in plain or not (word(plain).classes & ~(Noun.PLACE | Noun.PLACE_KIND) or country_of(name))
