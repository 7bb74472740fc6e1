"""Words and punctuation of a text, as parallel lists: the form of every pass over a report."""

from __future__ import annotations

import re
from bisect import bisect_left

from isnad.model import Span
from isnad.text.normalise import Normalised

_WORD = re.compile(
    r"""https?://\S+                                # an address
      | [\w.+-]+@[\w-]+\.[\w.]+                     # a mail address
      | @\w+                                        # a handle
      | \d+(?:[.,٫٬/:-]\d+)*                         # a number, a date, a time
      | (?:[^\W\d_]{1,2}\.){2,}(?:[^\W\d_]{1,2}\b)?  # an abbreviation: أ.ف.ب
      | \#?\w+                                      # a word or hashtag
      | \(\(|\)\)|<<|>>|\.\.+                       # marks of two characters
      | [^\w\s]                                     # any other mark
    """,
    re.VERBOSE,
)


class Words:
    """The tokens of a text. `forms` are normalised, without a hashtag's `#`; `starts` and `ends` count code points of the
    source text. `is_word[i]` tells words from punctuation."""

    __slots__ = ("ends", "forms", "is_word", "starts")

    def __init__(self, normalised: Normalised) -> None:
        forms, starts, ends, is_word = [], [], [], []
        direct = normalised.offsets is None
        for match in _WORD.finditer(normalised.text):
            form = match[0]
            start, end = match.span()
            if form[0] == "#" and len(form) > 1:
                form = form[1:]
            forms.append(form)
            starts.append(start if direct else normalised.start(start))
            ends.append(end if direct else normalised.end(end))
            is_word.append(form[0].isalnum() or form[0] in "@_")
        self.forms: list[str] = forms
        self.starts: list[int] = starts
        self.ends: list[int] = ends
        self.is_word: list[bool] = is_word

    def __len__(self) -> int:
        return len(self.forms)

    def span(self, first: int, last: int) -> Span:
        """The source span from token `first` up to, not including, token `last`."""
        return Span(self.starts[first], self.ends[last - 1])

    def at(self, place: int) -> int:
        """The first token that begins at or after `place` (a code point of the source)."""
        return bisect_left(self.starts, place)
