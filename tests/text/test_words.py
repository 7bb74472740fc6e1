"""Tokens of a text."""

from __future__ import annotations

from typing import Any

import pytest
from arabic import TEXTS, cases, name
from hypothesis import given

from isnad.text import Words, normalise


@pytest.mark.parametrize("case", cases("words"), ids=name)
def test_tokens(case: dict[str, Any]) -> None:
    text = case["text"]
    words = Words(normalise(text))
    assert [words.span(at, at + 1).quote(text) for at in range(len(words))] == case["tokens"]
    if "forms" in case:
        assert words.forms == case["forms"]
    if "punctuation" in case:
        assert [form for form, is_word in zip(words.forms, words.is_word, strict=True) if not is_word] == (
            case["punctuation"]
        )


@given(TEXTS)
def test_no_token_is_empty_and_none_stands_before_the_last(text: str) -> None:
    words = Words(normalise(text))
    assert len(words) == len(words.forms) == len(words.starts) == len(words.ends) == len(words.is_word)
    assert all(0 <= start < end <= len(text) for start, end in zip(words.starts, words.ends, strict=True))
    assert words.starts == sorted(words.starts)
    assert words.ends == sorted(words.ends)
    assert all(words.forms)


@given(TEXTS)
def test_every_character_that_shows_is_in_a_token(text: str) -> None:
    normalised = normalise(text)
    words = Words(normalised)
    covered = {place for start, end in zip(words.starts, words.ends, strict=True) for place in range(start, end)}
    shown = {normalised.start(at) for at, char in enumerate(normalised.text) if not char.isspace()}
    assert shown <= covered


@given(TEXTS)
def test_a_place_leads_to_the_first_token_there(text: str) -> None:
    words = Words(normalise(text))
    for place in range(len(text) + 1):
        at = words.at(place)
        assert all(start < place for start in words.starts[:at])
        assert all(start >= place for start in words.starts[at:])


def test_the_lists_are_lists() -> None:
    for text in ("قال نعم", "قالَ نعم", "قال #نعم @a"):
        words = Words(normalise(text))
        assert all(type(column) is list for column in (words.forms, words.starts, words.ends, words.is_word))
