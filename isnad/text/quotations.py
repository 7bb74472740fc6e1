"""Quotation marks, paired by state.

Arabic pages turn their marks round (”…“), mix families (`"…”`), nest the same mark, open every paragraph of a long
quotation and close only the last, or never close at all. So a mark opens or closes by what stands on its two sides and by
what is open, never by the direction of its glyph (W3C Arabic Layout Requirements, issue 224).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from isnad.model import Span

_DOUBLE = '"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}\N{FULLWIDTH QUOTATION MARK}'
_SINGLE = "'\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
_MARK = re.compile(rf"[{_DOUBLE}{_SINGLE}«»‹›]|\(\(|\)\)|<<|>>")
_FAMILY = (
    dict.fromkeys(_DOUBLE, "double")
    | dict.fromkeys(_SINGLE, "single")
    | dict.fromkeys("«»", "guillemet")
    | dict.fromkeys("‹›", "angle")
    | dict.fromkeys(("((", "))"), "paren")
    | dict.fromkeys(("<<", ">>"), "chevron")
)
_FIXED = {"((": True, "))": False, "<<": True, ">>": False}
_DEPTH = 16
_LOOK_AHEAD = 4


class Quotation(NamedTuple):
    """One quotation. `inner` is what stands between the marks, `outer` includes them (code points of the source).

    `depth` is 0 for an outermost one; `closed` is False where no closing mark was found and the end of the line stands
    in for it. `inner` of `""` is left out: a quotation is never empty.
    """

    outer: Span
    inner: Span
    depth: int
    closed: bool


class _Open(NamedTuple):
    family: str
    start: int
    end: int


def _shape(text: str, start: int, end: int) -> int:
    """1 for a mark that can only open where it stands, -1 for one that can only close, 0 where both are possible."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    space_before = before.isspace() or before in "([{:،؛\u200f\u200e-—–"
    space_after = after.isspace() or after in ")]}.،؛:,;!?؟-—–…"
    if space_before and not space_after:
        return 1
    if space_after and not space_before:
        return -1
    return 0


class _Pairing:
    """The state of one pass over a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.stack: list[_Open] = []
        self.found: list[Quotation] = []

    def mark(self, start: int, end: int) -> None:
        glyph = self.text[start:end]
        family = _FAMILY[glyph]
        shape = _shape(self.text, start, end)
        if family == "single" and not self._single(start, end, shape):
            return
        if glyph in _FIXED:
            opens = _FIXED[glyph]
        elif shape:
            opens = shape > 0
        else:
            opens = not self._is_open(family)
        if opens and len(self.stack) < _DEPTH:
            self.stack.append(_Open(family, start, end))
        elif not opens:
            self._close(family, start, end)

    def _single(self, start: int, end: int, shape: int) -> bool:
        """Whether a single mark is a quotation mark and not an apostrophe."""
        if self._is_open("single"):
            return shape <= 0 and not (shape == 0 and self.text[end : end + 1].isalnum())
        if shape != 1:
            return False
        line = self.text.find("\n", end)
        rest = self.text[end : line if line >= 0 else min(len(self.text), end + 400)]
        return any(mark in rest for mark in _SINGLE)

    def _is_open(self, family: str) -> bool:
        return any(opened.family == family for opened in self.stack)

    def _close(self, family: str, start: int, end: int) -> None:
        for depth in range(len(self.stack) - 1, -1, -1):
            opened = self.stack[depth]
            if opened.family == family:
                del self.stack[depth:]
                self._add(opened, start, end, depth, closed=True)
                return

    def _add(self, opened: _Open, start: int, end: int, depth: int, *, closed: bool) -> None:
        if start > opened.end:
            self.found.append(Quotation(Span(opened.start, end), Span(opened.end, start), depth, closed))

    def line_end(self, place: int, lines: list[tuple[int, int]], number: int) -> None:
        """At a line break, keep what goes on in the next paragraphs and give up the rest."""
        while self.stack and not self._goes_on(lines, number):
            opened = self.stack.pop()
            end = len(self.text[: place].rstrip()) if place - opened.end < 100_000 else place
            self._add(opened, end, end, len(self.stack), closed=False)

    def _goes_on(self, lines: list[tuple[int, int]], number: int) -> bool:
        family = self.stack[-1].family
        looked = 0
        for start, end in lines[number + 1 :]:
            if start == end:
                continue
            looked += 1
            if looked > _LOOK_AHEAD:
                return False
            marks = [m for m in _MARK.finditer(self.text, start, end) if _FAMILY[m[0]] == family]
            if not marks:
                continue
            if marks[0].start() == start and looked == 1:
                return len(marks) % 2 == 0 or self._reopens(marks)
            return self._excess(marks)
        return False

    def _reopens(self, marks: list[re.Match[str]]) -> bool:
        """A paragraph that opens with the mark again and closes nothing, as the middle of a long quotation does."""
        return len(marks) == 1 and _shape(self.text, *marks[0].span()) > 0

    def _excess(self, marks: list[re.Match[str]]) -> bool:
        """Whether the first mark of a line can only close what was open before it."""
        return len(marks) % 2 == 1 and _shape(self.text, *marks[0].span()) <= 0

    def reopened(self, start: int, end: int) -> bool:
        """Whether a mark at the head of a paragraph only repeats what is open."""
        return bool(self.stack) and self.stack[-1].family == _FAMILY[self.text[start:end]]


def quotations(text: str) -> list[Quotation]:
    """The quotations of `text`, ordered by where they open; linear in the number of marks, whatever the nesting.

    >>> [q.inner.quote("قال: ”لا“ ثم «نعم»") for q in quotations("قال: ”لا“ ثم «نعم»")]
    ['لا', 'نعم']
    """
    if not _MARK.search(text):
        return []
    pairing = _Pairing(text)
    lines = _lines(text)
    for number, (start, end) in enumerate(lines):
        for match in _MARK.finditer(text, start, end):
            if match.start() == start and pairing.reopened(*match.span()):
                continue
            pairing.mark(*match.span())
        if pairing.stack:
            pairing.line_end(end, lines, number)
    return sorted(pairing.found)


def _lines(text: str) -> list[tuple[int, int]]:
    lines, start = [], 0
    while True:
        end = text.find("\n", start)
        if end < 0:
            lines.append((start, len(text)))
            return lines
        lines.append((start, end))
        start = end + 1
