"""Who is meant by a name that a person types: the one way in which actors are found by name."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from isnad.text.clitics import splits
from isnad.text.names import SAME_IN_REPORT, SAME_NAME, compare_names
from isnad.text.normalise import fold

Key = TypeVar("Key", bound=Hashable)
_NEITHER, _PART, _SAME = range(3)


class Called(NamedTuple, Generic[Key]):
    """Those who are called so, each with the names that fit; `partly` where the words are only part of a name."""

    who: frozenset[tuple[Key, str]]
    partly: bool

    @property
    def keys(self) -> frozenset[Key]:
        """Who they are."""
        return frozenset(key for key, _ in self.who)

    @property
    def names(self) -> tuple[str, ...]:
        """By which of their names, each once, in order."""
        return tuple(sorted({name for _, name in self.who}))


def called(name: str, told: Iterable[tuple[Key, str]], *, people: Container[Key] = ()) -> Called[Key]:
    """Those who have a name like this one, by the first of these that anybody fulfils.

    1. One of the names is the same, however alef, hamza and marks are written, or another spelling of it (`ترمب`).
    2. One of the names has it in part: the family name, the first or last parts, or all of its words.
    3. Either holds once what is glued to its front is taken off (`لسامر الهلالي`).

    Args:
        name: As it is typed.
        told: Keys of those who may be meant, each with a name; a key may come again with another name.
        people: The keys of persons. Of those who have the name in part, they come before bodies that are called after
            them (`مليشيا الهلالي`).

    >>> names = [(1, "سامر الهلالي"), (2, "رنا الهلالي"), (3, "أرجوان")]
    >>> [sorted(called(name, names).keys) for name in ("سَامر الهلالى", "الهلالي", "لأرجوان")]
    [[1], [1, 2], [3]]
    """
    known = list(told)
    for words in (name, *_unglued(name)):
        fits = [(fit, pair) for pair in known if (fit := _fit(words, pair[1]))]
        same = frozenset(pair for fit, pair in fits if fit == _SAME)
        if fits:
            persons = frozenset(pair for _, pair in fits if pair[0] in people)
            return Called(same or persons or frozenset(pair for _, pair in fits), partly=not same)
    return Called(frozenset(), partly=False)


def _fit(words: str, name: str) -> int:
    """Whether a name is the same as some words, has them in part, or neither."""
    folded, other = fold(words), fold(name)
    likeness = 1.0 if folded == other and folded else compare_names(words, name)
    if likeness >= SAME_NAME:
        return _SAME
    wanted = set(folded.split())
    return _PART if likeness >= SAME_IN_REPORT or (wanted and wanted <= set(other.split())) else _NEITHER


def _unglued(name: str) -> Iterator[str]:
    """The name without a conjunction or preposition before it, as each reading of its first word has it."""
    first, _, rest = name.strip().partition(" ")
    for split in splits(fold(first)):
        if (split.conjunction or split.preposition) and not split.enclitic:
            yield f"{'ال' if split.article else ''}{split.stem} {rest}".strip()
