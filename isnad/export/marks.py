"""Marks over a text, cut into segments that lie wholly inside or outside each of them.

Statements nest and overlap, elements of a page may not: so the text is cut at every boundary of every mark, and each
segment says which marks cover it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from isnad.model import Layers, Report, Span


@dataclass(frozen=True)
class Mark:
    """A part of a statement (`role` `cue`, `content`, …; `number` its place in the list), or of the page (None)."""

    span: Span
    role: str
    number: int | None = None


@dataclass(frozen=True)
class Segment:
    """Characters that share the same marks; `opens` are the statements whose first character stands here."""

    span: Span
    marks: tuple[Mark, ...]
    opens: tuple[int, ...] = ()

    @property
    def roles(self) -> list[str]:
        """The roles that cover it, each once; content inside content is `nested` too."""
        roles = [mark.role for mark in self.marks]
        return [*dict.fromkeys(roles), *(["nested"] if roles.count("content") > 1 else [])]

    @property
    def numbers(self) -> list[int]:
        """The statements that cover it."""
        return sorted({mark.number for mark in self.marks if mark.number is not None})


def report_marks(report: Report, layers: Layers) -> list[Mark]:
    """All that a page shows of a report and its statements."""
    marks = [Mark(span, "chrome") for span in report.chrome]
    if report.headline is not None:
        marks.append(Mark(report.headline, "headline"))
    for number, statement in enumerate(layers.statements):
        marks.append(Mark(statement.cue, "cue", number))
        marks.extend(Mark(span, "content", number) for span in statement.content)
        for role in ("source", "via", "addressee", "channel_span"):
            span = getattr(statement, role)
            if span is not None:
                marks.append(Mark(span, role.removesuffix("_span"), number))
    return marks


def segments(whole: Span, marks: Iterable[Mark]) -> Iterator[Segment]:
    """The segments of a stretch of text, in order and without gaps.

    Args:
        whole: The stretch; marks that reach out of it are cut.
        marks: In any order; one that covers no character is left out.
    """
    held = sorted((mark for mark in marks if mark.span.start < mark.span.end), key=lambda mark: mark.span)
    edges = {whole.start, whole.end}
    edges.update(edge for mark in held for edge in (mark.span.start, mark.span.end))
    places = sorted(edge for edge in edges if whole.start <= edge <= whole.end)
    first = first_places(held)
    waiting, covering = 0, list[Mark]()
    for start, end in pairwise(places):
        while waiting < len(held) and held[waiting].span.start <= start:
            covering.append(held[waiting])
            waiting += 1
        covering = [mark for mark in covering if mark.span.end > start]
        opens = tuple(number for number, place in first.items() if place == start)
        yield Segment(Span(start, end), tuple(covering), opens)


def first_places(marks: Iterable[Mark]) -> dict[int, int]:
    """Where each statement's first mark begins."""
    first: dict[int, int] = {}
    for mark in marks:
        if mark.number is not None:
            first[mark.number] = min(mark.span.start, first.get(mark.number, mark.span.start))
    return first
