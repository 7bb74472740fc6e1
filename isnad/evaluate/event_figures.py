"""The figures for events: what was found, who took part, and each field of what was found; then type by type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeAlias

from isnad.evaluate.event_align import EventMatch
from isnad.evaluate.figures import Counts, Figure, ratio, touching
from isnad.evaluate.measured_event import MeasuredEvent
from isnad.evaluate.names import names_in_common, same_speaker

Found: TypeAlias = list[tuple[MeasuredEvent, MeasuredEvent]]
Test: TypeAlias = Callable[[MeasuredEvent, MeasuredEvent], bool]
Names: TypeAlias = Callable[[MeasuredEvent], tuple[str, ...]]

DETECTION = "type and place in the text"


def event_figures(matches: Iterable[EventMatch]) -> dict[str, Figure]:
    """Every figure, by its name; those of a type, by the type, where gold or prediction has it.

    Found is what `align_events` pairs. Accuracies are shares of the found, as are the names, dates and places that are
    counted. "with all roles right" asks for exactly the actors and the recipients of gold.
    """
    matches = list(matches)
    found = [(match.gold, match.predicted) for match in matches if match.gold and match.predicted]
    whole = _counts(matches)
    return {
        DETECTION: whole,
        "with all roles right": Counts(_right(found, right_roles), whole.predicted, whole.gold),
        "actors": _names(found, lambda event: event.actors),
        "recipients": _names(found, lambda event: event.recipients),
        "date accuracy": ratio(_right(found, right_date), len(found)),
        "date accuracy where dated": _date_where_dated(found),
        "status accuracy": ratio(_right(found, right_status), len(found)),
        "claimant accuracy": ratio(_right(found, right_claimant), len(found)),
        "place": _places(found),
        **_by_type(matches),
    }


def right_roles(gold: MeasuredEvent, predicted: MeasuredEvent) -> bool:
    """Whether actors and recipients are those of gold, none missing and none too many."""
    return _same_names(gold.actors, predicted.actors) and _same_names(gold.recipients, predicted.recipients)


def right_date(gold: MeasuredEvent, predicted: MeasuredEvent) -> bool:
    """Whether the date is gold's at gold's precision, or neither has one."""
    return gold.date == predicted.date


def right_status(gold: MeasuredEvent, predicted: MeasuredEvent) -> bool:
    """Whether the status is gold's."""
    return gold.status == predicted.status


def right_claimant(gold: MeasuredEvent, predicted: MeasuredEvent) -> bool:
    """Whether the same speaker tells it, or both have the report tell it."""
    return same_speaker(gold.claimed_by, predicted.claimed_by) if gold.claimed_by else not predicted.claimed_by


def right_place(gold: MeasuredEvent, predicted: MeasuredEvent) -> bool:
    """Whether the places share a character, or neither has one."""
    return predicted.place is None if gold.place is None else touching(gold.place, predicted.place)


def _same_names(gold: tuple[str, ...], predicted: tuple[str, ...]) -> bool:
    return len(gold) == len(predicted) == names_in_common(gold, predicted)


def _right(found: Found, test: Test) -> int:
    return sum(test(gold, predicted) for gold, predicted in found)


def _counts(matches: Iterable[EventMatch]) -> Counts:
    sides = [(match.gold is not None, match.predicted is not None) for match in matches]
    return Counts(sum(g and p for g, p in sides), sum(p for _, p in sides), sum(g for g, _ in sides))


def _names(found: Found, names: Names) -> Counts:
    """How many of the names are right, over the found events."""
    pairs = [(names(gold), names(predicted)) for gold, predicted in found]
    hit = sum(names_in_common(ours, theirs) for ours, theirs in pairs)
    return Counts(hit, sum(len(theirs) for _, theirs in pairs), sum(len(ours) for ours, _ in pairs))


def _date_where_dated(found: Found) -> float:
    dated = [(gold, predicted) for gold, predicted in found if gold.date is not None]
    return ratio(_right(dated, right_date), len(dated))


def _places(found: Found) -> Counts:
    pairs = [(gold.place, predicted.place) for gold, predicted in found]
    hit = sum(touching(*pair) for pair in pairs)
    return Counts(hit, sum(b is not None for _, b in pairs), sum(a is not None for a, _ in pairs))


def _by_type(matches: Iterable[EventMatch]) -> dict[str, Figure]:
    types: dict[str, list[EventMatch]] = defaultdict(list)
    for match in matches:
        types[match.shown.type].append(match)
    return {type_: _counts(types[type_]) for type_ in sorted(types)}
