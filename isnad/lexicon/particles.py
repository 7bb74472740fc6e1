"""Function words that the rules look for, by the use that they have there."""

from __future__ import annotations

from functools import cache

from isnad.errors import LexiconError
from isnad.lexicon.load import folded, word_lists


@cache
def particles(use: str) -> frozenset[str]:
    """The words of one list of `data/lexicon/particles.yaml`, normalised.

    Raises:
        LexiconError: if there is no such list.
    """
    lists = word_lists("particles")
    if use not in lists:
        raise LexiconError(f"particles.yaml: there is no list {use}")
    return folded(lists[use])
