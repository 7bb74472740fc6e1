"""Who is meant by a name that somebody types."""

from __future__ import annotations

import pytest

from isnad.text.called import called

NAMES = [
    ("samer", "سامر الهلالي"),
    ("samer", "الهلالي"),
    ("rana", "رنا الهلالي"),
    ("jalal", "جلال عبد الله السماقي"),
    ("nour", "نور السماقي"),
    ("port", "مرفأ أرجوان"),
    ("zellij", "زليج"),
]


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("سامر الهلالي", {"samer"}),
        ("سَامِر الهلالى", {"samer"}),
        ("الهلالي", {"samer"}),  # one of his names is just that, so that nobody is sought by a part
        ("السماقي", {"jalal", "nour"}),
        ("جلال السماقي", {"jalal"}),
        ("جلال عبدالله السماقي", {"jalal"}),
        ("مرفا ارجوان", {"port"}),
        ("أرجوان", {"port"}),
        ("لسامر الهلالي", {"samer"}),
        ("وزليج", {"zellij"}),
        ("سامر", {"samer"}),
        ("هلال", set()),
        ("", set()),
        ("؟", set()),
    ],
)
def test_a_name_finds_those_who_are_called_so(name: str, who: set[str]) -> None:
    assert called(name, NAMES).keys == who


@pytest.mark.parametrize(("name", "partly"), [("الهلالي", False), ("السماقي", True), ("لا أحد", False)])
def test_it_is_told_where_a_name_is_there_in_part_alone(name: str, partly: bool) -> None:
    assert called(name, NAMES).partly is partly


def test_the_names_that_fit_are_told() -> None:
    assert called("السماقي", NAMES).names == ("جلال عبد الله السماقي", "نور السماقي")


def test_a_person_comes_before_a_body_that_is_called_after_him() -> None:
    names = [(1, "جلال السماقي"), (2, "مليشيا السماقي")]
    assert called("السماقي", names, people={1}).keys == {1}
    assert called("مليشيا السماقي", names, people={1}).keys == {2}
