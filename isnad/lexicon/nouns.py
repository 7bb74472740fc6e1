"""Classes of nouns and particles, looked up by word form whatever is glued to it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from isnad.lexicon.load import folded, word_lists
from isnad.lexicon.verbs import verbs
from isnad.text import fold, splits


class Noun:
    """What a word can be in a noun phrase: bits of an int, which every pass over a report tests for every word."""

    NONE: Final = 0
    TITLE: Final = 1 << 0
    BODY: Final = 1 << 1
    UNNAMED: Final = 1 << 2
    DOCUMENT: Final = 1 << 3
    OUTLET_KIND: Final = 1 << 4
    OUTLET: Final = 1 << 5
    OBJECT_HEAD: Final = 1 << 6
    TIME: Final = 1 << 7
    PREPOSITION: Final = 1 << 8
    RELATIVE: Final = 1 << 9
    MASDAR_SHAPE: Final = 1 << 10
    ADJECTIVE: Final = 1 << 11
    QUANTITY: Final = 1 << 12
    PLACE_KIND: Final = 1 << 13
    PLACE: Final = 1 << 14
    NAMED: Final = 1 << 15


class Word(NamedTuple):
    """What the form of a word tells. `stem` is the word without conjunction, preposition and article (normalised)."""

    classes: int
    stem: str
    conjunction: str
    preposition: str
    article: bool
    pronoun: bool


_LISTS = {
    "titles": Noun.TITLE,
    "bodies": Noun.BODY,
    "unnamed": Noun.UNNAMED,
    "documents": Noun.DOCUMENT,
    "outlet_kinds": Noun.OUTLET_KIND,
    "object_heads": Noun.OBJECT_HEAD,
    "time_words": Noun.TIME,
    "prepositions": Noun.PREPOSITION,
    "relatives": Noun.RELATIVE,
    "adjectives": Noun.ADJECTIVE,
    "quantities": Noun.QUANTITY,
    "place_kinds": Noun.PLACE_KIND,
    "named_kinds": Noun.NAMED,
}
_WHOLE_WORD = Noun.TIME | Noun.PREPOSITION | Noun.RELATIVE
# Verbal nouns of the derived patterns (Wright, Grammar of the Arabic Language, I, 202): tafʿīl, istifʿāl, infiʿāl,
# iftiʿāl, ifʿāl and tafāʿul, with or without a possessive pronoun; names of these shapes are rare without the article.
_MASDAR = re.compile(
    r"(?:ت[^\W]{2}ي[^\W]|است[^\W]{2,3}ا[^\W]|ان[^\W]{2}ا[^\W]|ا[^\W]ت[^\W]ا[^\W]|ا[^\Wل][^\W]ا[^\W]|ت[^\W]ا[^\W][^\W])"
    r"(?:ه|ها|هم|ات)?"
)
_UNSURE_PRONOUNS = frozenset({"ي", "ك", "ني"})


@cache
def _index() -> dict[str, int]:
    lists = word_lists("nouns")
    index: dict[str, int] = {}
    for name, noun in _LISTS.items():
        for word in lists[name]:
            key = fold(word)
            index[key] = index.get(key, Noun.NONE) | noun
            if noun == Noun.ADJECTIVE:
                index[key + "ه"] = index.get(key + "ه", Noun.NONE) | noun
    for name in lists["places"]:
        if " " not in name:
            index[fold(name)] = index.get(fold(name), Noun.NONE) | Noun.PLACE
    people_and_bodies = Noun.TITLE | Noun.BODY | Noun.DOCUMENT | Noun.TIME | Noun.PREPOSITION
    for verb in verbs().verbs:
        if verb.masdar and not index.get(verb.masdar, Noun.NONE) & people_and_bodies:
            index[verb.masdar] = index.get(verb.masdar, Noun.NONE) | Noun.OBJECT_HEAD
    return index


@cache
def outlets() -> tuple[tuple[str, ...], ...]:
    """Names of outlets and agencies as normalised words, the longest first."""
    names = {tuple(fold(name).split()) for name in word_lists("nouns")["outlets"]}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


@cache
def _definite_adjectives() -> frozenset[str]:
    adjectives = folded(word_lists("nouns")["adjectives_with_article"])
    return adjectives | {adjective + "ه" for adjective in adjectives}


@cache
def _first_names() -> frozenset[str]:
    return folded(word_lists("nouns")["first_names"])


@cache
def places() -> frozenset[str]:
    """Countries and cities, normalised."""
    return folded(word_lists("nouns")["places"])


@cache
def labels() -> frozenset[str]:
    """What stands before a colon and names no speaker (normalised)."""
    return folded(word_lists("nouns")["labels"])


@cache
def _not_verbal_nouns() -> frozenset[str]:
    return folded(word_lists("nouns")["not_verbal_nouns"])


def masdar_shape(stem: str) -> bool:
    """Whether a word without article has the shape of a derived verbal noun."""
    return bool(_MASDAR.fullmatch(stem)) and stem not in _not_verbal_nouns()


@lru_cache(maxsize=1 << 16)
def word(form: str, *, marbuta: bool = False) -> Word:
    """What the form tells; the least split reading that a list knows wins.

    `marbuta` tells that the source writes a final ة, which the normalised form shares with the pronoun ه.

    >>> word(fold("والوزارة")).stem, bool(word(fold("والوزارة")).classes & Noun.BODY)
    ('وزاره', True)
    """
    index = _index()
    if form in _first_names():
        return _found(Noun.NONE, form, "", "", False, False)
    for split in splits(form):
        if split.enclitic in _UNSURE_PRONOUNS or (marbuta and split.enclitic == "ه"):
            continue
        known = index.get(split.stem, Noun.NONE)
        if split.enclitic and not known and split.stem.endswith("ت"):
            known = index.get(split.stem[:-1] + "ه", Noun.NONE)
        if split.preposition or split.article or split.enclitic:
            known &= ~_WHOLE_WORD if (split.article or split.enclitic) else ~(Noun.PREPOSITION | Noun.RELATIVE)
        if split.article and split.stem in _definite_adjectives():
            known |= Noun.ADJECTIVE
        if known == Noun.ADJECTIVE and (split.preposition or split.enclitic):
            continue
        if known:
            return _found(
                known, split.stem, split.conjunction, split.preposition, bool(split.article), bool(split.enclitic)
            )
    return _unknown(form)


def _unknown(form: str) -> Word:
    if form.startswith("ال") and len(form) > 3:
        return _found(Noun.NONE, form[2:], "", "", True, False)
    if form.startswith(("وال", "فال")) and len(form) > 4:
        return _found(Noun.NONE, form[3:], form[0], "", True, False)
    if form.startswith(("بال", "كال")) and len(form) > 4:
        return _found(Noun.NONE, form[3:], "", form[0], True, False)
    if form.startswith("لل") and len(form) > 3:
        return _found(Noun.NONE, form[2:], "", "ل", True, False)
    for head in ("و", "ب", "ل", "وب", "ول"):
        if form.startswith(head) and masdar_shape(form[len(head) :]):
            conjunction = "و" if head[0] == "و" else ""
            return _found(Noun.NONE, form[len(head) :], conjunction, head[len(conjunction) :], False, False)
    return _found(Noun.NONE, form, "", "", False, False)


def _found(known: int, stem: str, conjunction: str, preposition: str, article: bool, pronoun: bool) -> Word:
    if masdar_shape(stem):
        known |= Noun.MASDAR_SHAPE
    return Word(known, stem, conjunction, preposition, article, pronoun)
