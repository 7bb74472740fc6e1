"""The normalised copy, and the way back to the source."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from arabic import MARKS, TEXTS, cases, name
from hypothesis import given
from hypothesis import strategies as st

from isnad.text import fold, normalise

LONG = 70_000


@pytest.mark.parametrize("case", cases("normalise"), ids=name)
def test_what_a_text_becomes(case: dict[str, Any]) -> None:
    normalised = normalise(case["text"])
    assert normalised.text == case["copy"]
    for word, quote in case.get("quotes", {}).items():
        start = normalised.text.index(word)
        assert normalised.span(start, start + len(word)).quote(case["text"]) == quote


@given(TEXTS)
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@given(TEXTS)
def test_the_offset_table_never_falls(text: str) -> None:
    normalised = normalise(text)
    starts = [normalised.start(at) for at in range(len(normalised.text) + 1)]
    assert starts == sorted(starts)
    assert starts[-1] == len(text)


@given(TEXTS, st.data())
def test_the_quote_of_a_span_normalises_to_what_it_stands_for(text: str, data: st.DataObject) -> None:
    normalised = normalise(text)
    if not normalised.text:
        return
    start = data.draw(st.integers(0, len(normalised.text) - 1))
    end = data.draw(st.integers(start + 1, len(normalised.text)))
    wanted, got = normalised.text[start:end], normalise(normalised.span(start, end).quote(text)).text
    assert wanted in got
    cut_inside_one = normalised.offsets is not None and (
        (start > 0 and normalised.offsets[start - 1] == normalised.offsets[start])
        or normalised.offsets[end - 1] == normalised.offsets[end]
    )
    assert cut_inside_one or wanted == got


@given(TEXTS)
def test_no_span_ends_between_a_letter_and_its_marks(text: str) -> None:
    normalised = normalise(text)
    for at in range(len(normalised.text)):
        span = normalised.span(at, at + 1)
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.end : span.end + 1] not in set(MARKS)


@given(TEXTS)
def test_no_arabic_mark_is_left(text: str) -> None:
    left = {char for char in normalise(text).text if unicodedata.category(char) == "Mn"}
    assert not {char for char in left if unicodedata.name(char, "").startswith("ARABIC")}


@given(TEXTS)
def test_a_place_leads_to_the_first_character_there(text: str) -> None:
    normalised = normalise(text)
    for place in range(len(text) + 1):
        index = normalised.index(place)
        assert normalised.start(index) >= place
        assert index == 0 or normalised.start(index - 1) < place


@given(TEXTS)
def test_many_places_at_once_are_each_place(text: str) -> None:
    normalised = normalise(text)
    ranges = range(len(normalised.text))
    starts, ends = normalised.starts_and_ends(ranges, [at + 1 for at in ranges])
    assert starts == [normalised.start(at) for at in ranges]
    assert ends == [normalised.end(at + 1) for at in ranges]


def test_a_text_longer_than_the_prepared_table() -> None:
    text = "قالَ " * (LONG // 5)
    normalised = normalise(text)
    start = normalised.text.rindex("قال")
    assert normalised.span(start, start + 3).quote(text) == "قالَ"
    assert normalised.span(start, start + 3).start == len(text) - 5


def test_a_folded_word_is_what_stands_in_a_normalised_text() -> None:
    assert fold("الإِدارةُ") == "الاداره"
    assert fold("الإِدارةُ") in normalise("قالت الإدارة").text
