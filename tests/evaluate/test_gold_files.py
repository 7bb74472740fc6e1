from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from isnad.errors import GoldError
from isnad.evaluate import PredictedReport, compare, read_floor, read_gold, read_predicted

STATEMENT: dict[str, Any] = {
    "cue": [0, 3],
    "source": None,
    "speaker": "الوزير",
    "content": [[4, 7]],
    "kind": "indirect",
    "channel": "unspecified",
    "via": None,
    "addressee": None,
}


def gold(path: Path, *statements: dict[str, Any], copies: int = 1) -> str:
    line = json.dumps({"id": "a", "text": "قال نعم", "statements": statements, "mentions": []})
    path.write_text("\n" + f"{line}\n" * copies, encoding="utf-8")
    return str(path)


def test_a_gold_file_is_read_with_blank_lines_and_further_fields(tmp_path: Path) -> None:
    (report,) = read_gold([gold(tmp_path / "gold.jsonl", STATEMENT)])
    assert report.statements[0].content[0].quote(report.text) == "نعم"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"content": [[4, 8]]}, r"gold.jsonl:2: statement 1: span \[4, 8\]"),
        ({"source": [3, 3]}, r"gold.jsonl:2: statement 1: span"),
        ({"cue": None}, "gold.jsonl:2: statement 1 has no cue"),
        ({"content": []}, "gold.jsonl:2: statement 1 has no content"),
        ({"kind": 5}, "gold.jsonl:2: .*str"),
    ],
)
def test_a_fault_is_told_with_its_file_and_line(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    with pytest.raises(GoldError, match=message):
        read_gold([gold(tmp_path / "gold.jsonl", STATEMENT | change)])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"anchor": [4, 8]}, r"gold.jsonl:1: event 1: span \[4, 8\]"),
        ({"place": [7, 8]}, r"gold.jsonl:1: event 1: span"),
        ({"type": "DANCE"}, "gold.jsonl:1: event 1: no type 'DANCE': there are AGREE, "),
        ({"status": None}, "gold.jsonl:1: event 1: no status None: there are actual, "),
        ({"anchor": None}, "gold.jsonl:1: .*anchor"),
    ],
)
def test_a_fault_of_an_event_is_told_with_its_file_and_line(
    tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    event = {"type": "REJECT", "anchor": [0, 3], "status": "actual", "place": None, **change}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "a", "text": "رفض نعم", "statements": [], "events": [event]}), encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        read_gold([str(path)])


def test_no_event_found_is_not_the_same_as_none_looked_for(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    lines = [{"id": "a", "text": "نعم", "statements": []}, {"id": "b", "text": "نعم", "statements": [], "events": []}]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert [report.events for report in read_gold([str(path)])] == [None, ()]


def test_the_same_report_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"gold\.jsonl:3: the id a"):
        read_gold([gold(tmp_path / "gold.jsonl", STATEMENT, copies=2)])


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\n", b"{\n", b"[]\n", b'{"id": "a"}\n'])
def test_what_is_no_gold_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(content)
    with pytest.raises(GoldError):
        read_gold([str(path)])


def test_a_missing_file_is_named() -> None:
    with pytest.raises(GoldError, match=r"nowhere\.jsonl"):
        read_gold(["nowhere.jsonl"])


def test_an_error_line_of_a_prediction_has_no_statements(tmp_path: Path) -> None:
    path = tmp_path / "predicted.jsonl"
    path.write_text('{"id": "a", "error": {"type": "format", "message": "no"}}\n', encoding="utf-8")
    assert read_predicted(str(path)) == {"a": PredictedReport(id="a")}


def test_floors_hold_to_three_decimals(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text('[statements]\n"cue accuracy" = 0.667\n"kind accuracy" = 0.9\n', encoding="utf-8")
    reached = compare({"cue accuracy": 2 / 3, "kind accuracy": 0.5}, read_floor(str(path))["statements"])
    assert [(floored.name, floored.held) for floored in reached] == [("cue accuracy", True), ("kind accuracy", False)]


def test_a_floor_of_no_figure_is_refused() -> None:
    with pytest.raises(GoldError, match="no figure 'beauty'"):
        compare({"cue accuracy": 1.0}, {"beauty": 1.0})


@pytest.mark.parametrize(
    "content", ["", "statements = 5", "[times]\n'a' = 1", '[statements]\n"cue accuracy" = "high"', "[["]
)
def test_what_is_no_floor_file_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=r"floors\.toml"):
        read_floor(str(path))
