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
from math import inf, log10

from isnad.errors import LexiconError
from isnad.model import Place
from isnad.text import fold

CONTEXT_WEIGHT = 2.5  # what a report's countries can add, in powers of ten of population
MARGIN = 0.9  # by how much, in powers of ten, the first must lead the second
ARABIC_SPEAKING = frozenset(
    re.findall(r"\w+", "AE BH DJ DZ EG EH ER IL IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SS SY TD TN YE")
)
_LEAST_ELSEWHERE = 100_000  # inhabitants from which a settlement of another country gains by the report's countries
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
_UNKEYED = re.compile(r"\W+")
_FOREIGN_G = {"غ": "جك", "ج": "غ", "ك": "غ"}  # Cairo writes ج and the Levant ك where most write غ
_LEAST_RESPELT = 150_000  # inhabitants of a place that is found by another spelling of its name


def place_key(name: str) -> str:
    """How names of places are compared: normalised, hamza off و and ي, no spaces and hyphens. The article stays.

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
    """A foreign name with g spelt in the other ways: in one place at a time, and in all of them."""
    for at, letter in enumerate(key):
        for other in _FOREIGN_G.get(letter, ""):
            yield key[:at] + other + key[at + 1 :]
    for letter, others in _FOREIGN_G.items():
        if key.count(letter) > 1:
            yield from (key.replace(letter, other) for other in others)


def _respelt(key: str) -> tuple[Place, ...]:
    """Large places that are called so in another spelling; native names, which have the article, have but one."""
    if len(key) <= _LONG or key.startswith("ال"):
        return ()
    for other in _spellings(key):
        if found := tuple(place for place in _with_key(other) if place.population >= _LEAST_RESPELT):
            return found
    return ()


@lru_cache(maxsize=1 << 12)
def candidates(name: str) -> tuple[Place, ...]:
    """The places that a name can stand for, the largest first; none for a name that is not known.

    The name is taken without glued letters. After a noun for a kind of place (`مدينة الخمس`) names are known that are
    words by themselves, and the noun of a division asks for divisions. A name that is not known is looked up with g
    spelt otherwise (غ ج ك), and then gives large places alone.

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
    found = found or _respelt(key)
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


def _gains(place: Place) -> bool:
    """Whether the report's countries count for a place: not for small towns that Arabic news seldom names (Paris in
    Texas), though their country is often named."""
    known = place.country in ARABIC_SPEAKING or not place.feature.startswith("PPL")
    return known or place.population >= _LEAST_ELSEWHERE


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
    return _apart(one.latitude, other.latitude) < _NEAR and _apart(one.longitude, other.longitude) < _NEAR


def _apart(one: float | None, other: float | None) -> float:
    return inf if one is None or other is None else abs(one - other)


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
    population as a power of ten and `CONTEXT_WEIGHT` times its country's share of the mentions of all of them (small
    towns where no Arabic is spoken gain nothing); the first must lead by `MARGIN`. The weights are ours; population
    and context as in Leidner, Toponym Resolution in Text (2007).

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
        scored.append((max(_size(place) + CONTEXT_WEIGHT * share * _gains(place) for place in places), code))
    scored.sort(key=lambda pair: -pair[0])
    if not scored or scored[0][0] < _LEAST_ALONE or (len(scored) > 1 and scored[0][0] - scored[1][0] < MARGIN):
        return None
    return _of_one_country(by_country[scored[0][1]])
