"""What a word is indexed by and found by."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from searching import TEXTS, cases, index, name

from isnad.store.search import alternatives, compile_query, keys, keys_version, parse, prepare


@pytest.mark.parametrize("case", cases("finding"), ids=name)
def test_a_query_finds_the_forms_of_its_words(case: dict[str, Any]) -> None:
    texts = [*case["finds"], *case.get("misses", [])]
    match = compile_query(parse(case["query"])).match
    assert match
    rows = index(texts).execute("SELECT rowid FROM report WHERE report MATCH ? ORDER BY rowid", (match.fts5,))
    assert [texts[number - 1] for (number,) in rows] == case["finds"]


def test_words_keep_their_order() -> None:
    assert prepare("قال الوزير: «٢٥ قتيلا»").split() == ["قال", "الوزير", "25", "قتيلا"]


def test_keys_are_both_columns() -> None:
    assert keys("وباشاغا") == (prepare("وباشاغا"), alternatives("وباشاغا"))


def test_the_version_names_rules_and_dictionary() -> None:
    assert "simplemma" in keys_version()


@given(TEXTS)
def test_keys_are_letters_and_digits_parted_by_blanks(text: str) -> None:
    for column in keys(text):
        assert all(key.isalnum() for key in column.split(" ") if column)
