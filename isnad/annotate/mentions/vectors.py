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
_FNV_BASIS, _FNV_PRIME = np.uint32(2166136261), np.uint32(16777619)
_LEADS = np.array([0, 0xC0, 0xE0, 0xF0], dtype=np.uint32)  # the first byte of letters of one to four bytes
_SIGN = np.uint32(0xFFFFFF00)
_LONGEST_WORD = 40
_ALMOST_SURE = 8.0  # a log2 too: what begins with لل is ل with the article
_MANY_TIMES = 2.0  # a log2: a word is cut where what is left is so many times as frequent


class Lexeme(NamedTuple):
    """How the model reads a form: the letters glued before the name (conjunctions, prepositions) and what is left."""

    glued: str
    stem: str


def word_key(word: str) -> int:
    """The number that stands for a word in the model."""
    return crc32(word.encode())


def runs(words: Sequence[str], buckets: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The bucket of each run of letters of each word, and the place of the word that the run belongs to."""
    marked = [f"<{word[:_LONGEST_WORD]}>" for word in words]
    letters = np.frombuffer("".join(marked).encode("utf-32-le"), dtype=np.uint32)
    owners = np.repeat(np.arange(len(marked)), [len(word) for word in marked])
    bytes_of, sizes = _bytes(letters)
    values = np.full(len(letters), _FNV_BASIS, dtype=np.uint32)
    found, belongs = [], []
    for size in range(1, LONGEST + 1):
        fits = len(letters) - size + 1
        if fits <= 0:
            break
        values = values[:fits]
        for at, byte in enumerate(bytes_of):
            here = byte[size - 1 :]
            values = np.where(sizes[size - 1 :] > at, (values ^ here) * _FNV_PRIME, values)
        if size >= SHORTEST:
            whole = owners[:fits] == owners[size - 1 :]
            found.append(values[whole] % np.uint32(buckets))
            belongs.append(owners[:fits][whole])
    return np.concatenate(found).astype(np.intp), np.concatenate(belongs)


def _bytes(letters: NDArray[np.uint32]) -> tuple[list[NDArray[np.uint32]], NDArray[np.intp]]:
    """The UTF-8 bytes of letters, as fastText reads them (signed), and how many each letter has."""
    sizes = 1 + (letters >= 0x80).astype(np.intp) + (letters >= 0x800) + (letters >= 0x10000)
    found: list[NDArray[np.uint32]] = []
    for at in range(int(sizes.max())):
        shift = np.maximum(6 * (sizes - 1 - at), 0).astype(np.uint32)
        tail = (letters >> shift) & np.uint32(0x3F) | np.uint32(0x80)
        head = (letters >> shift) | _LEADS[sizes - 1]
        byte = head if at == 0 else tail
        found.append(np.where(byte >= 0x80, byte | _SIGN, byte).astype(np.uint32))
    return found, sizes


class Vectors:
    """Vectors and facts of words.

    `keys` are the numbers of known words, `counts` 16 times the log2 of how often each was seen; the first rows of
    `rows` belong to the first of `keys`, the last `buckets` to runs of letters. `class_keys` and `classes` give
    bits (see `training/classes.py`). `priors` tell for each of `keys`, in 255ths, and in a last row for all other words
    (zeros), how often it was of each type.
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
        priors: NDArray[np.uint8],
    ) -> None:
        self._known: dict[int, int] = {key: at for at, key in enumerate(keys.tolist())}
        self._counts: list[int] = counts.tolist()
        self._rows = rows
        self._scales = scales.astype(np.float32)
        self._buckets = buckets
        self._with_row = len(rows) - buckets
        self._classes: dict[int, int] = dict(zip(class_keys.tolist(), classes.tolist(), strict=True))
        self._name_bit = name_bit
        self._priors = priors.astype(np.float32) / np.float32(255)

    @property
    def width(self) -> int:
        """Numbers in a vector."""
        return int(self._rows.shape[1])

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

    def priors(self, words: Sequence[str]) -> Floats:
        """How often each word was a person, body, place or other name in the corpus, as the first model read it."""
        places = [self._known.get(word_key(word), -1) for word in words]
        return np.asarray(self._priors[places], dtype=np.float32)

    def of(self, words: Sequence[str]) -> Floats:
        """A vector for each word: the mean of its own row, if it has one, and of its runs' rows."""
        if not words:
            return np.zeros((0, self.width), dtype=np.float32)
        own = np.array([self.known(word) for word in words], dtype=np.intp)
        with_row = np.flatnonzero((own >= 0) & (own < self._with_row))
        run, belongs = runs(words, self._buckets)
        rows = np.concatenate([own[with_row], run + self._with_row])
        belongs = np.concatenate([with_row, belongs])
        order = np.argsort(belongs, kind="stable")
        rows, belongs = rows[order], belongs[order]
        parts = self._rows[rows].astype(np.float32)
        parts *= self._scales[rows, None]
        first = np.searchsorted(belongs, np.arange(len(words)))
        sums = np.add.reduceat(parts, first, axis=0)
        sums /= np.diff(first, append=len(rows))[:, None]
        return sums.astype(np.float32, copy=False)

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
