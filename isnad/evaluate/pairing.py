"""Pairs one to one, the heaviest first: which answer of one side belongs to which of the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Weigh: TypeAlias = Callable[[int, int], float]


def pairing(ours: int, theirs: int, weigh: Weigh) -> list[tuple[int, int]]:
    """Places of the two sides that belong together; each place comes once at most, and what weighs nothing is no pair.

    Pairs of equal weight go in the order of the one side, then of the other.

    >>> pairing(2, 2, lambda ours, theirs: float(ours != theirs))
    [(0, 1), (1, 0)]
    """
    weights = {(i, j): weigh(i, j) for i in range(ours) for j in range(theirs)}
    free_ours, free_theirs = set(range(ours)), set(range(theirs))
    pairs = []
    for (i, j), weight in sorted(weights.items(), key=lambda entry: -entry[1]):
        if weight > 0 and i in free_ours and j in free_theirs:
            free_ours.remove(i)
            free_theirs.remove(j)
            pairs.append((i, j))
    return pairs
