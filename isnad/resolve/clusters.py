"""Groups of what is alike, without chains: a member must be like the group, not like one of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

_SAMPLE: Final = 12  # members of a group that stand for it where two groups are compared


def average_link(
    nodes: Sequence[int], scores: Mapping[tuple[int, int], float], score: Callable[[int, int], float], threshold: float
) -> list[list[int]]:
    """Groups whose members are alike on the average (average-link clustering; Sokal and Michener 1958).

    The best pair comes first; two groups become one where the mean score over the pairs between them, of the first
    members of each, reaches the threshold.

    Args:
        nodes: All nodes, each a group at first.
        scores: Candidate pairs, the smaller node first, with their scores.
        score: The score of any pair that is no candidate.
        threshold: The least score and mean.

    Returns:
        Groups in order of their first node, each in order.
    """
    group = {node: [node] for node in nodes}
    refused: set[tuple[int, int, int, int]] = set()
    best = sorted(
        (pair for pair, value in scores.items() if value >= threshold), key=lambda pair: (-scores[pair], pair)
    )

    def between(one: int, other: int) -> float:
        pair = (one, other) if one < other else (other, one)
        return scores[pair] if pair in scores else score(*pair)

    for one, other in best:
        a, b = group[one], group[other]
        if a is b:
            continue
        state = (a[0], len(a), b[0], len(b))
        if state in refused:
            continue
        pairs = [between(x, y) for x in a[:_SAMPLE] for y in b[:_SAMPLE]]
        if sum(pairs) / len(pairs) < threshold:
            refused.add(state)
            continue
        a[:] = sorted(a + b)
        for node in b:
            group[node] = a
    return _in_order(group.values())


def around_centres(
    nodes: Sequence[int], scores: Mapping[tuple[int, int], float], fullness: Callable[[int], float], threshold: float
) -> list[list[int]]:
    """Groups around their fullest member (star clustering; Aslam, Pelekhov, Rus 2004): each other is like the centre.

    Args:
        nodes: All nodes.
        scores: Candidate pairs, the smaller node first, with their scores.
        fullness: How much a node says; the fullest become centres first.
        threshold: The least score of a member and its centre.

    Returns:
        Groups in order of their first node, each in order.
    """
    near: dict[int, list[tuple[float, int]]] = {}
    for (one, other), value in scores.items():
        if value >= threshold:
            near.setdefault(one, []).append((value, other))
            near.setdefault(other, []).append((value, one))
    groups: dict[int, list[int]] = {}
    for node in sorted(nodes, key=lambda node: (-fullness(node), node)):
        centres = [(value, -other) for value, other in near.get(node, ()) if other in groups]
        if centres:
            groups[-max(centres)[1]].append(node)
        else:
            groups[node] = [node]
    return _in_order(sorted(group) for group in groups.values())


def _in_order(groups: Iterable[list[int]]) -> list[list[int]]:
    return sorted({group[0]: group for group in groups}.values())
