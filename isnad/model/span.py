"""A place in a text."""

from __future__ import annotations

import msgspec

from isnad.errors import SpanError


class Span(msgspec.Struct, frozen=True, array_like=True, order=True):
    """A half-open range of code points of `Report.text`; in JSON `[start, end]`.

    >>> Span(0, 4).quote("قال الوزير")
    'قال '
    """

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def quote(self, text: str) -> str:
        """The characters that stand there.

        Raises:
            SpanError: if the span does not lie in the text.
        """
        if not 0 <= self.start < self.end <= len(text):
            raise SpanError(f"span [{self.start}, {self.end}] does not lie in a text of {len(text)} characters")
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether all of `other` lies inside."""
        return self.start <= other.start and other.end <= self.end
