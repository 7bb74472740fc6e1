"""Countries by their ISO 3166-1 alpha-2 code: Arabic names, capitals, and the adjectives made of them.

An adjective stands in the list once, masculine, singular and without article (`ليبي`); its other forms are made here
(`الليبية`, `ليبيون`, `الليبيين`, `ليبيات`), each word of a two-word adjective by itself (`الكورية الشمالية`). What two
countries share (`كوري`) gives none; what reaches beyond one country (`أوروبي`, `أممي`) has a slug and no code.
Sources: ISO 3166-1:2020 for the codes, Unicode CLDR to check the names, own list of adjectives.

Known misses: `مالي` (Malian) is financial in almost every report, so that Mali is read by its name alone; `عماني` is
Omani here and never of Amman, `قمري` is of the Comoros and never lunar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from isnad.errors import LexiconError
from isnad.lexicon.load import read
from isnad.text import fold, splits

_ARTICLE = "ال"
# Endings of an adjective in -ī (Wright, Grammar of the Arabic Language, I, 249): feminine, plurals, duals, accusative.
_NISBA = re.compile(r"(.+ي)(?:ه|ون|ين|ات|ان|تان|تين|ا|و|تا|تي)")
_FIELDS = frozenset({"names", "parts", "capital", "no_capital", "demonym", "no_demonym", "plural"})

_Key = tuple[bool, tuple[str, ...]]  # whether the first word has the article, and the normalised words without it


class Country(NamedTuple):
    """What is known of one country; names as the Arabic press writes them, the usual one first.

    `parts` are countries inside it (`إنجلترا`). `no_capital` and `no_demonym` are empty, or say why there is none.
    """

    code: str
    names: tuple[str, ...]
    parts: tuple[str, ...]
    capitals: tuple[str, ...]
    demonyms: tuple[str, ...]
    plurals: tuple[str, ...]
    no_capital: str
    no_demonym: str


class _Index(NamedTuple):
    names: Mapping[_Key, str | None]
    adjectives: Mapping[tuple[str, ...], str | None]
    capitals: Mapping[_Key, str | None]
    beyond_names: Mapping[_Key, str | None]
    beyond_adjectives: Mapping[tuple[str, ...], str | None]


def _country(code: str, entry: Any) -> Country:
    where = f"word list countries.yaml, {code}"
    if not isinstance(entry, dict) or not entry.get("names"):
        raise LexiconError(f"{where}: expected a mapping with names")
    if unknown := set(entry) - _FIELDS:
        raise LexiconError(f"{where}: unknown fields {sorted(unknown)}")
    for field in ("capital", "demonym"):
        if bool(entry.get(field)) == bool(entry.get(f"no_{field}")):
            raise LexiconError(f"{where}: either {field} or no_{field} with the reason")
    names, parts, capitals, demonyms, plurals = (
        _words(where, entry.get(field, [])) for field in ("names", "parts", "capital", "demonym", "plural")
    )
    return Country(
        code, names, parts, capitals, demonyms, plurals, entry.get("no_capital", ""), entry.get("no_demonym", "")
    )


def _words(where: str, words: object) -> tuple[str, ...]:
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
        raise LexiconError(f"{where}: expected lists of words")
    if len({fold(word) for word in words}) < len(words):
        raise LexiconError(f"{where}: {words} holds two spellings that are read as one")
    return tuple(words)


@cache
def countries() -> Mapping[str, Country]:
    """Every country of ISO 3166-1 by its code, and those with a user-assigned one (XK).

    Raises:
        LexiconError: if an entry of `countries.yaml` is malformed.
    """
    lists = read("countries")
    entries = {**lists["countries"], **lists["user_assigned"]}
    return {code: _country(str(code), entry) for code, entry in entries.items()}


def _bare(word: str) -> tuple[bool, str]:
    definite = word.startswith(_ARTICLE) and len(word) > 4
    return definite, word[2:] if definite else word


def _key(name: str) -> _Key:
    first, *rest = fold(name).replace("-", " ").split()
    definite, stem = _bare(first)
    return definite, (stem, *rest)


def _stems(words: tuple[str, ...]) -> tuple[str, ...]:
    """Each word without article and, where it is an adjective in -ī, without ending."""
    found = []
    for word in words:
        stem = _bare(word)[1]
        nisba = _NISBA.fullmatch(stem)
        found.append(nisba[1] if nisba else stem)
    return tuple(found)


def _put(index: dict[Any, str | None], key: object, code: str) -> None:
    """Index a key; one that two countries have gives neither."""
    index[key] = code if index.get(key, code) == code else None


@cache
def _index() -> _Index:
    names: dict[Any, str | None] = {}
    adjectives: dict[Any, str | None] = {}
    capitals: dict[Any, str | None] = {}
    for country in countries().values():
        for name in country.names + country.parts:
            _put(names, _key(name), country.code)
        for word in country.demonyms + country.plurals:
            _put(adjectives, tuple(_bare(part)[1] for part in fold(word).split()), country.code)
        for name in country.capitals:
            _put(capitals, _key(name), country.code)
    for word in read("countries")["shared"]:
        names[_key(word)] = adjectives[_key(word)[1]] = None
    beyond_names: dict[Any, str | None] = {}
    beyond_adjectives: dict[Any, str | None] = {}
    for slug, entry in read("countries")["supranational"].items():
        for name in entry["names"]:
            _put(beyond_names, _key(name), slug)
        for word in entry.get("adjective", []) + entry.get("plural", []):
            _put(beyond_adjectives, tuple(fold(word).split()), slug)
    return _Index(names, adjectives, capitals, beyond_names, beyond_adjectives)


def _readings(name: str) -> Iterator[_Key]:
    """The words of a name, the least split first: as they stand, then without glued letters before the first."""
    first, *rest = fold(name).replace("-", " ").split() or [""]
    definite, stem = _bare(first)
    yield definite, (stem, *rest)
    for split in splits(first):
        if split.stem_start and not split.enclitic and len(split.stem) > 2:
            yield bool(split.article), (split.stem, *rest)


def _look_up(
    name: str, names: Mapping[_Key, str | None], adjectives: Mapping[tuple[str, ...], str | None]
) -> str | None:
    for definite, words in _readings(name):
        if (definite, words) in names:
            return names[definite, words]
        same = all(_bare(word)[0] == definite for word in words[1:]) or len(words) == 2
        if same and (found := _by_adjective(words, adjectives)) is not None:
            return found[0]
    return None


def _by_adjective(words: tuple[str, ...], adjectives: Mapping[tuple[str, ...], str | None]) -> tuple[str | None] | None:
    plain = (words[0], *(_bare(word)[1] for word in words[1:]))
    for key in (plain, _stems(words)):
        if key in adjectives:
            return (adjectives[key],)
    return None


@lru_cache(maxsize=1 << 14)
def country_of(word: str) -> str | None:
    """The code of the country that a name or an adjective stands for; None for none, or where two share it.

    Glued conjunctions and prepositions (`ولليبيا`, `بالسودان`) are read past. Capitals are not countries here, though
    reports name governments by them: see `capital_of`.

    >>> [country_of(word) for word in ("ليبيا", "الليبية", "والأميركيين", "الأمريكى", "الكورية الشمالية", "طرابلس")]
    ['LY', 'LY', 'US', 'US', 'KP', None]
    """
    return _look_up(word, _index().names, _index().adjectives)


@lru_cache(maxsize=1 << 12)
def capital_of(word: str) -> str | None:
    """The code of the country whose capital this is, by name alone; None for none, or where two share the name.

    >>> capital_of("طرابلس"), capital_of("لندن"), capital_of("القدس")
    ('LY', 'GB', None)
    """
    return _look_up(word, _index().capitals, {})


@lru_cache(maxsize=1 << 12)
def supranational(word: str) -> str | None:
    """The slug of what reaches beyond one country (`europe`, `united-nations`, `arab` …); None for all else.

    >>> supranational("الأوروبية"), supranational("أممي"), supranational("الليبية")
    ('europe', 'united-nations', None)
    """
    return _look_up(word, _index().beyond_names, _index().beyond_adjectives)
