from __future__ import annotations

import csv
import json
import re
import sqlite3
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
from invented_record import RAID, RAIDS, SPOILT, Invented, raid
from invented_record import RAID_TEXTS as TEXTS
from jsonschema import Draft7Validator

from isnad.errors import SpanError
from isnad.export.acled import COLUMNS, MORE
from isnad.export.countries import _countries
from isnad.export.plover import QUADS
from isnad.export.selections import FORMATS, Target, writer
from isnad.model import EventType

CUT = raid(left_out=7)
ON_EVENTS = ("plover", "acled", "geojson", "jsonl")
CSL = Draft7Validator(
    json.loads((Path(__file__).parents[1] / "cases" / "csl_data_1.0.2.json").read_text(encoding="utf-8"))
)


def text(form: str, selection: Invented | None = None, **options: Any) -> str:
    out = StringIO(newline="")
    writer(form)(selection or raid(), out, **options)
    return out.getvalue()


def lines(form: str, selection: Invented | None = None) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text(form, selection).split("\n")[:-1]]


def acled(selection: Invented | None = None) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text("acled", selection), newline="")))


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_of_the_list_is_there_and_writes_nothing_as_well(form: str, tmp_path: Path) -> None:
    target = FORMATS[form].target
    if target in (Target.FILE, Target.FOLDER):
        writer(form)(raid(()), tmp_path / "out")
        assert (tmp_path / "out").exists()
    elif target is Target.BINARY:
        writer(form)(raid(()), BytesIO())
    else:
        text(form, raid(()))


def test_there_is_no_other_format() -> None:
    with pytest.raises(ValueError, match="jsonl, csv"):
        writer("docx97")


@pytest.mark.parametrize("form", [form for form in FORMATS if form in {*ON_EVENTS, "csv", "csl", "bibtex"}])
def test_readings_are_written_as_they_come(form: str) -> None:
    out, sizes = StringIO(), []

    class Slow(Invented):
        def readings(self) -> Any:
            for reading in RAIDS[:1] * 3:
                yield reading
                sizes.append(len(out.getvalue()))

    writer(form)(Slow(), out)
    assert sizes[0] < sizes[1] < sizes[2]


@pytest.mark.parametrize("form", ON_EVENTS)
def test_a_span_that_does_not_quote_is_never_written(form: str) -> None:
    with pytest.raises(SpanError):
        text(form, raid((SPOILT,)))


@pytest.mark.parametrize("form", ["jsonl", "plover"])
def test_lines_end_with_a_record_only_where_something_was_cut(form: str) -> None:
    whole, cut = lines(form), lines(form, CUT)
    assert cut[:-1] == whole
    assert cut[-1] == {
        "left_out": 7,
        "tool": "isnad",
        "version": "0.1.0",
        "run": "2025-07-01T08:00:00+00:00",
        "complete": False,
        "title": "مرفأ الديار",
        "query": "مرفأ",
        "rules": "r1",
        "models": "m1",
        "reports": 2,
    }
    assert not [line for line in whole if "left_out" in line]


def test_jsonl_has_a_report_a_line() -> None:
    assert {line["id"]: line["text"] for line in lines("jsonl")} == TEXTS


def test_plover_has_the_fields_of_the_codebook() -> None:
    raid, flight, march = lines("plover")
    assert raid["date"] == "2025-05-12"
    assert raid["event"] == ["ASSAULT"]
    assert raid["mode"] == ["aerial"]
    assert raid["quad_code"] == 4
    assert raid["context"] == ["military"]
    assert raid["size"] == {"dead": 3}
    assert raid["actor"] == []
    assert raid["recipient"][0] == {"entity_text": "ثلاثة أشخاص", "code": None, "sector": None}
    assert raid["event_loc"]["extracted_place"] == "مرفأ الديار"
    assert (raid["event_loc"]["country_code"], raid["event_loc"]["lat"]) == ("LBY", 32.5)
    assert flight["actor"][0]["code"] == "LBY"
    assert flight["actor"][1]["code"] is None
    assert march["event_loc"]["resolved_place"] is None
    assert set(QUADS) == {type.value for type in EventType}


def test_plover_dates_nothing_that_is_not_told_to_the_day() -> None:
    _, flight, march = lines("plover")
    assert (march["date"], march["isnad"]["date_told"]) == (None, "2025-05")
    assert (flight["date"], flight["isnad"]["date_told"]) == (None, None)


def test_plover_says_in_the_context_what_did_not_happen() -> None:
    flight = lines("plover")[1]
    assert "negation" in flight["context"]
    assert (flight["isnad"]["status"], flight["isnad"]["claimed_by"]) == ("denied", "سامر الهلالي")


def test_spans_of_plover_quote_back() -> None:
    for line in lines("plover"):
        raw = TEXTS[line["isnad"]["report"]]
        assert raw[line["text_info"]["start"] : line["text_info"]["end"]] == line["event_text"][0]
        found = [piece for pieces in line["isnad"]["evidence"].values() for piece in pieces]
        assert found
        assert all(raw[slice(*piece["span"])] == piece["quote"] for piece in found)


def test_acled_has_its_columns_in_its_order() -> None:
    header = next(csv.reader(StringIO(text("acled"))))
    assert header == [*COLUMNS, *MORE, "left_out"]
    assert len(COLUMNS) == 31
    assert COLUMNS[0] == "event_id_cnty"
    assert COLUMNS[-1] == "timestamp"


def test_acled_has_what_happened_alone() -> None:
    assert [row["plover_type"] for row in acled()] == ["ASSAULT", "PROTEST"]


