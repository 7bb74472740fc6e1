"""The query language and its form."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from searching import TYPED, cases, name

from isnad.errors import QueryError
from isnad.store.search import Guided, parse

WORDS = st.lists(st.sampled_from(["هدنة", "ليبيا", "للأمم", "25", "F-16"]), max_size=3).map(tuple)
VALUES = st.sampled_from(["", "حفتر", "خليفة حفتر", "a:b", "(أ)", 'قال "نعم"'])
DATES = st.sampled_from(["", "2018", "2018-05", "2018-05-29"])
FORMS = st.builds(
    Guided,
    words=WORDS,
    phrases=st.lists(st.sampled_from(["قال نعم", "قال: «نعم»"]), max_size=2).map(tuple),
    either=WORDS.filter(lambda words: len(words) != 1),
    without=WORDS,
    **dict.fromkeys(("speaker", "about", "to", "outlet", "channel", "type"), VALUES),
    since=DATES,
    until=DATES,
)


@pytest.mark.parametrize("case", cases("queries"), ids=name)
def test_what_a_query_means(case: dict[str, Any]) -> None:
    assert str(parse(case["query"])) == case["tree"]


@pytest.mark.parametrize("case", cases("queries_refused"), ids=name)
def test_a_query_without_meaning_says_where_and_what_to_do(case: dict[str, Any]) -> None:
    with pytest.raises(QueryError) as refused:
        parse(case["query"])
    assert case["query"][refused.value.place :] == case["at"]
    assert case["says"] in str(refused.value)


def test_parentheses_have_a_limit() -> None:
    with pytest.raises(QueryError, match="use fewer"):
        parse("(" * 5000 + "أ" + ")" * 5000)


@given(TYPED)
def test_a_tree_is_written_as_a_query_that_means_it(text: str) -> None:
    with suppress(QueryError):
        tree = parse(text)
        assert parse(str(tree)) == tree


@given(FORMS)
def test_a_form_comes_back_from_its_query(form: Guided) -> None:
    assert Guided.from_query(form.to_query()) == form


@given(TYPED)
def test_a_query_that_fits_the_form_comes_back_from_it(text: str) -> None:
    with suppress(QueryError):
        form = Guided.from_query(text)
        assert Guided.from_query(form.to_query()) == form


@pytest.mark.parametrize("entry", ["OR", "-أ", "أ ب", "speaker:أ", '"أ"', "", "..."])
def test_a_word_of_the_form_is_one_word(entry: str) -> None:
    with pytest.raises(QueryError, match="one word"):
        Guided(words=(entry,)).to_query()


@pytest.mark.parametrize("query", ["-(أ ب)", "أ OR (ب ج)", "speaker:أ speaker:ب", "-speaker:أ"])
def test_the_form_refuses_what_it_has_no_room_for(query: str) -> None:
    with pytest.raises(QueryError, match="no room"):
        Guided.from_query(query)
