"""Who is one over reports, who stays apart, and who is left open."""

from __future__ import annotations

import random
from collections.abc import Iterable

from actor_reports import Who, told, who

from isnad.model import Layers, Report
from isnad.resolve import Archive
from isnad.resolve.actors import FoundActors, find_actors

MINISTER = ("وزير", "النقل", "LY")


def found(*reports: tuple[Report, Layers]) -> FoundActors:
    return find_actors(Archive.of(reports))


def groups(result: FoundActors) -> set[frozenset[tuple[str, int]]]:
    return {frozenset(actor.members) for actor in result.actors}


def named(result: FoundActors, name: str) -> list[list[str]]:
    """The reports of each actor that has a name."""
    return [
        [report for report, _ in actor.members]
        for actor in result.actors
        if name in {known.name for known in actor.names}
    ]


def row(identifier: str, *people: Who, day: str | None = "2024-05-15") -> tuple[Report, Layers]:
    """A report that only lists names."""
    return told(identifier, "التقى " + " و ".join(name for _, name, _ in people) + " في القصر.", people, day=day)


def test_spellings_of_one_name_are_one_actor() -> None:
    result = found(row("a", who("PER", "سيرغي دولمانوف")), row("b", who("PER", "سيرجي دولمانوف")))
    assert groups(result) == {frozenset({("a", 0), ("b", 0)})}
    assert {name.name for name in result.actors[0].names} == {"سيرغي دولمانوف", "سيرجي دولمانوف"}


def test_bodies_of_different_countries_and_fields_never_merge() -> None:
    result = found(
        row("a", who("ORG", "وزارة الداخلية الليبية", country="LY")),
        row("b", who("ORG", "وزارة الداخلية التونسية", country="TN")),
        row("c", who("ORG", "وزارة الخارجية الليبية", country="LY")),
        row("d", who("ORG", "الداخلية الليبية", country="LY")),
        row("e", who("ORG", "وزارة الداخلية")),
    )
    assert groups(result) == {
        frozenset({("a", 0), ("d", 0)}),
        frozenset({("b", 0)}),
        frozenset({("c", 0)}),
        frozenset({("e", 0)}),
    }


def test_a_family_name_that_two_bear_stays_open_where_the_evidence_is_even() -> None:
    result = found(
        row("a", who("PER", "سامر الهلالي"), who("ORG", "جمعية الضفاف")),
        row("b", who("PER", "سامر الهلالي"), who("ORG", "جمعية الضفاف")),
        row("c", who("PER", "نادر الهلالي"), who("ORG", "جمعية الضفاف")),
        row("d", who("PER", "نادر الهلالي"), who("ORG", "جمعية الضفاف")),
        row("e", who("PER", "الهلالي"), who("ORG", "جمعية الضفاف")),
    )
    assert named(result, "الهلالي") == [["e"]]
    assert [merge.decided for merge in result.merges if "الهلالي" in (merge.one.quote, merge.other.quote)] == [False]


def test_a_family_name_goes_to_the_one_whose_company_it_is_in() -> None:
    company = (who("ORG", "جمعية الضفاف"), who("PER", "ليلى المنذري"), who("ORG", "نادي السلوان"))
    others = (who("ORG", "شركة النسيم"), who("PER", "هبة الكرمي"))
    result = found(
        *(row(f"a{n}", who("PER", "سامر الزيني"), *company) for n in range(4)),
        *(row(f"b{n}", who("PER", "نادر الزيني"), *others) for n in range(4)),
        *(row(f"c{n}", who("PER", f"مازن الرافدي{n}")) for n in range(9)),
        row("d", who("PER", "الزيني"), *company),
    )
    assert named(result, "الزيني") == [["a0", "a1", "a2", "a3", "d"]]


def test_an_office_tells_a_bare_family_name() -> None:
    result = found(
        *(row(f"a{n}", who("PER", "سامر الزيني", role=MINISTER, country="LY")) for n in range(3)),
        *(row(f"b{n}", who("PER", "ليلى الزيني")) for n in range(3)),
        row("c", who("PER", "الزيني", role=MINISTER, country="LY"), who("ORG", "شركة النسيم")),
    )
    assert named(result, "الزيني") == [["a0", "a1", "a2", "c"]]
    role = next(actor for actor in result.actors if actor.name == "سامر الزيني").roles[0]
    assert (role.title, role.organisation, role.country, role.reports) == (*MINISTER, 4)
    assert (role.first, role.last) == ("2024-05-15", "2024-05-15")


