"""Quotation marks, paired by state.

Arabic pages turn their marks round (”…“), mix families (`"…”`), nest the same mark, open every paragraph of a long
quotation and close only the last, or never close at all. So a mark opens or closes by what stands on its two sides and
by what is open, never by the direction of its glyph alone (W3C Arabic Layout Requirements, issue 224).

Known misses: a quotation that is closed by a mark of another family (`«…"`); one that runs on for more than four
paragraphs without a mark; a mark of inches inside a quotation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from isnad.model import Span

_DOUBLE = (
    '"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}'
    "\N{DOUBLE LOW-9 QUOTATION MARK}\N{FULLWIDTH QUOTATION MARK}"
)
_SINGLE = "'\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
_GLYPHS = f"{_DOUBLE}{_SINGLE}«»‹›"
_CONTROLS = "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_SINGLE_CHARACTER = f"[{_GLYPHS}]"
_ANY = rf"(?:[{_GLYPHS}]|\(\(|\)\)|<<|>>)"
_PAIRS = ("((", "))", "<<", ">>")
_MARK = re.compile(_ANY)
# A run of marks that touch; the first form, for texts without double brackets, is several times faster.
_RUN, _RUN_WITH_PAIRS = (re.compile(f"{mark}(?:[{_CONTROLS}]*{mark})*") for mark in (_SINGLE_CHARACTER, _ANY))
_FAMILY = (
    dict.fromkeys(_DOUBLE, "double")
    | dict.fromkeys(_SINGLE, "single")
    | dict.fromkeys("«»", "guillemet")
    | dict.fromkeys("‹›", "angle")
    | dict.fromkeys(("((", "))"), "paren")
    | dict.fromkeys(("<<", ">>"), "chevron")
)
_LINE = re.compile(f"[^\\s{_CONTROLS}][^\n\r\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]*")
_BREAKS = frozenset("\n\r\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}")
_DIRECTED = frozenset({"guillemet", "angle"})
_SPACES = frozenset(char for char in map(chr, range(0x3001)) if char.isspace())
_LOOKED_THROUGH = frozenset(re.findall(f"[{_CONTROLS}]", "".join(map(chr, range(0x10000)))))
_BEFORE_OPENING = _SPACES | frozenset("([{:،؛-—–\N{ARABIC TATWEEL}")
_AFTER_CLOSING = _SPACES | frozenset(")]}.،؛:,;!?؟-—–…")
_PROCLITICS = frozenset("وفبلك")
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


class _Mark(NamedTuple):
    """A quotation mark; `shape` is 1 where it can only open, -1 where it can only close, 0 where it can do either."""

    start: int
    end: int
    glyph: str
    family: str
    shape: int


class _Line(NamedTuple):
    """A line that is not blank, from the first character that shows; `families` are its marks once more, by family."""

    start: int
    end: int
    marks: list[_Mark]
    families: dict[str, list[_Mark]]


def _shape(text: str, start: int, end: int) -> int:
    """What the marks between `start` and `end` can do, by the characters around them; controls are looked through."""
    while start and text[start - 1] in _LOOKED_THROUGH:
        start -= 1
    while end < len(text) and text[end] in _LOOKED_THROUGH:
        end += 1
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    opens = before in _BEFORE_OPENING or (before in _PROCLITICS and (start == 1 or text[start - 2] in _SPACES))
    closes = after in _AFTER_CLOSING and not (before in _BREAKS and text.startswith(("..", "…"), end))
    return opens - closes


def _marks(text: str, run: re.Match[str]) -> Iterator[_Mark]:
    """The marks of a run (`"'نعم'"` has two of two); they share what stands around them."""
    start, end = run.span()
    shape = _shape(text, start, end)
    if end == start + 1:
        yield _Mark(start, end, text[start], _FAMILY[text[start]], shape)
        return
    for match in _MARK.finditer(text, start, end):
        yield _Mark(*match.span(), match[0], _FAMILY[match[0]], shape)


def _lines(text: str, runs: list[re.Match[str]]) -> list[_Line]:
    """The lines that are not blank, each with its marks."""
    lines: list[_Line] = []
    rest = iter(runs)
    run = next(rest, None)
    for match in _LINE.finditer(text):
        start, end = match.span()
        line = _Line(start, end, [], {})
        while run is not None and run.start() < end:
            for mark in _marks(text, run):
                line.marks.append(mark)
                line.families.setdefault(mark.family, []).append(mark)
            run = next(rest, None)
        lines.append(line)
    return lines


class _Pairing:
    """The state of one pass over the lines of a text."""

    def __init__(self, text: str, lines: list[_Line]) -> None:
        self.text = text
        self.lines = lines
        self.stack: list[_Mark] = []
        self.open: Counter[str] = Counter()
        self.found: list[Quotation] = []

    def run(self) -> list[Quotation]:
        for number, line in enumerate(self.lines):
            for mark in line.marks:
                if not self._repeats(mark, line) and not self._apostrophe(mark, line):
                    self._take(mark)
            if self.stack:
                self._end_line(number)
        return sorted(self.found, key=lambda quotation: quotation.outer.start)

    def _repeats(self, mark: _Mark, line: _Line) -> bool:
        """Whether a mark at the head of a paragraph only repeats what is open."""
        at_head = mark.start == line.start and mark.shape > 0
        return at_head and bool(self.stack) and self.stack[-1].family == mark.family

    def _apostrophe(self, mark: _Mark, line: _Line) -> bool:
        """Whether a single mark is no quotation mark."""
        if mark.family != "single":
            return False
        if self.open["single"]:
            return mark.shape > 0 or (mark.shape == 0 and self.text[mark.end : mark.end + 1].isalnum())
        return mark.shape <= 0 or line.families["single"][-1] is mark

    def _take(self, mark: _Mark) -> None:
        if self._opens(mark):
            self.stack.append(mark)
            self.open[mark.family] += 1
        elif self.open[mark.family]:
            self._close(mark)

    def _opens(self, mark: _Mark) -> bool:
        if mark.family == "paren":
            return mark.glyph == "(("
        if mark.shape:
            return mark.shape > 0
        if mark.family == "chevron":
            return mark.glyph == "<<"
        if not self.open[mark.family]:
            return True
        top = self.stack[-1]
        return mark.family in _DIRECTED and (top.family, top.glyph) == (mark.family, mark.glyph)

    def _pop(self) -> _Mark:
        opened = self.stack.pop()
        self.open[opened.family] -= 1
        return opened

    def _close(self, mark: _Mark) -> None:
        """Closes the innermost quotation of the family; what is open inside it is given up."""
        while (opened := self._pop()).family != mark.family:
            pass
        self._add(opened, mark.start, mark.end, closed=True)

    def _add(self, opened: _Mark, start: int, end: int, *, closed: bool) -> None:
        if start > opened.end:
            inner = Span(opened.end, start)
            self.found.append(Quotation(Span(opened.start, end), inner, len(self.stack), closed))

    def _end_line(self, number: int) -> None:
        """At a line break, keeps what goes on in the next paragraphs and gives up the rest."""
        line = self.lines[number]
        end = line.start + len(self.text[line.start : line.end].rstrip())
        while self.stack and not self._goes_on(number):
            opened = self._pop()
            if opened.family != "single":
                self._add(opened, end, end, closed=False)

    def _goes_on(self, number: int) -> bool:
        """Whether the innermost open quotation is closed in one of the next lines."""
        family = self.stack[-1].family
        for line in self.lines[number + 1 : number + 1 + _LOOK_AHEAD]:
            marks = line.families.get(family)
            if not marks:
                continue
            first, odd = marks[0], len(marks) % 2 == 1
            if line is self.lines[number + 1] and first.start == line.start and first.shape > 0:
                # It opens with the mark again; the middle paragraphs of a long quotation hold this one alone.
                return not odd or len(marks) == 1
            return odd and first.shape <= 0
        return False


def quotations(text: str) -> list[Quotation]:
    """The quotations of `text`, ordered by where they open; linear in the number of marks, whatever the nesting.

    >>> [q.inner.quote("قال: ”لا“ ثم «نعم»") for q in quotations("قال: ”لا“ ثم «نعم»")]
    ['لا', 'نعم']
    """
    pattern = _RUN_WITH_PAIRS if any(pair in text for pair in _PAIRS) else _RUN
    runs = list(pattern.finditer(text))
    return _Pairing(text, _lines(text, runs)).run() if runs else []
