"""The words that tell PLOVER's contexts; loading is linting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from isnad.errors import LexiconError
from isnad.lexicon.load import read
from isnad.lexicon.plover import CONTEXTS, MODES
from isnad.text import fold

_FIELDS = frozenset({"sentence", "own_voice", "not"})
_HEADS = ("", "ال", "و", "وال", "ب", "بال", "وب", "وبال", "ل", "لل", "ول", "ولل", "ك", "كال", "ف", "فال")
_NISBA = ("ه", "ون", "ين", "ات", "ا", "ان")


class ContextPhrase(NamedTuple):
    """The words behind the second, the contexts that the phrase gives, and those that no word inside it gives."""

    rest: tuple[str, ...]
    contexts: tuple[str, ...]
    never: frozenset[str]
    own_voice: bool


class ContextWords(NamedTuple):
    """`phrases` by first and second word (empty where there is none); `report` the contexts of a whole report; `modes`
    those of a mode."""

    phrases: Mapping[str, Mapping[str, tuple[ContextPhrase, ...]]]
    report: frozenset[str]
    modes: Mapping[str, tuple[str, ...]]


@cache
def context_words() -> ContextWords:
    """What `data/lexicon/contexts.yaml` holds.

    Raises:
        LexiconError: if a context, mode or field is unknown, or a phrase stands twice in one context.
    """
    lists = read("contexts")
    if not isinstance(lists, dict) or set(lists) != {"report", "modes", "contexts"}:
        raise LexiconError("word list contexts.yaml: expected report, modes and contexts")
    unknown = {*lists["report"], *lists["contexts"], *(c for told in lists["modes"].values() for c in told)} - {
        *CONTEXTS
    }
    unknown |= set(lists["modes"]) - set().union(*MODES.values())
    if unknown:
        raise LexiconError(f"word list contexts.yaml: {', '.join(sorted(unknown))} is no context or mode")
    told: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for context, fields in lists["contexts"].items():
        for words, field in _told(context, fields):
            told.setdefault(words, {}).setdefault(field, []).append(context)
    phrases: dict[str, dict[str, tuple[ContextPhrase, ...]]] = {}
    for (first, *rest), by_field in told.items():
        own = "own_voice" in by_field
        given = tuple(by_field.get("sentence", ())) or tuple(by_field.get("own_voice", ()))
        phrase = ContextPhrase(tuple(rest[1:]), given, frozenset(by_field.get("not", ())), own)
        second = rest[0] if rest else ""
        for form in _forms(first):
            behind = phrases.setdefault(form, {})
            behind[second] = (*behind.get(second, ()), phrase)
    modes = {mode: tuple(contexts) for mode, contexts in lists["modes"].items()}
    return ContextWords(phrases, frozenset(lists["report"]), modes)


def _told(context: str, fields: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    where = f"word list contexts.yaml, {context}"
    if not isinstance(fields, dict) or set(fields) - _FIELDS or "sentence" not in fields:
        raise LexiconError(f"{where}: expected sentence, own_voice and not")
    seen: set[tuple[str, ...]] = set()
    for field, phrases in fields.items():
        for phrase in phrases:
            words = tuple(bare(word) for word in fold(phrase).split())
            if not words or words in seen:
                raise LexiconError(f"{where}: {phrase!r} stands twice or is no phrase")
            seen.add(words)
            yield words, field


def bare(form: str) -> str:
    """A normalised word without its article."""
    if form.startswith("لل") and len(form) > 4:
        return form[2:]
    return form[2:] if form.startswith("ال") and len(form) > 4 else form


def _forms(word: str) -> Iterator[str]:
    """The forms of a phrase's first word: with what is glued in front, and an adjective's other endings."""
    endings = ("", *_NISBA) if word.endswith("ي") and len(word) > 4 else ("",) if word[-1] in "هاي" else ("", "ا")
    for ending in endings:
        for head in _HEADS:
            yield head + word + ending
    if word.endswith("ه"):
        for owner in ("ه", "ها", "هم"):
            yield word[:-1] + "ت" + owner
