"""Names of a table and the actors that they may stand for."""

from __future__ import annotations

import pytest

from isnad.resolve.reconciling import SURE, Candidate, Named, NameIndex

ACTORS = [
    Named(("سامر السيسي", "سامر السيسى", "السيسي"), "PER", 300),
    Named(("محمد الهلالي",), "PER", 80),
    Named(("فائز الحفتري", "فايز الحفتري"), "PER", 20),
    Named(("وزارة الخارجية الأمريكية",), "ORG", 50),
    Named(("وزارة الخارجية المصرية",), "ORG", 40),
    Named(("القاهرة",), "LOC", 60),
    Named(("سامر السيسي",), "PER", 1),
    Named(("سامر الزيني",), "PER", 2),
]
INDEX = NameIndex(ACTORS)


def best(query: str, **more: object) -> Candidate:
    return INDEX.find(query, **more)[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "at"),
    [
        ("سامر السيسى", 0),
        ("الرئيس سامر السيسي", 0),
        ("الرئيس المصري سامر السيسى", 0),
        ("سامر عبد السيسي السيسي", 0),
        ("فايز الحفترى", 2),
        ("الخارجية الأميركية", 3),
        ("وزارة الخارجية المصريه", 4),
        ("القاهره", 5),
        ("Samer el-Sisi", 0),
        ("President Samer al-Sisi", 0),
        ("Mohamed Hilali", 1),
        ("Muhammad Al Helaly", 1),
        ("Fayez al-Hafteri", 2),
    ],
)
def test_a_name_is_found_however_it_is_written(query: str, at: int) -> None:
    assert best(query).at == at


def test_of_namesakes_the_one_that_more_reports_name_comes_first() -> None:
    first, second, *_ = INDEX.find("سامر السيسي")
    assert (first.at, second.at) == (0, 6)
    assert first.likeness == second.likeness == 1.0
    assert first.score > second.score


def test_a_family_name_alone_is_offered_and_is_not_sure() -> None:
    found = best("الهلالي")
    assert (found.at, found.likeness < SURE) == (1, True)


def test_another_person_with_one_name_in_common_is_not_sure() -> None:
    assert all(one.likeness < SURE for one in INDEX.find("محمد الزيني"))


def test_only_the_types_that_are_asked_for() -> None:
    assert {ACTORS[one.at].type for one in INDEX.find("السيسي القاهرة", types=("LOC",))} == {"LOC"}
    assert INDEX.find("القاهرة", types=("PER",)) == []


@pytest.mark.parametrize("query", ["", "…", "42", "زقزق", "Xyzzy", "\ud800", "ال"])
def test_what_is_nobodys_name_finds_nobody(query: str) -> None:
    assert INDEX.find(query) == []


def test_no_actors_and_limits() -> None:
    assert NameIndex([]).find("سامر") == []
    assert len(INDEX.find("سامر السيسي", limit=1)) == 1
