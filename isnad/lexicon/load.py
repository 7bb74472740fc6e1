"""Reading the word lists of the package; what is malformed is told with its file and entry."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml

from isnad.errors import LexiconError
from isnad.text import fold

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def read(name: str) -> Any:
    """What `data/lexicon/NAME.yaml` holds.

    Raises:
        LexiconError: if the file is missing or is no YAML.
    """
    try:
        source = (resources.files("isnad") / "data" / "lexicon" / f"{name}.yaml").read_text(encoding="utf-8")
        return yaml.load(source, Loader=_LOADER)
    except (OSError, yaml.YAMLError) as error:
        raise LexiconError(f"word list {name}.yaml: {error}") from error


def word_lists(name: str) -> dict[str, list[str]]:
    """A file of named lists of words, as written.

    Raises:
        LexiconError: if it is not one, an entry is no text, or a list holds a word twice in normalised form.
    """
    lists = read(name)
    if not isinstance(lists, dict):
        raise LexiconError(f"word list {name}.yaml: expected named lists")
    for key, words in lists.items():
        _lint(f"{name}.yaml, {key}", words)
    return lists


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


def folded(words: list[str]) -> frozenset[str]:
    """Normalised forms of the words."""
    return frozenset(fold(word) for word in words)
