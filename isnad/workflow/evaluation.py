"""Annotates gold's own texts and measures what comes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any, TypeAlias

from isnad.errors import GoldError, ReadError
from isnad.evaluate import (
    EVENTS,
    STATEMENTS,
    Attribution,
    Change,
    EventChange,
    EventMatch,
    GoldReport,
    Match,
    MeasuredEvent,
    Measurement,
    PredictedReport,
    Reached,
    align,
    align_events,
    read_floor,
    read_gold,
    read_predicted,
)
from isnad.workflow.annotated import AnnotatedReport
from isnad.workflow.engine import annotate_paths
from isnad.workflow.settings import Settings

Layer: TypeAlias = Measurement[Match, Change] | Measurement[EventMatch, EventChange]


@dataclass(frozen=True)
class Evaluation:
    """What was measured; `missing` names the gold reports without a prediction, each with the reason.

    `events` is None where gold has none to compare with; else it measures the reports of which gold tells any.
    """

    statements: Measurement[Match, Change]
    events: Measurement[EventMatch, EventChange] | None
    missing: Mapping[str, str]

    @property
    def layers(self) -> dict[str, Layer]:
        """What was measured of each layer, by its name."""
        return {"statements": self.statements, **({} if self.events is None else {"events": self.events})}

    def since(self, before: Evaluation) -> dict[str, Sequence[Change | EventChange]]:
        """What became right and what became wrong since another run on the same gold, by layer."""
        changed: dict[str, Sequence[Change | EventChange]] = {"statements": self.statements.since(before.statements)}
        if self.events is not None and before.events is not None:
            changed["events"] = self.events.since(before.events)
        return changed

    def against(self, floor_path: str) -> dict[str, list[Reached]]:
        """What was reached of each floor in a file, by layer.

        Raises:
            GoldError: for a file of another form, a figure that there is not, or a layer that gold does not have.
        """
        floors = read_floor(floor_path)
        if unmeasured := floors.keys() - self.layers.keys():
            raise GoldError(f"{floor_path}: there are floors for {unmeasured.pop()}, and gold has none to measure")
        return {layer: self.layers[layer].against(least) for layer, least in floors.items()}

    def record(self, groupings: Sequence[str] = ()) -> dict[str, Any]:
        """The figures of statements as JSON has them, those of events under `events`."""
        events = {} if self.events is None else {"events": self.events.record(groupings)}
        return self.statements.record(groupings) | events


def evaluate_gold(paths: Sequence[str], settings: Settings, *, predicted: str | None = None) -> Evaluation:
    """Measures statements, and events where gold has them.

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
    pairs = [(report, given.get(report.id) or PredictedReport(id=report.id)) for report in gold]
    return Evaluation(
        Measurement(STATEMENTS, [(ours, align(ours.statements, theirs.statements)) for ours, theirs in pairs]),
        _measured_events(pairs),
        missing,
    )


def _measured_events(
    pairs: Iterable[tuple[GoldReport, PredictedReport]],
) -> Measurement[EventMatch, EventChange] | None:
    matched = [
        (ours, align_events(ours.text, ours.events, theirs.events)) for ours, theirs in pairs if ours.events is not None
    ]
    return Measurement(EVENTS, matched) if matched else None


def _annotated(paths: Iterable[str], settings: Settings) -> tuple[dict[str, PredictedReport], dict[str, str]]:
    """What was found by report id, and why there is nothing for others."""
    given, missing = dict[str, PredictedReport](), dict[str, str]()
    with closing(annotate_paths(paths, settings)) as items:
        for item in items:
            if isinstance(item, ReadError):
                missing[item.identifier] = item.reason
            else:
                given[item.report.id] = _predicted(item)
    return given, missing


def _predicted(item: AnnotatedReport) -> PredictedReport:
    return PredictedReport(
        id=item.report.id,
        statements=tuple(Attribution.of(statement) for statement in item.layers.statements),
        events=tuple(MeasuredEvent.of(event) for event in item.layers.events),
    )
