"""The text of a report, cut into lines and runs that share the same marks, for a template to write down.

A mark may begin or end inside a word, where a clitic is glued to a name: so a run never gets more than a background, a
colour or an underline, which leave the letters joined.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from isnad.export.marks import EVENT, Mark, Segment, report_marks, segments
from isnad.model import Layers, Report, Span

_LINE = re.compile(r"[^\n]+")
_TIME, _NAME = "time", "name"
_APART = frozenset({EVENT, "mention-of-event"})


@dataclass(frozen=True)
class Run:
    """Characters that share the same marks. Numbers are places in the layers, `opens` those that begin here."""

    words: str
    classes: str
    statements: tuple[int, ...]
    events: tuple[int, ...]
    times: tuple[int, ...]
    names: tuple[int, ...]
    opens: tuple[int, ...]
    opens_events: tuple[int, ...]
    handle: bool

    @property
    def plain(self) -> bool:
        """Whether nothing marks it."""
        return not self.classes


@dataclass(frozen=True)
class Line:
    """A line of the text: `kind` is `headline`, `post`, `signature` or `prose`, `start` counts code points."""

    kind: str
    start: int
    runs: tuple[Run, ...]

    @property
    def words(self) -> str:
        """All of it, without marks."""
        return "".join(run.words for run in self.runs)


def lines(report: Report, layers: Layers) -> list[Line]:
    """The lines of a report that are not blank, in order."""
    text = report.text
    spans = [Span(*found.span()) for found in _LINE.finditer(text) if found[0].strip()]
    cuts = [edge for span in spans for edge in (span.start, span.end)]
    places = _places(layers)
    runs: dict[int, list[Run]] = defaultdict(list)
    line = 0
    for segment in segments(text, [*report_marks(report, layers), *_more_marks(layers)], cuts):
        while line < len(spans) and segment.span.start >= spans[line].end:
            line += 1
        if line < len(spans) and segment.span.start >= spans[line].start:
            runs[line].append(_run(segment, text, places))
    return [Line(_kind(report, span), span.start, tuple(runs[number])) for number, span in enumerate(spans)]


def _more_marks(layers: Layers) -> Iterator[Mark]:
    """Times, names and further mentions of events; they are found again by their span, since they have no number."""
    for time in layers.times:
        yield Mark(time.span, _TIME)
    for mention in layers.mentions:
        yield Mark(mention.span, _NAME)
    for event in layers.events:
        for span in event.mentions:
            yield Mark(span, "mention-of-event")


def _places(layers: Layers) -> dict[tuple[str, Span], list[int]]:
    found: dict[tuple[str, Span], list[int]] = defaultdict(list)
    for number, event in enumerate(layers.events):
        for span in event.mentions:
            found["mention-of-event", span].append(number)
    for number, time in enumerate(layers.times):
        found[_TIME, time.span].append(number)
    for number, mention in enumerate(layers.mentions):
        found[_NAME, mention.span].append(number)
    return found


def _run(segment: Segment, text: str, places: dict[tuple[str, Span], list[int]]) -> Run:
    of: dict[str, list[int]] = defaultdict(list)
    for mark in segment.marks:
        numbers = places.get((mark.role, mark.span), []) if mark.number is None else [mark.number]
        of[EVENT if mark.role in _APART else mark.role].extend(numbers)
    roles = list(dict.fromkeys(EVENT if role in _APART else role for role in segment.roles))
    return Run(
        words=segment.span.quote(text),
        classes=" ".join(f"m-{role}" for role in roles if role != "handle"),
        statements=tuple(segment.numbers),
        events=tuple(sorted(set(of[EVENT]))),
        times=tuple(dict.fromkeys(of[_TIME])),
        names=tuple(dict.fromkeys(of[_NAME])),
        opens=segment.opens,
        opens_events=segment.opens_events,
        handle="handle" in roles,
    )


def _kind(report: Report, span: Span) -> str:
    if report.headline is not None and report.headline.start < span.end and span.start < report.headline.end:
        return "headline"
    for post in report.posts:
        if post.words.start < span.end and span.start < post.words.end:
            return "post"
        if post.signature.start < span.end and span.start < post.signature.end:
            return "signature"
    return "prose"
