"""A phrase searched as it is written: every character counts, stretches of white space are one blank."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from isnad.model import Span


def places(phrase: str, text: str) -> list[Span]:
    """Where a phrase stands in a text just so, with no letter or mark of the same word before or behind it.

    >>> places("قال نعم", "قال نعم، وقال نعم")
    [Span(start=0, end=7)]
    """
    spans = (Span(*found.span()) for found in _pattern(phrase).finditer(text))
    return [span for span in spans if not _goes_on(text, span.start) and not _goes_on(text, span.end)]


@lru_cache(maxsize=256)
def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, phrase.split())))


def _goes_on(text: str, place: int) -> bool:
    """Whether a word goes on across a place of a text."""
    if not 0 < place < len(text):
        return False
    return _of_word(text[place]) and (_of_word(text[place - 1]) or unicodedata.combining(text[place]) > 0)


def _of_word(char: str) -> bool:
    return char.isalnum() or char == "_" or char == "\N{ARABIC TATWEEL}" or unicodedata.combining(char) > 0
