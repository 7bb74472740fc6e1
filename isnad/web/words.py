"""The words of the pages in each language, from `isnad/data/words`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from babel import Locale
from markupsafe import Markup

LANGUAGES = ("ar", "en")
DIRECTIONS = {"ar": "rtl", "en": "ltr"}
PLURALS = {"ar": ("zero", "one", "two", "few", "many", "other"), "en": ("one", "other")}
_QUALITY = re.compile(r"\s*([a-zA-Z]{1,8})[-\w]*\s*(?:;\s*q=([0-9.]{1,5}))?")


class WordList:
    """One language's words, by keys such as `search.title`.

    A word may hold `{name}` for what is put in, and where it counts something it is a mapping of plural forms that
    `count` chooses from.
    """

    def __init__(self, language: str, words: Mapping[str, Any]) -> None:
        self.language = language
        self.words = {key: _safe(word) for key, word in _flat(words, "", PLURALS[language])}
        self._plural = Locale(language).plural_form

    def __contains__(self, key: str) -> bool:
        return key in self.words

    def text(self, key: str, *, count: int | None = None, **told: Any) -> Markup:
        """A word, what is put in escaped.

        Args:
            key: As it stands in the file.
            count: What chooses the plural form.
            told: What is put in; `count` as it is shown goes as `n`.
        """
        word = self.words[key]
        if not isinstance(word, Markup):
            assert count is not None, key
            word = word[self._plural(count)]
        return word.format(**told) if told else word

    def value(self, kind: str, value: object) -> Markup:
        """The word for a value of the record (a channel, a type); one that has none is shown as it is."""
        key = f"{kind}.{value}"
        return self.text(key) if key in self.words else Markup.escape(str(value))


@cache
def word_list(language: str) -> WordList:
    """The words of a language."""
    text = files("isnad").joinpath("data", "words", f"{language}.yaml").read_text(encoding="utf-8")
    return WordList(language, yaml.safe_load(text))


def preferred(accept: str) -> str:
    """The language of a browser's `Accept-Language`, Arabic where it asks for neither.

    >>> preferred("fr, en;q=0.8, ar;q=0.5"), preferred("")
    ('en', 'ar')
    """
    wanted: list[tuple[float, str]] = []
    for part in accept[:500].split(","):
        found = _QUALITY.fullmatch(part)
        if found and found[1].lower() in LANGUAGES:
            wanted.append((_quality(found[2]), found[1].lower()))
    return max(wanted, key=lambda one: one[0])[1] if wanted else LANGUAGES[0]


def _quality(told: str | None) -> float:
    try:
        return float(told) if told else 1.0
    except ValueError:
        return 0.0


def _flat(words: Mapping[str, Any], before: str, plurals: tuple[str, ...]) -> Any:
    for name, word in words.items():
        key = f"{before}{name}"
        if isinstance(word, Mapping) and set(word) != set(plurals):
            yield from _flat(word, f"{key}.", plurals)
        else:
            yield key, word


def _safe(word: Any) -> Markup | dict[str, Markup]:
    """A word, or its plural forms, as what a page may hold as it is."""
    return Markup(word) if isinstance(word, str) else {form: Markup(told) for form, told in word.items()}


def named(words: WordList, kinds: Sequence[str], value: object) -> str:
    """The word for a value of the first kind that has one, else the value."""
    return next((str(words.value(kind, value)) for kind in kinds if f"{kind}.{value}" in words), str(value))
