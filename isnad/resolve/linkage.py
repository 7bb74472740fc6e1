"""Groups of things out of a sparse graph of scored pairs, by agglomeration.

The two groups that are the most alike are joined, again and again, until no two are alike enough. Two groups are alike
as their members are on average (Sokal and Michener 1958), and a little as their two nearest members are: one link alone
neither joins two groups nor is it lost. A pair that was never scored counts 0.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

MEAN: Final = 0.7  # the part of the average; the rest is that of the nearest two
_TOGETHER: Final = 10_000  # pairs


class _Link(NamedTuple):
    """The sum of the scores between two groups, and the best of them."""

    total: float
    best: float

    def with_(self, other: _Link) -> _Link:
        return _Link(self.total + other.total, max(self.best, other.best))


_NONE: Final = _Link(0.0, 0.0)


class _Groups:
    """The groups as they grow. A group is called by its lowest number; `heap` holds what was once alike."""

    def __init__(self, count: int, held: Sequence[Sequence[int]]) -> None:
        self.parent = list(range(count))
        for group in held:
            for thing in group:
                self.parent[thing] = min(group)
        self.size = [0] * count
        for group_of in self.parent:
            self.size[group_of] += 1
        self.links: list[dict[int, _Link]] = [{} for _ in range(count)]
        self.heap: list[tuple[float, int, int]] = []

    def link(self, a: int, b: int, link: _Link) -> None:
        """Two groups are alike by this more."""
        self.links[a][b] = self.links[b][a] = self.links[a].get(b, _NONE).with_(link)

    def alike(self, a: int, b: int) -> float:
        """How far two groups are alike; 0 for what is no group any more."""
        link = self.links[a].get(b, _NONE)
        return MEAN * link.total / (self.size[a] * self.size[b]) + (1 - MEAN) * link.best

    def look_at(self, a: int, b: int, least: float) -> None:
        """Remembers the two where they are alike enough."""
        if (alike := self.alike(a, b)) >= least:
            heapq.heappush(self.heap, (-alike, min(a, b), max(a, b)))

    def join(self, a: int, b: int) -> None:
        """Group `b` goes into group `a`."""
        self.parent[b] = a
        del self.links[a][b], self.links[b][a]
        for other, link in self.links[b].items():
            del self.links[other][b]
            self.link(a, other, link)
        self.links[b] = {}
        self.size[a] += self.size[b]

    def home(self, thing: int) -> int:
        """The group of a thing."""
        while self.parent[thing] != thing:
            thing = self.parent[thing]
        return thing


def joined(
    count: int, pairs: Iterable[tuple[int, int, float]], least: float, held: Sequence[Sequence[int]] = ()
) -> list[int]:
    """The group of each of `count` things, as the lowest number in it.

    The outcome depends on the numbers of the things where two joins are equally good, and on nothing else.

    Args:
        count: How many things there are; they are numbered from 0.
        pairs: Two things and how alike they are (0 to 1), each pair once, in any order.
        least: The least likeness at which groups are joined.
        held: Groups that belong together whatever their members' scores; no thing stands in two.
    """
    groups = _Groups(count, held)
    for one, other, score in _in_order(pairs):
        a, b = groups.home(one), groups.home(other)
        if a != b:
            groups.link(a, b, _Link(score, score))
    for a in range(count):
        for b in groups.links[a]:
            if a < b:
                groups.look_at(a, b, least)
    while groups.heap:
        alike, a, b = heapq.heappop(groups.heap)
        if groups.alike(a, b) != -alike:
            continue  # one of the two has grown since
        groups.join(a, b)
        for other in groups.links[a]:
            groups.look_at(a, other, least)
    return [groups.home(thing) for thing in range(count)]


def _in_order(pairs: Iterable[tuple[int, int, float]]) -> Iterator[tuple[int, int, float]]:
    """The pairs as `sorted` gives them; as objects only some are in memory."""
    held = np.fromiter(pairs, dtype=[("one", np.int32), ("other", np.int32), ("score", np.float64)])
    order = np.lexsort((held["score"], held["other"], held["one"]))
    for at in range(0, len(order), _TOGETHER):
        yield from held[order[at : at + _TOGETHER]].tolist()
