"""The text layer of one report: built once, read by every stage."""

from __future__ import annotations

from bisect import bisect_right

from isnad.model import Span
from isnad.text.normalise import normalise
from isnad.text.quotations import Quotation, quotations
from isnad.text.sentences import sentences
from isnad.text.words import Words

_LONGEST = 800  # tokens of a segment; no sentence or quotation of 31,000 reports of news is as long


class TextLayer:
    """A text with its normalised copy, words, sentences and quotations.

    `segments` are ranges of tokens (first, past the last): sentences, joined where the cut lies inside a closed
    quotation, so that what somebody said in three sentences stays together. What is longer than any news
    report writes is cut, so that no rule looks further than that. `looked_up` is for what a reader of the
    layer finds out about the words alone and wants to find again.
    """

    __slots__ = ("looked_up", "normalised", "quotations", "segments", "sentences", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.normalised = normalise(text)
        self.words = Words(self.normalised)
        self.sentences: list[Span] = sentences(text)
        self.quotations: list[Quotation] = quotations(text)
        self.segments: list[tuple[int, int]] = self._segments()
        self.looked_up: object = None

    def _segments(self) -> list[tuple[int, int]]:
        cuts = [sentence.end for sentence in self.sentences]
        if self.quotations:
            cuts = _outside(cuts, [quotation.inner for quotation in self.quotations if quotation.closed])
        segments: list[tuple[int, int]] = []
        first = 0
        for last in (*map(self.words.at, cuts), len(self.words)):
            while last - first > _LONGEST:
                cut = self._cut(first)
                segments.append((first, cut))
                first = cut
            if last > first:
                segments.append((first, last))
                first = last
        return segments

    def _cut(self, first: int) -> int:
        """Where a segment from token `first` that is too long is cut: behind its last sentence that fits, if any."""
        limit = first + _LONGEST
        fitting = bisect_right(self.sentences, self.words.starts[limit], key=lambda sentence: sentence.end)
        last = self.words.at(self.sentences[fitting - 1].end) if fitting else first
        return last if last > first else limit


def _outside(cuts: list[int], spans: list[Span]) -> list[int]:
    """The places that lie inside none of the spans; both in order, one span may lie inside another."""
    kept: list[int] = []
    rest = iter(spans)
    inside = next(rest, None)
    for cut in cuts:
        while inside is not None and inside.end <= cut:
            inside = next(rest, None)
        if inside is None or cut <= inside.start:
            kept.append(cut)
    return kept
