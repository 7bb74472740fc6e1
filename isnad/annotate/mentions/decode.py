"""From log-probabilities of labels to names: the best allowed sequence, sought only where a name may stand."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from isnad.annotate.mentions.vectors import Floats
from isnad.model import MentionType

TYPES = (MentionType.PER, MentionType.ORG, MentionType.LOC, MentionType.MISC)
_SURE = math.log(0.97)  # a word that is no part of a name with this probability is not looked at
_NEVER = -1e9


class Found(NamedTuple):
    """A name: rows `first` up to `last`, the place of its type in `TYPES`, the mean probability of its labels."""

    first: int
    last: int
    kind: int
    score: float


def names(scores: Floats, sentences: Sequence[tuple[int, int]]) -> list[Found]:
    """The names in rows of log-probabilities (O, B-PER, I-PER, B-ORG …); none goes over the end of a sentence."""
    unsure = np.flatnonzero(scores[:, 0] < _SURE)
    found: list[Found] = []
    for first, last in _stretches(unsure.tolist(), sentences):
        rows = scores[first:last].tolist()
        found += _names(first, rows, _best(rows))
    return found


def _stretches(places: list[int], sentences: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Runs of neighbours among the places, cut where a sentence ends."""
    cuts = {last for _, last in sentences}
    first = previous = -1
    for place in places:
        if place == previous + 1 and first >= 0 and place not in cuts:
            previous = place
            continue
        if first >= 0:
            yield first, previous + 1
        first = previous = place
    if first >= 0:
        yield first, previous + 1


def _best(rows: list[list[float]]) -> list[int]:
    """The best sequence in which I stands only behind B or I of its type."""
    row = rows[0]
    best = [row[at] if at == 0 or at % 2 else _NEVER for at in range(len(row))]
    back: list[list[int]] = []
    for row in rows[1:]:
        top = max(range(len(best)), key=best.__getitem__)
        ways = [top] * len(row)
        for inside in range(2, len(row), 2):
            ways[inside] = inside if best[inside] > best[inside - 1] else inside - 1
        best = [best[way] + value for way, value in zip(ways, row, strict=True)]
        back.append(ways)
    path = [max(range(len(best)), key=best.__getitem__)]
    for ways in reversed(back):
        path.append(ways[path[-1]])
    return path[::-1]


def _names(offset: int, rows: list[list[float]], labels: list[int]) -> list[Found]:
    found = []
    at = 0
    while at < len(labels):
        if labels[at] == 0:
            at += 1
            continue
        first, kind = at, (labels[at] - 1) // 2
        at += 1
        while at < len(labels) and labels[at] == 2 * kind + 2:
            at += 1
        score = sum(math.exp(rows[place][labels[place]]) for place in range(first, at)) / (at - first)
        found.append(Found(offset + first, offset + at, kind, score))
    return found
