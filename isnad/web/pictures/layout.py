"""Where the nodes of a network stand: near to whom they have to do with, without their names lying over one another.

Stress majorization (Gansner, Koren and North, Graph Drawing by Stress Majorization, 2004) from a circle, so that the
same network is always laid out alike.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_ROUNDS = 300
_PUSHES = 400


def laid_out(count: int, edges: Sequence[tuple[int, int, float]], boxes: Floats, width: float, height: float) -> Floats:
    """A place (x, y) for each node, inside a width and a height.

    Args:
        count: How many nodes; they have numbers from 0.
        edges: Two nodes and a weight: the greater, the nearer.
        boxes: Half the width and half the height of what is drawn at each node, which may not meet.
        width: Of the drawing.
        height: Of the drawing.
    """
    if count == 0:
        return np.zeros((0, 2))
    ways = _ways(count, edges)
    places = _fitted(_stress(ways), boxes, width, height)
    return _apart(places, boxes, width, height)


def _ways(count: int, edges: Sequence[tuple[int, int, float]]) -> Floats:
    """How far every node is from every other along the edges (Floyd and Warshall); those that no way joins stand nearer
    than the farthest that one does, so that a pair by itself does not take half of the room."""
    ways = np.full((count, count), np.inf)
    np.fill_diagonal(ways, 0)
    most = max((weight for _, _, weight in edges), default=1.0)
    for one, other, weight in edges:
        length = 1.0 + 0.8 * (1 - (weight / most) ** 0.5)
        ways[one, other] = ways[other, one] = min(ways[one, other], length)
    for middle in range(count):
        ways = np.minimum(ways, ways[:, middle, None] + ways[None, middle, :])
    farthest = float(np.max(ways[np.isfinite(ways)], initial=1.0))
    ways[~np.isfinite(ways)] = max(2.0, 0.7 * farthest)
    return ways


def _stress(ways: Floats) -> Floats:
    count = len(ways)
    angles = 2 * np.pi * np.arange(count) / count
    places = np.stack([np.cos(angles), np.sin(angles)], axis=1) * max(1.0, float(ways.max()) / 2)
    if count < 3:
        return places
    weights = np.zeros_like(ways)
    np.divide(1.0, ways**2, out=weights, where=ways > 0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.pinv(laplacian)
    for _ in range(_ROUNDS):
        apart = np.linalg.norm(places[:, None] - places[None], axis=2)
        ratio = np.zeros_like(ways)
        np.divide(weights * ways, apart, out=ratio, where=apart > 1e-9)
        moved: Floats = inverse @ ((np.diag(ratio.sum(axis=1)) - ratio) @ places)
        if float(np.abs(moved - places).max()) < 1e-4:
            return moved
        places = moved
    return places


def _fitted(places: Floats, boxes: Floats, width: float, height: float) -> Floats:
    """Turned so that the longer side lies, and stretched to the room that the boxes leave."""
    centred = places - places.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=True)
    turned = centred @ axes.T
    turned *= np.where(turned[np.argmax(np.abs(turned), axis=0), [0, 1]] < 0, -1, 1)  # no mirror images by chance
    low, high = turned.min(axis=0), turned.max(axis=0)
    room = np.maximum(np.array([width, height]) - 2 * boxes.max(axis=0), 1)
    share = (turned - low) / np.where(high - low > 1e-9, high - low, 1)
    share[:, high - low <= 1e-9] = 0.5
    fitted: Floats = share * room + boxes.max(axis=0)
    return fitted


def _apart(places: Floats, boxes: Floats, width: float, height: float) -> Floats:
    """Pushes boxes that meet from one another, along the side on which less is needed."""
    places = places.copy()
    size = np.array([width, height])
    for _ in range(_PUSHES):
        between = places[:, None] - places[None]
        over = boxes[:, None] + boxes[None] - np.abs(between)
        meets = (over > 0).all(axis=2) & ~np.eye(len(places), dtype=bool)
        if not meets.any():
            break
        side = np.argmin(over / size, axis=2)
        for one, other in zip(*np.nonzero(np.triu(meets)), strict=True):
            at = side[one, other]
            push = (over[one, other, at] / 2 + 0.5) * (1 if between[one, other, at] >= 0 else -1)
            places[one, at] += push
            places[other, at] -= push
        places = np.clip(places, boxes, size - boxes)
    return places
