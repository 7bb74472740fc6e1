"""What one run finds that another did not: gains and losses, event by event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from isnad.evaluate.changes import differing
from isnad.evaluate.event_align import EventMatch
from isnad.evaluate.event_figures import right_claimant, right_date, right_place, right_roles, right_status
from isnad.evaluate.gold import GoldReport

TESTS = {
    "found": lambda gold, predicted: True,
    "roles": right_roles,
    "date": right_date,
    "place": right_place,
    "status": right_status,
    "claimant": right_claimant,
}


class EventChange(NamedTuple):
    """A gold event that became right or wrong in a field; `found` is the event itself."""

    report: str
    type: str
    anchor: str
    field: str
    gained: bool


def event_changes(
    before: Iterable[tuple[GoldReport, list[EventMatch]]], now: Iterable[tuple[GoldReport, list[EventMatch]]]
) -> Iterator[EventChange]:
    """All that differs between two runs on the same gold, in its order.

    A field counts as right where the event was found and the field agrees with gold.
    """
    for (report, old), (_, new) in zip(before, now, strict=True):
        was, is_ = _right(old), _right(new)
        for event in report.events or ():
            anchor = event.anchor.quote(report.text)
            for field, gained in differing(TESTS, was.get(id(event)), is_.get(id(event))):
                yield EventChange(report.id, event.type, anchor, field, gained)


def _right(matches: Iterable[EventMatch]) -> dict[int, frozenset[str]]:
    """The fields that are right, by the identity of the gold event."""
    return {
        id(match.gold): frozenset(name for name, right in TESTS.items() if right(match.gold, match.predicted))
        for match in matches
        if match.gold is not None and match.predicted is not None
    }
