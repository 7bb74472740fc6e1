"""What pictures are made of: colours, places of nodes, outlines of countries, marks of axes."""

from __future__ import annotations

import doctest
import importlib
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isnad.export.countries import country
from isnad.store.overview import every
from isnad.web.pictures.colours import DARK, LIGHT, Colours, contrast, readable_on
from isnad.web.pictures.layout import laid_out
from isnad.web.pictures.outlines import Box, countries, features, middle
from isnad.web.pictures.ticks import counts_up_to, hour_of, hours, unit_of, without_thin_ends

# How red, green and blue are seen without the cones for long or for middle waves (Machado and others, 2009).
BLIND = {
    "all cones": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
}
APART = 15.0  # CIE76: from about 2 on a difference is seen, from 10 at a glance


@pytest.mark.parametrize("module", ["colours", "look", "marks", "ticks"])
def test_what_the_docstrings_show_holds(module: str) -> None:
    found = doctest.testmod(importlib.import_module(f"isnad.web.pictures.{module}"))
    assert found.attempted
    assert not found.failed


@pytest.mark.parametrize("paint", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_and_words_stand_out_from_the_paper(paint: Colours) -> None:
    for mark in (*paint.categories, paint.others, paint.accent):
        assert contrast(mark, paint.paper) >= 3, mark
    for words in (paint.ink, paint.dim):
        assert contrast(words, paint.paper) >= 4.5
    for shade in (*paint.shades, paint.panel):
        assert contrast(readable_on(shade, paint), shade) >= 4.5, shade


@pytest.mark.parametrize("paint", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("eyes", BLIND)
def test_categories_are_told_apart_by_all_eyes(paint: Colours, eyes: str) -> None:
    seen = {colour: _lab(np.array(BLIND[eyes]) @ _linear(colour)) for colour in (*paint.categories, paint.others)}
    for one, other in combinations(seen, 2):
        assert np.linalg.norm(seen[one] - seen[other]) >= APART, (one, other)


@given(st.integers(1, 24), st.data())
@settings(max_examples=30, deadline=None)
def test_nodes_stand_inside_and_apart_and_always_alike(count: int, data: st.DataObject) -> None:
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda pair: pair[0] != pair[1])
    edges = [(*pair, 1.0) for pair in data.draw(st.lists(pairs, max_size=40))] if count > 1 else []
    boxes = np.full((count, 2), [45.0, 15.0])
    places = laid_out(count, edges, boxes, 720, 520)
    assert np.array_equal(places, laid_out(count, edges, boxes, 720, 520))
    assert (places >= boxes - 1e-6).all()
    assert (places <= np.array([720, 520]) - boxes + 1e-6).all()
    for one, other in combinations(range(count), 2):
        assert (np.abs(places[one] - places[other]) >= 2 * boxes[one] - 1.5).any(), (one, other)


def test_countries_have_closed_outlines_under_codes_that_are_known() -> None:
    found = countries()
    assert len(found) > 200
    assert {"YE", "LB", "PS", "KW", "BH", "EH"} <= found.keys()
    for code, polygons in found.items():
        assert country(code) is not None or code.startswith("-"), code
        for ring in (ring for polygon in polygons for ring in polygon):
            assert ring[0] == ring[-1]
            assert len(ring) > 3
            assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)


def test_a_country_has_its_middle_inside_and_a_part_of_the_world_its_countries() -> None:
    east, north = middle("EG") or (0, 0)
    assert 25 < east < 36
    assert 22 < north < 32
    assert middle("ZZ") is None
    codes = {one["country"] for one in features(Box(43, 13, 47, 17))}
    assert codes == {"YE", "SA", "ER", "DJ", "ET"} & codes
    assert "YE" in codes


def test_marks_of_an_axis_are_round_and_reach_over_the_greatest() -> None:
    for most in (0, 1, 7, 10, 99, 4321, 100_000):
        marks = counts_up_to(most)
        assert marks[0] == 0
        assert marks[-1] >= most
        assert 2 <= len(marks) <= 9


def test_time_is_told_in_the_unit_that_it_needs() -> None:
    assert unit_of(["2025-11-01", "2025-11-30"]) == "day"
    assert unit_of(["2025-01-01", "2025-11-30"]) == "month"
    assert unit_of(["1990-01-01", "2025-11-30"]) == "year"
    assert every("2024-02-28", "2024-03-01") == ["2024-02-28", "2024-02-29", "2024-03-01"]
    assert every("2023", "2025") == ["2023", "2024", "2025"]
    assert without_thin_ends({"1900-01-01": 1, "2025-01-01": 60, "2025-01-02": 60}) == ("2025-01-01", "2025-01-02")
    assert without_thin_ends({}) is None


def test_hours_are_those_of_the_whole_world() -> None:
    assert hour_of("2025-11-05T02:30:00+03:00") == hour_of("2025-11-04T23:05:00")
    assert hour_of("2025-11-05") == hour_of("2025-11-05T12:00:00Z")
    assert hour_of("غدا") is None
    assert all(hour % 24 == 0 for hour in hours(490_000, 490_300, 8))


def _linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def _lab(linear: np.ndarray) -> np.ndarray:
    to_xyz = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
    x, y, z = np.cbrt(np.clip(np.array(to_xyz) @ np.clip(linear, 0, 1) / [0.95047, 1, 1.08883], 1e-6, None))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])
