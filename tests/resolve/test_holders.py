"""A description without a name finds whom other reports name in that office; what is even stays open."""

from __future__ import annotations

import pytest
from actor_reports import told, who

from isnad.model import Actor, Layers, Report
from isnad.resolve import Archive
from isnad.resolve.actors import find_actors
from isnad.resolve.office_keys import Office, office_of_role, office_of_words

MINISTER = ("وزير", "النقل", "LY")
Told = tuple[Report, Layers]


def named(identifier: str, name: str, day: str = "2024-05-15", outlet: str = "صدى") -> Told:
    people = [who("PER", name, country="LY", role=MINISTER)]
    return told(identifier, f"زار {name} المدينة.", people, day=day, outlet=outlet)


def described(text: str = "قال وزير النقل الليبي إن الطريق مفتوح.", day: str = "2024-05-20") -> Told:
    return told("وصف", text, [], day=day)


def holders(*reports: Told) -> list[Actor]:
    return [actor for actor in find_actors(Archive.of(reports)).actors if actor.described]


def test_a_description_is_the_one_whom_other_reports_name() -> None:
    (holder,) = holders(named("أ", "سامر الهلالي"), named("ب", "سامر الهلالي", outlet="نداء"), described())
    (one,) = holder.described
    assert (holder.name, one.where.quote, one.where.report) == ("سامر الهلالي", "وزير النقل الليبي", "وصف")
    assert one.reason == "named so by 2 reports of 2 outlets between 2024-05-15 and 2024-05-15"
    assert (one.title, one.field, one.country) == ("وزير", "نقل", "LY")
    assert holder.members == (("أ", 0), ("ب", 0))


def test_two_that_are_even_leave_it_open() -> None:
    pair = [named(f"{name}{n}", name) for name in ("سامر الهلالي", "نادر الزيني") for n in range(2)]
    assert holders(*pair, described()) == []


def test_a_change_is_told_by_its_days_and_what_lies_between_is_open() -> None:
    before = [named(f"أ{n}", "سامر الهلالي", "2024-05-01") for n in range(2)]
    after = [named(f"ب{n}", "نادر الزيني", "2024-05-25") for n in range(2)]
    assert holders(*before, *after, described(day="2024-05-10")) == []
    assert [one.name for one in holders(*before, *after, described(day="2024-05-26"))] == ["نادر الزيني"]
    assert [one.name for one in holders(*before, *after, described(day="2024-05-01"))] == ["سامر الهلالي"]


def test_one_report_and_one_long_ago_are_not_enough() -> None:
    assert holders(named("أ", "سامر الهلالي"), described()) == []
    assert holders(*(named(f"أ{n}", "سامر الهلالي", "2023-01-01") for n in range(3)), described()) == []


def test_who_is_named_afterwards_alone_may_have_come_afterwards() -> None:
    assert holders(*(named(f"أ{n}", "سامر الهلالي", "2024-05-25") for n in range(3)), described()) == []


@pytest.mark.parametrize(
    "text",
    [
        "شغل منصب وزير النقل الليبي أعواما.",
        "قال وزير النقل الليبي السابق إن الطريق مفتوح.",
        "عندما كان وزير النقل الليبي طالبا زار المدينة.",
        "قال وزير نقل ليبي إن الطريق مفتوح.",
        "قال وزير النقل الليبي في ذلك الوقت إن الطريق مفتوح.",
        "قال وزير النقل إن الطريق مفتوح.",
    ],
)
def test_the_office_itself_another_holder_and_an_open_description_are_left(text: str) -> None:
    assert holders(*(named(f"أ{n}", "سامر الهلالي") for n in range(3)), described(text)) == []


def test_a_name_beside_it_is_whom_it_describes() -> None:
    text = "قال وزير النقل الليبي نادر الزيني إن الطريق مفتوح."
    other = told("وصف", text, [who("PER", "نادر الزيني")])
    assert holders(*(named(f"أ{n}", "سامر الهلالي") for n in range(3)), other) == []


@pytest.mark.parametrize(
    ("words", "office"),
    [
        ("وزير خارجية ليبيا", Office("وزير", "خارجيه", "LY")),
        ("رئيس الحكومة الليبية", Office("رئيس", "وزراء", "LY")),
        ("العاهل الأردني", Office("ملك", "", "JO")),
        ("رئيس وزراء ليبي", None),
        ("رئيس لليبيا", None),
        ("رئيس الوزراء", None),
    ],
)
def test_offices_have_one_key(words: str, office: Office | None) -> None:
    assert office_of_words(words) == office


def test_former_holders_have_no_office() -> None:
    assert office_of_role("وزير|النقل|LY|former") is None
    assert office_of_role("وزير|النقل|LY|acting") == Office("وزير", "نقل", "LY")
