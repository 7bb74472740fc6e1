"""Pasted lists of names."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from searching import TEXTS, cases, name

from isnad.store.search import names_of


@pytest.mark.parametrize("case", cases("names"), ids=name)
def test_the_names_of_a_list(case: dict[str, Any]) -> None:
    assert names_of(case["text"]) == case["names"]


@given(TEXTS)
def test_any_list_is_read(text: str) -> None:
    found = names_of(text)
    assert len(found) == len(set(found))
