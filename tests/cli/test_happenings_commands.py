from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from isnad.cli.happenings import CHRONOLOGY_FORMATS
from isnad.cli.main import isnad
from isnad.export.chronology import FORMATS

MEETING = "التقى وزير الخارجية نبيل الصواف رئيس الوزراء حسام الراوي في سرملة يوم 5 يونيو 2020."
TALKS = "عقد وزير الخارجية نبيل الصواف ورئيس الوزراء حسام الراوي لقاء في سرملة يوم 5 يونيو 2020."


@pytest.fixture
def reports(tmp_path: Path) -> str:
    path = tmp_path / "reports.jsonl"
    rows = [{"id": id, "text": f"لقاء\n\n{body}", "title": "لقاء"} for id, body in (("a", MEETING), ("b", TALKS))]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return str(path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(isnad, arguments)


def test_a_meeting_in_two_reports_is_one_line(reports: str) -> None:
    result = run("happenings", reports)
    (meeting,) = [one for line in result.stdout.splitlines() if (one := json.loads(line))["type"] == "CONSULT"]
    assert result.exit_code == 0
    assert [telling["report"] for telling in meeting["tellings"]] == ["a", "b"]
    for telling in meeting["tellings"]:
        text = f"لقاء\n\n{MEETING if telling['report'] == 'a' else TALKS}"
        assert text[slice(*telling["span"])] == telling["quote"]


def test_a_chronology_of_two_is_of_what_both_do(reports: str) -> None:
    result = run("chronology", reports, "--actor", "الصواف", "--actor", "الراوي", "--format", "jsonl")
    assert [json.loads(line)["date"] for line in result.stdout.splitlines()] == ["2020-06-05"]


def test_a_name_that_no_report_has_gives_nothing(reports: str) -> None:
    assert run("chronology", reports, "--actor", "لا أحد", "--format", "jsonl").stdout == ""


@pytest.mark.parametrize("form", CHRONOLOGY_FORMATS)
def test_every_format_is_written(reports: str, form: str) -> None:
    result = run("chronology", reports, "--format", form)
    assert result.exit_code == 0
    assert "الصواف" in result.stdout


def test_the_choices_are_the_formats_that_there_are() -> None:
    assert CHRONOLOGY_FORMATS == FORMATS


def test_the_table_shows_what_two_tell(reports: str) -> None:
    assert "CONSULT" in run("happenings", reports, "--format", "table").stdout


@pytest.mark.parametrize("command", ["happenings", "chronology"])
def test_a_report_that_cannot_be_read_is_named_and_the_status_is_one(
    command: str, tmp_path: Path, reports: str
) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"id": "x"}\n', encoding="utf-8")
    result = run(command, str(broken), reports)
    assert result.exit_code == 1
    assert "x" in result.stderr
    assert result.stdout
