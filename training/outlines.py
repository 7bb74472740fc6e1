"""Builds the outlines of countries `isnad/data/outlines.json.gz` for maps.

The shapes are Natural Earth's 1:50m countries (public domain), as the npm package `world-atlas` 2.0.2 has them:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python training/outlines.py package/countries-50m.json

Borders are thinned (Douglas and Peucker, 1973), each once for the two countries that share it; small islands are left
out where a country has other land. What is written: `arcs`, each a list of longitudes and latitudes in hundredths of a
degree, the first whole and the others as steps; `countries` by ISO 3166-1 code (`-` and a number where there is none),
each a list of polygons, each a list of rings, each a list of arcs, `~n` for arc n backwards.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

OUT = Path("isnad/data/outlines.json.gz")
CODES = Path("isnad/data/countries.tsv")
THIN = 0.035  # degrees that a border may be off
SMALL = 0.02  # square degrees, of an island that is left out
HUNDREDTHS = 100


def main() -> None:
    """Reads the file that the command line names."""
    atlas = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = [_thinned(_decoded(arc, atlas["transform"])) for arc in atlas["arcs"]]
    codes = _codes()
    countries: dict[str, Any] = {}
    for place, shape in enumerate(atlas["objects"]["countries"]["geometries"]):
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        key = codes.get(int(shape.get("id", -1)), f"-{place}")
        if kept := _kept(polygons, arcs):
            countries[key] = kept
    used = sorted({_number(arc) for some in countries.values() for polygon in some for ring in polygon for arc in ring})
    renamed = {old: new for new, old in enumerate(used)}
    told = {
        "arcs": [_steps(arcs[old]) for old in used],
        "countries": {key: _renamed(polygons, renamed) for key, polygons in sorted(countries.items())},
    }
    OUT.write_bytes(gzip.compress(json.dumps(told, separators=(",", ":")).encode(), 9, mtime=0))
    print(f"{OUT}: {OUT.stat().st_size} bytes, {len(countries)} countries, {sum(map(len, told['arcs'])) // 2} points")


def _codes() -> dict[int, str]:
    lines = [line.split("\t") for line in CODES.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    return {int(line[2]): line[0] for line in lines}


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> np.ndarray:
    return np.cumsum(np.array(arc), axis=0) * transform["scale"] + transform["translate"]


def _thinned(points: np.ndarray) -> np.ndarray:
    """The points that are needed for a line that is nowhere off by more than `THIN`; those of a ring are kept apart."""
    keep = np.zeros(len(points), dtype=bool)
    keep[[0, -1]] = True
    waiting = [(0, len(points) - 1)]
    if np.array_equal(points[0], points[-1]) and len(points) > 3:
        far = int(np.argmax(np.hypot(*(points - points[0]).T)))
        keep[far] = True
        waiting = [(0, far), (far, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        off = _off(points[first + 1 : last], points[first], points[last])
        at = int(np.argmax(off))
        if off[at] > THIN:
            keep[first + 1 + at] = True
            waiting += [(first, first + 1 + at), (first + 1 + at, last)]
    return points[keep]


def _off(points: np.ndarray, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    way = other - one
    length = float(way @ way)
    along = np.clip((points - one) @ way / length, 0, 1) if length else np.zeros(len(points))
    return np.hypot(*(points - one - along[:, None] * way).T)


def _number(arc: int) -> int:
    return ~arc if arc < 0 else arc


def _ring(ring: list[int], arcs: list[np.ndarray]) -> np.ndarray:
    parts = [arcs[arc] if arc >= 0 else arcs[~arc][::-1] for arc in ring]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


def _area(points: np.ndarray) -> float:
    x, y = points.T
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) / 2


def _is_shape(points: np.ndarray) -> bool:
    """Whether it has room inside once it is written."""
    return len(points) > 3 and _area(np.rint(points * HUNDREDTHS)) != 0


def _kept(polygons: list[list[list[int]]], arcs: list[np.ndarray]) -> list[list[list[int]]]:
    """Polygons without small ones, the largest in any case, where its shape is left; holes are kept."""
    whole = [[ring for ring in polygon if _is_shape(_ring(ring, arcs))] for polygon in polygons]
    sized = [(abs(_area(_ring(polygon[0], arcs))), polygon) for polygon in whole if polygon]
    most = max((size for size, _ in sized), default=0)
    return [polygon for size, polygon in sized if size >= SMALL or size == most]


def _steps(points: np.ndarray) -> list[int]:
    whole = np.rint(points * HUNDREDTHS).astype(int)
    return np.concatenate([whole[:1], np.diff(whole, axis=0)]).ravel().tolist()


def _renamed(polygons: list[list[list[int]]], new: dict[int, int]) -> list[list[list[int]]]:
    return [[[~new[~arc] if arc < 0 else new[arc] for arc in ring] for ring in polygon] for polygon in polygons]


if __name__ == "__main__":
    main()
