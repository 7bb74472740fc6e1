"""Sentences: ranges that cover a text, one after the other.

A line break always cuts. A full stop, question or exclamation mark cuts with the closing marks behind it, also where the
next word is glued (`تركيا".وبعد`); not in a number, nor after a title's letter (`د. سالم`) or inside initials
(`أ.ف.ب`). Bidi and zero-width controls beside a stop are looked through.

Known misses: a sentence that ends in a letter on its own (`الفئة ب. وقال`) is not cut.
"""

from __future__ import annotations

import re

from isnad.model import Span

_BREAKS = r"\n\r\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"
_SOFT = r"\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"  # what shows nothing and may stand beside a stop
_STOPS = r".!?؟\N{HORIZONTAL ELLIPSIS}"
_CLOSERS = (
    "\"\N{RIGHT DOUBLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}»«›)\\]'\N{RIGHT SINGLE QUOTATION MARK}"
)
_END = re.compile(
    rf"""[{_BREAKS}{_STOPS}]                # a class, and nothing but one, at the head is what the search is quick with
         (?: (?<=[{_BREAKS}])\s*
           | [{_STOPS}]* [{_SOFT}]* (?P<close>[{_CLOSERS}]*) (?P<gap>[{_SOFT}\s]*)
         )
    """,
    re.VERBOSE,
)
_BREAK = re.compile(f"[{_BREAKS}]")
_INITIAL = re.compile(
    rf"""(?: (?:^|[\s"«(\N{{LEFT DOUBLE QUOTATION MARK}}{_SOFT}]) و?(?:ا?ل)?[^\W\d_]
           | (?:[^\W\d_]\.)+ [^\W\d_]
         ) [{_SOFT}]* $
    """,
    re.VERBOSE,
)
