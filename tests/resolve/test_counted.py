"""What a number counts, and when two of them are of one whole."""

from __future__ import annotations

import pytest

from isnad.model import Span
from isnad.resolve.counted import count_the_same, counted


def told(sentence: str, number: str) -> tuple[float, object]:
    """A number of a sentence with what it counts; `number` is its words in the sentence."""
    start = sentence.index(number)
    value = {"قتيلان": 2.0}.get(number) or float(number.split()[0])
    return value, counted(sentence, Span(start, start + len(number)))


def same(one: tuple[str, str], other: tuple[str, str], *, one_day: bool = False) -> bool:
    return count_the_same(told(*one), told(*other), one_day=one_day)  # type: ignore[arg-type]


THREE = ("قتل 3 صيادين في سرملة.", "3 صيادين")
PLAIN = ("قتل 12 شخصا في انفجار بمدينة سرملة.", "12 شخصا")


@pytest.mark.parametrize(
    ("one", "other", "are_same"),
    [
        pytest.param(PLAIN, ("قتل 20 شخصا في انفجار بمدينة سرملة.", "20 شخصا"), True, id="anybody"),
        pytest.param(THREE, ("قتل 5 صيادين في سرملة.", "5 صيادين"), True, id="one-noun"),
        pytest.param(THREE, ("قتل 5 أشخاص في سرملة.", "5 أشخاص"), False, id="narrower"),
        pytest.param(
            ("قتل 25 شخصا بينهم 7 أطفال.", "7 أطفال"), ("قتل 9 أطفال في سرملة.", "9 أطفال"), False, id="part-of-others"
        ),
        pytest.param(PLAIN, ("قتل 40 شخصا، بينهم 12 جنديا، في سرملة.", "40 شخصا"), False, id="told-as-a-part"),
        pytest.param(PLAIN, ("قتل 40 شخصا في سرملة و 12 شخصا في الراوية.", "40 شخصا"), False, id="both-told"),
        pytest.param(PLAIN, ("قتل 40 شخصا منذ بداية العام.", "40 شخصا"), False, id="since-a-beginning"),
        pytest.param(
            ("قتل 12 عنصرا من كتيبة النسور.", "12 عنصرا"), ("قتل 20 عنصرا في سرملة.", "20 عنصرا"), False, id="a-group"
        ),
        pytest.param(
            ("قتل 12 شخصا من جراء الانفجار.", "12 شخصا"), ("قتل 20 شخصا في سرملة.", "20 شخصا"), True, id="a-cause"
        ),
        pytest.param(
            ("قتل 12 شخصا يوم الأربعاء في سرملة.", "12 شخصا"),
            ("قتل 20 شخصا يوم الخميس في سرملة.", "20 شخصا"),
            False,
            id="weekdays",
        ),
        pytest.param(
            ("قتل 12 شخصا يوم أمس على الأقل.", "12 شخصا"), ("قتل 20 شخصا أمس.", "20 شخصا"), False, id="at-least-afar"
        ),
    ],
)
def test_numbers_of_one_whole(one: tuple[str, str], other: tuple[str, str], are_same: bool) -> None:
    assert same(one, other) is same(other, one) is are_same


@pytest.mark.parametrize(
    ("one", "other", "are_same"),
    [
        pytest.param(("قتل 1 شخص.", "1 شخص"), ("قتيلان أحدهما المهاجم.", "قتيلان"), False, id="he-is-the-second"),
        pytest.param(PLAIN, ("قتل 20 شخصا بينهم المهاجم.", "20 شخصا"), True, id="one-is-not-eight"),
        pytest.param(PLAIN, ("قتل 20 شخصا بينهم 8 مسلحين.", "20 شخصا"), False, id="some-may-be-eight"),
        pytest.param(("قتل 12 شخصا بينهم المهاجم.", "12 شخصا"), ("قتل 20 شخصا.", "20 شخصا"), True, id="in-the-less"),
        pytest.param(PLAIN, ("قتل 20 شخصا في الهجوم الانتحاري.", "20 شخصا"), True, id="a-word-for-the-attack"),
    ],
)
def test_attackers_among_the_dead(one: tuple[str, str], other: tuple[str, str], are_same: bool) -> None:
    assert same(one, other) is are_same


def test_a_total_is_that_of_a_day_where_both_are_of_it() -> None:
    total = ("ارتفعت حصيلة القتلى الإجمالية إلى 20 شخصا.", "20 شخصا")
    assert same(PLAIN, total, one_day=True)
    assert not same(PLAIN, total)
