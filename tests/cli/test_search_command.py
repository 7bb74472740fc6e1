"""`isnad search` and `isnad coverage`."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from made_reports import RUN

from isnad.cli.main import isnad
from isnad.model import Layers, Report
from isnad.store.record import Record

TEXTS = {"a": "زار سامر الهلالي الميناء.", "b": "=زار جلال السماقي المدينة.", "c": "عاد سامر الهلالي من المدينة."}


@pytest.fixture
def record(name: str) -> str:
    with Record(name, create=True) as made:
        reports = [Report(id=id, text=text, outlet="أرجوان", published="2025-11-04") for id, text in TEXTS.items()]
        made.writer(RUN).add((report, Layers()) for report in reports)
    return name


def run(*arguments: str, status: int = 0, stdin: str | None = None) -> str:
    result = CliRunner().invoke(isnad, list(arguments), input=stdin)
    assert result.exit_code == status, result.output
    return result.stdout


def test_hits_as_json_lines(record: str) -> None:
    hits = [json.loads(line) for line in run("search", "الهلالي", "--record", record, "--format", "jsonl").splitlines()]
    assert {hit["report"] for hit in hits} == {"a", "c"}


def test_a_limit_says_how_much_it_hides(record: str) -> None:
    result = CliRunner().invoke(isnad, ["search", "--record", record, "--limit", "1", "--format", "csv"])
    assert "1 of 3" in result.stderr
    assert len(list(csv.DictReader(StringIO(result.stdout)))) == 1


def test_a_cell_is_no_formula(record: str) -> None:
    rows = csv.DictReader(StringIO(run("search", "السماقي", "--record", record, "--format", "csv")))
    assert [row["snippet"][:2] for row in rows] == ["'="]


def test_a_table_with_facets(record: str) -> None:
    shown = run("search", "الهلالي", "--record", record, "--facets")
    assert "2 / 2" in shown
    assert "أرجوان 2" in shown


def test_a_pasted_list_of_names(record: str) -> None:
    told = run(
        "search",
        "--names",
        "-",
        "--record",
        record,
        "--format",
        "jsonl",
        stdin="- سامر الهلالي\n- جلال السماقي\n- غائب\n",
    )
    rows = [json.loads(line) for line in told.splitlines()]
    assert [(row["name"], row["reports"]) for row in rows] == [("سامر الهلالي", 2), ("جلال السماقي", 1), ("غائب", 0)]
    assert rows[0]["first"] == "2025-11"


def test_a_query_or_record_that_is_none_says_so(record: str, tmp_path: Path) -> None:
    assert "character" in CliRunner().invoke(isnad, ["search", "(", "--record", record]).output
    missing = CliRunner().invoke(isnad, ["search", "--record", str(tmp_path / "none.db")])
    assert missing.exit_code == 1
    assert "there is no such record" in missing.output


def test_coverage(record: str) -> None:
    rows = list(csv.DictReader(StringIO(run("coverage", "--record", record, "--format", "csv"))))
    assert [(row["outlet"], row["day"], row["reports"]) for row in rows] == [("أرجوان", "2025-11-04", "3")]


def test_a_search_is_kept_and_asked_again_and_what_is_new_is_told_once(record: str) -> None:
    run("search", "الهلالي", "--record", record, "--save", "الهلالي")
    assert len(run("search", "--saved", "الهلالي", "--record", record, "--format", "jsonl").splitlines()) == 2
    assert run("search", "--saved", "الهلالي", "--new", "--record", record, "--format", "jsonl") == ""
    with Record(record) as opened:
        late = Report(id="d", text="سافر سامر الهلالي.", published="2020-01-01")
        opened.writer(RUN).add([(late, Layers())])
    told = [run("search", "--saved", "الهلالي", "--new", "--record", record, "--format", "jsonl") for _ in range(2)]
    assert (json.loads(told[0])["report"], told[1]) == ("d", "")
    run("search", "--saved", "غيره", "--record", record, status=1)
    run("search", "كلمة", "--saved", "الهلالي", "--record", record, status=2)
    run("search", "--new", "--record", record, status=2)
