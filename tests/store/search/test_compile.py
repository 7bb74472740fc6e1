"""The plan of a query."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from searching import TYPED, cases, index, name

from isnad.errors import QueryError
from isnad.store.search import (
    All,
    AnyOf,
    Condition,
    Having,
    Match,
    Published,
    Without,
    Written,
    compile_query,
    parse,
    places,
)

EMPTY = index(["هدنة"])


def matches(condition: Condition) -> list[Match]:
    match condition:
        case Match():
            return [condition]
        case Written(_, candidates):
            return [candidates]
        case Without(part):
            return matches(part)
        case All(parts) | AnyOf(parts):
            return [found for part in parts for found in matches(part)]
    return []


def test_parts_stand_in_the_order_in_which_they_are_cheap() -> None:
    plan = compile_query(parse('from:2018-05 speaker:حفتر "قال نعم" هدنة (أ OR outlet:ب) -"لا سلام" until:2019'))
    kinds = [Match, Written, Having, Published, Published, AnyOf, Without]
    assert [type(part) for part in plan.parts] == kinds
    assert plan.parts[3:5] == (Published(date(2018, 5, 1), None), Published(None, date(2019, 12, 31)))
    assert plan.phrases == ("قال نعم",)
    assert "هدنه" in plan.keys


def test_what_must_be_absent_is_asked_of_the_index_with_what_must_be_there() -> None:
    (match,) = compile_query(parse("هدنة -غزة")).parts
    assert isinstance(match, Match)
    assert match.fts5.count("NOT") == 1
    assert match.tsquery.count("!") == 1


def test_a_query_for_everything_has_no_parts() -> None:
    assert compile_query(parse("")).parts == ()


def test_absence_alone_is_not_asked_of_the_index() -> None:
    plan = compile_query(parse("-هدنة"))
    assert plan.match is None
    assert isinstance(plan.parts[0], Without)


@pytest.mark.parametrize("case", cases("phrases"), ids=name)
def test_a_phrase_is_found_as_written(case: dict[str, Any]) -> None:
    assert [span.quote(case["text"]) for span in places(case["phrase"], case["text"])] == case["finds"]


@pytest.mark.parametrize("case", [case for case in cases("phrases") if case["finds"]], ids=name)
def test_the_index_names_every_text_that_has_the_phrase(case: dict[str, Any]) -> None:
    (written,) = compile_query(parse(f"«{case['phrase']}»")).parts
    assert isinstance(written, Written)
    asked = (written.candidates.fts5,)
    assert index([case["text"]]).execute("SELECT 1 FROM report WHERE report MATCH ?", asked).fetchall()


@given(TYPED)
def test_nothing_typed_breaks_the_question_to_the_index(text: str) -> None:
    with suppress(QueryError):
        for part in compile_query(parse(text)).parts:
            for match in matches(part):
                EMPTY.execute("SELECT rowid FROM report WHERE report MATCH ?", (match.fts5,)).fetchall()
                inside = match.tsquery.split("'")[1::2]
                assert inside
                assert all(key.isalnum() for key in inside)
