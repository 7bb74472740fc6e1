"""What holds for any text and any publication: every span quotes it, no two overlap, and it ends in time."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_statement_properties import PIECES, in_time, join
from time_cases import PUBLISHED, cases, times_of

from isnad.lexicon.load import word_lists
from isnad.model import Time, TimeType

VALUE = re.compile(
    r"BC\d{4}|(?:BC)?\d{2}XX|\d{3}X|(?:PAST|PRESENT|FUTURE)_REF|PT?[\dX.]+[YMWDHSCE]{1,2}"
    r"|\d{4}(?:-(?:W\d\d|SU|SP|FA|WI|Q[1-4]|H[12]|\d\d(?:-\d\d(?:T(?:\d\d(?::\d\dZ?)?|MO|MI|AF|EV|NI|DT))?)?))?"
    r"|XXXX-WXX-[1-7]|XXXX-\d\d-\d\d|XXXX-XX-XXT(?:\d\d:\d\dZ?|[A-Z]{2})"
)
WORDS = sorted({word for words in word_lists("times").values() for phrase in words for word in phrase.split()})
NUMBERS = st.integers(0, 10**10).map(str) | st.sampled_from(["29/5/2018", "10:30", "5-9", "99/99/9999", "1442هـ", "٣١"])
GLUED = st.sampled_from(["", "", "", "و", "ب", "ل", "ال", "وب", "بـ"])
TIMES = st.tuples(GLUED, st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS), NUMBERS, PIECES)).map("".join)
TEXTS = st.lists(st.tuples(TIMES, st.sampled_from([" ", " ", " ", "", "/", "-", "، ", "\n", "("])), max_size=40).map(
    join
)
MOMENTS = st.one_of(
    st.none(),
    st.datetimes().map(str),
    st.dates().map(str),
    st.sampled_from(
        ["2018", "2018-05", "0001-01-01", "9999-12-31T23:59", "0000-01-01", "2018-13", "2018-02-30", "", "أمس"]
    ),
    st.text(max_size=12),
)


def checked(text: str, published: str | None) -> tuple[Time, ...]:
    found = times_of(text, published)
    end = 0
    for time in found:
        assert time.span.start >= end
        assert time.span.quote(text).strip() == time.span.quote(text)
        assert "\n" not in time.span.quote(text)
        assert time.value is not None or time.reason
        assert all(value is None or VALUE.fullmatch(value) for value in (time.value, time.begin, time.end)), time
        assert (time.type is TimeType.DURATION) <= (time.value or "").startswith("P")
        end = time.span.end
    return found


@settings(max_examples=400, deadline=None)
@given(TEXTS, MOMENTS)
def test_any_words_of_time_give_times_that_quote_the_text(text: str, published: str | None) -> None:
    with in_time(5):
        assert checked(text, published) == checked(text, published)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), MOMENTS)
def test_any_text_gives_times(text: str, published: str | None) -> None:
    checked(text, published)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_values_are_timex3(case: object) -> None:
    checked(case.text, case.published)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "5", "/", "من", "قبل", "الساعة", "يوم", "و", "2018", "من من من", "\ud800"]
)
def test_nearly_nothing_is_no_time(text: str) -> None:
    assert checked(text, PUBLISHED) == ()


def test_spans_do_not_depend_on_the_publication() -> None:
    for case in cases():
        assert [time.span for time in times_of(case.text, None)] == [time.span for time in case.found()]


@pytest.mark.parametrize(
    "words", ["2014 و", "من 5 إلى ", "يوم ", "قبل ", "الأحد ", "العام نفسه ", "5 مايو و", "كل ", "في 1990 و"]
)
def test_a_flood_ends_in_time(words: str) -> None:
    with in_time(20):
        checked(words * (100_000 // len(words)), PUBLISHED)
