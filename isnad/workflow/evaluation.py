"""Annotates gold's own texts and measures what comes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from isnad.errors import ReadError
from isnad.evaluate import (
    Attribution,
    Change,
    Figure,
    GoldReport,
    Match,
    Reached,
    align,
    bootstrap,
    changes,
    compare,
    grouped,
    read_floor,
    read_gold,
    read_predicted,
    statement_figures,
)
from isnad.evaluate.figures import figure_record
from isnad.workflow.engine import annotate_paths
from isnad.workflow.settings import Settings


@dataclass(frozen=True)
class Evaluation:
    """Gold and prediction, aligned; `missing` names the gold reports without a prediction, each with the reason."""

    matched: tuple[tuple[GoldReport, list[Match]], ...]
    missing: Mapping[str, str]

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """All figures over all reports."""
        return statement_figures(match for _, matches in self.matched for match in matches)

    def by(self, grouping: str) -> dict[str, dict[str, Figure]]:
        """All figures for each `kind`, `outlet`, form of the `source` or `act`."""
        return {name: statement_figures(group) for name, group in grouped(grouping, self.matched).items()}

    def resampled(self) -> Iterator[dict[str, float]]:
        """The values of all figures on reports drawn anew, for `isnad.evaluate.intervals`."""
        return bootstrap([matches for _, matches in self.matched])

    def since(self, before: Evaluation) -> list[Change]:
        """What became right and what became wrong since another run on the same gold."""
        return list(changes(before.matched, self.matched))

    def against(self, floor_path: str) -> list[Reached]:
        """What was reached of each floor in a file.

        Raises:
            GoldError: for a file of another form, or a figure that there is not.
        """
        return compare(self.figures, read_floor(floor_path))

    def record(self, groupings: Sequence[str] = ()) -> dict[str, Any]:
        """The figures as JSON has them, those of the groups under `by`."""
        groups = {by: {name: _record(figures) for name, figures in self.by(by).items()} for by in groupings}
        return _record(self.figures) | ({"by": groups} if groups else {})


def _record(figures: Mapping[str, Figure]) -> dict[str, Any]:
    return {name: figure_record(figure) for name, figure in figures.items()}


def evaluate_gold(paths: Sequence[str], settings: Settings, *, predicted: str | None = None) -> Evaluation:
    """Measures statements against gold.

    Args:
        paths: Gold files, JSON Lines.
        settings: For the annotation.
        predicted: A file of `isnad annotate --format jsonl` to measure in place of annotating now.

    Raises:
        GoldError: for a gold file or a prediction of another form.
    """
    return _measured(read_gold(paths), paths, settings, predicted)


def evaluate_since(
    paths: Sequence[str], settings: Settings, *, stored: str, predicted: str | None = None
) -> tuple[Evaluation, Evaluation]:
    """Measures a stored run and a new one against the same gold; the stored one is an output of annotate.

    Raises:
        GoldError: for a gold file or a prediction of another form.
    """
    gold = read_gold(paths)
    return _measured(gold, paths, settings, stored), _measured(gold, paths, settings, predicted)


def _measured(
    gold: Sequence[GoldReport], paths: Sequence[str], settings: Settings, predicted: str | None
) -> Evaluation:
    given, missing = (read_predicted(predicted), dict[str, str]()) if predicted else _annotated(paths, settings)
    missing |= {report.id: "no prediction" for report in gold if report.id not in given and report.id not in missing}
    matched = tuple((report, align(report.statements, given.get(report.id, ()))) for report in gold)
    return Evaluation(matched, missing)


def _annotated(paths: Iterable[str], settings: Settings) -> tuple[dict[str, tuple[Attribution, ...]], dict[str, str]]:
    """Statements by report id, and why there are none for others."""
    given, missing = dict[str, tuple[Attribution, ...]](), dict[str, str]()
    with closing(annotate_paths(paths, settings)) as items:
        for item in items:
            if isinstance(item, ReadError):
                missing[item.identifier] = item.reason
            else:
                given[item.report.id] = tuple(Attribution.of(statement) for statement in item.layers.statements)
    return given, missing
