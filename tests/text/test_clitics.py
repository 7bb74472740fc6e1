"""What is glued to a word."""

from __future__ import annotations

from typing import Any

import pytest
from arabic import TEXTS, cases, name
from hypothesis import given

from isnad.text import fold, splits


@pytest.mark.parametrize("case", cases("clitics"), ids=name)
def test_ways_to_take_a_word_apart(case: dict[str, Any]) -> None:
    found = {"+".join(split) for split in splits(case["word"])}
    assert found >= set(case["with"])
    assert not found & set(case.get("without", ()))


@given(TEXTS)
def test_the_parts_are_the_word(text: str) -> None:
    word = fold(text)
    for split in splits(word):
        assert "".join(split) == word
        assert word[split.stem_start :].startswith(split.stem)


def test_the_least_split_comes_first() -> None:
    assert next(split.stem for split in splits("والوزير")) == "والوزير"
    for word in ("بالبيان", "وبقولهم", "فللوزير"):
        first, *rest = splits(word)
        assert first.stem == word
        assert all(len(split.stem) < len(word) for split in rest)
        assert len(set(rest)) == len(rest)
