"""The normalised copy of a text, with the way back to the characters that stand in the source.

Arabic outlets spell one word in several ways. Matching happens on a copy in which the variants fall together: alef forms
(أ إ آ ٱ → ا), final ى/ي, ة/ه, Persian ک and ی, digits of three kinds; tatweel, vowel marks, bidi and zero-width controls
are left out, presentation forms are taken apart (Unicode TR 15, NFKC, on those blocks alone). Hamza on و and ي stays: it
tells words apart. The source text itself is never changed.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from functools import cache

from isnad.model import Span

_LETTERS = {
    "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}": "ا",
    "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}": "ا",
    "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}": "ا",
    "\N{ARABIC LETTER ALEF WASLA}": "ا",
    "\N{ARABIC LETTER ALEF MAKSURA}": "ي",
    "\N{ARABIC LETTER FARSI YEH}": "ي",
    "\N{ARABIC LETTER TEH MARBUTA}": "ه",
    "\N{ARABIC LETTER KEHEH}": "ك",
    "\N{ARABIC LETTER HEH GOAL}": "ه",
    "\N{NO-BREAK SPACE}": " ",
    "\N{NARROW NO-BREAK SPACE}": " ",
    "\N{THIN SPACE}": " ",
    "\N{IDEOGRAPHIC SPACE}": " ",
    "\N{CHARACTER TABULATION}": " ",
}
_DIGITS = {chr(zero + n): str(n) for zero in (0x660, 0x6F0) for n in range(10)}
_FOLD = str.maketrans(_LETTERS | _DIGITS)

_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff"
_CONTROLS = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
_TATWEEL = "\N{ARABIC TATWEEL}"
_PRESENTATION = "\ufb50-\ufdff\ufe70-\ufefe"
_DROPPED = re.compile(f"[{_MARKS}{_CONTROLS}{_TATWEEL}]")
_UNEQUAL = re.compile(f"[{_MARKS}{_CONTROLS}{_TATWEEL}{_PRESENTATION}]")
_TRAILING = re.compile(f"[{_MARKS}{_TATWEEL}]*")


@cache
def _expansion(char: str) -> str:
    """What one irregular character becomes: nothing, or one or more plain letters."""
    before, after = "", char
    while before != after:
        before = after
        after = _DROPPED.sub("", unicodedata.normalize("NFKC", before)).translate(_FOLD)
    return after


@cache
def fold(word: str) -> str:
    """The normalised copy of a short string, for looking words up.

    >>> fold("أَعْلَنَتْ")
    'اعلنت'
    """
    return normalise(word).text


class Normalised:
    """A normalised copy of `source` and its offset table.

    `offsets[i]` is the place in `source` (in code points) of the character that gave `text[i]`; the table is None where
    no character was dropped or taken apart, so that every place is its own.
    """

    __slots__ = ("offsets", "source", "text")

    def __init__(self, source: str, text: str, offsets: array[int] | None) -> None:
        self.source = source
        self.text = text
        self.offsets = offsets

    def start(self, index: int) -> int:
        """The place in the source where the normalised character `index` begins."""
        if self.offsets is None:
            return index
        return self.offsets[index] if index < len(self.offsets) else len(self.source)

    def end(self, index: int) -> int:
        """The end in the source of normalised text that ends before `index`; marks stay with their letter."""
        if self.offsets is None:
            return index
        last = self.offsets[index - 1] + 1 if index else 0
        trailing = _TRAILING.match(self.source, last)
        return trailing.end() if trailing else last

    def span(self, start: int, end: int) -> Span:
        """The source span of the normalised range `start` to `end` (not empty)."""
        return Span(self.start(start), self.end(end))

    def index(self, place: int) -> int:
        """The first normalised character that stands at or after `place` in the source."""
        return place if self.offsets is None else bisect_left(self.offsets, place)


def normalise(source: str) -> Normalised:
    """The normalised copy of `source` with its offset table.

    >>> normalise("قــالَ أمسِ").text
    'قال امس'
    """
    if not _UNEQUAL.search(source):
        return Normalised(source, source.translate(_FOLD), None)
    pieces: list[str] = []
    offsets: array[int] = array("I")
    place = 0
    for match in _UNEQUAL.finditer(source):
        at = match.start()
        pieces.append(source[place:at])
        offsets.extend(range(place, at))
        expansion = _expansion(match[0])
        pieces.append(expansion)
        offsets.extend([at] * len(expansion))
        place = at + 1
    pieces.append(source[place:])
    offsets.extend(range(place, len(source)))
    return Normalised(source, "".join(pieces).translate(_FOLD), offsets)
