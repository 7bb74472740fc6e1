"""How quotation marks are paired."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from arabic import TEXTS, cases, name
from hypothesis import given

from isnad.text import Quotation, quotations

DEEP = 10_000


def written(quotation: Quotation, text: str) -> str:
    return ">" * quotation.depth + quotation.inner.quote(text) + ("" if quotation.closed else "...")


@pytest.mark.parametrize("case", cases("quotations"), ids=name)
def test_quotations(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [written(quotation, text) for quotation in quotations(text)] == case["quotations"]


@given(TEXTS)
def test_a_quotation_lies_between_its_marks(text: str) -> None:
    for outer, inner, depth, closed in quotations(text):
        assert outer.contains(inner)
        assert len(inner) > 0
        assert depth >= 0
        assert 1 <= inner.start - outer.start <= 2
        assert (1 if closed else 0) <= outer.end - inner.end <= (2 if closed else 0)


@given(TEXTS)
def test_two_quotations_lie_apart_or_one_inside_the_other(text: str) -> None:
    found = quotations(text)
    assert [quotation.outer for quotation in found] == sorted({quotation.outer for quotation in found})
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            assert not one.outer.overlaps(other.outer) or one.inner.contains(other.outer)


@given(TEXTS)
def test_depth_grows_inward(text: str) -> None:
    for one, other in pairwise(quotations(text)):
        if one.outer.overlaps(other.outer):
            assert other.depth > one.depth


@pytest.mark.parametrize(("opening", "closing"), ["«»", "“”", '""', "‹›"])
def test_ten_thousand_nested_marks_are_all_paired(opening: str, closing: str) -> None:
    text = f" {opening}ا" * DEEP + f"{closing} " * DEEP
    found = quotations(text)
    assert len(found) == DEEP
    assert [quotation.depth for quotation in found] == list(range(DEEP))
    assert all(quotation.closed for quotation in found)
    assert all(one.inner.contains(other.outer) for one, other in pairwise(found))


def test_ten_thousand_marks_that_never_close_end_with_their_line() -> None:
    text = " «ا" * DEEP + "\nب" + " «ا" * DEEP
    found = quotations(text)
    assert len(found) == 2 * DEEP
    assert not any(quotation.closed for quotation in found)
