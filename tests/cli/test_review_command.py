from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from isnad.cli.main import isnad
from isnad.model import Kind, Layers, Report, Span, Statement
from isnad.store.record import Record
from isnad.store.writing import Run

TEXT = "مدير الميناء: الأرصفة جاهزة\n\nقال سامر الهلالي إن الأرصفة جاهزة. وأضافت ليلى المرزوقي أن السفن تنتظر."
SPEAKERS = ("سامر الهلالي", "ليلى المرزوقي")


@pytest.fixture
def path(name: str) -> str:
    statements = tuple(
        Statement(
            cue=span(cue),
            source=span(speaker),
            speaker=speaker,
            content=(span(content),),
            kind=Kind.INDIRECT,
            score=score,
            alternatives=alternatives,
        )
        for cue, speaker, content, score, alternatives in (
            ("قال", SPEAKERS[0], "الأرصفة جاهزة.", 0.9, ()),
            ("وأضافت", SPEAKERS[1], "السفن تنتظر", 0.8, ("هدى العمراني",)),
        )
    )
    with Record(name, create=True) as record:
        report = Report(id="r1", text=TEXT, outlet="مرفأ", published="2025-11-02")
        record.writer(Run(version="1", rules="a", models="m")).add(
            [(report, Layers(language="ar", statements=statements)), (Report(id="r2", text="لا شيء هنا"), Layers())]
        )
    return name


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def run(*arguments: str, keys: str = "") -> Result:
    return CliRunner().invoke(isnad, list(arguments), input=keys)


def judgements(path: str) -> list[dict[str, Any]]:
    told = run("review", "--record", path, "--export", "-")
    assert told.exit_code == 0
    return [json.loads(line) for line in told.stdout.splitlines()]


def test_keys_accept_correct_reject_and_undo(path: str) -> None:
    told = run("review", "--record", path, "--author", "ليلى", keys="c\nchannel\ntweet\ny\nn\nu\ny\n")
    assert told.exit_code == 0, told.output
    assert told.stdout.index("السفن تنتظر") < told.stdout.index("→ سامر الهلالي")  # what has alternatives comes first
    assert "or: هدى العمراني" in told.stdout
    assert "cue: وأضافت" in told.stdout
    assert "3 judgements of ليلى; 0 wait" in told.stdout
    kept = [(one["verdict"], one["field"], one["author"], one["undone_by"]) for one in judgements(path)]
    assert kept == [
        ("correct", "channel", "ليلى", None),
        ("accept", None, "ليلى", None),
        ("reject", None, "ليلى", "ليلى"),
        ("accept", None, "ليلى", None),
    ]


def test_keys_of_an_arabic_keyboard_do_the_same_and_q_leaves(path: str) -> None:
    told = run("review", "--record", path, "--author", "ليلى", keys="غ\nض\n")
    assert "1 judgements of ليلى; 1 wait" in told.stdout
    again = run("review", "--record", path, "--author", "ليلى", keys="")
    assert "1/1 statements" in again.stdout


def test_a_mistake_is_told_and_asked_again(path: str) -> None:
    told = run("review", "--record", path, "--author", "ليلى", keys="c\nmood\nc\nsource\nكلام آخر\nu\nm\ns\ns\n")
    assert "no field 'mood'" in told.stdout
    assert "does not hold the words" in told.stdout
    assert "nothing was judged yet" in told.stdout
    assert "0 judgements" in told.stdout


def test_what_waits_is_listed_for_programs_and_spreadsheets(path: str) -> None:
    listed = run("review", "--record", path, "--list", "--format", "jsonl")
    doubts = [json.loads(line) for line in listed.stdout.splitlines()]
    assert [(one["reason"], one["sure"]) for one in doubts] == [("alternatives", 0.5), ("score", 0.9)]
    sheet = list(csv.DictReader(io.StringIO(run("review", "--record", path, "--list", "--format", "csv").stdout)))
    assert [row["alternatives"] for row in sheet] == ["هدى العمراني", ""]
    assert "Waiting for a person: 1" in run("review", "--record", path, "--list", "--limit", "1").stdout


def test_judgements_go_to_another_record_once(path: str, tmp_path: Path) -> None:
    lines = [
        {"verdict": "accept", "layer": "statements", "subject": {"report": "r1", "at": "قال"}, "note": "سمعته"},
        {"verdict": "reject", "layer": "statements", "subject": {"report": "r1", "at": "وأضافت"}, "author": "نادر"},
    ]
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    told = run("review", "--record", path, "--apply", str(file), "--author", "ليلى")
    assert told.exit_code == 0, told.output
    exported = tmp_path / "out.jsonl"
    assert run("review", "--record", path, "--export", str(exported)).exit_code == 0
    assert run("review", "--record", path, "--apply", str(exported)).exit_code == 0
    found = judgements(path)
    assert [(one["author"], one["note"], one["placement"], one["in_force"]) for one in found] == [
        ("ليلى", "سمعته", "exact", True),
        ("نادر", None, "exact", True),
    ]
    assert all(one["made"].endswith("+00:00") for one in found)
    assert run("review", "--record", path, "--undo", str(found[1]["id"]), "--author", "ليلى").exit_code == 0
    assert judgements(path)[1]["undone_by"] == "ليلى"


def test_a_file_that_does_not_fit_changes_nothing(path: str, tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    good = '{"verdict": "accept", "layer": "statements", "subject": {"report": "r1", "at": "قال"}}\n'
    file.write_text(good + '{"verdict": "maybe"}\n', encoding="utf-8")
    told = run("review", "--record", path, "--apply", str(file), "--author", "ليلى")
    assert told.exit_code == 1
    assert "in.jsonl:2: Invalid enum value 'maybe'" in told.stderr
    assert judgements(path) == []
    assert run("review", "--record", path, "--list", "--undo", "1").exit_code == 2


def test_gold_of_judged_reports_is_measured_by_evaluate(path: str, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    assert "no report has all its statements judged" in run("gold", "--record", path, "--output", str(gold)).stderr
    run("review", "--record", path, "--author", "ليلى", keys="c\nspeaker\nهدى العمراني\ny\ny\n")
    assert run("gold", "--record", path, "--output", str(gold)).exit_code == 0
    (line,) = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    assert [one["speaker"] for one in line["statements"]] == [SPEAKERS[0], "هدى العمراني"]
    assert [one["author"] for told in line["statements"] for one in told["judged"]] == ["ليلى"] * 3
    assert "events" not in line
    measured = run("evaluate", str(gold), "--predicted", str(gold), "--json")
    assert measured.exit_code == 0, measured.output
    assert json.loads(measured.stdout)["record"]["f1"] == 1.0
    everything = run("gold", "--record", path, "--all").stdout.splitlines()
    assert [json.loads(line)["id"] for line in everything] == ["r1", "r2"]
