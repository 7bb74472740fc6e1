from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from invented_record import CUT, FIRST, TEXTS, WHOLE, Invented

from isnad.export import ninjs

jsonschema = pytest.importorskip("jsonschema")
SCHEMA = json.loads((Path(__file__).parent / "ninjs_used.json").read_text(encoding="utf-8"))


def items(selection: Invented = WHOLE) -> list[dict[str, Any]]:
    out = StringIO()
    ninjs.write(selection, out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.mark.parametrize("selection", [WHOLE, CUT])
def test_every_item_is_valid(selection: Invented) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for item in items(selection):
        validator.validate(item)


def test_the_text_is_whole_and_its_length_counts_code_points() -> None:
    _, *reports = items()
    assert [report["bodies"][0]["value"] for report in reports] == list(TEXTS.values())
    assert reports[0]["bodies"][0]["charCount"] == len(FIRST)


def test_the_sources_of_a_report_are_told_with_what_they_are_to_it() -> None:
    assert items()[1]["infoSources"] == [
        {"name": "صحيفة <الشاطئ> & الموج", "role": "publisher"},
        {"name": "سامر الهلالي", "role": "speaker"},
        {"name": "وكالة الموجة", "role": "relay"},
    ]


def test_one_person_has_one_identifier_in_two_reports() -> None:
    first, second = ({one["name"]: one["literal"] for one in item["people"]} for item in items()[1:])
    assert first == second
    assert len(set(first.values())) == 2


def test_the_place_of_the_gazetteer_is_named_by_its_address() -> None:
    (place,) = items()[1]["places"]
    assert place["uri"] == "https://sws.geonames.org/2470000/"


def test_the_story_and_the_copies_are_associated() -> None:
    _, first, second = items()
    story, copy = first["associations"]
    assert story == second["associations"][0]
    assert (copy["rel"], copy["uri"]) == ("copy", second["uri"])


def test_a_day_is_not_made_a_moment() -> None:
    _, first, second = items()
    assert first["firstCreated"] == "2018-05-29T07:05:00Z"
    assert "firstCreated" not in second
    assert second["descriptions"] == [{"role": "published", "value": "2018-05-30"}]


def test_a_cut_is_told_by_the_first_item_and_by_each_other() -> None:
    head, *reports = items(CUT)
    assert head["representationType"] == "partial"
    assert all("Incomplete: 5 of the 7 reports" in item["edNote"] for item in (head, *reports))
    head, *reports = items()
    assert head["representationType"] == "full"
    assert head["edNote"].endswith("Complete.")
    assert not any("edNote" in item for item in reports)
