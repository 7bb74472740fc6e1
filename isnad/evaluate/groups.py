"""The same figures for parts of the gold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeVar

from isnad.evaluate.align import Match
from isnad.evaluate.event_align import EventMatch
from isnad.evaluate.gold import GoldReport
from isnad.evaluate.names import name_words

Pair = TypeVar("Pair")
STATEMENT_GROUPINGS = ("kind", "outlet", "source", "act")
EVENT_GROUPINGS = ("outlet", "type")
GROUPINGS = (*STATEMENT_GROUPINGS, "type")


def grouped(
    by: str, matched: Iterable[tuple[GoldReport, list[Pair]]], group: Callable[[str, GoldReport, Pair], str]
) -> dict[str, list[Pair]]:
    """The matches by a property that `group` tells of each.

    A pair belongs where its gold side does, a prediction without gold where it says itself. The counts of the groups
    therefore add up to those of the whole.
    """
    groups: dict[str, list[Pair]] = defaultdict(list)
    for report, matches in matched:
        for match in matches:
            groups[group(by, report, match)].append(match)
    return dict(sorted(groups.items()))


def event_group(by: str, report: GoldReport, match: EventMatch) -> str:
    """The `outlet` of an event's report, or its `type`."""
    if by == "outlet":
        return report.outlet or "none"
    if by == "type":
        return match.shown.type
    raise ValueError(f"no grouping {by!r} of events: there are {', '.join(EVENT_GROUPINGS)}")


def statement_group(by: str, report: GoldReport, match: Match) -> str:
    """The `kind` of a statement, the `outlet` of its report, the form of its `source`, or its `act`.

    Gold tells no act: a pair belongs where its prediction does, gold without one to `not found`.
    """
    if by == "kind":
        return match.shown.kind or "none"
    if by == "outlet":
        return report.outlet or "none"
    if by == "act":
        return (match.predicted.act or "none") if match.predicted is not None else "not found"
    if by == "source":
        return source_form(report, match)
    raise ValueError(f"no grouping {by!r}: there are {', '.join(STATEMENT_GROUPINGS)}")


def source_form(report: GoldReport, match: Match) -> str:
    """`named` where the mention holds the speaker's whole name, `short` where it does not, `implicit` without one."""
    side = match.shown
    if side.source is None:
        return "implicit"
    mention = name_words(report.text[side.source.start : side.source.end])
    return "named" if set(name_words(side.speaker or "")) <= set(mention) else "short"
