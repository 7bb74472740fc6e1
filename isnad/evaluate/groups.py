"""The same figures for parts of the gold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from isnad.evaluate.align import Match
from isnad.evaluate.gold import GoldReport
from isnad.evaluate.names import name_words

GROUPINGS = ("kind", "outlet", "source", "act")


def grouped(by: str, matched: Iterable[tuple[GoldReport, list[Match]]]) -> dict[str, list[Match]]:
    """The matches by a property: `kind`, `outlet`, the form of the `source`, or the `act`.

    A pair belongs where its gold side does, a prediction without gold where it says itself. Gold tells no act: a pair
    belongs where its prediction does, gold without one to `not found`. The counts of the groups
    therefore add up to those of the whole.
    """
    groups: dict[str, list[Match]] = defaultdict(list)
    for report, matches in matched:
        for match in matches:
            groups[_group(by, report, match)].append(match)
    return dict(sorted(groups.items()))


def _group(by: str, report: GoldReport, match: Match) -> str:
    if by == "kind":
        return match.shown.kind or "none"
    if by == "outlet":
        return report.outlet or "none"
    if by == "act":
        return (match.predicted.act or "none") if match.predicted is not None else "not found"
    if by == "source":
        return source_form(report, match)
    raise ValueError(f"no grouping {by!r}: there are {', '.join(GROUPINGS)}")


def source_form(report: GoldReport, match: Match) -> str:
    """`named` where the mention holds the speaker's whole name, `short` where it does not, `implicit` without one."""
    side = match.shown
    if side.source is None:
        return "implicit"
    mention = name_words(report.text[side.source.start : side.source.end])
    return "named" if set(name_words(side.speaker or "")) <= set(mention) else "short"
