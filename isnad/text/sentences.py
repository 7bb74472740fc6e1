"""Sentences: ranges that cover a text, one after the other.

A line break always cuts. A full stop, question or exclamation mark cuts with the closing marks behind it, also where the
next word is glued (`تركيا".وبعد`); not in a number, nor after a title's letter (`د. سالم`) or inside initials (`أ.ف.ب`).
"""

from __future__ import annotations

import re

from isnad.model import Span

_CLOSERS = "\"\N{RIGHT DOUBLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}»«›)\\]'\N{RIGHT SINGLE QUOTATION MARK}"
_END = re.compile(
    rf"""\n+
       | (?P<stop>[.!?؟\N{{HORIZONTAL ELLIPSIS}}]+)(?P<close>[{_CLOSERS}]*)(?P<gap>[^\S\n]*)
    """,
    re.VERBOSE,
)
_INITIAL = re.compile(r"(?:^|[\s\"«(\N{LEFT DOUBLE QUOTATION MARK}])و?(?:ا?ل)?[^\W\d_]$|(?:[^\W\d_]\.)+[^\W\d_]$")


def _cuts(text: str, match: re.Match[str]) -> bool:
    """Whether a stop ends a sentence."""
    stop, after = match["stop"], match.end()
    if after == len(text) or text[after] == "\n":
        return True
    if stop == ".":
        if not match["close"] and _INITIAL.search(text, max(0, match.start() - 12), match.start()):
            return False
        if not match["gap"]:
            return bool(match["close"]) and not text[after].isdigit()
    if stop[0] in "\N{HORIZONTAL ELLIPSIS}" or len(stop) > 1 and stop[0] == ".":
        return bool(match["close"])
    return bool(match["gap"] or match["close"]) or stop in "؟!"


def sentences(text: str) -> list[Span]:
    """The sentences of `text` in order; together they cover it, white space at an end belongs to the sentence before.

    >>> [s.quote("وصل د. سالم. وقال: نعم") for s in sentences("وصل د. سالم. وقال: نعم")]
    ['وصل د. سالم. ', 'وقال: نعم']
    """
    out: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        if match["stop"] is not None and not _cuts(text, match):
            continue
        if end > start:
            out.append(Span(start, end))
            start = end
    if start < len(text):
        out.append(Span(start, len(text)))
    return out
