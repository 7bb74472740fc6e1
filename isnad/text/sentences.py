"""Sentences: ranges that cover a text, one after the other.

A line break always cuts. A full stop, question or exclamation mark cuts with the closing marks behind it, also where
the next word is glued (`تركيا".وبعد`); not in a number, nor after a title's letter (`د. سالم`), a number at the head of
a sentence, inside initials (`أ.ف.ب`) or in an aside that is a mark alone (`(؟)`). Bidi controls beside a stop are
looked through.

Known misses: a sentence that ends in a letter on its own (`الفئة ب. وقال`) and one that ends in dots are not cut.
"""

from __future__ import annotations

import re

from isnad.model import Span

_BREAKS = "\\n\\r\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"
_STOPS = ".!?؟\N{HORIZONTAL ELLIPSIS}"
_CLOSERS = "\"\N{RIGHT DOUBLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}»«›)\\]'\N{RIGHT SINGLE QUOTATION MARK}"
_CONTROLS = "\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"
# One class at the head lets the search skip ahead.
_END = re.compile(
    rf"""[{_STOPS}{_BREAKS}]
         (?: (?<=[{_BREAKS}])\s*
           | (?P<more>[{_STOPS}]*) (?P<close>(?:[{_CONTROLS}]*[{_CLOSERS}])*) [{_CONTROLS}]* (?P<gap>\s*)
         )
    """,
    re.VERBOSE,
)
_BREAK = re.compile(f"[{_BREAKS}]")
_GLUED_CLOSER = re.compile(rf"\S[{_CLOSERS}]")
_INITIAL = re.compile(
    rf"""(?: (?:^|[\s\"«(\N{{LEFT DOUBLE QUOTATION MARK}}{_CONTROLS}]) (?:و?(?:[بك]?ال|لل)?[^\W\d_]|لد)
           | (?:[^\W\d_]\.)+ [^\W\d_]
         ) [{_CONTROLS}]*$
    """,
    re.VERBOSE,
)


def _cuts(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a stop ends the sentence that began at `start`."""
    at, after, gap, close = match.start(), match.end(), match["gap"], match["close"]
    if after == len(text) or (gap and _BREAK.search(gap)):
        return True
    if text[at - 1 : at] == "(":
        return False
    dots = text[at] == "\N{HORIZONTAL ELLIPSIS}" or (text[at] == "." and match["more"])
    if dots or close or text[at] != ".":
        return bool(close or (not dots and (gap or text[at] in "؟!"))) and (gap != "" or not text[after].isdigit())
    if not gap:
        return bool(_GLUED_CLOSER.fullmatch(text, max(0, at - 2), at)) and not text[after].isdigit()
    numbered = at - start <= 4 and text[start:at].strip().isdigit()
    return not numbered and not _INITIAL.search(text, max(0, at - 12), at)


def sentences(text: str) -> list[Span]:
    """The sentences of `text` in order; together they cover it, white space at an end belongs to the sentence before.

    >>> [s.quote("وصل د. سالم. وقال: نعم") for s in sentences("وصل د. سالم. وقال: نعم")]
    ['وصل د. سالم. ', 'وقال: نعم']
    """
    out: list[Span] = []
    start = 0
    for match in _END.finditer(text, len(text) - len(text.lstrip())):
        if match["close"] is None or _cuts(text, start, match):
            out.append(Span(start, match.end()))
            start = match.end()
    if start < len(text):
        out.append(Span(start, len(text)))
    return out
