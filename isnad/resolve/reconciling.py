"""Which actors a name from a table may stand for: a name in Arabic or Latin letters, with its titles or without.

Arabic names are compared as names of reports are (`name_keys`, `isnad.text.names`): however alef, hamza, final ya and
foreign sounds are written. Latin ones are compared with our romanisation by their consonants, since the same vowel is
written in many ways (`Haftar`, `Hifter`). A score says how alike the names are; of namesakes, who is named by more
reports has a little more.

Known misses: names in Latin letters that translate a body's name (`Ministry of Defence`) unless the romanisation has
that word too; initials; a nickname that no report gives.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from math import log1p
from typing import NamedTuple

from isnad.lexicon.romanised import romaniser
from isnad.resolve.name_keys import body_key, without_titles
from isnad.text import fold
from isnad.text.names import SAME_IN_REPORT, SAME_NAME, compare_names, name_key, name_parts

PERSON, BODY = "PER", "ORG"
SURE = 0.9  # from which likeness a name may be taken for the actor's without a person
APART = 2.0  # by how many points the next one must score less then
LEAST = 15.0  # points; what has less is no candidate
_KEPT = 1 << 18  # names whose keys are remembered
_COMPARED = 300  # candidates of a query that are compared in full
_COMMON = 20_000  # actors with a word from which on it finds no candidates, if other words do
_ARABIC = re.compile("[\u0620-\u064a]")
_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[a-z]+")
_UNTITLED, _BODY, _INTRODUCED, _SPELT, _OTHER, _PART, _LATIN = 0.98, 0.95, 0.94, 0.96, 0.995, 0.85, 0.97
_CONSONANTS = 0.75  # the same consonants with all other vowels
_FAMILY = 0.85  # a family name alone for a name that ends with it
_KNOWN = 30.0  # points between who is named most and who is named by nobody
_SERVANT = re.compile(r"\babd[aeiou]?[lrsn]?\b[ -]*(?:[aeiu][lrstdzn]h?\b[ -]*)?|\babd[aeu]l(?=[a-z])")
_ARTICLE = re.compile(r"\b(?:al|el|ul|as|ar|an|ash|ad|at|az)[ -](?=[a-z])|\b(?:al|el)-")
_DOUBLED, _VOWELS = re.compile(r"(.)\1+"), re.compile("[aeiouyw]")
_SAME = (
    ("tch", "4"), ("sh", "4"), ("ch", "4"), ("kh", "5"), ("gh", "j"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("dj", "j"),
    ("dh", "z"), ("th", "t"), ("v", "f"), ("g", "j"), ("x", "ks"), ("c", "k"),
)  # fmt: skip


class Named(NamedTuple):
    """An actor by its names, that of most reports first; `reports` name it."""

    names: tuple[str, ...]
    type: str
    reports: int


class Candidate(NamedTuple):
    """An actor by its place in the list, its points (100 at most), the name that is meant, how like it is (0 to 1)."""

    at: int
    score: float
    name: str
    likeness: float


class NameIndex:
    """Finds actors by their names. What Latin letters need is made when they are first asked for.

    Args:
        some: The actors; those that more reports name first, so that the known of two namesakes comes first.
    """

    def __init__(self, some: Sequence[Named]) -> None:
        self._some = some
        self._most = log1p(max((one.reports for one in some), default=1))
        self._arabic = self._index(arabic_keys)
        self._latin: dict[str, list[int]] | None = None

    def find(self, query: str, *, types: Iterable[str] = (), limit: int = 10) -> list[Candidate]:
        """The actors that a name may stand for, the likest first, of equally like ones those that more reports name.

        Args:
            query: The name.
            types: Only actors of these (PER, ORG, LOC, MISC), of any where there is none.
            limit: How many at most.
        """
        wanted = frozenset(types)
        latin = not _ARABIC.search(query)
        if latin and self._latin is None:
            self._latin = self._index(latin_keys)
        index, keys, compare = (
            (self._latin or {}, latin_keys, _latin_score) if latin else (self._arabic, arabic_keys, _arabic_score)
        )
        found = []
        for at in self._candidates(index, keys(query), wanted):
            one = self._some[at]
            score, name = max((compare(query, name, one.type) * (_OTHER if n else 1), -n) for n, name in _numbered(one))
            points = 100 * score - _KNOWN * (1 - log1p(one.reports) / self._most)
            if points >= LEAST:
                found.append(Candidate(at, round(points, 2), one.names[-name], round(score, 3)))
        found.sort(key=lambda one: (-one.score, one.at))
        return found[:limit]

    def _candidates(self, index: dict[str, list[int]], keys: frozenset[str], wanted: frozenset[str]) -> Iterator[int]:
        """Those with the most of the words; a word that very many have counts only beside another."""
        counts: Counter[int] = Counter()
        told = sorted((index[key] for key in keys if key in index), key=len)
        for places in told:
            if len(places) > _COMMON and counts:
                for at in set(places).intersection(counts):
                    counts[at] += 1
                continue
            for at in places:
                if not wanted or self._some[at].type in wanted:
                    counts[at] += 1
        best = sorted(counts, key=lambda at: (-counts[at], at))
        yield from best[:_COMPARED]

    def _index(self, keys: Callable[[str], frozenset[str]]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(self._some):
            for key in {key for name in one.names for key in keys(name)}:
                found[key].append(at)
        return dict(found)


def romanised(name: str) -> str:
    """A name in our Latin letters."""
    return romaniser().romanise(name)


@lru_cache(maxsize=_KEPT)
def arabic_keys(name: str) -> frozenset[str]:
    """What brings together spellings of one word: its letters without article, and its sounds.

    >>> arabic_keys("السيسى") & arabic_keys("الرئيس السيسي") == arabic_keys("السيسي")
    True
    """
    words = frozenset(_bare(word) for word in _WORD.findall(fold(name)))
    return words | {f"~{name_key(part)}" for part in name_parts(name)}


@lru_cache(maxsize=_KEPT)
def latin_keys(name: str) -> frozenset[str]:
    """The consonants of each word of a name in Latin letters, or of our romanisation of it.

    >>> latin_keys("Khalifa Hifter") == latin_keys("خليفة حفتر")
    True
    """
    return frozenset(_skeletons(_latin(name)))


def _numbered(one: Named) -> Iterator[tuple[int, str]]:
    return enumerate(one.names)


def _arabic_score(query: str, name: str, kind: str) -> float:
    asked, told = fold(query), fold(name)
    if asked == told:
        return 1.0
    bare, untitled = without_titles(query), without_titles(name)
    if fold(bare) == fold(untitled):
        return _UNTITLED
    score = _shared({_bare(word) for word in asked.split()}, {_bare(word) for word in told.split()})
    if kind == PERSON:
        alike = compare_names(bare, untitled)
        if alike >= SAME_IN_REPORT and len(bare.split()) == 1:
            return max(score, _FAMILY)
        return max(score, _SPELT * alike, _introduced(bare, untitled))
    if kind == BODY and (key := body_key(query)) is not None and key == body_key(name):
        return _BODY
    return score


def _introduced(query: str, name: str) -> float:
    """Whether a query is a name of two words or more with others before it, such as an office and a country."""
    asked, length = query.split(), len(name.split())
    if length < 2 or len(asked) <= length:
        return 0.0
    return _INTRODUCED * (compare_names(" ".join(asked[-length:]), name) >= SAME_NAME)


def _latin_score(query: str, name: str, kind: str) -> float:
    asked, told = _latin(query), _latin(name)
    one, other = _skeletons(asked), _skeletons(told)
    if not one or not other:
        return 0.0
    if len(other) > 1 and len(one) > len(other) and one[-len(other) :] == other:
        return _LATIN * _INTRODUCED
    if len(one) == 1 and len(other) > 1 and other[-1] == one[0] and kind == PERSON:
        return _LATIN * _FAMILY
    if "".join(one) == "".join(other):
        alike = SequenceMatcher(None, "".join(_LETTERS.findall(asked)), "".join(_LETTERS.findall(told))).ratio()
        return _LATIN * (_CONSONANTS + (1 - _CONSONANTS) * alike)
    return _LATIN * _shared(set(one), set(other))


def _shared(one: set[str], other: set[str]) -> float:
    """How many of the words of both are in both."""
    return _PART * len(one & other) / len(one | other) if one | other else 0.0


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


@lru_cache(maxsize=_KEPT)
def _latin(name: str) -> str:
    """A name in small ASCII letters, its articles left out and compounds with `Abd` made one word."""
    words = romanised(name).lower().replace("'", "").replace("`", "")
    return _ARTICLE.sub("", _SERVANT.sub("abd", words))


def _skeletons(words: str) -> list[str]:
    return [skeleton for word in _LETTERS.findall(words) if (skeleton := _skeleton(word))]


def _skeleton(word: str) -> str:
    """The consonants of a word, each once where it is doubled, and whether it begins with a vowel."""
    for written, sound in _SAME:
        word = word.replace(written, sound)
    word = _DOUBLED.sub(r"\1", word)
    first = "a" if word[:1] in "aeiouy" and len(word) > 1 else ""
    consonants = _VOWELS.sub("", word)
    return first + (consonants.removesuffix("h") or consonants)
