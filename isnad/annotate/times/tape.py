"""The tokens of a report with the readings that they have in time expressions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from isnad.lexicon.times import Entry, TimeWord, time_words
from isnad.model import Span
from isnad.text import TextLayer

_GLUED_NUMBER = re.compile(r"(?:(و|ب|ل|ك|ف|ال|وب|ول|وال|بال|في|وفي)?(\d{1,9}))(م|ه)?")
_JOINED = re.compile(r"\d+(?:[.,٫٬/:-]\d+)+")
_NOTHING: Entry = {}
_REMEMBERED = 1 << 16
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


class Hit(NamedTuple):
    """A reading at a place: what it stands for, the token behind its words, and the letters glued in front."""

    value: str | int
    next: int
    glued: str


class _Forms(dict[str, Entry]):
    """The entries by form. A form that is no word of the lists is looked at once: it is a number or nothing."""

    def __missing__(self, form: str) -> Entry:
        entry = _number_entry(form) if "0" <= form[-1] <= "9" or "0" <= form[0] <= "9" else _NOTHING
        if len(self) < _REMEMBERED:
            self[form] = entry
        return entry


def _number_entry(form: str) -> Entry:
    glued = _GLUED_NUMBER.fullmatch(form)
    if glued:
        word = TimeWord(int(glued[2]), (), glued[1] or "")
        kind = {"م": "year_ce", "ه": "year_ah", None: "digits"}[glued[3]]
        return {kind: (word,)}
    bare = form.lstrip(_LETTERS)
    if _JOINED.fullmatch(bare) and len(form) - len(bare) < 2:
        return {"joined": (TimeWord(bare, (), form[: len(form) - len(bare)]),)}
    return _NOTHING


@cache
def _forms() -> _Forms:
    return _Forms(time_words().entries)


class Tape:
    """One report as the rules of time expressions see it; token numbers are those of `layer.words`. `named` are
    tokens of names."""

    def __init__(self, layer: TextLayer, named: frozenset[int] = frozenset()) -> None:
        self.layer = layer
        self.named = named
        self.text = layer.text
        self.forms = layer.words.forms
        self.size = len(self.forms)
        look_up = _forms().__getitem__
        self.entries: Mapping[int, Entry] = {at: entry for at, entry in enumerate(map(look_up, self.forms)) if entry}
        self.lists = time_words().lists

    def read(self, at: int, kind: str, glued: str | None = "") -> Hit | None:
        """The longest reading of a kind at a token; `glued` are letters that may stand before it, None for any."""
        entry = self.entries.get(at)
        if entry is None:
            return None
        for word in entry.get(kind, ()):
            if word.glued and (glued is not None and word.glued != glued):
                continue
            last = at + 1 + len(word.rest)
            if not word.rest or tuple(self.forms[at + 1 : last]) == word.rest:
                return Hit(word.value, last, word.glued)
        return None

    def reading_of(self, form: str, kind: str) -> TimeWord | None:
        """The reading of a kind of a single word, wherever it stands."""
        found = time_words().entries.get(form, _NOTHING).get(kind, ())
        return next((word for word in found if not word.rest and not word.glued), None)

    def form(self, at: int) -> str:
        """The form of a token, empty outside the text."""
        return self.forms[at] if 0 <= at < self.size else ""

    def listed(self, at: int, name: str) -> bool:
        """Whether a token is in a word list, also with a letter glued in front."""
        form = self.form(at)
        words = self.lists[name]
        return form in words or (
            form[:1] in ("و", "ب", "ل", "ف") and (form[1:] in words or _with_article(form) in words)
        )

    def same_line(self, at: int, other: int) -> bool:
        """Whether no line ends between two tokens, the first before the second."""
        words = self.layer.words
        return "\n" not in self.text[words.ends[at] : words.starts[other]]

    def span(self, first: int, last: int, glued: str = "") -> Span:
        """The source span of tokens without the letters glued to the first; `للـ…` stays whole."""
        start, end = self.layer.words.starts[first], self.layer.words.ends[last - 1]
        if glued and not (glued[-1] == "ل" and self.forms[first][len(glued) : len(glued) + 1] == "ل"):
            normalised = self.layer.normalised
            start = normalised.start(normalised.index(start) + len(glued))
        return Span(start, end)


def _with_article(form: str) -> str:
    return "ال" + form[2:] if form[:2] == "لل" else ""
