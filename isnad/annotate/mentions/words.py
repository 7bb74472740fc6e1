"""A word's input to the network: numbers and hashed features of its form alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np

from isnad.annotate.mentions.vectors import Floats, Lexeme, Vectors

CLASSES = 16
_KINDS = 6
_GLUED = "وفبكل"
_BITS = len(_GLUED) + 1 + _KINDS
FACTS = _BITS + 2 * CLASSES + 2


class WordInput(NamedTuple):
    """Inputs of a batch of words: vectors and facts (a row a word), and hashed features (the same number a word)."""

    dense: Floats
    hashed: list[list[int]]
    lexemes: list[Lexeme]


def _kind(form: str) -> int:
    first = form[0]
    if first.isdigit():
        return 0
    if "ء" <= first <= "ۓ":
        return 1
    if first.isascii() and first.isalpha():
        return 2
    if first == "@":
        return 3
    if first.isalpha():
        return 4
    return 5


def hashed_features(form: str, stem: str, buckets: int) -> list[int]:
    """Buckets of the stem, its beginnings and ends, and of the whole form; digits count as one."""
    if form[0].isdigit():
        form = stem = "0" * min(len(form), 4)
    names = ("w" + stem, "f" + form, "1" + stem[:2], "2" + stem[:3], "3" + stem[-1:], "4" + stem[-2:], "5" + stem[-3:])
    return [crc32(name.encode()) % buckets for name in names]


def facts(vectors: Vectors, forms: Sequence[str], lexemes: Sequence[Lexeme]) -> Floats:
    """Glued letters, article, kind of token, classes with and without article, frequency: a row a word."""
    bits = []
    numbers = []
    for form, (glued, stem) in zip(forms, lexemes, strict=True):
        article = stem.startswith("ال") and len(stem) > 4
        row = sum([1 << at for at, letter in enumerate(_GLUED) if letter in glued]) if glued else 0
        row |= article << len(_GLUED) | 1 << len(_GLUED) + 1 + _kind(form)
        classes = vectors.classes(form) if stem is form else vectors.classes(stem) | vectors.classes(form)
        bare = vectors.classes(stem[2:]) if article else 0
        bits.append(row | classes << _BITS | bare << _BITS + CLASSES)
        numbers.append((vectors.frequency(stem) / 10, len(stem) > 3))
    unpacked = np.array(bits, dtype=np.int64)[:, None] >> np.arange(FACTS - 2) & 1
    return np.concatenate([unpacked, np.array(numbers)], axis=1).astype(np.float32)


def word_input(vectors: Vectors, forms: Sequence[str], buckets: int) -> WordInput:
    """The inputs of words, each a normalised form without `_`."""
    lexemes = [vectors.read(form) for form in forms]
    stems = [lexeme.stem for lexeme in lexemes]
    own = vectors.of(forms)
    cut = [at for at, lexeme in enumerate(lexemes) if lexeme.glued]
    bare = own.copy()
    if cut:
        bare[cut] = vectors.of([stems[at] for at in cut])
    told = facts(vectors, forms, lexemes)
    typical = np.sqrt(np.concatenate([vectors.priors(forms), vectors.priors(stems)], axis=1))
    hashed = [hashed_features(form, stem, buckets) for form, stem in zip(forms, stems, strict=True)]
    return WordInput(np.concatenate([own, bare, told, typical], axis=1), hashed, lexemes)
