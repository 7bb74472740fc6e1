"""What commands show of a record is what they show of its reports."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from across_reports import annotated, record_of
from click.testing import CliRunner, Result

from isnad.cli.main import isnad


def run(*arguments: str) -> Result:
    return CliRunner().invoke(isnad, arguments)


@pytest.fixture(scope="module")
def record(new_name: Callable[[], str]) -> str:
    name = new_name()
    record_of(name, annotated()).close()
    return name


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("commands") / "reports.jsonl"
    fields = ("id", "text", "title", "outlet", "published")
    lines = [json.dumps({name: getattr(one, name) for name in fields}, ensure_ascii=False) for one, _ in annotated()]
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


COMMANDS = (
    ("stories",),
    ("chronology", "--format", "jsonl"),
    ("chronology", "--format", "jsonl", "--actor", "الهلالي"),
    ("naming", "--format", "jsonl"),
    ("naming", "--format", "jsonl", "--actor", "سامر الهلالي"),
    ("network", "--format", "csv"),
)


def test_a_record_is_grouped_before_it_is_shown(record: str) -> None:
    early = run("stories", "--record", record)
    assert early.exit_code == 1
    assert "isnad regroup --record" in early.stderr
    done = run("regroup", "--record", record)
    assert done.exit_code == 0
    assert done.stdout.startswith("6 reports: ")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_record_shows_what_its_reports_show(command: tuple[str, ...], record: str, reports: str) -> None:
    run("regroup", "--record", record)
    of_record, of_paths = run(*command, "--record", record), run(*command, reports)
    assert of_record.exit_code == of_paths.exit_code == 0
    read, made = (sorted(map(_plain, result.stdout.splitlines())) for result in (of_record, of_paths))
    assert read == made


def _plain(line: str) -> str:
    """A line without what a record does not keep: the fields of what one report tells, and the story's number."""
    if not line.startswith("{"):
        return line
    fields = json.loads(line)
    if told := fields.get("happening"):
        del told["story"]
        if len(told["tellings"]) == 1:
            del told["fields"]
    return json.dumps(fields, ensure_ascii=False, sort_keys=True)


def test_happenings_come_from_a_record(record: str) -> None:
    run("regroup", "--record", record)
    lines = run("happenings", "--record", record).stdout.splitlines()
    assert any(len(json.loads(line)["tellings"]) > 1 for line in lines)


@pytest.mark.parametrize("command", ["stories", "happenings", "chronology", "naming", "network"])
def test_either_files_or_a_record_are_named(command: str, record: str) -> None:
    assert run(command).exit_code == 2
    both = run(command, "reports.jsonl", "--record", record)
    assert both.exit_code == 2
    assert "not both" in both.stderr
    assert run(command, "--record", f"{record}.none").exit_code == 1


def test_a_record_keeps_the_network_by_month(record: str) -> None:
    assert run("network", "--record", record, "--by", "year").exit_code == 2
