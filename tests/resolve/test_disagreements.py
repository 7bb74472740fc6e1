"""What can be true at once is no disagreement."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import joined, report, told_in

from isnad.model.happening import Verdict
from isnad.resolve.disagreements import one_may_be_the_other
from isnad.resolve.numbers_told import reach
from isnad.resolve.stretches import stretch_of

FIRST = "قتل {} في انفجار سيارة مفخخة استهدف سوق مدينة سرملة يوم الأربعاء 15 مايو 2024."


@pytest.mark.parametrize(
    ("one", "other", "verdict", "course"),
    [
        ("12 شخصا", "12 شخصا", Verdict.AGREED, None),
        ("12 شخصا", "20 شخصا", Verdict.DISAGREED, "rising"),
        ("20 شخصا", "12 شخصا", Verdict.DISAGREED, "falling"),
        ("أكثر من 12 شخصا", "20 شخصا", Verdict.AGREED, None),
        ("نحو 20 شخصا", "18 شخصا", Verdict.AGREED, None),
        ("نحو 20 شخصا", "12 شخصا", Verdict.DISAGREED, "falling"),
        ("اثنا عشر شخصا", "12 شخصا", Verdict.AGREED, None),
    ],
)
def test_numbers(one: str, other: str, verdict: Verdict, course: str | None) -> None:
    told = told_in(
        report("أ", FIRST.format(one), "2024-05-15T10:00:00+00:00"),
        report("ب", FIRST.format(other), "2024-05-15T12:00:00+00:00"),
    )
    (attack,) = joined(told, "event", "ASSAULT")
    killed = attack.field("killed")
    assert killed is not None
    assert (killed.verdict, killed.course) == (verdict, course)


def test_what_one_report_tells_twice_is_no_disagreement() -> None:
    told = told_in(report("أ", f"{FIRST.format('12 شخصا')}\n{FIRST.format('20 شخصا')}"))
    assert [field.name for one in told for field in one.disagreed] == []


def test_denied_and_actual_disagree() -> None:
    told = told_in(
        report("أ", "احتجزت حكومة سرملة الوزير نبيل الصواف في فندق بالعاصمة يوم 15 مايو 2024."),
        report("ب", "نفت حكومة سرملة أنها احتجزت الوزير نبيل الصواف في فندق بالعاصمة يوم 15 مايو 2024."),
    )
    held = [one for one in joined(told, "event") if one.type == "COERCE"]
    assert [field.name for one in held for field in one.disagreed] == ["status"]


DENIED = "نفت حكومة سرملة أنها احتجزت الوزير نبيل الصواف في فندق بالعاصمة يوم 15 مايو 2024."
OTHER_DENIED = "نفت حكومة سرملة وجود أي علاقة لها بعدما احتجزت الوزير نبيل الصواف في فندق بالعاصمة يوم 15 مايو 2024."
HELD = "احتجزت حكومة سرملة الوزير نبيل الصواف في فندق بالعاصمة يوم 15 مايو 2024."


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        pytest.param(HELD, DENIED, Verdict.DISAGREED, id="plain"),
        pytest.param(HELD.replace(".", "، وفق مزاعم المعارضة."), DENIED, Verdict.VARIED, id="told-in-doubt"),
        pytest.param(HELD, OTHER_DENIED, Verdict.VARIED, id="something-else-denied"),
    ],
)
def test_only_a_plain_denial_disagrees(one: str, other: str, verdict: Verdict) -> None:
    told = told_in(report("أ", one), report("ب", other))
    statuses = [one.field("status") for one in joined(told, "event", "COERCE")]
    assert [status.verdict for status in statuses if status] == [verdict]


ATTACK = "قتل {} في هجوم على سوق مدينة سرملة يوم الأربعاء 15 مايو 2024."


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        pytest.param("4 أشخاص", "10 أشخاص", Verdict.DISAGREED, id="within"),
        pytest.param("4 أشخاص", "30 شخصا", Verdict.DISAGREED, id="beyond-in-the-same-words"),
        pytest.param("شخص واحد", "30 شخصا", Verdict.VARIED, id="one-dead-and-many"),
        pytest.param("4 أشخاص", "9 أشخاص بينهم المهاجم", Verdict.DISAGREED, id="more-than-an-attacker"),
        pytest.param("4 أشخاص", "5 أشخاص بينهم المهاجم", Verdict.VARIED, id="an-attacker-more"),
    ],
)
def test_tolls_of_one_event(one: str, other: str, verdict: Verdict) -> None:
    told = told_in(report("أ", ATTACK.format(one)), report("ب", ATTACK.format(other)))
    killed = [one.field("killed") for one in joined(told, "event", "ASSAULT")]
    assert [field.verdict for field in killed if field] == [verdict]


@given(st.floats(1, 1e9), st.sampled_from(["", "least", "most", "about"]))
def test_a_number_reaches_itself(value: float, bound: str) -> None:
    low, high = reach(value, bound)
    assert low <= value <= high


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("متحدث باسم الشرطة", "متحدث باسم شرطة سرملة", True),
        ("سامر الهلالي", "الهلالي", True),
        ("وزارة الداخلية", "وزارة الخارجية", False),
        ("سامر الهلالي", "نبيل الصواف", False),
    ],
)
def test_names_that_may_be_of_one(one: str, other: str, same: bool) -> None:
    assert one_may_be_the_other(one, other) is one_may_be_the_other(other, one) is same


def test_values_name_stretches_of_days() -> None:
    values = ["2018", "2018-H1", "2018-Q1", "2018-SP", "2018-02", "2018-W07", "2018-02-14"]
    lengths = [stretch.days for value in values if (stretch := stretch_of(value))]
    assert lengths == [365, 181, 90, 92, 28, 7, 1]
    assert all(a.gap(b) == 0 for a, b in pairwise(map(stretch_of, ("2018", "2018-02", "2018-02-14"))) if a and b)


@pytest.mark.parametrize(
    "value", [None, "", "PAST_REF", "P3D", "XXXX-WXX-2", "2018-02-31", "2018-13", "2018-WI", "199X"]
)
def test_what_names_no_known_days_is_none(value: str | None) -> None:
    assert stretch_of(value) is None
