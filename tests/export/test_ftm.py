from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from unicodedata import category

import pytest
from invented_record import CUT, SAMER, TEXTS, WHOLE, Invented

from isnad.export import ftm, ftm_statements
from isnad.export.ftm_records import TYPES, things

followthemoney = pytest.importorskip("followthemoney")

model = followthemoney.model


def entities(selection: Invented = WHOLE) -> list[dict[str, object]]:
    out = StringIO()
    ftm.write(selection, out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def statements(selection: Invented = WHOLE) -> str:
    out = StringIO()
    ftm_statements.write(selection, out)
    return out.getvalue()


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(statements()), dialect=csv.unix_dialect))


def of(schema: str) -> list[dict[str, list[str]]]:
    return [one["properties"] for one in entities() if one["schema"] == schema]  # type: ignore[misc]


def test_every_entity_passes_the_validation_of_the_library_and_its_cleaning() -> None:
    for told in entities():
        read = model.get_proxy(told, cleaned=False)
        read.schema.validate({"properties": told["properties"]})
        for name, values in told["properties"].items():  # type: ignore[attr-defined]
            property = read.schema.get(name)
            assert property is not None, (told["schema"], name)
            cleaned = [property.type.clean(value) for value in values]
            assert cleaned == [seen(value) for value in values], (told["schema"], name)


def seen(value: str) -> str:
    """A value as the library's cleaning leaves it: it takes joiners and other letters without shape away."""
    return "".join(letter for letter in value if category(letter) != "Cf")


def test_the_types_of_the_properties_are_those_of_the_library() -> None:
    for thing in things(WHOLE):
        for told in thing.properties:
            assert TYPES[told.name] == model.get(thing.schema).get(told.name).type.name, told.name


def test_links_between_entities_lead_to_entities_of_the_right_kind() -> None:
    schemata = {str(one["id"]): model.get(one["schema"]) for one in entities()}
    assert len(schemata) == len(entities())
    links = 0
    for one in entities():
        for name, values in one["properties"].items():  # type: ignore[attr-defined]
            property = model.get(one["schema"]).get(name)
            for value in values if property.type.name == "entity" else ():
                assert schemata[value].is_a(property.range), (one["schema"], name)
                links += 1
    assert links > 20


def test_every_kind_of_record_is_there() -> None:
    assert {str(one["schema"]) for one in entities()} == {
        *("Note", "Person", "Organization", "Address", "Position", "Occupancy", "Article", "Mention"),
        *("Documentation", "Event", "UnknownLink"),
    }


def test_the_library_reads_the_statements_and_gives_each_the_same_identifier() -> None:
    from followthemoney.statement import Statement
    from followthemoney.statement.serialize import read_csv_statements

    read = list(read_csv_statements(BytesIO(statements().encode())))
    assert len(read) == len(rows()) > 100
    for one, row in zip(read, rows(), strict=True):
        assert one.generate_key() == one.id
        assert one.prop_type == row["prop_type"]
        assert isinstance(one, Statement)


def test_the_header_is_the_one_that_the_library_writes() -> None:
    from followthemoney.statement.serialize import CSV_COLUMNS

    assert list(ftm_statements.COLUMNS) == CSV_COLUMNS


def test_the_origin_of_a_value_quotes_it() -> None:
    placed = [row for row in rows() if row["origin"]]
    assert {row["prop"] for row in placed} == {"name", "description", "summary", "location"}
    for row in placed:
        report, _, place = row["origin"].rpartition("#char=")
        start, end = map(int, place.split(","))
        assert TEXTS[report][start:end] == (row["original_value"] or row["value"])


def test_the_text_of_a_report_comes_back_with_its_marks_and_emoji() -> None:
    assert [article["bodyText"] for article in of("Article")] == [[text] for text in TEXTS.values()]


def test_times_are_in_utc_and_dates_as_exact_as_told() -> None:
    assert [article["publishedAt"] for article in of("Article")] == [["2018-05-29T07:05:00"], ["2018-05-30"]]
    first, second, third = of("Event")
    assert (first["date"], third["date"]) == (["2018-05-28"], ["2018-05"])
    assert (second["startDate"], second["endDate"]) == (["2018-05-28"], ["2018-06-03"])
    assert "date" not in second
    (published,) = [row for row in rows() if row["value"] == "2018-05-29T07:05:00"]
    assert published["original_value"] == "2018-05-29T09:05:00+02:00"


def test_a_name_of_one_word_is_a_weak_alias_and_offices_are_told() -> None:
    samer = next(person for person in of("Person") if person["name"] == [SAMER])
    assert samer["weakAlias"] == ["الهلالي"]
    assert samer["position"] == ["وزير الصيد", "نائب (former)"]
    assert samer["country"] == ["ly"]


def test_an_address_that_is_no_link_is_left_out() -> None:
    assert ["sourceUrl" in article for article in of("Article")] == [True, False]


def test_a_cut_is_told_by_the_first_entity() -> None:
    note, *_ = entities(CUT)
    assert note["schema"] == "Note"
    told = note["properties"]
    assert told["summary"] == ["Incomplete: 5 of the 7 reports found were left out of this export."]  # type: ignore[index]
    assert told["keywords"] == ["isnad:incomplete"]  # type: ignore[index]
    assert "summary" not in entities()[0]["properties"]  # type: ignore[operator]


def test_an_actor_is_called_the_same_whatever_its_number() -> None:
    from invented_record import ACTORS
    from msgspec.structs import replace

    from isnad.export.identifiers import actor_key

    assert [actor_key(replace(actor, id=actor.id + 100)) for actor in ACTORS] == [actor_key(actor) for actor in ACTORS]
