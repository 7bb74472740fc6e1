"""A place in a text."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.errors import IsnadError, SpanError
from isnad.model import Span

TEXT = "قال الوزير نعم"
PLACES = st.integers(0, 20)
SPANS = st.tuples(PLACES, PLACES).map(lambda ends: Span(*ends))


def places(span: Span) -> set[int]:
    return set(range(span.start, span.end))


def test_a_quote_is_the_characters_there() -> None:
    assert Span(4, 10).quote(TEXT) == "الوزير"
    assert Span(0, len(TEXT)).quote(TEXT) == TEXT
    assert len(Span(4, 10)) == 6


def test_code_points_are_counted() -> None:
    text = "\N{GRINNING FACE} نعم"
    assert Span(2, 5).quote(text) == "نعم"


@pytest.mark.parametrize("span", [Span(-1, 3), Span(3, 3), Span(5, 2), Span(0, 15), Span(14, 15)])
def test_a_span_that_does_not_lie_in_the_text(span: Span) -> None:
    with pytest.raises(SpanError, match=rf"\[{span.start}, {span.end}\].* {len(TEXT)} characters") as error:
        span.quote(TEXT)
    assert isinstance(error.value, IsnadError)
    assert error.value.slug == "span"


@given(st.text(min_size=1), st.data())
def test_a_quote_stands_where_the_span_says(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = Span(start, end).quote(text)
    assert text[:start] + quote + text[end:] == text
    assert len(quote) == len(Span(start, end))


@given(SPANS.filter(lambda span: span.start < span.end), SPANS.filter(lambda span: span.start < span.end))
def test_overlap_and_containment_are_those_of_sets(one: Span, other: Span) -> None:
    assert one.overlaps(other) == bool(places(one) & places(other))
    assert one.overlaps(other) == other.overlaps(one)
    assert one.contains(other) == (places(other) <= places(one))


@given(SPANS)
def test_in_json_it_is_two_numbers(span: Span) -> None:
    written = msgspec.json.encode(span)
    assert msgspec.json.decode(written) == [span.start, span.end]
    assert msgspec.json.decode(written, type=Span) == span


@given(st.lists(SPANS))
def test_spans_are_ordered_by_start_then_end(spans: list[Span]) -> None:
    assert [(span.start, span.end) for span in sorted(spans)] == sorted((span.start, span.end) for span in spans)
    assert len(set(spans)) == len({(span.start, span.end) for span in spans})


def test_a_span_is_frozen() -> None:
    with pytest.raises(AttributeError):
        Span(0, 1).start = 1  # type: ignore[misc]
