"""One layer of gold and prediction, aligned, and all that is told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeAlias, TypeVar

from isnad.evaluate.align import Match
from isnad.evaluate.changes import Change, changes
from isnad.evaluate.event_align import EventMatch
from isnad.evaluate.event_changes import EventChange, event_changes
from isnad.evaluate.event_figures import event_figures
from isnad.evaluate.figures import Figure, figure_record, statement_figures
from isnad.evaluate.floor import Reached, compare
from isnad.evaluate.gold import GoldReport
from isnad.evaluate.groups import EVENT_GROUPINGS, STATEMENT_GROUPINGS, event_group, grouped, statement_group
from isnad.evaluate.interval import bootstrap

Pair = TypeVar("Pair")
Difference = TypeVar("Difference", Change, EventChange)
Matched: TypeAlias = Sequence[tuple[GoldReport, list[Pair]]]


@dataclass(frozen=True)
class Scale(Generic[Pair, Difference]):
    """How a layer is measured; `layer` is its name in gold, in JSON and in a file of floors."""

    layer: str
    figures: Callable[[Iterable[Pair]], dict[str, Figure]]
    changes: Callable[[Matched[Pair], Matched[Pair]], Iterator[Difference]]
    groupings: tuple[str, ...]
    group: Callable[[str, GoldReport, Pair], str]


STATEMENTS = Scale[Match, Change]("statements", statement_figures, changes, STATEMENT_GROUPINGS, statement_group)
EVENTS = Scale[EventMatch, EventChange]("events", event_figures, event_changes, EVENT_GROUPINGS, event_group)


@dataclass(frozen=True)
class Measurement(Generic[Pair, Difference]):
    """Gold and prediction of a layer, aligned report by report."""

    scale: Scale[Pair, Difference]
    matched: Matched[Pair]

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """All figures over all reports."""
        return self.scale.figures(match for _, matches in self.matched for match in matches)

    def by(self, grouping: str) -> dict[str, dict[str, Figure]]:
        """All figures for each part; none where this layer is not parted so."""
        if grouping not in self.scale.groupings:
            return {}
        parts = grouped(grouping, self.matched, self.scale.group)
        return {name: self.scale.figures(matches) for name, matches in parts.items()}

    def resampled(self) -> Iterator[dict[str, float]]:
        """The values of all figures on reports drawn anew, for `isnad.evaluate.intervals`."""
        return bootstrap([matches for _, matches in self.matched], self.scale.figures)

    def since(self, before: Measurement[Pair, Difference]) -> list[Difference]:
        """What became right and what became wrong since another run on the same gold."""
        return list(self.scale.changes(before.matched, self.matched))

    def against(self, floors: Mapping[str, float]) -> list[Reached]:
        """What was reached of each floor.

        Raises:
            GoldError: for a floor of a figure that there is not.
        """
        return compare(self.figures, floors)

    def record(self, groupings: Sequence[str] = ()) -> dict[str, Any]:
        """The figures as JSON has them, those of the parts under `by`."""
        parts = {by: self.by(by) for by in groupings if by in self.scale.groupings}
        told = {by: {name: _record(figures) for name, figures in groups.items()} for by, groups in parts.items()}
        return _record(self.figures) | ({"by": told} if told else {})


def _record(figures: Mapping[str, Figure]) -> dict[str, Any]:
    return {name: figure_record(figure) for name, figure in figures.items()}
