"""The tables of an archive hold what the layers of its reports tell."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest
from msgspec.structs import replace

from isnad.annotate import default_pipeline
from isnad.ingest.build import build
from isnad.model import Layers, Report
from isnad.resolve import archive as archives
from isnad.resolve.archive import SCHEMAS, Archive
from isnad.resolve.terms import HEADLINE, LEAD, stem, term_of, terms_of

TEXT = (
    "الوزير الهلالي يزور السلوان\n\n"
    "قال وزير النقل سامر الهلالي أمس إن الجسر سيفتح قريبا.\n"
    "وقتل ثلاثة جنود في هجوم على مدينة السلوان."
)


@pytest.fixture(scope="module")
def told() -> tuple[Report, Layers]:
    report = Report(id="r1", text=TEXT, title=TEXT.split("\n")[0], outlet="صدى", published="2024-05-15T23:30:00-03:00")
    report = build(report, max_characters=10_000)
    return report, default_pipeline()(report)


def test_every_table_has_its_rows_and_quotes_hold(told: tuple[Report, Layers]) -> None:
    report, layers = told
    archive = Archive.of([told])
    tables = {name: archive.table(name).to_pylist() for name in SCHEMAS}
    assert len(tables["mentions"]) == len(layers.mentions) > 0
    assert [row["speaker"] for row in tables["statements"]] == [s.speaker for s in layers.statements]
    assert [row["type"] for row in tables["events"]] == [e.type.value for e in layers.events]
    assert all(report.text[row["start"] : row["end"]] == row["quote"] for row in tables["mentions"])
    assert all(report.text[row["start"] : row["end"]] == row["anchor"] for row in tables["events"])
    assert tables["reports"][0]["published"].isoformat() == "2024-05-16T02:30:00+00:00"
    assert tables["reports"][0]["day"].isoformat() == "2024-05-15"  # as the outlet tells it


def test_a_report_is_added_once(told: tuple[Report, Layers]) -> None:
    archive = Archive.of([told, told])
    assert len(archive) == archive.table("reports").num_rows == 1


def _several(told: tuple[Report, Layers], count: int) -> list[tuple[Report, Layers]]:
    return [(replace(told[0], id=f"r{number}"), told[1]) for number in range(count)]


def test_an_archive_in_a_folder_is_that_in_memory(
    told: tuple[Report, Layers], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "_CHUNK", 2)  # several files a table, and rows that lie in none yet
    held, lying = Archive.of(_several(told, 5)), Archive(tmp_path)
    for report, layers in _several(told, 5):
        lying.add(report, layers)
    assert all(lying.table(name).equals(held.table(name)) for name in SCHEMAS)
    assert len(list(tmp_path.glob("reports-*.arrow"))) == 3
    assert lying.rows("mentions", [1, 4]).equals(held.rows("mentions", [1, 4]))
    opened = Archive.opened(lying.move(tmp_path / "elsewhere"))
    assert len(opened) == 5
    assert all(opened.table(name).equals(held.table(name)) for name in SCHEMAS)


def test_an_archive_that_was_moved_is_read_on(told: tuple[Report, Layers], tmp_path: Path) -> None:
    archive, held = Archive.of(_several(told, 3)), Archive.of(_several(told, 3))
    opened = Archive.opened(archive.move(tmp_path))
    archive.add(replace(told[0], id="later"), told[1])
    assert opened.table("statements").equals(held.table("statements"))
    assert archive.table("reports").num_rows == 4


def test_rows_come_one_after_the_other(told: tuple[Report, Layers], tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for report, layers in _several(told, 3):
        archive.add(report, layers)
    assert list(archive.each("reports", ["report", "id"])) == [(0, "r0"), (1, "r1"), (2, "r2")]
    quotes = archive.table("mentions").column("quote").to_pylist()
    assert [quote for (quote,) in islice(archive.each("mentions", ["quote"]), len(quotes))] == quotes


@pytest.mark.parametrize("published", [None, "", "2024", "غدا", "2024-05-99"])
def test_a_day_that_is_not_told_is_null(published: str | None) -> None:
    archive = Archive.of([(Report(id="x", text="نص", published=published), Layers())])
    row = archive.table("reports").to_pylist()[0]
    assert row["day"] is None
    assert row["published"] is None


def test_tables_are_seen_by_sql(told: tuple[Report, Layers]) -> None:
    with Archive.of([told]).database() as database:
        assert database.sql("select count(*) from reports join statements using (report)").fetchall() == [(1,)]


def test_inflections_share_a_term() -> None:
    assert stem("والوزارات") == stem("وزاره") == stem("للوزاره")
    assert term_of("الهجوم") == term_of("هجوم") != term_of("هدوء")
    assert term_of("،") == 0


def test_terms_know_where_they_stand(told: tuple[Report, Layers]) -> None:
    terms, sentences = terms_of(told[0])
    assert terms[term_of("السلوان")] == (2, HEADLINE)
    assert terms[term_of("جسر")][1] == LEAD
    assert len(sentences.starts) == 3
