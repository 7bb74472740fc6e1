"""Nouns that name the channel of a statement."""

from __future__ import annotations

from functools import cache

from isnad.errors import LexiconError
from isnad.lexicon.load import word_lists
from isnad.model import Channel
from isnad.text import fold, splits


def _stem(form: str) -> str:
    """The word without article and glued letters in front."""
    for split in splits(form):
        if split.article and not split.enclitic:
            return split.stem
    return form


class ChannelLexicon:
    """Finds the channel that a run of words names."""

    def __init__(self, phrases: dict[str, list[tuple[tuple[str, ...], Channel]]]) -> None:
        self._phrases = phrases

    def match(self, forms: list[str], at: int, end: int) -> tuple[Channel, int] | None:
        """The channel named by the words from `at` (before `end`), and the token after its name; the longest name wins."""
        first = self._first(forms[at])
        if first is None:
            return None
        for rest, channel in first:
            last = at + 1 + len(rest)
            if last <= end and all(_stem(forms[at + 1 + k]) == word for k, word in enumerate(rest)):
                return channel, last
        return None

    def _first(self, form: str) -> list[tuple[tuple[str, ...], Channel]] | None:
        return _lookup(form)


@cache
def _table() -> dict[str, list[tuple[tuple[str, ...], Channel]]]:
    phrases: dict[str, list[tuple[tuple[str, ...], Channel]]] = {}
    for name, words in word_lists("channels").items():
        try:
            channel = Channel(name)
        except ValueError as error:
            raise LexiconError(f"channels.yaml: {name} is no channel") from error
        for phrase in words:
            first, *rest = (_stem(fold(part)) for part in phrase.split())
            phrases.setdefault(first, []).append((tuple(rest), channel))
    for found in phrases.values():
        found.sort(key=lambda item: -len(item[0]))
    return phrases


@cache
def _lookup(form: str) -> list[tuple[tuple[str, ...], Channel]] | None:
    table = _table()
    for split in splits(form):
        stem = split.stem
        if stem in table:
            return table[stem]
        if split.enclitic and stem.endswith("ت") and stem[:-1] + "ه" in table:
            return table[stem[:-1] + "ه"]
    return None


@cache
def channels() -> ChannelLexicon:
    """The package's channel nouns."""
    return ChannelLexicon(_table())
