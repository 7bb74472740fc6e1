"""The text layer as a whole: segments, and that its time grows as the text does."""

from __future__ import annotations

from itertools import pairwise
from time import perf_counter
from typing import Any

import pytest
from arabic import TEXTS, cases, name
from hypothesis import given

from isnad.text import TextLayer

LONG = 200_000
HARD = {
    "dashes": "-",
    "dots": ".",
    "spaced-dots": ". ",
    "initials": "أ.",
    "mail-like": "a.b-c+d@",
    "handles": "@a ",
    "addresses": "https://",
    "straight-marks": '"',
    "words-in-marks": ' "ا',
    "nested-marks": " «ا",
    "closing-marks": "ا» ",
    "single-marks": " 'ا",
    "brackets": "((",
    "mixed-marks": " «“‹((<<",
    "marks-on-lines": "«ا\n",
    "marks-and-blank-lines": ' «\n\n\n"',
    "vowel-marks": "\N{ARABIC FATHA}",
    "hamza-marks": "و\N{ARABIC HAMZA ABOVE}",
    "letters-and-marks": "بَّ",
    "controls": "\N{RIGHT-TO-LEFT MARK}",
    "controls-and-marks": '\N{RIGHT-TO-LEFT MARK}"',
    "tatweel": "\N{ARABIC TATWEEL}",
    "spaces": " ",
    "line-breaks": "\n",
    "formulas": "ﷺ",
    "stops-and-closers": '."',
    "one-word": "ا",
    "words": "قال ",
}


@pytest.mark.parametrize("case", cases("segments"), ids=name)
def test_segments(case: dict[str, Any]) -> None:
    layer = TextLayer(case["text"])
    assert [layer.words.span(*segment).quote(layer.text) for segment in layer.segments] == case["segments"]


@given(TEXTS)
def test_segments_part_all_tokens(text: str) -> None:
    layer = TextLayer(text)
    bounds = [(0, 0), *layer.segments, (len(layer.words), len(layer.words))]
    assert all(one[1] == other[0] for one, other in pairwise(bounds))
    assert all(first < last for first, last in layer.segments)


@given(TEXTS)
def test_the_marks_of_a_quotation_are_tokens(text: str) -> None:
    layer = TextLayer(text.replace("://", ""))
    starts = set(layer.words.starts)
    for quotation in layer.quotations:
        if quotation.inner.start - quotation.outer.start == 1:
            assert quotation.outer.start in starts
            assert not quotation.closed or quotation.inner.end in starts


@given(TEXTS)
def test_reading_twice_gives_the_same(text: str) -> None:
    one, other = TextLayer(text), TextLayer(text)
    assert (one.segments, one.quotations, one.words.forms) == (other.segments, other.quotations, other.words.forms)


@pytest.mark.parametrize("unit", HARD.values(), ids=HARD.keys())
def test_a_long_line_takes_no_more_than_its_share(unit: str) -> None:
    # Squares would take minutes here: the bound is some ten times what a slow machine needs.
    text = (unit * (LONG // len(unit) + 1))[:LONG]
    start = perf_counter()
    TextLayer(text)
    assert perf_counter() - start < 10
