"""Counts over time as a strip of bars, laid out for SVG: plain numbers, which a template writes down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, GAP = 480.0, 34.0, 1.5
LEAST = 2.0  # a bar that counts something is seen


@dataclass(frozen=True)
class Bar:
    """One bar, in units of the drawing."""

    period: str
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Strip:
    """Bars of one row of a chart."""

    width: float
    height: float
    bars: tuple[Bar, ...]


def strip(periods: Sequence[str], counts: Sequence[int], highest: int, *, mirrored: bool) -> Strip:
    """Bars in the order of time: from the left, or mirrored from the right as an Arabic reader reads.

    >>> [bar.x for bar in strip(["2025-01", "2025-02"], [1, 2], 2, mirrored=True).bars]
    [240.0, 0.0]
    """
    step = WIDTH / max(1, len(periods))
    bars = []
    for place, (period, count) in enumerate(zip(periods, counts, strict=True)):
        height = max(LEAST, HEIGHT * count / highest) if count and highest else 0.0
        x = WIDTH - (place + 1) * step if mirrored else place * step
        bars.append(Bar(period, count, round(x, 2), round(HEIGHT - height, 2), round(step - GAP, 2), round(height, 2)))
    return Strip(WIDTH, HEIGHT, tuple(bars))
