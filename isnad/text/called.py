"""Who is meant by a name that a person types: the one way in which actors are found by name."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from isnad.text.clitics import splits
from isnad.text.names import SAME_IN_REPORT, SAME_NAME, compare_names, name_parts
from isnad.text.normalise import fold

Key = TypeVar("Key", bound=Hashable)
_NOT, _PART, _FAMILY, _SAME = range(4)


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

    1. A name is the same, however alef, hamza and marks are written. A name of several words may be spelt otherwise
       (`دونلد ترمب`), or have more in its middle; a single word may be the family name.
    2. The same, once what is glued to the front is taken off (`لسامر الهلالي`).
    3. A name has it in part: its first or last parts, all of its words, or a spelling of a single one (`ترمب`).

    Args:
        name: As it is typed.
        told: Keys of those who may be meant, each with a name; a key may come again with another name.
        people: The keys of persons. Of those who have the name as a family name or in part, they come before bodies
            that are called after them (`مليشيا الهلالي`).

    >>> names = [(1, "سامر الهلالي"), (2, "رنا الهلالي"), (3, "مرفأ أرجوان"), (4, "زليج")]
    >>> [sorted(called(name, names).keys) for name in ("سَامر الهلالى", "الهلالي", "أرجوان", "وزليج")]
    [[1], [1, 2], [3], [4]]
    """
    known = list(told)
    partly: list[tuple[Key, str]] = []
    for words in (name, *_unglued(name)):
        asked = _Asked(words)
        fits = [(fit, pair) for pair in known if (fit := asked.fit(pair[1]))]
        same = [pair for fit, pair in fits if fit == _SAME]
        family = _people_first([pair for fit, pair in fits if fit == _FAMILY], people)
        if same or family:
            return Called(frozenset([*same, *family]), partly=False)
        partly = partly or [pair for _, pair in fits]
    return Called(frozenset(_people_first(partly, people)), partly=bool(partly))


def _people_first(some: list[tuple[Key, str]], people: Container[Key]) -> list[tuple[Key, str]]:
    return [pair for pair in some if pair[0] in people] or some


class _Asked:
    """The words that are typed, as names are compared with them."""

    def __init__(self, words: str) -> None:
        self._words, self._folded = words, fold(words)
        self._wanted, self._parts = set(self._folded.split()), name_parts(words)

    def fit(self, name: str) -> int:
        """How a name fits."""
        folded = fold(name)
        if folded == self._folded and folded:
            return _SAME
        parts = name_parts(name)
        if len(self._parts) == 1 and parts[-1:] == self._parts:
            return _SAME if len(parts) == 1 else _FAMILY
        likeness = compare_names(self._words, name)
        if likeness >= SAME_NAME and len(self._parts) > 1:
            return _SAME
        return _PART if likeness >= SAME_IN_REPORT or (self._wanted and self._wanted <= set(folded.split())) else _NOT


def _unglued(name: str) -> Iterator[str]:
    """The name without a conjunction or preposition before it, as each reading of its first word has it."""
    first, _, rest = name.strip().partition(" ")
    for split in splits(fold(first)):
        if (split.conjunction or split.preposition) and not split.enclitic:
            yield f"{'ال' if split.article else ''}{split.stem} {rest}".strip()
