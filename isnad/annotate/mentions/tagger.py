"""Finds names in a text: words to rows, rows through the network, labels to spans."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import numpy as np

from isnad.annotate.mentions.consistency import again, agree, divide, glued_before_names, whole
from isnad.annotate.mentions.decode import TYPES, Found, names
from isnad.annotate.mentions.language import language_of
from isnad.annotate.mentions.weights import Weights, load
from isnad.annotate.mentions.wordbank import WordBank
from isnad.model import MentionType, Span
from isnad.text import TextLayer, Words

_COMMON = 11.0  # log2: words that the corpus has some two thousand times or more
_HASHTAG = "_"
_MOSTLY = 0.3
_BLOCK = 2048  # rows that go through the network at once


class TaggedName(NamedTuple):
    """A name: tokens `first` up to `last`, the characters without glued conjunction and preposition, its type,
    a score from 0 to 1, and whether the network found it (`tagger`) or the second look (`again`)."""

    first: int
    last: int
    span: Span
    type: MentionType
    score: float
    rule: str


class _Pieces:
    """The words that the network reads: tokens of Arabic sentences, with hashtags taken apart at `_`."""

    def __init__(self, words: Words, segments: Iterable[tuple[int, int]]) -> None:
        self.forms: list[str] = []
        self.tokens: list[int] = []
        self.sentences: list[tuple[int, int]] = []
        for first, last in segments:
            begin = len(self.forms)
            for at in range(first, last):
                form = words.forms[at]
                if _HASHTAG in form and (parts := [part for part in form.split(_HASHTAG) if part]):
                    self.forms += parts
                    self.tokens += [at] * len(parts)
                else:
                    self.forms.append(form)
                    self.tokens.append(at)
            self.sentences.append((begin, len(self.forms)))


class Tagger:
    """Finds the names of an Arabic text. One tagger serves many texts; it is not to be shared between threads.

    Raises:
        ModelError: when built, if the package's model is missing or damaged.
    """

    def __init__(self, weights: Weights | None = None) -> None:
        self._weights = weights if weights is not None else load()
        self._bank = WordBank(self._weights)

    @property
    def version(self) -> str:
        """The version of the model."""
        return self._weights.version

    def __call__(self, layer: TextLayer) -> list[TaggedName]:
        """The names of a text in order; none where it is not Arabic."""
        if language_of(layer.text) not in ("ar", "mixed"):
            return []
        pieces = _Pieces(layer.words, (segment for segment in layer.segments if _is_arabic(layer.words, *segment)))
        if not pieces.forms:
            return []
        places = self._bank.places(pieces.forms)
        scores = self._scores(places, pieces.sentences)
        stems = [self._bank.lexemes[form].stem for form in pieces.forms]
        found = whole(names(scores, pieces.sentences), pieces.forms)
        reread = glued_before_names(found, pieces.forms, stems) if found else {}
        for at, stem in reread.items():
            stems[at] = stem
        found = divide(found, lambda at, kind: at in reread or self._is_joined(pieces.forms[at], kind))
        found = agree(found, stems)
        missed = again(found, stems, scores, self._is_common) if found else []
        told = [(name, "tagger") for name in found] + [(name, "again") for name in missed]
        return _without_overlap(
            tagged
            for name, rule in sorted(told, key=lambda entry: entry[0].first)
            if (tagged := self._tagged(layer, pieces, name, rule, name.first in reread)) is not None
        )

    def _scores(
        self, places: list[int], sentences: list[tuple[int, int]]
    ) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        """Log-probabilities of labels, a row a piece."""
        parts = []
        at = 0
        while at < len(sentences):
            first, lengths = sentences[at][0], [sentences[at][1] - sentences[at][0]]
            at += 1
            while at < len(sentences) and sentences[at][1] - first < _BLOCK:
                lengths.append(sentences[at][1] - sentences[at][0])
                at += 1
            rows = places[first : sentences[at - 1][1]]
            parts.append(self._weights.network.labels(self._bank.rows[rows], lengths))
        return np.concatenate(parts)

    def _tagged(self, layer: TextLayer, pieces: _Pieces, name: Found, rule: str, glued: bool) -> TaggedName | None:
        words = layer.words
        first, last = name.first, name.last
        while first < last and not words.is_word[pieces.tokens[first]]:
            first += 1
        while first < last and not words.is_word[pieces.tokens[last - 1]]:
            last -= 1
        if first == last:
            return None
        begin, end = pieces.tokens[first], pieces.tokens[last - 1] + 1
        start = words.starts[begin]
        if layer.text[start] == "#":
            start += 1
        elif first == 0 or pieces.tokens[first - 1] != begin:
            cut = 1 if glued and first == name.first else self._glued(pieces.forms[first])
            start = layer.normalised.start(layer.normalised.index(start) + cut) if cut else start
        return TaggedName(begin, end, Span(start, words.ends[end - 1]), TYPES[name.kind], name.score, rule)

    def _is_common(self, stem: str) -> bool:
        return self._weights.vectors.frequency(stem) > _COMMON

    def _is_joined(self, form: str, kind: int) -> bool:
        """Whether a word is و and then what the corpus mostly has as a name of this type."""
        glued, stem = self._bank.lexemes[form]
        return glued == "و" and bool(self._weights.vectors.priors([stem])[0, kind] >= _MOSTLY)

    def _glued(self, form: str) -> int:
        """How many letters stand before the name; `للـ…` stays whole, since its article cannot stand alone."""
        cut = len(self._bank.lexemes[form].glued)
        return cut - 1 if cut and form[cut - 1 : cut + 1] == "لل" else cut


def _is_arabic(words: Words, first: int, last: int) -> bool:
    """Whether most words of a sentence are written in Arabic letters."""
    arabic = other = 0
    for form in words.forms[first:last]:
        if "ء" <= form[0] <= "ي":
            arabic += 1
        elif form[0].isalpha():
            other += 1
    return arabic > other


def _without_overlap(tagged: Iterable[TaggedName]) -> list[TaggedName]:
    """Of names that share a token (parts of one hashtag), the first that reaches furthest."""
    kept: list[TaggedName] = []
    for name in tagged:
        if kept and name.first < kept[-1].last:
            if name.last - name.first > kept[-1].last - kept[-1].first:
                kept[-1] = name
            continue
        kept.append(name)
    return kept


@cache
def tagger() -> Tagger:
    """The tagger of this process, with the package's model."""
    return Tagger()
