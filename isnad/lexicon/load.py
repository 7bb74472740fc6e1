"""Reading the word lists of the package; what is malformed is told with its file and entry."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import cache
from importlib import resources
from typing import Any

import yaml

from isnad.errors import LexiconError
from isnad.text import fold


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the base is chosen at run time
    """Reads YAML without the silent loss of a list or field that stands twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [key.value for key, _ in node.value]
        for at, key in enumerate(keys):
            if key in keys[:at]:
                raise yaml.constructor.ConstructorError(None, None, f"{key} stands twice", node.start_mark)
        found: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return found


class WordLists(dict[str, list[str]]):
    """Named lists of words; a name that a loader needs and the file lacks is an error of the file."""

    def __init__(self, name: str, lists: dict[str, list[str]]) -> None:
        super().__init__(lists)
        self.name = name

    def __missing__(self, key: str) -> list[str]:
        raise LexiconError(f"word list {self.name}.yaml: the list {key} is missing")


@cache
def read(name: str) -> Any:
    """What `data/lexicon/NAME.yaml` holds.

    Raises:
        LexiconError: if the file is missing, is no YAML, or a key stands twice in one of its mappings.
    """
    try:
        source = (resources.files("isnad") / "data" / "lexicon" / f"{name}.yaml").read_text(encoding="utf-8")
        return yaml.load(source, Loader=_Loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise LexiconError(f"word list {name}.yaml: {error}") from error


def word_lists(name: str) -> WordLists:
    """A file of named lists of words, as written.

    Raises:
        LexiconError: if it is not one, an entry is no text, or a list holds a word twice.
    """
    lists = read(name)
    if not isinstance(lists, dict):
        raise LexiconError(f"word list {name}.yaml: expected named lists")
    for key, words in lists.items():
        _lint(f"{name}.yaml, {key}", words)
    return WordLists(name, lists)


def _lint(where: str, words: object) -> None:
    if not isinstance(words, list) or not words:
        raise LexiconError(f"word list {where}: expected a list of words")
    seen: set[str] = set()
    for word in words:
        if not isinstance(word, str) or not word.strip():
            raise LexiconError(f"word list {where}: {word!r} is not a word; quote it if it looks like a number")
        if word in seen:
            raise LexiconError(f"word list {where}: {word} stands twice")
        seen.add(word)


def folded(words: Iterable[str]) -> frozenset[str]:
    """Normalised forms of the words."""
    return frozenset(fold(word) for word in words)
