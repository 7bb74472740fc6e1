"""The normalised copy of a text, with the way back to the characters that stand in the source.

Arabic outlets spell one word in several ways. Matching happens on a copy in which the variants fall together: alef
forms (أ إ آ ٱ → ا), final ى/ي, ة/ه, Persian ک and ی, digits of three kinds; tatweel, vowel marks, bidi and zero-width
controls are left out, presentation forms are taken apart (Unicode TR 15, NFKC, on those blocks alone). Hamza on و and
ي stays, also where it is a mark of its own: it tells words apart. The source text itself is never changed.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache

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
    "\N{ARABIC LETTER SWASH KAF}": "ك",
    "\N{ARABIC LETTER HEH GOAL}": "ه",
    "\N{ARABIC LETTER HEH DOACHASHMEE}": "ه",
    "\N{NO-BREAK SPACE}": " ",
    "\N{NARROW NO-BREAK SPACE}": " ",
    "\N{THIN SPACE}": " ",
    "\N{IDEOGRAPHIC SPACE}": " ",
    "\N{CHARACTER TABULATION}": " ",
}
_DIGITS = {chr(zero + n): str(n) for zero in (0x660, 0x6F0) for n in range(10)}
_REPLACED = tuple((_LETTERS | _DIGITS).items())
_TABLE = str.maketrans(dict(_REPLACED))
_SHORT = 16  # code points

_MARKS = (
    "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"  # the combining blocks
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0898-\u089f\u08ca-\u08ff"
)
_MARK_FORMS = "\ufc5e-\ufc63\ufcf2-\ufcf4\ufe70-\ufe72\ufe74\ufe76-\ufe7f"  # presentation forms of marks alone
_CONTROLS = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
_TATWEEL = "\N{ARABIC TATWEEL}"
_PRESENTATION = "\ufb50-\ufdff\ufe70-\ufefe"
_DROPPED = re.compile(f"[{_MARKS}{_MARK_FORMS}{_CONTROLS}{_TATWEEL}]")
_UNEQUAL = f"[{_MARKS}{_CONTROLS}{_TATWEEL}{_PRESENTATION}]"
_UNEQUAL_RUN = re.compile(f"{_UNEQUAL}{_UNEQUAL}*")
_TRAILING = re.compile(f"(?:[{_CONTROLS}]*[{_MARKS}{_MARK_FORMS}{_TATWEEL}])*")
_FIRST_PLACES = array("I", range(1 << 16))
_HAMZA = "\N{ARABIC HAMZA ABOVE}"
_CARRIERS = {
    "\N{ARABIC LETTER WAW}": "\N{ARABIC LETTER WAW WITH HAMZA ABOVE}",
    "\N{ARABIC LETTER YEH}": "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}",
    "\N{ARABIC LETTER FARSI YEH}": "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}",
    "\N{ARABIC LETTER ALEF MAKSURA}": "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}",
}


def _replace_letters(text: str) -> str:
    """One plain letter for each variant. A scan for each is many times faster than `str.translate` on Arabic text, but
    for short ones."""
    if len(text) < _SHORT:
        return text.translate(_TABLE)
    for variant, letter in _REPLACED:
        text = text.replace(variant, letter)
    return text


@cache
def _expansion(char: str) -> str:
    """What one irregular character becomes: nothing, or one or more plain letters."""
    before, after = "", char
    while before != after:
        before = after
        after = _replace_letters(_DROPPED.sub("", unicodedata.normalize("NFKC", _DROPPED.sub("", before))))
    return after


def _places(size: int) -> array[int]:
    """The numbers from 0 up to `size` at least; stretches of an offset table are copied from it."""
    return _FIRST_PLACES if size <= len(_FIRST_PLACES) else array("I", range(size))


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """The normalised copy of a short string, for looking words up.

    >>> fold("أَعْلَنَتْ")
    'اعلنت'
    """
    return normalise(word).text


class Normalised:
    """A normalised copy of `source` and its offset table.

    `offsets[i]` is the place in `source` (in code points) of the character that gave `text[i]`, and a last entry is the
    length of `source`; the table is None where no character was dropped or taken apart, so that every place is its own.
    """

    __slots__ = ("offsets", "source", "text")

    def __init__(self, source: str, text: str, offsets: array[int] | None) -> None:
        self.source = source
        self.text = text
        self.offsets = offsets

    def start(self, index: int) -> int:
        """The place in the source where the normalised character `index` begins."""
        return index if self.offsets is None else self.offsets[index]

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

    def starts_and_ends(self, starts: Sequence[int], ends: Sequence[int]) -> tuple[list[int], list[int]]:
        """`start` of each of the first and `end` of each of the second (none of them 0), in one go."""
        offsets = self.offsets
        if offsets is None:
            return list(starts), list(ends)
        # Where the next character of the copy is the next one of the source too, no mark stands between.
        near = [after if (after := offsets[end]) == offsets[end - 1] + 1 else self.end(end) for end in ends]
        return [offsets[start] for start in starts], near

    def index(self, place: int) -> int:
        """The first normalised character that stands at or after `place` in the source."""
        return place if self.offsets is None else bisect_left(self.offsets, place)


def normalise(source: str) -> Normalised:
    """The normalised copy of `source` with its offset table.

    >>> normalise("قــالَ أمسِ").text
    'قال امس'
    """
    runs = list(_UNEQUAL_RUN.finditer(source))
    if not runs:
        return Normalised(source, _replace_letters(source), None)
    places = _places(len(source) + 1)
    pieces: list[str] = []
    offsets: array[int] = array("I")
    place = 0
    for run in runs:
        start, end = run.span()
        plain = source[place:start]
        if _HAMZA in run[0] and plain[-1:] in _CARRIERS:
            plain = plain[:-1] + _CARRIERS[plain[-1]]
        pieces.append(plain)
        offsets += places[place:start]
        for at in range(start, end):
            expansion = _expansion(source[at])
            if expansion:
                pieces.append(expansion)
                offsets.extend([at] * len(expansion))
        place = end
    pieces.append(source[place:])
    offsets += places[place : len(source) + 1]
    return Normalised(source, _replace_letters("".join(pieces)), offsets)
