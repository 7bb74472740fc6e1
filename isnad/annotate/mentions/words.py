"""A word's input to the network: numbers and hashed features of its form alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np

from isnad.annotate.mentions.vectors import Floats, Lexeme, Vectors

CLASSES = 16
PRIORS = 5
_KINDS = 6
_GLUED = "وفبكل"
FACTS = len(_GLUED) + 1 + _KINDS + 2 * CLASSES + 2
_NONE = 0


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


def facts(vectors: Vectors, form: str, lexeme: Lexeme) -> list[float]:
    """Glued letters, article, kind of token, classes with and without article, frequency."""
    stem = lexeme.stem
    article = stem.startswith("ال") and len(stem) > 4
    row = [float(letter in lexeme.glued) for letter in _GLUED]
    row.append(float(article))
    kind = _kind(form)
    row += [float(kind == at) for at in range(_KINDS)]
    whole = vectors.classes(stem) | vectors.classes(form)
    bare = vectors.classes(stem[2:]) if article else _NONE
    row += [float(whole >> bit & 1) for bit in range(CLASSES)]
    row += [float(bare >> bit & 1) for bit in range(CLASSES)]
    row += [vectors.frequency(stem) / 10, float(len(stem) > 3)]
    return row


def word_input(vectors: Vectors, forms: Sequence[str], buckets: int) -> WordInput:
    """The inputs of words, each a normalised form without `_`."""
    lexemes = [vectors.read(form) for form in forms]
    stems = [lexeme.stem for lexeme in lexemes]
    own = vectors.of(forms)
    bare = vectors.of(stems)
    told = np.array(
        [facts(vectors, form, lexeme) for form, lexeme in zip(forms, lexemes, strict=True)], dtype=np.float32
    ).reshape(len(forms), FACTS)
    hashed = [hashed_features(form, stem, buckets) for form, stem in zip(forms, stems, strict=True)]
    return WordInput(np.concatenate([own, bare, told], axis=1), hashed, lexemes)
