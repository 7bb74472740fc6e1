"""The words of time expressions and their linter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lists import Lists, copied

from isnad.errors import LexiconError
from isnad.lexicon.load import word_lists
from isnad.lexicon.times import time_words
from isnad.text import fold


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lists]:
    with copied(tmp_path, monkeypatch) as found:
        time_words.cache_clear()
        yield found
    time_words.cache_clear()


def test_every_word_of_a_kind_is_found_by_its_form() -> None:
    for name, words in word_lists("times").items():
        kind, _, value = name.partition(" ")
        if kind in time_words().lists:
            continue
        for word in words:
            first, *rest = fold(word).split()
            readings = time_words().entries[first][kind]
            assert any(str(r.value) == value and r.rest == tuple(rest) and not r.glued for r in readings), word


@pytest.mark.parametrize(
    ("form", "kind", "value", "glued"),
    [("وامس", "day", -1, "و"), ("بالامس", "day", -1, "ب"), ("للعام", "the_unit", "Y", "ل"), ("ومايو", "month", 5, "و")],
)
def test_glued_letters(form: str, kind: str, value: object, glued: str) -> None:
    assert [(word.value, word.glued) for word in time_words().entries[form][kind] if not word.rest] == [(value, glued)]


def test_the_longest_reading_stands_first() -> None:
    for entry in time_words().entries.values():
        for readings in entry.values():
            lengths = [len(word.rest) for word in readings]
            assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("month 1:", "moon 1:", "moon is no kind"),
        ("month 1:", "month 13:", "13 is no value of month"),
        ("month 1:", "month one:", "one is no value of month"),
        ("season SP:", "season XX:", "XX is no value of season"),
        ("every:", "every D:", "D is no value of every"),
        ("month 2: [فبراير", "month 2: [يناير", "يناير is"),
        ("name_heads:", "names:", "name_heads is missing"),
        ("weekday 4: [الخميس]", "weekday 4: [الخميس, الخميس]", "twice"),
        ("weekday 4: [الخميس]", "weekday 4: []", "list"),
    ],
)
def test_a_fault_is_told(lists: Lists, old: str, new: str, named: str) -> None:
    lists.spoil("times", old, new)
    time_words.cache_clear()
    with pytest.raises(LexiconError, match=rf"times\.yaml.*{named}"):
        time_words()
