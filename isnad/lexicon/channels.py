"""Nouns that name the channel of a statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from isnad.errors import LexiconError
from isnad.lexicon.load import word_lists
from isnad.model import Channel
from isnad.text import fold, splits

Phrases = list[tuple[tuple[str, ...], Channel]]  # the words after the first, and what the phrase names


def _stem(form: str) -> str:
    """The word without article and glued letters in front."""
    for split in splits(form):
        if split.article and not split.enclitic:
            return split.stem
    return form


class ChannelLexicon:
    """Finds the channel that a run of words names. `phrases` are kept by their first word (normalised, no article)."""

    def __init__(self, phrases: Mapping[str, Phrases]) -> None:
        self._phrases = {first: sorted(found, key=lambda item: -len(item[0])) for first, found in phrases.items()}
        self._starting_with = lru_cache(maxsize=1 << 15)(self._look_up)

    def begins(self, form: str) -> bool:
        """Whether a channel's name can begin with a form.

        >>> channels().begins(fold("مؤتمره"))
        True
        """
        return bool(self._starting_with(form))

    def match(self, forms: Sequence[str], at: int, end: int) -> tuple[Channel, int] | None:
        """The channel named by the words from `at` (before `end`), and the token after its name; the longest wins.

        >>> channels().match([fold("مؤتمره"), fold("الصحفي")], 0, 2)
        (<Channel.PRESS_CONFERENCE: 'press_conference'>, 2)
        """
        for rest, channel in self._starting_with(forms[at]):
            last = at + 1 + len(rest)
            if last <= end and all(_stem(forms[at + 1 + k]) == word for k, word in enumerate(rest)):
                return channel, last
        return None

    def _look_up(self, form: str) -> Phrases:
        """The phrases that begin with a form of the word, the longest first."""
        for split in splits(form):
            stem = split.stem
            if stem in self._phrases:
                return self._phrases[stem]
            if split.enclitic and stem.endswith("ت") and stem[:-1] + "ه" in self._phrases:
                return self._phrases[stem[:-1] + "ه"]
        return []


@cache
def channels() -> ChannelLexicon:
    """The package's channel nouns.

    Raises:
        LexiconError: if `channels.yaml` names a channel that there is not.
    """
    phrases: dict[str, Phrases] = {}
    for name, words in word_lists("channels").items():
        if name not in set(Channel):
            raise LexiconError(f"word list channels.yaml: {name} is no channel")
        for phrase in words:
            first, *rest = (_stem(fold(part)) for part in phrase.split())
            phrases.setdefault(first, []).append((tuple(rest), Channel(name)))
    return ChannelLexicon(phrases)
