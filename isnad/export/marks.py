"""Marks over a text, cut into segments that lie wholly inside or outside each of them.

Statements and events nest and overlap, elements of a page may not: so the text is cut at every boundary of every mark
and every block, and each segment says which marks cover it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import category

from isnad.model import Layers, Report, Span

EVENT = "event"


@dataclass(frozen=True)
class Mark:
    """A part of a statement (`role` `cue`, `content`, …; `number` its place in the list), or of the page (None).

    An event's anchor has the role `event` and the event's place in its own list.
    """

    span: Span
    role: str
    number: int | None = None


@dataclass(frozen=True)
class Segment:
    """Characters that share the same marks; `opens` are the statements whose number is shown before them.

    `opens_events` are the events of which the same is true.
    """

    span: Span
    marks: tuple[Mark, ...]
    opens: tuple[int, ...] = ()
    opens_events: tuple[int, ...] = ()

    @property
    def roles(self) -> list[str]:
        """The roles that cover it, each once; content inside content is `nested` too."""
        roles = [mark.role for mark in self.marks]
        return [*dict.fromkeys(roles), *(["nested"] if roles.count("content") > 1 else [])]

    @property
    def numbers(self) -> list[int]:
        """The statements that cover it."""
        return sorted({mark.number for mark in self.marks if mark.number is not None and mark.role != EVENT})


def report_marks(report: Report, layers: Layers) -> list[Mark]:
    """All that a page shows of a report, its statements and its events."""
    marks = [Mark(span, "chrome") for span in report.chrome]
    marks.extend(_handle_marks(report))
    for number, statement in enumerate(layers.statements):
        marks.append(Mark(statement.cue, "cue", number))
        marks.extend(Mark(span, "content", number) for span in statement.content)
        for role in ("source", "via", "addressee", "target", "channel_span"):
            span = getattr(statement, role)
            if span is not None:
                marks.append(Mark(span, role.removesuffix("_span"), number))
    marks.extend(Mark(event.anchor, EVENT, number) for number, event in enumerate(layers.events))
    return marks


def _handle_marks(report: Report) -> Iterator[Mark]:
    """The account in each post's signature, which is written from left to right."""
    for post in report.posts:
        written = f"@{post.handle}"
        start = report.text.find(written, post.signature.start, post.signature.end) if post.handle else -1
        if start >= 0:
            yield Mark(Span(start, start + len(written)), "handle")


def segments(text: str, marks: Iterable[Mark], cuts: Iterable[int] = ()) -> Iterator[Segment]:
    """The segments of a text, in order and without gaps.

    Args:
        text: All of it.
        marks: In any order; one that covers no character is left out, one that reaches out of the text is cut.
        cuts: Places at which a segment must end too.
    """
    held = sorted((mark for mark in marks if mark.span.start < mark.span.end), key=lambda mark: mark.span)
    opens = _openings(text, [mark for mark in held if mark.role != EVENT])
    opens_events = _openings(text, [mark for mark in held if mark.role == EVENT])
    edges = {0, len(text), *cuts, *opens, *opens_events}
    edges.update(edge for mark in held for edge in (mark.span.start, mark.span.end))
    places = sorted(edge for edge in edges if 0 <= edge <= len(text))
    waiting, covering = 0, list[Mark]()
    for start, end in pairwise(places):
        while waiting < len(held) and held[waiting].span.start <= start:
            covering.append(held[waiting])
            waiting += 1
        covering = [mark for mark in covering if mark.span.end > start]
        yield Segment(
            Span(start, end), tuple(covering), tuple(opens.get(start, ())), tuple(opens_events.get(start, ()))
        )


def _openings(text: str, marks: Iterable[Mark]) -> dict[int, list[int]]:
    """Which numbers stand where: before the content, and before its whole word where a letter is glued."""
    first: dict[int, tuple[bool, int]] = {}
    for mark in marks:
        if mark.number is not None:
            place = (mark.role != "content", mark.span.start)
            first[mark.number] = min(place, first.get(mark.number, place))
    opens: dict[int, list[int]] = defaultdict(list)
    for number, (_, start) in sorted(first.items()):
        opens[_word_start(text, start)].append(number)
    return opens


def _word_start(text: str, place: int) -> int:
    """A number inside a word would part its joined letters."""
    while 0 < place < len(text) and category(text[place - 1])[0] in "LM" and category(text[place])[0] in "LM":
        place -= 1
    return place
