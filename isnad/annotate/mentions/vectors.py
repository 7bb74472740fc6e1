"""What the model knows of a single word: vectors of the word and of its runs of letters, frequency and classes.

Words are kept as CRC-32 numbers, never as text. Runs of three to five letters are hashed as fastText does (Bojanowski
et al., Enriching Word Vectors with Subword Information, 2017), so that a word that was never seen has a vector too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

SHORTEST, LONGEST = 3, 5
_FNV_BASIS, _FNV_PRIME = 2166136261, 16777619
_ALMOST_SURE = 8.0  # a log2 too: what begins with لل is ل with the article
_MANY_TIMES = 2.0  # a log2: a word is cut where what is left is so many times as frequent


class Lexeme(NamedTuple):
    """How the model reads a form: the letters glued before the name (conjunctions, prepositions) and what is left."""

    glued: str
    stem: str


def word_key(word: str) -> int:
    """The number that stands for a word in the model."""
    return crc32(word.encode())


def runs(word: str, buckets: int) -> list[int]:
    """The bucket of each run of letters of `word`."""
    letters = [char.encode() for char in f"<{word[:40]}>"]
    found = []
    for start in range(len(letters)):
        value = _FNV_BASIS
        for size, letter in enumerate(letters[start : start + LONGEST], 1):
            for byte in letter:
                value = ((value ^ (byte if byte < 128 else byte | 0xFFFFFF00)) * _FNV_PRIME) & 0xFFFFFFFF
            if size >= SHORTEST:
                found.append(value % buckets)
    return found


class Vectors:
    """Vectors and facts of words.

    `keys` are the numbers of known words, `counts` 16 times the log2 of how often each was seen; the first rows of
    `rows` belong to the first of `keys`, the last `buckets` to runs of letters. `class_keys` and `classes` give
    bits (see `training/classes.py`).
    """

    def __init__(
        self,
        *,
        keys: NDArray[np.uint32],
        counts: NDArray[np.uint8],
        rows: NDArray[np.int8],
        scales: NDArray[np.float16],
        buckets: int,
        class_keys: NDArray[np.uint32],
        classes: NDArray[np.uint16],
        name_bit: int,
    ) -> None:
        self._known = {key: at for at, key in enumerate(keys.tolist())}
        self._counts = counts.tolist()
        self._rows = rows
        self._scales = scales.astype(np.float32)
        self._buckets = buckets
        self._with_row = len(rows) - buckets
        self._classes = dict(zip(class_keys.tolist(), classes.tolist(), strict=True))
        self._name_bit = name_bit

    @property
    def width(self) -> int:
        """Numbers in a vector."""
        return self._rows.shape[1]

    def known(self, word: str) -> int:
        """The place of the word among the known ones, -1 if it is not known."""
        return self._known.get(word_key(word), -1)

    def frequency(self, word: str) -> float:
        """The log2 of how often the word was seen; 0 if it is not known."""
        at = self._known.get(word_key(word), -1)
        return self._counts[at] / 16 if at >= 0 else 0.0

    def classes(self, word: str) -> int:
        """The bits of the word's classes."""
        return self._classes.get(word_key(word), 0)

    def of(self, words: Sequence[str]) -> Floats:
        """A vector for each word: the mean of its own row, if it has one, and of its runs' rows."""
        rows: list[int] = []
        first: list[int] = []
        for word in words:
            first.append(len(rows))
            at = self.known(word)
            if 0 <= at < self._with_row:
                rows.append(at)
            rows += [self._with_row + run for run in runs(word, self._buckets)]
            if len(rows) == first[-1]:
                rows.append(self._with_row)
        if not words:
            return np.zeros((0, self.width), dtype=np.float32)
        parts = self._rows[rows].astype(np.float32) * self._scales[rows, None]
        sizes = np.diff([*first, len(rows)]).astype(np.float32)
        return np.asarray(np.add.reduceat(parts, first, axis=0) / sizes[:, None], dtype=np.float32)

    def read(self, form: str) -> Lexeme:
        """What is glued before a form: the reading whose rest is by far more frequent than the form as a whole."""
        if len(form) < 4 or form[0] not in "وفبكل" or self.classes(form) & self._name_bit:
            return Lexeme("", form)
        best, most = Lexeme("", form), self.frequency(form) + _MANY_TIMES
        for glued, stem in _readings(form):
            seen = self.frequency(stem)
            if seen and glued[-1] == "ل" and stem.startswith("ال"):
                seen += _ALMOST_SURE
            if seen > most:
                best, most = Lexeme(glued, stem), seen + 1.0
        return best


def _readings(form: str) -> list[tuple[str, str]]:
    found = []
    heads = [("", form)]
    if form[0] in "وف":
        heads.append((form[0], form[1:]))
        found.append(heads[-1])
    for head, rest in heads:
        if rest.startswith("لل") and len(rest) > 4:
            found.append((head + "ل", "ا" + rest[1:]))
        elif rest[0] in "بكل" and len(rest) > 3:
            found.append((head + rest[0], rest[1:]))
    return found
