"""How outlets name actors, and the forces of actors."""

from __future__ import annotations

from pathlib import Path

import pytest
from actor_reports import told, who
from msgspec.structs import replace

from isnad.annotate import default_pipeline
from isnad.ingest import read_paths
from isnad.model import Layers, Naming, Report
from isnad.resolve import Archive
from isnad.resolve.actor_mentions import ActorMention
from isnad.resolve.actors import find_actors
from isnad.resolve.naming import find_naming, log_odds, phrase

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
NAME = "سالم الجوهري"


def report(identifier: str, outlet: str, text: str, *bodies: str) -> tuple[Report, Layers]:
    people = [who("PER", NAME, also=["الجوهري"]), *(who("ORG", body) for body in bodies)]
    return told(identifier, text, people, outlet=outlet, day=f"2024-05-1{identifier[-1]}")


REPORTS = [
    report("r1", "صدى", "قال الجنرال الانقلابي سالم الجوهري إن المدينة له. وتقدمت ميليشيا الجوهري.", "ميليشيا الجوهري"),
    report("r2", "صدى", "هاجمت مليشيا الجوهري القرية، وصمت الجنرال الانقلابي سالم الجوهري.", "مليشيا الجوهري"),
    report("r3", "الضفاف", "قال المشير سالم الجوهري إن قوات الجوهري صامدة.", "قوات الجوهري"),
    report("r4", "الضفاف", "رحب الجيش الوطني بقيادة المشير سالم الجوهري بالهدنة.", "الجيش الوطني"),
    report("r5", "الضفاف", "زار المشير سالم الجوهري ونجل الجوهري المعرض.", "الجيش الوطني"),
]


def rows(*reports: tuple[Report, Layers], actor: str | None = NAME) -> list[Naming]:
    archive = Archive.of(reports)
    return find_naming(archive, find_actors(archive), actor=actor)


def words(found: list[Naming], outlet: str, of: str) -> dict[str, int]:
    return {row.words: row.count for row in found if row.outlet == outlet and row.of == of}


def test_titles_and_judging_words_belong_to_the_designation() -> None:
    found = rows(*REPORTS)
    assert words(found, "صدى", "actor") == {"الجنرال الانقلابي سالم الجوهري": 2}
    assert words(found, "الضفاف", "actor") == {"المشير سالم الجوهري": 3, "الجوهري": 1}  # `نجل` is another person


def test_forces_belong_to_whom_they_are_named_by_or_led_by() -> None:
    found = rows(*REPORTS)
    assert words(found, "صدى", "forces") == {"مليشيا الجوهري": 2}  # two spellings are one designation
    assert words(found, "الضفاف", "forces") == {"قوات الجوهري": 1, "الجيش الوطني": 1}


def test_shares_of_an_outlet_sum_to_one_and_examples_stand_in_the_reports() -> None:
    found = rows(*REPORTS)
    texts = {report.id: report.text for report, _ in REPORTS}
    for outlet in ("صدى", "الضفاف"):
        for of in ("actor", "forces"):
            assert sum(row.share for row in found if (row.outlet, row.of) == (outlet, of)) == pytest.approx(1)
    for row in found:
        assert row.examples
        assert row.first == row.examples[0].published
        assert all(side.span.quote(texts[side.report]) == side.quote for side in row.examples)


def test_what_an_outlet_says_more_than_others_has_high_odds() -> None:
    found = {(row.outlet, row.words): row for row in rows(*REPORTS)}
    here, there = found["صدى", "مليشيا الجوهري"], found["الضفاف", "قوات الجوهري"]
    assert here.z is not None
    assert there.z is not None
    assert here.z > 0 < there.z


def test_one_outlet_has_nobody_to_be_compared_with() -> None:
    found = rows(*REPORTS[:2], actor=None)
    assert found
    assert {row.z for row in found} == {row.log_odds for row in found} == {None}


def test_only_actors_of_two_outlets_are_shown_where_none_is_asked_for() -> None:
    alone = told("x", "قالت ليلى المنذري شيئا.", [who("PER", "ليلى المنذري")], outlet="النسيم")
    assert {row.name for row in rows(*REPORTS, alone, actor=None)} == {NAME}


def test_a_name_that_nobody_bears_has_no_rows() -> None:
    assert rows(*REPORTS, actor="هبة الكرمي") == []
    assert rows(*REPORTS, actor="الجوهري") == rows(*REPORTS)


@pytest.mark.parametrize(
    ("text", "name", "kind", "designation"),
    [
        ("وقال وزير النقل الليبي سامر الهلالي", "سامر الهلالي", "PER", "وزير النقل الليبي سامر الهلالي"),
        ("وقال للرئيس السابق سامر الهلالي", "سامر الهلالي", "PER", "للرئيس السابق سامر الهلالي"),
        ("محامي الهلالي", "الهلالي", "PER", "الهلالي"),
        ("قائد حركة الفجر", "حركة الفجر", "ORG", "حركة الفجر"),
        ("حركة الفجر الإرهابية والجيش", "حركة الفجر", "ORG", "حركة الفجر الإرهابية"),
        ("في المدينة. الهلالي وحده", "الهلالي", "PER", "الهلالي"),
    ],
)
def test_the_words_around_a_name(text: str, name: str, kind: str, designation: str) -> None:
    start = text.index(name)
    first, last, _ = phrase(text, ActorMention(0, start, start + len(name), "name", name, 0, kind))
    assert text[first:last] == designation


def test_log_odds_are_even_where_uses_are() -> None:
    assert log_odds(10, 20, 10, 20) == (0.0, 0.0)
    assert log_odds(30, 40, 2, 60)[1] > 2 > 0 > log_odds(2, 60, 30, 40)[1]
    assert log_odds(4, 4, 6, 6) == (0.0, 0.0)  # nobody says anything else


@pytest.mark.shared
@pytest.mark.skipif(not SEEDS.exists(), reason="the seed reports of ../shared are not there")
def test_the_forces_of_one_man_are_named_differently_by_outlet_in_the_seeds() -> None:
    pipeline, reports = default_pipeline(), []
    for report in read_paths([str(path) for path in sorted(SEEDS.glob("*.txt"))]):
        assert isinstance(report, Report)
        seed = replace(report, outlet=report.id[:3])  # the files tell no outlet: each stands for one
        reports.append((seed, pipeline(seed)))
    found = rows(*reports, actor="خليفة حفتر")
    forces = {outlet: words(found, outlet, "forces") for outlet in ("001", "002")}
    assert forces == {"001": {"مليشيا حفتر": 1}, "002": {"قوات حفتر": 1}}
    assert words(found, "001", "actor").keys() >= {"للجنرال الانقلابي خليفة حفتر"} or words(
        found, "001", "actor"
    ).keys() >= {"الجنرال الانقلابي خليفة حفتر"}
    assert words(found, "000", "actor").keys() >= {"المشير خليفة حفتر"}
