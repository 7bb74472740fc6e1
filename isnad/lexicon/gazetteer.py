"""Places of the world by their Arabic names: which places a name can stand for, and which of them stands out.

The rows are GeoNames' (CC BY 4.0; see `data/models/places-LICENCE.md` for what was changed) and are built by
`training/places.py`. They are kept as sorted lines and searched by halving, so that nothing is parsed on loading.

Known misses: names as common as words (`الخليل`, `كان`) were struck or kept by hand after counts in news; quarters and
villages of fewer than 500 people are not there; divisions have no population, and most have neither id nor coordinates.
"""

from __future__ import annotations

import gzip
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources
from math import log10

from isnad.errors import LexiconError
from isnad.model import Place
from isnad.text import fold

CONTEXT_WEIGHT = 2.5  # what a report's countries can add, in powers of ten of population
MARGIN = 1.0  # by how much, in powers of ten, the first must lead the second
_LEAST_ALONE = 4.0  # a place that alone has the name needs ten thousand people, or the report's countries
_UNKNOWN_SIZE = 4.5  # powers of ten, for what was added by hand and divisions, whose population is not known
_NEAR = 0.3  # degrees
_LEADS_AT_HOME = 3  # of two places of one country, how many times larger the first must be
HEADED = "*"  # before keys that are known after a noun for a kind of place alone
_DIVISION_KINDS = frozenset(fold(word) for word in ("محافظة", "ولاية", "مقاطعة", "إقليم", "إمارة"))
_KINDS = _DIVISION_KINDS | frozenset(
    fold(word) for word in ("مدينة", "بلدة", "قرية", "منطقة", "مديرية", "ناحية", "قضاء", "ضاحية", "بلدية", "حي", "مخيم")
)
_LONG = 4  # letters; shorter names are looked up as they are spelt alone
_HAMZA_SEATS = str.maketrans("ؤئ", "وي")
_UNKEYED = re.compile(r"[^\w]+|ء")
_FOREIGN = str.maketrans("غجك", "ggg")
_SPELT_IN_MANY_WAYS = re.compile("[غجك]")


def place_key(name: str) -> str:
    """How names of places are compared: normalised, hamza off its seat, no spaces and hyphens. The article stays.

    >>> place_key("أبو ظبي") == place_key("ابوظبى")
    True
    """
    return _UNKEYED.sub("", fold(name).translate(_HAMZA_SEATS))


@cache
def _lines() -> list[bytes]:
    source = resources.files("isnad") / "data" / "models" / "places.tsv.gz"
    try:
        return gzip.decompress(source.read_bytes()).splitlines()
    except (OSError, EOFError) as error:
        raise LexiconError(f"places.tsv.gz: {error}; build it with training/places.py") from error


def _place(line: bytes) -> Place:
    _, identifier, name, country, latitude, longitude, population, feature = line.decode().split("\t")
    return Place(
        geonames=int(identifier) or None,
        name=name,
        country=country or None,
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        population=int(population),
        feature=feature,
    )


def _with_key(key: str) -> Iterator[Place]:
    lines = _lines()
    start = key.encode() + b"\t"
    at = bisect_left(lines, start)
    while at < len(lines) and lines[at].startswith(start):
        yield _place(lines[at])
        at += 1


def _spellings(key: str) -> Iterator[str]:
    """A foreign name with g spelt in the other ways: one letter at a time, and all alike."""
    places = [found.start() for found in _SPELT_IN_MANY_WAYS.finditer(key)]
    for letter in "غجك":
        yield from (key[:at] + letter + key[at + 1 :] for at in places if key[at] != letter)
        if len(places) > 1:
            yield key.translate(_FOREIGN).replace("g", letter)


