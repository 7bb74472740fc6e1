"""Places by name: candidates, and the one that stands out."""

from __future__ import annotations

import subprocess
import sys
import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.lexicon import gazetteer
from isnad.lexicon.countries import countries
from isnad.lexicon.gazetteer import candidates, place_key, resolve_place

TRIPOLI_OF_LIBYA, TRIPOLI_OF_LEBANON = 2210247, 266826


@pytest.mark.parametrize(
    ("told", "geonames"),
    [
        ({"LY": 3}, TRIPOLI_OF_LIBYA),
        ({"LB": 1}, TRIPOLI_OF_LEBANON),
        ({"LY": 6, "LB": 1, "FR": 9}, TRIPOLI_OF_LIBYA),
        ({}, None),
        ({"FR": 4}, None),
        ({"LY": 1, "LB": 1}, None),
    ],
)
def test_the_countries_of_the_report_decide_between_two_towns(told: dict[str, int], geonames: int | None) -> None:
    found = resolve_place("طرابلس", told)
    assert (found.geonames if found else None) == geonames
    assert {TRIPOLI_OF_LIBYA, TRIPOLI_OF_LEBANON} <= {place.geonames for place in candidates("طرابلس")}


@pytest.mark.parametrize(
    ("name", "geonames", "country"),
    [
        ("سرت", 2210554, "LY"), ("بنغازي", 88319, "LY"), ("بنغازى", 88319, "LY"), ("ترهونة", 2210221, "LY"),
        ("الزاوية", 2218970, "LY"), ("الصخيرات", 2562055, "MA"), ("إسطنبول", 745044, "TR"), ("اسطنبول", 745044, "TR"),
        ("أبو ظبي", 292968, "AE"), ("أبوظبي", 292968, "AE"), ("واشنطن", 4140963, "US"), ("القدس", 281184, None),
        ("فرنسا", 3017382, "FR"), ("ليبيا", 2215636, "LY"), ("الولايات المتحدة", 6252001, "US"),
        ("باريس", 2988507, "FR"), ("صنعاء", 71137, "YE"), ("إدلب", 169389, "SY"), ("كوباني", 172256, "SY"),
        ("مدينة الخمس", 2219905, "LY"),
        ("أديس ابابا", 344979, "ET"), ("جوتنبرج", 2711537, "SE"), ("الجفرة", None, "LY"),
        ("الغوطة الشرقية", None, "SY"), ("قطاع غزة", None, "PS"), ("محافظة حلب", None, "SY"),
        ("البحر الأحمر", None, None), ("أوروبا", 6255148, None),
    ],
)  # fmt: skip
def test_a_name_that_stands_for_one_place_gives_it_without_context(
    name: str, geonames: int | None, country: str | None
) -> None:
    found = resolve_place(name, {})
    assert found is not None
    assert (found.geonames, found.country) == (geonames, country)


@pytest.mark.parametrize(
    ("name", "told", "feature", "country"),
    [
        ("فرنسا", {}, "PCLI", "FR"),
        ("تونس", {}, "PCLI", "TN"),  # the city is called so too
        ("عمان", {"JO": 2}, "PPLC", "JO"),
        ("عمان", {"OM": 2}, "PCLI", "OM"),
        ("البيضاء", {"LY": 1}, "PPL", "LY"),
        ("البيضاء", {"YE": 1}, "PPL", "YE"),
        ("حلب", {}, "PPL", "SY"),
        ("دارفور", {}, "RGN", "SD"),
        ("كوريا", {"KP": 2}, "PCLI", "KP"),
        ("الكونغو", {"CG": 2}, "PCLI", "CG"),
        ("باريس", {"US": 5}, "PPLC", "FR"),  # not the one in Texas
        ("جنيف", {"US": 5}, "PPL", "CH"),
    ],
)
def test_the_kind_of_place(name: str, told: dict[str, int], feature: str, country: str) -> None:
    found = resolve_place(name, told)
    assert found is not None
    assert (found.feature, found.country) == (feature, country)


@pytest.mark.parametrize("name", ["عمان", "البيضاء", "كوريا"])
def test_two_places_with_nothing_to_decide_by_give_none_and_stay_candidates(name: str) -> None:
    assert resolve_place(name, {}) is None
    assert len({place.country for place in candidates(name)}) > 1


@pytest.mark.parametrize(
    "word",
    ["أن", "إلى", "بين", "كان", "في", "من", "على", "الحكومة", "مدينة", "المدينة", "أمن", "بيان", "البلاد", "الخمس",
     "وان", "سلطات", "الجمعة", "آب", "محمد", "خالد", "سالم", "صالح", "حديثة", "الأبيض", "القائم", "سلمية", "الجزيرة",
     "ليل", "الثورة", "الشمال", "التحالف", "الرغم", "", "؟", "باشاغا", "فتحي باشاغا", "\t", "*الخمس", "الخمس\t0"],
)  # fmt: skip
def test_words_and_persons_are_no_places(word: str) -> None:
    assert candidates(word) == ()
    assert resolve_place(word, {"LY": 3}) is None


@pytest.mark.parametrize("code", sorted(countries()))
def test_every_country_is_there_under_each_of_its_names(code: str) -> None:
    for name in countries()[code].names:
        assert any(place.country == code and place.feature == "PCLI" for place in candidates(name)), name


def test_candidates_come_largest_first() -> None:
    for name in ("طرابلس", "باريس", "الزاوية", "البيضاء"):
        populations = [place.population for place in candidates(name)]
        assert populations == sorted(populations, reverse=True)


def test_every_row_is_well_formed_and_in_order() -> None:
    lines = gazetteer._lines()
    assert lines == sorted(lines, key=lambda line: line.split(b"\t")[0])
    for line in lines:
        key, *fields = line.decode().split("\t")
        place = gazetteer._place(line)
        assert len(fields) == 7
        assert place_key(key.removeprefix("*")) == key.removeprefix("*")
        assert place.country is None or place.country in countries()
        assert place.latitude is None or -90 <= place.latitude <= 90
        assert place.longitude is None or -180 <= place.longitude <= 180


def test_loading_is_quick_and_small() -> None:
    gazetteer._lines.cache_clear()
    begin = time.perf_counter()
    gazetteer._lines()
    took = time.perf_counter() - begin
    gazetteer._lines.cache_clear()
    tracemalloc.start()
    gazetteer._lines()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < 0.15
    assert peak < 30e6


def test_importing_loads_nothing() -> None:
    code = "import isnad.lexicon.gazetteer as g; raise SystemExit(g._lines.cache_info().currsize)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(st.text(max_size=24), st.dictionaries(st.sampled_from(["LY", "LB", "EG", "XX"]), st.integers(0, 5)))
def test_any_name_gives_one_of_its_candidates_or_none(name: str, told: dict[str, int]) -> None:
    found = resolve_place(name, told)
    assert found is None or found in candidates(name)
