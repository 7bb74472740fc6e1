"""The outlines of countries from `isnad/data/outlines.json.gz`: Natural Earth 1:50m, public domain, thinned."""

from __future__ import annotations

import gzip
import json
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

_HUNDREDTHS = 100
Point = tuple[float, float]


class Box(NamedTuple):
    """A part of the world in degrees."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: Box) -> bool:
        """Whether both have a place in common."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )


@cache
def countries() -> dict[str, tuple[tuple[tuple[Point, ...], ...], ...]]:
    """The polygons of each country by its ISO 3166-1 alpha-2 code, each a list of rings, the outer one first."""
    told = json.loads(gzip.decompress(files("isnad").joinpath("data", "outlines.json.gz").read_bytes()))
    arcs = [_points(arc) for arc in told["arcs"]]
    return {
        code: tuple(tuple(_ring(ring, arcs) for ring in polygon) for polygon in polygons)
        for code, polygons in told["countries"].items()
    }


def features(part: Box) -> list[dict[str, Any]]:
    """The countries with land in a part of the world as GeoJSON, other land of theirs left out."""
    found = []
    for code, polygons in countries().items():
        kept = [polygon for polygon in polygons if _box(polygon[0]).meets(part)]
        if kept:
            shape = {"type": "MultiPolygon", "coordinates": [[list(map(list, ring)) for ring in one] for one in kept]}
            found.append({"type": "Feature", "country": code, "geometry": shape})
    return found


@cache
def middle(code: str) -> Point | None:
    """The middle of the largest land of a country, None for one that has no outline."""
    polygons = countries().get(code)
    if not polygons:
        return None
    ring = max((polygon[0] for polygon in polygons), key=lambda one: abs(_area(one)))
    area = _area(ring)
    x = sum((one[0] + two[0]) * (one[0] * two[1] - two[0] * one[1]) for one, two in pairwise(ring))
    y = sum((one[1] + two[1]) * (one[0] * two[1] - two[0] * one[1]) for one, two in pairwise(ring))
    return x / (6 * area), y / (6 * area)


@cache
def _box(ring: tuple[Point, ...]) -> Box:
    xs, ys = zip(*ring, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def _points(arc: list[int]) -> tuple[Point, ...]:
    xs, ys = accumulate(arc[::2]), accumulate(arc[1::2])
    return tuple((x / _HUNDREDTHS, y / _HUNDREDTHS) for x, y in zip(xs, ys, strict=True))


def _ring(ring: list[int], arcs: list[tuple[Point, ...]]) -> tuple[Point, ...]:
    points: list[Point] = []
    for arc in ring:
        part = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        points += part if not points else part[1:]
    return tuple(points)


def _area(ring: tuple[Point, ...]) -> float:
    return sum(one[0] * two[1] - two[0] * one[1] for one, two in pairwise(ring)) / 2
