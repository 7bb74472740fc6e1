"""The words of quantities, contexts and meetings; what is malformed is told with its list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lists import Lists, copied

from isnad.errors import LexiconError
from isnad.lexicon.contexts import context_words
from isnad.lexicon.events import event_patterns
from isnad.lexicon.meetings import meeting_words
from isnad.lexicon.plover import CONTEXTS
from isnad.lexicon.quantities import COUNTED, quantity_words
from isnad.text import fold

LOADERS = (quantity_words, context_words, meeting_words)


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lists]:
    with copied(tmp_path, monkeypatch) as found:
        for loader in LOADERS:
            loader.cache_clear()
        yield found
    for loader in LOADERS:
        loader.cache_clear()


@pytest.mark.parametrize(
    ("word", "of", "many"),
    [("قتيلا", "killed", 1), ("جنديين", "people", 2), ("مسلحين", "people", 0), ("المتظاهرين", "protesters", 0)],
)
def test_what_a_noun_counts(word: str, of: str, many: int) -> None:
    noun = quantity_words().nouns[fold(word)]
    assert (noun.of, noun.many) == ("troops" if word == "جنديين" else of, many)


def test_every_kind_has_events() -> None:
    assert set(quantity_words().events) == {*COUNTED, "money"}


def test_a_currency_is_told_by_an_adjective() -> None:
    assert quantity_words().money[fold("دينار")]["LY"] == "LYD"
    assert "" not in quantity_words().money[fold("دينار")]


def test_every_context_has_words() -> None:
    told = {
        c for behind in context_words().phrases.values() for found in behind.values() for p in found for c in p.contexts
    }
    assert told == set(CONTEXTS)


def test_verbs_of_hosts_are_normalised() -> None:
    assert fold("استقبل") in meeting_words().hosting
    assert meeting_words().about[fold("حول")] == ((),)


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("quantities", "number 1:", "numbers 1:", "numbers 1"),
        ("quantities", "money يورو: [EUR]", "money يورو: [euro]", "money"),
        ("quantities", "events killed: [ASSAULT]", "events killed: [FIGHT]", "events killed"),
        ("quantities", "قتل يقتل", "قتل", "قتل"),
        ("contexts", "  military:\n", "  militar:\n", "militar"),
        ("contexts", "  cyber: [cyber]", "  hacking: [cyber]", "hacking"),
        ("contexts", "sentence: [مخابرات,", "sentence: [مخابرات, المخابرات,", "المخابرات"),
        ("meetings", "hosting:", "receiving:", "receiving"),
    ],
)
def test_a_malformed_list_is_told(lists: Lists, name: str, old: str, new: str, told: str) -> None:
    lists.spoil(name, old, new)
    loader = {"quantities": quantity_words, "contexts": context_words, "meetings": meeting_words}[name]
    loader.cache_clear()
    with pytest.raises(LexiconError, match=told):
        loader()


def test_a_form_that_is_another_word_is_left_to_it() -> None:
    def verbs(word: str) -> set[str]:
        return {r.pattern.name for r in event_patterns().readings(fold(word)) if not r.nominal}

    assert {"COERCE:اوقف"} <= verbs("أوقفت") & verbs("يوقف") - verbs("توقف")
    assert {"RETREAT:برأ"} <= verbs("برأت") - verbs("برا")
