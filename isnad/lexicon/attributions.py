"""What attributes without a verb of saying, and what looks like attribution and is none."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from isnad.lexicon.load import folded, word_lists
from isnad.text import fold


class Attributions(NamedTuple):
    """The lists of `data/lexicon/attributions.yaml`, normalised. `background` is kept by first word."""

    implicit_heads: frozenset[str]
    norms: frozenset[str]
    background: dict[str, tuple[tuple[str, ...], ...]]
    silent: frozenset[str]
    claims: frozenset[str]
    never_verbs: frozenset[str]


@cache
def attributions() -> Attributions:
    """The package's lists."""
    lists = word_lists("attributions")
    background: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted({tuple(fold(phrase).split()) for phrase in lists["background"]}, key=lambda w: (-len(w), w)):
        background.setdefault(words[0], []).append(words)
    return Attributions(
        implicit_heads=folded(lists["implicit_heads"]),
        norms=folded(lists["norms"]),
        background={first: tuple(found) for first, found in background.items()},
        silent=folded(lists["silent"]),
        claims=folded(lists["claims"]),
        never_verbs=folded(lists["never_verbs"]),
    )
