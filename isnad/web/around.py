"""Words of a text with some of those beside them, by which a reader knows their place."""

from __future__ import annotations

from dataclasses import dataclass

from isnad.model import Span

_ENOUGH = 24  # characters on each side


@dataclass(frozen=True)
class Around:
    """Words, those before and behind them in the same line, and where they begin, in code points."""

    start: int
    before: str
    words: str
    after: str


def around(span: Span, text: str) -> Around:
    """The words of a span with whole words on both sides.

    >>> around(Span(5, 9), "وقال ناصر إن")
    Around(start=5, before='وقال ', words='ناصر', after=' إن')
    """
    first, last = _whole_words(text, span.start, span.end)
    return Around(span.start, text[first : span.start], span.quote(text), text[span.end : last])


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Where some words of the same line begin and end around others."""
    line, end_of_line = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    end_of_line = len(text) if end_of_line < 0 else end_of_line
    first, last = text.rfind(" ", line, max(line, start - _ENOUGH)), text.find(" ", end + _ENOUGH, end_of_line)
    return (line if first < 0 else first + 1), (end_of_line if last < 0 else last)
