from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from readings import BAD, BAD_EVENT, EVENTFUL, EVENTS, READ, TEXT

from isnad.errors import EmptyInputError, SpanError
from isnad.export import FORMATS, Item, writer

ERROR = EmptyInputError("the file holds no text", identifier="b.txt")
CONTRACT = ["id", "outlet", "published", "url", "title", "author", "text", "mentions", "times", "statements", "events"]


def written(form: str, *items: Item, explain: bool = False) -> str:
    out = StringIO()
    writer(form)(iter(items), out, explain=explain)
    return out.getvalue()


def record(item: Item = READ, **options: bool) -> dict[str, Any]:
    (line,) = written("jsonl", item, **options).splitlines()
    return dict(json.loads(line))


def test_the_fields_of_the_contract_come_first_and_in_its_order() -> None:
    assert list(record())[:11] == CONTRACT
    first = ["cue", "source", "speaker", "content", "kind", "channel", "via", "addressee"]
    assert list(record()["statements"][0])[:8] == first
    first = ["type", "mode", "anchor", "actors", "recipients", "date", "place", "status", "claimed_by"]
    assert list(record(EVENTFUL)["events"][0])[:9] == first


def test_layers_that_no_stage_gives_are_empty_lists() -> None:
    assert record()["events"] == []


def test_every_span_of_a_statement_is_quoted() -> None:
    for statement in record()["statements"]:
        for name, quote in statement["quotes"].items():
            place = statement[name]
            if name == "content":
                assert quote == [TEXT[start:end] for start, end in place]
            else:
                assert quote == (place and TEXT[place[0] : place[1]])


def test_every_span_of_an_event_is_quoted() -> None:
    told = record(EVENTFUL)["events"][1]
    for name, quote in told["quotes"].items():
        several = isinstance(quote, list)
        assert quote == ([TEXT[slice(*span)] for span in told[name]] if several else TEXT[slice(*told[name])])
    assert told["quantities"][0]["quote"] == "نحن"
    numbers = [told["anchor"], told["place"], told["date_span"], told["about"]]
    lists = [told[name] for name in ("mentions", "actor_spans", "recipient_spans")]
    spans = [*numbers, *(span for several in lists for span in several), told["quantities"][0]["span"]]
    assert sorted(spans) == sorted([span.start, span.end] for span in EVENTS[1].spans())
    assert set(EVENTS[1].spans()) <= set(EVENTFUL.layers.spans())


def test_what_an_event_does_not_tell_is_null_or_empty() -> None:
    told = record(EVENTFUL)["events"][0]
    assert [told[name] for name in ("mode", "date", "place", "claimed_by", "told_in", "host")] == [None] * 6
    assert [told[name] for name in ("recipients", "quantities", "contexts", "said_there")] == [[]] * 4
    assert told["quotes"]["place"] is None


def test_what_the_page_tells_stands_beside() -> None:
    told = record()
    assert TEXT[slice(*told["headline"])] == "باشاغا <يحذر>"
    assert [TEXT[slice(*span)] for span in told["chrome"]] == ["شارك"]
    assert TEXT[slice(*told["posts"][0]["name"])] == "فتحي باشاغا"
    assert told["origin"] is None


def test_rejections_are_shown_only_to_explain() -> None:
    assert "rejections" not in record()
    assert record(explain=True)["rejections"][0]["quote"] == "يذكر أن"


@pytest.mark.parametrize("form", ["jsonl", "json"])
@pytest.mark.parametrize("bad", [BAD, BAD_EVENT], ids=["statement", "event"])
def test_a_span_that_does_not_quote_is_never_written(form: str, bad: Item) -> None:
    with pytest.raises(SpanError):
        written(form, bad)


def test_an_unreadable_report_is_an_error_line_in_its_place() -> None:
    lines = [json.loads(line) for line in written("jsonl", READ, ERROR, READ).splitlines()]
    assert lines[1] == {"id": "b.txt", "error": {"type": "empty-input", "message": "the file holds no text"}}
    assert [line["id"] for line in lines] == ["a<b>", "b.txt", "a<b>"]


@pytest.mark.parametrize("items", [[], [READ], [READ, ERROR, READ]])
def test_the_array_holds_the_objects_of_the_lines(items: list[Item]) -> None:
    assert json.loads(written("json", *items)) == [json.loads(line) for line in written("jsonl", *items).splitlines()]


@pytest.mark.parametrize("form", FORMATS)
def test_items_are_written_as_they_come(form: str) -> None:
    out = StringIO()
    sizes = []

    def items() -> Any:
        for _ in range(3):
            yield READ
            sizes.append(len(out.getvalue()))

    writer(form)(items(), out)
    assert sizes[0] < sizes[1] < sizes[2]


def test_there_is_no_other_format() -> None:
    with pytest.raises(ValueError, match="jsonl, json, table, html"):
        writer("docx")
