"""The keys under which the words of a text are indexed, and by which a query looks them up.

Two columns of blank-separated keys, made of letters and digits alone, so that any engine that cuts at blanks keeps them
whole (FTS5 unicode61, PostgreSQL `simple`). `prepare` gives one key a word in the order of the text, so that phrases
hold; `alternatives` gives what else the words are found by: without what is glued to them, by their base form, and
with compound names joined and taken apart (`عبدالفتاح`, `عبد الفتاح`). A query word looks up its own key,
its stem and its base forms in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from isnad.store.search.dictionary import edition
from isnad.store.search.spelling import pieces
from isnad.store.search.stems import stems
from isnad.text import Words, normalise

_RULES = 1  # counted up when these rules change
_CACHED = 1 << 18
_HEADS = frozenset({"عبد", "ابو", "ابي", "ابا"})  # first parts of names that are also written as one with the next
_JOINED_HEADS = ("عبدال", "ابو", "ابي", "ابا")
_TAILS = frozenset({"الله", "الدين"})
_LEAST_PART = 3  # letters of what is left of a joined name


class Keys(NamedTuple):
    """The keys of a text: `words` in its order, `further` without order and each once."""

    words: str
    further: str


def keys_version() -> str:
    """What the keys were made with. An index of another version must be written anew, or it misses words."""
    return f"{_RULES} {edition()}"


def keys(text: str) -> Keys:
    """Both columns in one pass: what an index wants."""
    words = Words(normalise(text))
    found = [word_keys(form) for form, is_word in zip(words.forms, words.is_word, strict=True) if is_word]
    order = [key for primary, _ in found for key in primary]
    further = dict.fromkeys(chain.from_iterable(alternatives for _, alternatives in dict.fromkeys(found)))
    if any(key in _TAILS or key[-3:] in _HEADS for key in set(order)):
        further.update(dict.fromkeys(_compounds(order)))
    return Keys(" ".join(order), " ".join(further))


def prepare(text: str) -> str:
    """One key a word, in order.

    >>> prepare("قال السيسى: ٢٥ للأمم")
    'قال السيسي 25 للامم'
    """
    return keys(text).words


def alternatives(text: str) -> str:
    """What else the words of a text are found by.

    >>> alternatives("وبالسيسي")
    'سيسي سيس'
    """
    return keys(text).further


@lru_cache(maxsize=_CACHED)
def word_keys(form: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys of one normalised token: those that stand in the order of the text, mostly one, and the further ones."""
    primary, asked = asked_keys(form)
    further = dict.fromkeys(asked)
    further.update(dict.fromkeys(_parts([*primary, *asked])))
    return primary, tuple(key for key in further if key not in primary)


@lru_cache(maxsize=1 << 12)
def asked_keys(form: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The same for a token of a query: who asks for `عبدالفتاح` does not ask for its parts, which a text has."""
    primary = tuple(pieces(form))
    further = dict.fromkeys(stem for piece in primary for stem in stems(piece))
    return primary, tuple(key for key in further if key not in primary)


def _parts(words: Iterable[str]) -> Iterator[str]:
    """The parts of a name that is written as one: `ابوظبي`, `عبدالفتاح`, `نصرالله`."""
    for word in words:
        for head in _JOINED_HEADS:
            rest = word.removeprefix(head)
            if rest != word and len(rest) >= _LEAST_PART and not stems(word):
                article = "ال" if head.endswith("ال") else ""
                yield from (head.removesuffix("ال"), f"{article}{rest}", rest)
        for tail in sorted(_TAILS):
            rest = word.removesuffix(tail)
            if rest != word and len(rest) >= _LEAST_PART:
                yield from (rest, tail)


def _compounds(words: list[str]) -> Iterator[str]:
    """The names in two words that are also written as one."""
    for word, following in pairwise(words):
        if word in _HEADS or (following in _TAILS and len(word) >= _LEAST_PART):
            yield f"{word}{following}"
        elif word[-3:] in _HEADS and len(word) <= len("وبعبد"):
            yield from (f"{stem}{following}" for stem in stems(word) if stem in _HEADS)
