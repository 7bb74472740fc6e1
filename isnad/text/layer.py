"""The text layer of one report: built once, read by every stage."""

from __future__ import annotations

from bisect import bisect_right

from isnad.model import Span
from isnad.text.normalise import normalise
from isnad.text.quotations import Quotation, quotations
from isnad.text.sentences import sentences
from isnad.text.words import Words


class TextLayer:
    """A text with its normalised copy, words, sentences and quotations.

    `segments` are ranges of tokens (first, past the last): sentences, joined where the cut lies inside a closed
    quotation, so that what somebody said in three sentences stays together.
    """

    __slots__ = ("normalised", "quotations", "segments", "sentences", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.normalised = normalise(text)
        self.words = Words(self.normalised)
        self.sentences: list[Span] = sentences(text)
        self.quotations: list[Quotation] = quotations(text)
        self.segments: list[tuple[int, int]] = self._segments()

    def _segments(self) -> list[tuple[int, int]]:
        inside = [q.inner for q in self.quotations if q.closed and q.depth == 0]
        starts = [span.start for span in inside]
        segments: list[tuple[int, int]] = []
        first = 0
        for sentence in self.sentences:
            k = bisect_right(starts, sentence.end) - 1
            if k >= 0 and inside[k].start < sentence.end < inside[k].end:
                continue
            last = self.words.at(sentence.end)
            if last > first:
                segments.append((first, last))
                first = last
        if first < len(self.words):
            segments.append((first, len(self.words)))
        return segments
