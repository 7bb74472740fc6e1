"""The five reports with which the project began: one visit told twice is one, two meetings years apart are two."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import archive_of, found

from isnad.ingest import read_paths
from isnad.model import Report
from isnad.model.happening import Happening
from isnad.resolve.happenings import happenings

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
FILES = sorted(SEEDS.glob("*.txt"))
pytestmark = pytest.mark.skipif(not FILES, reason="the seed reports of ../shared are not there")


def told(stories: dict[str, int]) -> list[Happening]:
    reports = [one for one in read_paths([str(path) for path in FILES]) if isinstance(one, Report)]
    archive = archive_of(*reports)
    by_number = {one.id: stories[one.id[:3]] for one in reports}
    return list(happenings(archive, found(archive, by_number)))


def test_the_visit_to_washington_is_one_happening_with_two_independent_tellings() -> None:
    visits = [
        {telling.report[:3] for telling in one.tellings}
        for one in told({"000": 0, "001": 1, "002": 2, "003": 2, "004": 3})
        if one.type == "CONSULT" and one.independent == 2
    ]
    assert visits == [{"002", "003"}]


def test_the_meetings_with_africom_of_2018_and_2020_are_two_happenings() -> None:
    meetings = [one for one in told(dict.fromkeys(("000", "001", "002", "003", "004"), 0)) if one.type == "CONSULT"]
    reports = [{telling.report[:3] for telling in one.tellings} for one in meetings]
    assert {"001"} in reports
    assert {"004"} in reports
    assert not any({"001", "004"} <= one for one in reports)
