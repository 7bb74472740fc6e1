from __future__ import annotations

import json
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from invented_record import CUT, READS, TEXTS, WHOLE, Invented

from isnad.export import web_annotation
from isnad.model import Layers

jsonschema = pytest.importorskip("jsonschema")
SCHEMA = json.loads((Path(__file__).parent / "web_annotation_page.json").read_text(encoding="utf-8"))


def page(selection: Invented = WHOLE) -> dict[str, Any]:
    out = StringIO()
    web_annotation.write(selection, out)
    return json.loads(out.getvalue())  # type: ignore[no-any-return]


def targets(selection: Invented = WHOLE) -> list[dict[str, Any]]:
    found = [item["target"] for item in page(selection)["items"]]
    return list(chain.from_iterable(one if isinstance(one, list) else [one] for one in found))


@pytest.mark.parametrize("selection", [WHOLE, CUT, Invented(reads=())])
def test_the_page_is_valid(selection: Invented) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(page(selection))


def test_there_is_an_annotation_for_each_mention_statement_and_event_on_a_line_of_its_own() -> None:
    out = StringIO()
    web_annotation.write(WHOLE, out)
    layers = [read.layers for read in READS]
    expected = sum(len((*one.mentions, *one.statements, *one.events)) for one in layers)
    _, *lines, end = out.getvalue().splitlines()
    items = [json.loads(line.rstrip(",")) for line in lines]
    assert (len(items), end) == (expected, "]}")
    assert len({item["id"] for item in items}) == expected


def test_both_selectors_of_each_target_quote_the_same_words() -> None:
    for target in targets():
        quote, position = target["selector"]
        text = TEXTS[target["source"]["isnad:report"]]
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])
        assert f"{quote['prefix']}{quote['exact']}{quote['suffix']}" in text


def test_every_span_of_a_report_is_the_position_of_a_target() -> None:
    found = {(t["source"]["isnad:report"], *t["selector"][1].values()) for t in targets()}
    for read in READS:
        shown = Layers(mentions=read.layers.mentions, statements=read.layers.statements, events=read.layers.events)
        for span in shown.spans():
            assert (read.report.id, "TextPositionSelector", span.start, span.end) in found


def test_what_stands_around_does_not_begin_between_a_letter_and_its_mark() -> None:
    from unicodedata import category

    prefixes = [target["selector"][0]["prefix"] for target in targets()]
    assert len(max(prefixes, key=len)) >= 32
    assert not [prefix for prefix in prefixes if prefix and category(prefix[0]).startswith("M")]


def test_what_a_statement_tells_stands_beside_its_words() -> None:
    (told, *_) = [item for item in page()["items"] if "isnad:Statement" in item["body"]["type"]]
    body = told["body"]
    assert body["value"] == "سامر الهلالي: المُوسِمَ <آمنٌ> & طويلٌ"
    assert (body["isnad:speaker"], body["isnad:kind"], body["isnad:channel"]) == ("سامر الهلالي", "direct", "media")
    assert [target["isnad:role"] for target in told["target"]] == [
        *("content", "cue", "source", "via", "channel_span", "time_span")
    ]


def test_the_page_that_was_read_is_named_only_where_it_is_a_link() -> None:
    assert {target["source"].get("via") for target in targets()} == {"https://shore.example/a?x=1&y=2", None}


def test_a_cut_is_told_at_the_head() -> None:
    assert page()["partOf"]["isnad:complete"] is True
    assert "isnad:cut" not in page()["partOf"]
    told = page(CUT)["partOf"]
    assert told["isnad:complete"] is False
    assert told["isnad:cut"] == "Incomplete: 5 of the 7 reports found were left out of this export."
