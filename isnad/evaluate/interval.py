"""How far a figure may be chance: bootstrap intervals over reports (Efron and Tibshirani, 1993, percentile method)."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from isnad.evaluate.align import Match
from isnad.evaluate.figures import figure_value, statement_figures

SAMPLES, SHARE, SEED = 500, 0.95, 1


class Interval(NamedTuple):
    """Between which values the middle 95 % of the resampled figures lie."""

    low: float
    high: float


def bootstrap(reports: Sequence[Sequence[Match]], samples: int = SAMPLES) -> Iterator[dict[str, float]]:
    """The values of every figure on reports drawn with replacement, one mapping a sample; always the same draws."""
    draw = random.Random(SEED)
    for _ in range(samples):
        drawn = draw.choices(reports, k=len(reports))
        figures = statement_figures(match for matches in drawn for match in matches)
        yield {name: figure_value(figure) for name, figure in figures.items()}


def intervals(drawn: Sequence[dict[str, float]]) -> dict[str, Interval]:
    """The interval of each figure from its resampled values; empty without a sample."""
    if not drawn:
        return {}
    cut = int(len(drawn) * (1 - SHARE) / 2)
    out = {}
    for name in drawn[0]:
        values = sorted(sample[name] for sample in drawn)
        out[name] = Interval(values[cut], values[-1 - cut])
    return out
