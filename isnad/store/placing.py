"""Finds what judgements are about in the layers of a report, which another run may have written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from isnad.model import Event, JudgedLayer, Mention, Quoted, Span, Statement, Subject
from isnad.store.judged_fields import AT
from isnad.store.quoting import relocated
from isnad.text.sentences import sentences

_NAMES = {JudgedLayer.STATEMENTS: "speaker", JudgedLayer.MENTIONS: "entity"}  # of those who speak or are meant
ENOUGH = 0.5  # of the characters of two contents together, as `isnad evaluate` asks for


class Placement(StrEnum):
    """How a judgement stands to what there is now.

    `exact`: its words and their place are those of a row. `moved`: a row of nearly the same words and place was taken
    for it. `restored`: the machine no longer finds it, and what was accepted, corrected or added is shown all the same.
    `unplaced`: nothing there fits it any more; it is kept and has no effect.
    """

    EXACT = "exact"
    MOVED = "moved"
    RESTORED = "restored"
    UNPLACED = "unplaced"


class Place(NamedTuple):
    """The characters by which one row is known: where it is told, what it covers, its type; and who speaks or is meant,
    by which rows at the same characters are told apart."""

    at: Span
    content: frozenset[int]
    type: str | None
    name: str | None = None


def place_of(layer: JudgedLayer, record: Any) -> Place:
    """The place of a row."""
    content = record.content if layer is JudgedLayer.STATEMENTS else ()
    kind = None if layer is JudgedLayer.STATEMENTS else record.type.value
    return Place(getattr(record, AT[layer]), _characters(content), kind, _name(layer, record))


def subject_of(
    layer: JudgedLayer,
    record: Statement | Event | Mention,
    report: str,
    digest: str,
    text: str,
    *,
    shared: bool = False,
) -> Subject:
    """How a judgement names a row; with its name where others stand at the same words (`shared`)."""

    def quoted(span: Span) -> Quoted:
        return Quoted(span, span.quote(text))

    content = record.content if isinstance(record, Statement) else ()
    at: Span = getattr(record, AT[layer])
    return Subject(
        report=report,
        hash=digest,
        at=quoted(at),
        content=tuple(map(quoted, content)),
        type=None if isinstance(record, Statement) else record.type.value,
        sentence=next((quoted(one) for one in sentences(text) if one.start <= at.start < one.end), None),
        name=_name(layer, record) if shared else None,
    )


def shift_of(subject: Subject, text: str, digest: str | None) -> int:
    """By how many characters the words around a subject moved since it was judged."""
    if subject.hash == digest:
        return 0
    for around in (subject.sentence, *subject.content):
        if around is not None and (found := relocated(around, text)):
            return found.start - around.span.start
    return 0


def sought(subject: Subject, text: str, shift: int) -> Place | None:
    """Where the words of a subject stand in a text, None where it lacks them."""
    at = None if subject.at is None else relocated(subject.at, text, shift)
    pieces = [relocated(piece, text, shift) for piece in subject.content]
    found = [piece for piece in pieces if piece is not None]
    if at is None or (pieces and not found):
        return None
    return Place(at, _characters(found), subject.type, subject.name)


def find(layer: JudgedLayer, wanted: Place, places: Sequence[Place]) -> tuple[int, Placement] | None:
    """The row that a subject is about, and how surely."""
    exact = [at for at, place in enumerate(places) if place.at == wanted.at and place.type == wanted.type]
    if exact:
        best = max(exact, key=lambda at: (_share(wanted, places[at]), _is_named(wanted, places[at]), -at))
        if layer is not JudgedLayer.STATEMENTS or places[best].content == wanted.content:
            return best, Placement.EXACT
        if len(exact) == 1 or _share(wanted, places[best]):
            return best, Placement.MOVED
    near = _NEAR[layer]
    likeness, best = max(((near(wanted, place), -at) for at, place in enumerate(places)), default=(0.0, 0))
    return (-best, Placement.MOVED) if likeness > 0 else None


def _name(layer: JudgedLayer, record: Any) -> str | None:
    """Who speaks or is meant, empty where that is not known; None of an event."""
    return (getattr(record, _NAMES[layer]) or "") if layer in _NAMES else None


def _characters(spans: Sequence[Span]) -> frozenset[int]:
    return frozenset(at for span in spans for at in range(span.start, span.end))


def _is_named(wanted: Place, place: Place) -> bool:
    return wanted.name is not None and wanted.name == place.name


def _share(one: Place, other: Place) -> float:
    """The share of the characters of both contents that they have in common."""
    together = len(one.content | other.content)
    return len(one.content & other.content) / together if together else 0.0


def _statement(wanted: Place, place: Place) -> float:
    share = _share(wanted, place)
    return share + wanted.at.overlaps(place.at) if share >= ENOUGH or (wanted.at.overlaps(place.at) and share) else 0.0


def _same_words(wanted: Place, place: Place) -> float:
    """Of events and mentions: words that share characters, better with the same type."""
    if not wanted.at.overlaps(place.at):
        return 0.0
    common = min(wanted.at.end, place.at.end) - max(wanted.at.start, place.at.start)
    return common / max(len(wanted.at), len(place.at)) + (wanted.type == place.type)


_NEAR: dict[JudgedLayer, Callable[[Place, Place], float]] = {
    JudgedLayer.STATEMENTS: _statement,
    JudgedLayer.EVENTS: lambda wanted, place: _same_words(wanted, place) if wanted.type == place.type else 0.0,
    JudgedLayer.MENTIONS: _same_words,
}
