"""Words and punctuation of a text, as parallel lists: the form of every pass over a report."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate

from isnad.model import Span
from isnad.text.normalise import Normalised

# The first alternative is a shortcut for most words of Arabic text; the last but two would take them just so.
# Latin letters are a word of their own, so that `لـCNN` is two.
_LATIN = "A-Za-z\N{LATIN CAPITAL LETTER A WITH GRAVE}-\N{LATIN SMALL LETTER Y WITH STROKE}"
_TOKEN = rf"""
        [ء-ي]{{3}}[^\W{_LATIN}]*                      # a word of three letters or more
      | \d+(?:[.,٫٬/:-]\d+)*                         # a number, a date, a time
      | (?:[^\W\d_]{{1,2}}\.){{2,}}(?:[^\W\d_]{{1,2}}\b)?  # an abbreviation: أ.ف.ب
      | \#?[^\W{_LATIN}]+                            # a word or hashtag
      | \#?[{_LATIN}][{_LATIN}\d_]*                  # the same in Latin letters
      | \(\(|\)\)|<<|>>|\.\.+                       # marks of two characters
      | [^\w\s]                                     # any other mark
"""
_ADDRESS = r"""
        https?://[^\s<>«»"“”]*[\w/]                 # an address, without the stop or bracket behind it
      | [\w.+-]{1,64}@[\w-]+(?:\.\w+)+              # a mail address
      | @\w+                                        # a handle
"""
_TOKENS = re.compile(f"({_TOKEN})", re.VERBOSE)
_TOKENS_AND_ADDRESSES = re.compile(f"({_ADDRESS}|{_TOKEN})", re.VERBOSE)


class Words:
    """The tokens of a text. `forms` are normalised, without a hashtag's `#`; `starts` and `ends` count code points of
    the source text and never fall; words that one character stands for (`ﷺ`) share its place. `is_word[i]` tells words
    from punctuation."""

    __slots__ = ("ends", "forms", "is_word", "starts")

    def __init__(self, normalised: Normalised) -> None:
        text = normalised.text
        pattern = _TOKENS_AND_ADDRESSES if "@" in text or "://" in text else _TOKENS
        # White space and tokens by turns: a white space (or nothing) first and last.
        parts = pattern.split(text)
        places = list(accumulate(map(len, parts)))
        forms = parts[1::2]
        if "#" in text:
            forms = [form[1:] if form[0] == "#" and len(form) > 1 else form for form in forms]
        self.forms: list[str] = forms
        self.starts, self.ends = normalised.starts_and_ends(places[:-1:2], places[1::2])
        self.is_word: list[bool] = [
            form[0].isalnum() or form[0] == "_" or (form[0] == "@" and len(form) > 1) for form in forms
        ]

    def __len__(self) -> int:
        return len(self.forms)

    def span(self, first: int, last: int) -> Span:
        """The source span from token `first` up to, not including, token `last`."""
        return Span(self.starts[first], self.ends[last - 1])

    def at(self, place: int) -> int:
        """The first token that begins at or after `place` (a code point of the source)."""
        return bisect_left(self.starts, place)

    def holding(self, place: int) -> int:
        """The last token that begins at or before `place` (a code point of the source), -1 before the first."""
        return bisect_right(self.starts, place) - 1