def test_one_name_in_two_countries_is_two_persons() -> None:
    result = found(
        *(row(f"a{n}", who("PER", "سامر الزيني", country="LY"), who("ORG", "نادي السلوان")) for n in range(3)),
        *(row(f"b{n}", who("PER", "سامر الزيني", country="EG"), who("ORG", "شركة النسيم")) for n in range(3)),
    )
    assert [len(reports) for reports in named(result, "سامر الزيني")] == [3, 3]


def test_two_that_one_report_tells_apart_are_never_merged() -> None:
    people = (who("PER", "سامر علي الزيني", country="LY"), who("PER", "سامر الزيني", country="LY"))
    result = found(row("a", *people), row("b", people[0]), row("c", people[1]))
    assert named(result, "سامر علي الزيني") == [["a", "b"]]
    assert named(result, "سامر الزيني") == [["a", "c"]]


def test_ministers_of_two_fields_at_one_time_are_two_persons() -> None:
    def reports(second: tuple[str, str, str]) -> FoundActors:
        company = (who("ORG", "نادي السلوان"), who("PER", "ليلى المنذري"))
        long, short = "سامر علي الزيني", "سامر الزيني"
        return found(
            *(row(f"a{n}", who("PER", long, role=MINISTER, country="LY"), *company) for n in range(3)),
            *(row(f"b{n}", who("PER", short, role=second, country="LY"), *company) for n in range(3)),
        )

    assert len(named(reports(MINISTER), "سامر الزيني")[0]) == 6
    assert len(named(reports(("وزير", "الصحة", "LY")), "سامر الزيني")[0]) == 3


def test_places_are_one_by_their_number() -> None:
    result = found(
        row("a", who("LOC", "السلوان", geonames=7, country="LY")),
        row("b", who("LOC", "مدينة السلوان", geonames=7, country="LY")),
        row("c", who("LOC", "السلوان", geonames=8, country="EG")),
    )
    assert groups(result) == {frozenset({("a", 0), ("b", 0)}), frozenset({("c", 0)})}
    assert {actor.geonames for actor in result.actors} == {7, 8}


def test_every_person_body_and_place_has_one_actor_and_other_things_none() -> None:
    result = found(
        row("a", who("PER", "سامر"), who("MISC", "كأس السلوان"), who("LOC", "السلوان"), who("ORG", "الضفاف"))
    )
    assert result.table["entity"].to_pylist() == [0, 2, 3]
    assert sorted(result.table["actor"].to_pylist()) == [0, 1, 2]


def test_the_order_of_reports_does_not_change_who_is_one() -> None:
    company = (who("ORG", "جمعية الضفاف"), who("PER", "ليلى المنذري"))
    reports = [
        *(row(f"a{n}", who("PER", "سيرغي دولمانوف"), *company) for n in range(3)),
        *(row(f"b{n}", who("PER", "سيرجي دولمانوف", country="RU")) for n in range(3)),
        *(row(f"c{n}", who("PER", "دولمانوف"), *company) for n in range(2)),
        *(row(f"d{n}", who("ORG", "حركة الفجر"), who("ORG", "وزارة النقل", country="LY")) for n in range(3)),
        *(row(f"e{n}", who("ORG", "الفجر"), who("ORG", "وزارة النقل", country="LY")) for n in range(3)),
    ]
    first = groups(found(*reports))
    for seed in range(5):
        shuffled = reports.copy()
        random.Random(seed).shuffle(shuffled)
        assert groups(found(*shuffled)) == first


def test_evidence_of_merges_stands_in_the_reports() -> None:
    reports = [
        *(row(f"a{n}", who("ORG", "حركة الفجر"), who("PER", "ليلى المنذري")) for n in range(3)),
        *(row(f"b{n}", who("ORG", "الفجر"), who("PER", "ليلى المنذري")) for n in range(3)),
    ]
    result = found(*reports)
    texts = {report.id: report.text for report, _ in reports}
    assert [merge.reason for merge in result.merges if merge.decided] == ["kind-left-out-company"]
    for side in sides(result):
        assert side.span.quote(texts[side.report]) == side.quote


def sides(result: FoundActors) -> Iterable:  # type: ignore[type-arg]
    return [side for merge in result.merges for side in (merge.one, merge.other)]


def test_an_empty_archive_has_no_actors() -> None:
    result = found()
    assert result.table.num_rows == 0
    assert result.actors == result.merges == ()