def test_acled_codes_only_what_is_told() -> None:
    raid, march = acled()
    assert (raid["event_type"], raid["sub_event_type"]) == ("Explosions/Remote violence", "Air/drone strike")
    assert (raid["time_precision"], raid["geo_precision"], raid["iso"], raid["country"]) == ("1", "1", "434", "Libya")
    assert (raid["actor1"], raid["actor2"], raid["fatalities"]) == ("", "ثلاثة أشخاص", "3")
    assert (march["event_date"], march["year"], march["time_precision"]) == ("", "2025", "3")
    assert (march["location"], march["latitude"], march["geo_precision"]) == ("ساحة النخيل", "", "")
    for name in ("inter1", "inter2", "interaction", "civilian_targeting", "region", "admin1", "source_scale", "tags"):
        assert raid[name] == march[name] == ""


def test_spans_of_acled_quote_back() -> None:
    for row in acled():
        for name in ("place", "anchor", "notes"):
            words = row["place_words" if name == "place" else name]
            assert RAID[int(row[f"{name}_start"]) : int(row[f"{name}_end"])] == words


def test_acled_tells_in_every_row_what_was_left_out() -> None:
    assert {row["left_out"] for row in acled(CUT)} == {"7"}


def test_geojson_is_a_feature_collection() -> None:
    told = json.loads(text("geojson", CUT))
    assert set(told) == {"type", "isnad", "features", "without_place"}
    assert told["type"] == "FeatureCollection"
    assert told["without_place"] == 1
    assert told["isnad"]["complete"] is False
    assert told["isnad"]["left_out"] == 7
    assert "note" in told["isnad"]
    for feature in told["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
    assert [feature["geometry"] for feature in told["features"]] == [
        {"type": "Point", "coordinates": [-13.25, 32.5]},
        None,
    ]
    assert json.loads(text("geojson"))["isnad"]["complete"] is True
    assert json.loads(text("geojson", raid(())))["features"] == []


def test_spans_of_geojson_quote_back() -> None:
    for feature in json.loads(text("geojson"))["features"]:
        told = feature["properties"]
        for name in ("place", "anchor", "date_words"):
            assert TEXTS[told["report"]][told[f"{name}_start"] : told[f"{name}_end"]] == told[name]


@pytest.mark.parametrize("selection", [raid(), CUT, raid(())], ids=["whole", "cut", "empty"])
def test_csl_json_is_valid(selection: Invented) -> None:
    CSL.validate(json.loads(text("csl", selection)))


def test_csl_json_refuses_what_is_none() -> None:
    assert not CSL.is_valid([{"id": "a", "type": "newspaper"}])
    assert not CSL.is_valid([{"id": "a", "type": "article-newspaper", "left_out": 7}])


def test_csl_json_has_what_the_report_tells() -> None:
    first, second = json.loads(text("csl", CUT))
    assert first["issued"] == {"date-parts": [[2025, 5, 13]]}
    assert second["issued"] == {"date-parts": [[2025, 6]]}
    assert first["author"] == [{"literal": "جاد الزيزفوني and نور"}]
    assert "author" not in second
    assert first["title"] == "قصف يطال مرفأ الديار 🚢"
    assert first["language"] == "ar"
    assert first["custom"] == {"left_out": 7}
    assert "custom" not in json.loads(text("csl"))[0]


def test_bibtex_is_read_back() -> None:
    library = bibtexparser.parse_string(text("bibtex"))
    assert not library.failed_blocks
    assert not library.comments
    first, second = library.entries
    fields = {field.key: field.value for field in first.fields}
    assert (first.entry_type, first.key) == ("article", "rawasi/1")
    assert fields["title"] == "قصف يطال مرفأ الديار 🚢"
    assert fields["journal"] == r"وكالة رواسي \& شركاؤها"
    assert fields["author"] == "{جاد الزيزفوني and نور}"
    assert (fields["date"], fields["year"], fields["langid"]) == ("2025-05-13", "2025", "arabic")
    assert fields["url"] == "https://rawasi.example/خبر?a=1&b=%7B2%7D"
    assert re.fullmatch(r"2-[0-9a-f]{8}", second.key)
    assert {field.key: field.value for field in second.fields}["title"] == (
        r"=HYPERLINK\textbraceleft{}1\textbraceright{} 50\% \textbackslash{} 'و'"
    )


def test_bibtex_begins_with_a_comment_where_something_was_cut() -> None:
    library = bibtexparser.parse_string(text("bibtex", CUT))
    assert text("bibtex", CUT).startswith("@comment{left_out = 7. Not complete: 7 more reports")
    assert len(library.entries) == 2
    assert not library.failed_blocks


def test_sqlite_and_csv_have_the_same_rows(tmp_path: Path) -> None:
    writer("sqlite")(raid(), tmp_path / "record.db")
    rows = list(csv.DictReader(StringIO(text("csv", table="events"), newline="")))
    with sqlite3.connect(tmp_path / "record.db") as database:
        assert database.execute("SELECT count(*) FROM events").fetchone() == (len(rows),)


def test_every_country_has_three_codes_of_its_own() -> None:
    told = _countries()
    assert len(told) == len({of.alpha3 for of in told.values()}) == len({of.numeric for of in told.values()}) == 249
    assert all(len(code) == 2 and len(of.alpha3) == 3 and of.name for code, of in told.items())


def test_the_page_on_exports_has_a_section_for_every_format() -> None:
    page = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
    ours = ("jsonl", "csv", "parquet", "plover", "acled", "geojson", "csl", "bibtex", "sqlite")
    assert set(ours) <= set(FORMATS)
    assert not [form for form in FORMATS if form not in page]
    assert not [name for name in (*COLUMNS, *MORE) if f"`{name}`" not in page]
    assert not [name for line in lines("plover") for name in (*line, *line["isnad"]) if f"`{name}`" not in page]
