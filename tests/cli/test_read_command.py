from __future__ import annotations

import csv
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from server import Server
from sqlalchemy import select

import isnad
from isnad.cli.main import isnad as face
from isnad.errors import RecordError
from isnad.store.record import Record
from isnad.store.schema import METADATA

SAMPLES = Path(isnad.__file__).parent / "data" / "samples"
COMMAND = [sys.executable, "-m", "isnad"]
TIMES = {"tries", "first_seen", "last_seen"}


def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *arguments], input=stdin, capture_output=True, timeout=120)


def listed(record: Path, form: str) -> list[str]:
    """The lines of `isnad problems`."""
    done = CliRunner().invoke(face, ["problems", "--record", str(record), "--format", form])
    assert done.exit_code == 0
    return done.stdout.splitlines()


def rows(path: str | Path) -> dict[str, list[dict[str, Any]]]:
    """All rows in order of their keys, without readings and without what the clock tells of problems."""
    with Record(str(path)) as record, record.engine.connect() as connection:
        found = {}
        for table in METADATA.sorted_tables:
            if table.name != "readings":
                told = connection.execute(select(table).order_by(*table.primary_key)).mappings()
                found[table.name] = [{key: row[key] for key in row if key not in TIMES} for row in told]
        return found


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some hundred reports and two that cannot be read."""
    path = tmp_path_factory.mktemp("reports") / "reports.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(260):
            text = f"قال وزير النقل سامر الهلالي إن الجسر رقم {number} سيفتح يوم الأحد.\n\nوأضاف أن العمل انتهى."
            file.write(json.dumps({"id": f"r{number}", "outlet": "تجربة", "text": text}, ensure_ascii=False) + "\n")
            if number in {40, 200}:
                file.write("{\n")
    return path


@pytest.fixture(scope="module")
def undisturbed(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    path = tmp_path_factory.mktemp("undisturbed") / "record.db"
    done = run("read", reports, "--record", path)
    assert done.returncode == 1
    told = rows(path)
    assert len(told["reports"]) == 260
    assert len(told["problems"]) == 2
    return told


def test_samples_are_read_once(tmp_path: Path) -> None:
    record = tmp_path / "news.db"
    first = run("read", SAMPLES, "--record", record)
    assert (first.returncode, first.stdout) == (0, b"")
    assert f"isnad: {record}: 30 new, 0 corrected, 0 renewed, 0 known, 0 problems" in first.stderr.decode()
    before = rows(record)
    again = run("read", SAMPLES, "--record", record, "--jobs", "2")
    assert "0 new, 0 corrected, 0 renewed, 30 known, 0 problems" in again.stderr.decode()
    assert rows(record) == before


def test_problems_are_told_kept_and_listed(tmp_path: Path) -> None:
    record, path = tmp_path / "news.db", tmp_path / "some.jsonl"
    path.write_text('{"id": "a", "text": "قال سامر الهلالي إن السوق فتحت."}\n{\n', encoding="utf-8")
    done = run("read", path, tmp_path / "missing.txt", "--record", record)
    assert done.returncode == 1
    *told, summary, _ = done.stderr.decode().splitlines()  # the last is what was found over the reports
    assert [line.split(": ")[1] for line in told] == [f"{path}:2", str(tmp_path / "missing.txt")]
    assert "1 new, 0 corrected, 0 renewed, 0 known, 2 problems" in summary
    types = {problem["identifier"]: problem["type"] for problem in map(json.loads, listed(record, "jsonl"))}
    assert types == {f"{path}:2": "format", str(tmp_path / "missing.txt"): "missing-input"}
    rows_told = list(
        csv.DictReader(run("problems", "--record", record, "--format", "csv").stdout.decode().splitlines())
    )
    assert {row["tries"] for row in rows_told} == {"1"}
    assert "format" in run("problems", "--record", record).stdout.decode()
    path.write_text('{"id": "b", "text": "قالت رنا الكرمي إن السوق أغلقت."}\n', encoding="utf-8")
    (tmp_path / "missing.txt").write_text("قال سامر الهلالي إن الجسر فتح.", encoding="utf-8")
    assert run("read", "--record", record, "--retry").returncode == 0
    assert listed(record, "jsonl") == []
    assert [row["id"] for row in rows(record)["reports"]] == ["a", "missing", "b"]


def test_standard_input_is_read(tmp_path: Path) -> None:
    line = json.dumps({"id": "a", "text": "قال سامر الهلالي إن السوق فتحت."}).encode()
    record = tmp_path / "news.db"
    assert run("read", "-", "--record", record, stdin=line + b"\n{\n").returncode == 1
    assert [row["path"] for row in rows(record)["problems"]] == [None]


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["read", "--record", "news.db"], 2, "name a PATH"),
        (["read", "a.txt"], 2, "--record"),
        (["read", "--again", "--record", "none.db"], 1, "none.db: there is no such record"),
        (["problems", "--record", "none.db"], 1, "none.db: there is no such record"),
        (["read", "a.txt", "--record", "mysql://me:secret@host/news"], 1, "mysql://me:***@host/news"),
    ],
)
def test_what_cannot_be_asked_is_told(tmp_path: Path, arguments: list[str], status: int, words: str) -> None:
    done = subprocess.run([*COMMAND, *arguments], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (done.returncode, words in done.stderr) == (status, True), done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("seed", range(3))
def test_a_killed_reading_goes_on_to_the_same_record(
    seed: int, reports: Path, undisturbed: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    record = tmp_path / "news.db"
    process = _started(reports, record)
    _wait_for_rows(record, process)
    time.sleep(random.Random(seed).uniform(0, 1))
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert run("read", reports, "--record", record, "--jobs", "2").returncode == 1
    assert rows(record) == undisturbed


def test_an_interrupted_reading_goes_on_to_the_same_record(
    reports: Path, undisturbed: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    record = tmp_path / "news.db"
    process = _started(reports, record)
    _wait_for_rows(record, process)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode in (1, 130)  # 1 where it had come to its end
    assert b"Traceback" not in said
    assert b" new, 0 corrected" in said
    with Record(str(record)) as kept:
        before = len(list(kept.reports(check=True)))
    done = run("read", reports, "--record", record)
    assert f"{260 - before} new, 0 corrected, 0 renewed, {before} known, 2 problems" in done.stderr.decode()
    assert rows(record) == undisturbed


def test_two_readings_of_the_same_at_once_double_nothing(
    reports: Path, undisturbed: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    record = tmp_path / "news.db"
    both = [_started(reports, record, jobs=1) for _ in range(2)]
    said = [process.communicate(timeout=120)[1].decode() for process in both]
    assert [process.returncode for process in both] == [1, 1], said
    told = rows(record)
    told["reports"].sort(key=lambda row: int(row["id"][1:]))
    assert [row["id"] for row in told["reports"]] == [f"r{number}" for number in range(260)]
    for name in ("statements", "mentions", "entities", "times", "events", "problems", "runs"):
        assert len(told[name]) == len(undisturbed[name])


def _started(reports: Path, record: str | Path, jobs: int = 2) -> subprocess.Popen[bytes]:
    command = [*COMMAND, "read", str(reports), "--record", str(record), "--jobs", str(jobs)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)


def test_a_killed_reading_of_a_server_goes_on_to_the_same_record(server: Server, reports: Path, tmp_path: Path) -> None:
    """With fewer reports, since what is written in one transaction on a file is so on a server too."""
    some = tmp_path / "some.jsonl"
    some.write_text("".join(reports.read_text(encoding="utf-8").splitlines(keepends=True)[:75]), encoding="utf-8")
    undisturbed, record = server.schema(), server.schema()
    assert run("read", some, "--record", undisturbed).returncode == 1
    process = _started(some, record, jobs=1)
    _wait_for_rows(record, process)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert run("read", some, "--record", record).returncode == 1
    told = rows(record)
    assert len(told["reports"]) == 74
    assert told == rows(undisturbed)


def _wait_for_rows(record: str | Path, process: subprocess.Popen[bytes]) -> None:
    """Until the first chunk is written."""
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        if isinstance(record, str) or (record.exists() and record.with_name("news.db-wal").exists()):
            try:
                with Record(str(record), read_only=True) as kept:
                    if next(kept.reports(), None) is not None:
                        return
            except RecordError:
                pass
        time.sleep(0.02)