@lru_cache(maxsize=1 << 12)
def candidates(name: str) -> tuple[Place, ...]:
    """The places that a name can stand for, the largest first; none for a name that is not known.

    The name is taken without glued letters. After a noun for a kind of place (`مدينة الخمس`) names are known that are
    words by themselves, and of a division that noun asks for divisions. A long name that is not known is looked up with
    g spelt otherwise (غ ج ك).

    >>> [place.country for place in candidates("طرابلس")][:2]
    ['LY', 'LB']
    """
    kind, _, rest = name.strip().partition(" ")
    key = place_key(name)
    if not key:
        return ()
    found = tuple(_with_key(key))
    if rest and fold(kind) in _KINDS:
        found += _headed(fold(kind), place_key(rest))
    if not found and len(key) > _LONG:
        found = next((places for other in _spellings(key) if (places := tuple(_with_key(other)))), ())
    unique = {(place.geonames, place.name, place.country, place.feature): place for place in found}
    return tuple(sorted(unique.values(), key=lambda place: (-place.population, place.feature != "PCLI")))


def _headed(kind: str, key: str) -> tuple[Place, ...]:
    """The places of a name after a noun for a kind of place."""
    found = [place for place in (*_with_key(key), *_with_key(HEADED + key)) if place.feature != "PCLI"]
    divisions = [place for place in found if place.feature == "ADM1"]
    return tuple(divisions if divisions and kind in _DIVISION_KINDS else found)


def _size(place: Place) -> float:
    """The population as a power of ten."""
    return log10(place.population) if place.population > 1 else _UNKNOWN_SIZE


def _of_one_country(places: Iterable[Place]) -> Place | None:
    """The place that a name stands for where the country is settled: it, a settlement, or a division, in this order."""
    found = list(places)
    for wanted in (("PCLI",), ("PPLC",)):
        if whole := [place for place in found if place.feature in wanted]:
            return whole[0]
    settled = [place for place in found if place.feature != "ADM1"] or found
    settled.sort(key=lambda place: -place.population)
    rivals = [place for place in settled[1:] if place.population * _LEADS_AT_HOME > settled[0].population]
    return settled[0] if all(_near(place, settled[0]) for place in rivals) else None


def _near(one: Place, other: Place) -> bool:
    """Whether two entries of a name are one town, told twice, or a town and its quarter."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return False
    assert one.latitude is not None and one.longitude is not None
    assert other.latitude is not None and other.longitude is not None
    return abs(one.latitude - other.latitude) < _NEAR and abs(one.longitude - other.longitude) < _NEAR


def resolve_place(name: str, countries: Mapping[str, int]) -> Place | None:
    """The place that stands out among those of this name, by the report's countries or by its size; else None.

    Args:
        name: The name without glued letters.
        countries: How often the report names each country (ISO code), by name, adjective or capital; the place's own
            mention left out. May be empty.

    Returns:
        None where the name is not known, where two places are left and nothing decides (`candidates` keeps them), or
        where the only one is small and in no country of the report.

    A country's candidates are first made one (the country itself, a capital, else the largest). Each then counts its
    population as a power of ten and `CONTEXT_WEIGHT` times its country's share of the mentions of all of them; the
    first must lead by `MARGIN`. Ours; after the population and context heuristics of Leidner (Toponym Resolution in
    Text, 2007).

    >>> [place and place.country for place in (resolve_place("طرابلس", {"LB": 3}), resolve_place("طرابلس", {}))]
    ['LB', None]
    """
    by_country: dict[str | None, list[Place]] = {}
    for place in candidates(name):
        by_country.setdefault(place.country, []).append(place)
    told = {code: countries.get(code, 0) if code else 0 for code in by_country}
    scored = []
    for code, places in by_country.items():
        share = told[code] / (sum(told.values()) or 1)
        scored.append((max(map(_size, places)) + CONTEXT_WEIGHT * share, code))
    scored.sort(key=lambda pair: -pair[0])
    if not scored or scored[0][0] < _LEAST_ALONE or (len(scored) > 1 and scored[0][0] - scored[1][0] < MARGIN):
        return None
    return _of_one_country(by_country[scored[0][1]])
