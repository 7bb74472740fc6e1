"""To whom something was said, however a report writes it: `للرئيس`, `الرئيس`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from isnad.store.search.keys import keys

_TO_THE, _THE = "لل", "ال"
_LEAST = 3  # letters behind the article


def addressee_key(words: str) -> str:
    """What the ways to write an addressee have in common: the keys of a search, without `ل` before the article.

    Known miss: `ل` before a name without article (`لزليج`) is kept, since many names begin with it.

    >>> addressee_key("للصحفيين") == addressee_key("الصحفيين"), addressee_key("لبنان")
    (True, 'لبنان')
    """
    key = keys(words).words
    glued = key.startswith(_TO_THE) and len(key.partition(" ")[0]) >= len(_TO_THE) + _LEAST
    return _THE + key.removeprefix(_TO_THE) if glued else key


def together(told: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Counts of addressees with the ways to write one put together, the commonest first.

    Each is told by the way that most write, without `لل` where anybody writes it so.
    """
    ways: dict[str, list[tuple[bool, int, str]]] = defaultdict(list)
    for words, count in told:
        ways[addressee_key(words)].append((words.startswith(_TO_THE), -count, words))
    counts = [(min(some)[-1], -sum(count for _, count, _ in some)) for some in ways.values()]
    return sorted(counts, key=lambda one: (-one[1], one[0]))
