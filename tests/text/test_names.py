"""Names compared across spellings."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from isnad.text.names import SAME_IN_REPORT, SAME_NAME, compare_names, name_key, name_parts

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "names.yaml").read_text(encoding="utf-8"))


def pairs(kind: str) -> list[object]:
    return [
        pytest.param(one, other, id=f"{behaviour}: {one} / {other}")
        for behaviour, found in CASES[kind].items()
        for one, other in found
    ]


@pytest.mark.parametrize(("one", "other"), pairs("same"))
def test_spellings_of_one_name_are_the_same(one: str, other: str) -> None:
    assert compare_names(one, other) >= SAME_NAME


@pytest.mark.parametrize(("one", "other"), pairs("in_report"))
def test_shorter_forms_are_the_same_inside_one_report_alone(one: str, other: str) -> None:
    assert SAME_IN_REPORT <= compare_names(one, other) < SAME_NAME


@pytest.mark.parametrize(("one", "other"), pairs("different"))
def test_other_names_are_not(one: str, other: str) -> None:
    assert compare_names(one, other) < SAME_IN_REPORT


def test_there_are_cases_enough() -> None:
    counted = {kind: sum(map(len, found.values())) for kind, found in CASES.items()}
    assert counted["same"] >= 80
    assert counted["different"] >= 60


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("", ()),
        ("؟!", ()),
        ("ـ", ()),
        ("عبد", ("عبد",)),
        ("بن", ("بن",)),
        ("أبو", ("ابو",)),
        ("ماري-لويز", ("ماري", "لويز")),
        ("Stephanie Williams", ("stephanie", "williams")),
        ("فاطمة الزهراء", ("فاطما", "زهراء")),
    ],
)
def test_parts_of_odd_names(name: str, parts: tuple[str, ...]) -> None:
    assert name_parts(name) == parts


# A third of the letters are those that the rules speak of.
LETTERS = "اأإآءؤئبتثجحخدذرزسشصضطظعغفقكلمنهويىةپگڤـًَُّ" + "ابوعبدالن" * 2 + "  -.A"
NAMES = st.one_of(
    st.text(LETTERS, max_size=24),
    st.text(max_size=12),
    st.sampled_from([name for kind in CASES.values() for found in kind.values() for pair in found for name in pair]),
)


@given(NAMES, NAMES)
def test_comparison_is_symmetric_and_within_bounds(one: str, other: str) -> None:
    score = compare_names(one, other)
    assert 0.0 <= score <= 1.0
    assert score == compare_names(other, one)


@given(NAMES)
def test_a_name_is_the_same_as_itself(name: str) -> None:
    assert compare_names(name, name) == (1.0 if name_parts(name) else 0.0)


@given(NAMES)
def test_a_key_is_its_own_key(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


@given(NAMES, NAMES)
def test_names_of_equal_parts_are_one_and_have_one_key(one: str, other: str) -> None:
    if name_parts(one) == name_parts(other) != ():
        assert compare_names(one, other) == 1.0
        assert name_key(one) == name_key(other)
