"""Where sentences are cut."""

from __future__ import annotations

from typing import Any

import pytest
from arabic import TEXTS, cases, name
from hypothesis import given

from isnad.text import sentences

BREAKS = "\n\r\u2028\u2029"


@pytest.mark.parametrize("case", cases("sentences"), ids=name)
def test_sentences(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [span.quote(text).strip() for span in sentences(text)] == case["sentences"]


@given(TEXTS)
def test_sentences_cover_any_text(text: str) -> None:
    spans = sentences(text)
    assert "".join(span.quote(text) for span in spans) == text
    assert [span.start for span in spans] == [0, *(span.end for span in spans)][: len(spans)]


@given(TEXTS)
def test_no_line_break_stands_inside_a_sentence(text: str) -> None:
    for span in sentences(text):
        shown = span.quote(text).strip()
        assert not any(char in shown for char in BREAKS)


@given(TEXTS)
def test_no_sentence_is_white_space_alone(text: str) -> None:
    assert text.isspace() or all(span.quote(text).strip() for span in sentences(text))
