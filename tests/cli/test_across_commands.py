"""`isnad naming` and `isnad network` on the sample reports."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import isnad
from isnad.cli.main import isnad as face

SAMPLES = Path(isnad.__file__).parent / "data" / "samples" / "reports.jsonl"


def run(*words: str) -> Result:
    return CliRunner().invoke(face, [words[0], str(SAMPLES), *words[1:]])


@pytest.mark.parametrize("command", ["naming", "network"])
def test_formats_hold_the_same_rows(command: str) -> None:
    lines, table, rows = (run(command, "--format", form) for form in ("jsonl", "table", "csv"))
    assert {lines.exit_code, table.exit_code, rows.exit_code} == {0}
    records = [json.loads(line) for line in lines.stdout.splitlines()]
    assert len(records) > 3
    assert len(list(csv.DictReader(io.StringIO(rows.stdout)))) == len(records)
    assert table.stdout.count("\n") >= len(records)


def test_the_matrix_has_a_column_for_each_outlet() -> None:
    records = [json.loads(line) for line in run("naming", "--format", "jsonl").stdout.splitlines()]
    head, *rows = csv.reader(io.StringIO(run("naming", "--format", "matrix").stdout))
    assert head == ["name", "of", *sorted({record["outlet"] for record in records})]
    assert len(rows) == len({(record["actor"], record["of"]) for record in records})
    first = max((r for r in records if r["actor"] == records[0]["actor"]), key=lambda record: record["share"])
    assert f"{first['words']} {first['share']:.0%}" in rows[0][head.index(first["outlet"])]


def test_naming_shows_one_actor() -> None:
    records = [json.loads(line) for line in run("naming", "--format", "jsonl").stdout.splitlines()]
    name = records[0]["name"]
    shown = [json.loads(line) for line in run("naming", "--format", "jsonl", "--actor", name).stdout.splitlines()]
    assert {record["name"] for record in shown} == {name}


def test_every_example_is_a_quote_of_its_report() -> None:
    texts = {}
    for line in SAMPLES.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        texts[record["id"]] = record.get("text")
    for command in ("naming", "network"):
        for line in run(command, "--format", "jsonl").stdout.splitlines():
            for side in json.loads(line)["examples"]:
                assert side["quote"] == texts[side["report"]][slice(*side["span"])]


def test_a_report_that_cannot_be_read_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text('{"id": "a", "text": "قال سامر الهلالي إن الجسر سيفتح."}\nnothing\n', encoding="utf-8")
    result = CliRunner().invoke(face, ["naming", str(path), "--format", "jsonl"])
    assert result.exit_code == 1
    assert "reports.jsonl" in result.stderr
    assert "الهلالي" in result.stdout
