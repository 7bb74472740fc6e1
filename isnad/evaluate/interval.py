"""How far a figure may be chance: bootstrap intervals over reports (Efron and Tibshirani, 1993, percentile method)."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from isnad.evaluate.figures import Figure, figure_value

Pair = TypeVar("Pair")
SAMPLES, SHARE, SEED = 500, 0.95, 1


class Interval(NamedTuple):
    """Between which values the middle 95 % of the resampled figures lie."""

    low: float
    high: float


def bootstrap(
    reports: Sequence[Sequence[Pair]],
    figures: Callable[[Iterable[Pair]], dict[str, Figure]],
    samples: int = SAMPLES,
) -> Iterator[dict[str, float]]:
    """The values of every figure on reports drawn with replacement, one mapping a sample; always the same draws.

    Args:
        reports: The matches of each report.
        figures: What is told of matches.
        samples: How often to draw.
    """
    draw = random.Random(SEED)
    for _ in range(samples):
        drawn = draw.choices(reports, k=len(reports))
        told = figures(match for matches in drawn for match in matches)
        yield {name: figure_value(figure) for name, figure in told.items()}


def intervals(drawn: Sequence[dict[str, float]]) -> dict[str, Interval]:
    """The interval of each figure from its resampled values; empty without a sample.

    A figure that some samples do not have (of a type of event that no report drawn tells) rests on the others.
    """
    values: dict[str, list[float]] = defaultdict(list)
    for sample in drawn:
        for name, value in sample.items():
            values[name].append(value)
    return {name: _middle(sorted(found)) for name, found in values.items()}


def _middle(values: Sequence[float]) -> Interval:
    cut = int(len(values) * (1 - SHARE) / 2)
    return Interval(values[cut], values[-1 - cut])
