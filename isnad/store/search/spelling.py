"""The spelling of search keys: the normalised copy, with what outlets still write in two ways fallen together.

Beyond `isnad.text.normalise`, which tells words apart by their hamza, a key has one hamza for its three seats
(`مسؤول`, `مسئول`; `شيء`, `شئ`; `مبادئ`, `مبادىء`), plain letters for the borrowed ones, and Latin letters
small and bare.
"""

from __future__ import annotations

import re
import unicodedata

from isnad.text import normalise

_LETTERS = str.maketrans(
    {"ؤ": "ء", "ئ": "ء", "پ": "ب", "چ": "ج", "ڤ": "ف", "گ": "غ", "ژ": "ج", "ڨ": "غ"},
)
_LAST_HAMZA = re.compile(r"يء\b")
_ARABIC = "\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c7"
_THOUSANDS = re.compile(r"(?<=\d)[,٬](?=\d{3}(?!\d))")
_APART = re.compile(rf"(?<=\d)(?=[{_ARABIC}])|(?<=[{_ARABIC}])(?=\d)")
_LONGEST = 64  # letters; what is longer is no word, and full-text engines refuse or cut it


def key(text: str) -> str:
    """A text in the spelling of keys, its blanks and marks where they were.

    >>> key("المسئولُ عن مبادىء")
    'المسءول عن مبادء'
    """
    return _LAST_HAMZA.sub("ء", normalise(text).text.translate(_LETTERS))


def pieces(form: str) -> list[str]:
    """The keys of one normalised token, mostly one: letters and digits alone, so that no engine cuts them again.

    >>> pieces("1,500"), pieces("خروج_بريطانيا"), pieces("2018م")
    (['1500'], ['خروج', 'بريطانيا'], ['2018', 'م'])
    """
    word = key(form)
    if not word.isalpha() or word[0] < "\N{ARABIC LETTER HAMZA}":
        word = _plain(word)
    return [piece[:_LONGEST] for piece in word.split()]


def _plain(word: str) -> str:
    """A token that is more than Arabic letters: cut at all but letters and digits, without accents and capitals."""
    bare = unicodedata.normalize("NFKD", _THOUSANDS.sub("", word)).casefold()
    kept = (char if char.isalnum() else " " for char in bare if not unicodedata.category(char).startswith("M"))
    return _APART.sub(" ", "".join(kept))
