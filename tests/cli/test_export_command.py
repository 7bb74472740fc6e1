"""`isnad export`: every format from a record, complete or saying what is cut."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from isnad.cli import export as module
from isnad.cli.main import isnad
from isnad.export.selections import FORMATS, Target
from isnad.model import JudgedLayer, Ruling
from isnad.store.judgements import Draft
from isnad.store.record import Record

SAMPLES = Path(__file__).parents[2] / "isnad" / "data" / "samples"


@pytest.fixture(scope="module")
def record(new_name: Callable[[], str]) -> str:
    name = new_name()
    result = CliRunner().invoke(isnad, ["read", str(SAMPLES), "--record", name])
    assert result.exit_code == 0, result.output
    return name


def run(*arguments: str) -> Result:
    return CliRunner().invoke(isnad, ["export", *arguments])


def test_the_command_knows_the_formats_there_are() -> None:
    assert set(module.FORMATS) == set(FORMATS)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_writes_what_a_record_holds(record: str, form: str, tmp_path: Path) -> None:
    output = tmp_path / "out"
    result = run("--record", record, "--format", form, "--output", str(output))
    assert result.exit_code == 0, result.output
    if FORMATS[form].target is Target.FOLDER:
        assert all(path.stat().st_size > 500 for path in output.iterdir())
    else:
        assert output.stat().st_size > 500


def test_all_reports_are_there_with_their_statements(record: str) -> None:
    lines = [json.loads(line) for line in run("--record", record).stdout.splitlines()]
    assert len(lines) == 30
    for line in lines:
        for statement in line["statements"]:
            start, end = statement["cue"]
            assert line["text"][start:end]


def test_a_query_chooses_reports(record: str) -> None:
    everything = len(run("--record", record).stdout.splitlines())
    found = run("speaker:الصافوني", "--record", record).stdout.splitlines()
    assert 0 < len(found) < everything
    assert all("الصافوني" in line for line in found)


def test_what_is_cut_is_said_in_the_export_and_by_the_status(record: str) -> None:
    result = run("--record", record, "--limit", "3")
    assert result.exit_code == 1
    *reports, last = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(reports) == 3
    assert last["left_out"] == 27
    assert "27 reports" in result.stderr


def test_an_actor_chooses_his_chronology(record: str, tmp_path: Path) -> None:
    result = run("--record", record, "--actor", "الصافوني", "--format", "docx", "--output", str(tmp_path / "one.docx"))
    assert result.exit_code == 0, result.output
    words = ZipFile(BytesIO((tmp_path / "one.docx").read_bytes())).read("word/document.xml").decode()
    assert "الصافوني" in words
    assert run("--record", record, "--actor", "غائب تماما").exit_code == 1


def test_what_a_person_rejected_is_left_out_unless_asked_for(record: str) -> None:
    with Record(record) as opened:
        doubt = next(one for one in opened.doubts(layers=[JudgedLayer.STATEMENTS]))
        made = opened.judge(
            Draft(verdict=Ruling.REJECT, layer=JudgedLayer.STATEMENTS, subject=doubt.subject), author="ليلى"
        )
    try:
        judged, found = (run("--record", record, "--format", "csv", *more).stdout for more in ((), ("--as-found",)))
        rows = [list(csv.DictReader(StringIO(table, newline=""))) for table in (judged, found)]
        assert len(rows[1]) == len(rows[0]) + 1
    finally:
        with Record(record) as opened:
            opened.undo(made.id, "ليلى")


@pytest.mark.parametrize("form", ["parquet", "sqlite"])
def test_a_format_that_is_no_stream_asks_for_a_name(record: str, form: str) -> None:
    result = run("--record", record, "--format", form)
    assert result.exit_code == 2
    assert "--output" in result.output


@pytest.fixture
def pipe(tmp_path: Path) -> Iterator[tuple[Path, Callable[[], bytes]]]:
    """A link to a pipe, as `/dev/stdout` is one, and what comes out of it."""
    reads, writes = os.pipe()
    link = tmp_path / "out"
    link.symlink_to(f"/proc/{os.getpid()}/fd/{writes}")
    os.set_blocking(reads, False)
    yield link, lambda: os.read(reads, 1 << 16)
    os.close(reads)
    os.close(writes)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="links to open files are known to Linux alone")
@pytest.mark.parametrize("form", ["csv", "docx", "jsonl"])
def test_a_pipe_that_is_named_is_written_to(record: str, form: str, pipe: tuple[Path, Callable[[], bytes]]) -> None:
    link, read = pipe
    result = run("--record", record, "--format", form, "--limit", "1", "--output", str(link))
    assert result.exit_code == 1  # since --limit leaves reports out
    assert len(read()) > 100
    assert link.is_symlink()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="links to open files are known to Linux alone")
@pytest.mark.parametrize("form", ["sqlite", "parquet"])
def test_what_is_no_stream_takes_the_place_of_no_pipe(
    record: str, form: str, pipe: tuple[Path, Callable[[], bytes]]
) -> None:
    link, _ = pipe
    result = run("--record", record, "--format", form, "--output", str(link))
    assert result.exit_code == 2
    assert "name a fil" in result.output or "name a fold" in result.output
    assert link.is_symlink()
    assert list(link.parent.iterdir()) == [link]


def test_an_actor_is_found_by_a_part_of_a_name_that_one_alone_has(record: str) -> None:
    refused = run("--record", record, "--actor", "لا أحد بهذا الاسم")
    assert refused.exit_code != 0
    assert "no report of the record names such an actor" in refused.output + str(refused.exception)
