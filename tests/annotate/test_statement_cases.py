"""Every statement case is found to the character; those of the list of known misses fail until they leave it."""

from __future__ import annotations

from collections import Counter

import pytest
from statement_cases import PLACES, WHERE_TOLD, Case, Negative, cases, known_misses, occurrences

NEGATIVES = [negative for case in cases() for negative in case.negatives()]
FIELDS = {"cue", "source", "speaker", "content", "kind", "channel", "via", "addressee"}


def listed(name: str, id: str) -> tuple[pytest.MarkDecorator, ...]:
    known = id in known_misses()[name]
    return (pytest.mark.xfail(strict=True, reason="a known miss: once it passes, run `make known-misses`"),) * known


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id, marks=listed("cases", case.id)) for case in cases()])
def test_statements_of(case: Case) -> None:
    failures = case.failures()
    assert not failures, "\n".join([case.text, *failures])


@pytest.mark.parametrize(
    "negative", [pytest.param(n, id=n.id, marks=listed("not_statements", n.id)) for n in NEGATIVES]
)
def test_no_statement_is_made_of(negative: Negative) -> None:
    assert not negative.case.takes(negative.quote)


def test_there_are_enough_negatives_and_nearly_all_are_right() -> None:
    wrong = {negative.id for negative in NEGATIVES if negative.case.takes(negative.quote)}
    assert len(NEGATIVES) >= 120
    assert wrong == known_misses()["not_statements"]
    assert len(wrong) <= len(NEGATIVES) // 20


def test_known_misses_are_cases_that_there_are() -> None:
    assert known_misses()["cases"] <= {case.id for case in cases()}
    assert known_misses()["not_statements"] <= {negative.id for negative in NEGATIVES}


def test_no_two_cases_share_an_id() -> None:
    assert [id for id, times in Counter(case.id for case in cases()).items() if times > 1] == []


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_expected_words_stand_in_the_text_of(case: Case) -> None:
    for wanted in case.statements:
        assert FIELDS <= set(wanted) <= {*FIELDS, *WHERE_TOLD, "nth"}
        assert all(piece in case.text for piece in wanted["content"])
        for name in (*PLACES, *WHERE_TOLD):
            words = wanted.get(name)
            places = occurrences(words, case.text) if words is not None else [0]
            assert 1 <= wanted.get("nth", {}).get(name, 1) <= len(places), name
    assert all(case.text.count(quote) == 1 for _, quote in case.negatives())
