"""What `isnad annotate` wrote is read back with its layers, each checked against its quotes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from isnad.errors import FormatError
from isnad.export.record import report_record
from isnad.ingest.annotated import layers_of
from isnad.workflow import AnnotatedReport, Settings, annotate_paths

TEXT = "قتل جنديان\n\nقال وزير النقل سامر الهلالي أمس إن جنديين قتلا في هجوم على مدينة السلوان."


@pytest.fixture(scope="module")
def item(tmp_path_factory: pytest.TempPathFactory) -> AnnotatedReport:
    path = tmp_path_factory.mktemp("lines") / "in.jsonl"
    path.write_text(json.dumps({"id": "r", "text": TEXT, "published": "2031-04-06"}), encoding="utf-8")
    (found,) = annotate_paths([str(path)], Settings())
    assert isinstance(found, AnnotatedReport)
    return found


@pytest.fixture
def line(item: AnnotatedReport) -> Any:
    return json.loads(json.dumps(report_record(item.report, item.layers)))


def test_the_layers_come_back_as_they_were(item: AnnotatedReport, line: dict[str, Any]) -> None:
    layers = layers_of(line, item.report)
    assert layers is not None
    assert layers.statements == item.layers.statements
    assert (layers.mentions, layers.entities) == (item.layers.mentions, item.layers.entities)
    assert (layers.times, layers.events) == (item.layers.times, item.layers.events)


def test_a_report_alone_has_no_layers(item: AnnotatedReport) -> None:
    assert layers_of({"id": "r", "text": TEXT}, item.report) is None


def test_a_quote_that_the_text_does_not_have_is_an_error(item: AnnotatedReport, line: dict[str, Any]) -> None:
    line["statements"][0]["quotes"]["cue"] = "زعم"
    with pytest.raises(FormatError, match="r: its layers do not fit its text"):
        layers_of(line, item.report)


def test_a_layer_of_another_form_is_an_error(item: AnnotatedReport, line: dict[str, Any]) -> None:
    line["mentions"][0]["type"] = "GOD"
    with pytest.raises(FormatError, match="annotate the report again"):
        layers_of(line, item.report)


def test_a_span_outside_of_the_text_is_an_error(item: AnnotatedReport, line: dict[str, Any]) -> None:
    line["mentions"][0] |= {"span": [0, 9999], "quote": TEXT}
    with pytest.raises(FormatError):
        layers_of(line, item.report)


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_annotated_is_not_annotated_again(tmp_path: Path, line: dict[str, Any], jobs: int) -> None:
    line["language"] = "mixed"  # which annotating again would not give
    fresh = {"id": "s", "text": TEXT}
    path = tmp_path / "out.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in (line, fresh)), encoding="utf-8")
    items = list(annotate_paths([str(path)], Settings(jobs=jobs), again=False))
    assert [(i.report.id, i.layers.language) for i in items if isinstance(i, AnnotatedReport)] == [
        ("r", "mixed"),
        ("s", "ar"),
    ]
