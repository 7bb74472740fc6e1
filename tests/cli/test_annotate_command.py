from __future__ import annotations

import json
import os
import pty
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

import isnad

SAMPLES = Path(isnad.__file__).parent / "data" / "samples"
COMMAND = [sys.executable, "-m", "isnad"]
TEXT = "اجتماع\n\nقال وزير الداخلية فتحي باشاغا إن الاجتماع سيعقد غدا في طرابلس."


def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *arguments], input=stdin, capture_output=True, timeout=60)


def line(identifier: str, text: str = TEXT) -> str:
    return json.dumps({"id": identifier, "outlet": "تجربة", "text": text}, ensure_ascii=False) + "\n"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(line(f"r{number}") for number in range(3)), encoding="utf-8")
    return path


def test_a_line_a_report_and_nothing_beside(reports: Path) -> None:
    done = run("annotate", reports)
    assert (done.returncode, done.stderr) == (0, b"")
    records = [json.loads(row) for row in done.stdout.splitlines()]
    assert [record["id"] for record in records] == ["r0", "r1", "r2"]
    assert records[0]["text"] == TEXT


def test_an_unreadable_report_between_readable_ones(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_bytes(line("a").encode() + b'{"id": "b", \xff\n' + line("c").encode())
    done = run("annotate", path, tmp_path / "missing.txt", path)
    records = [json.loads(row) for row in done.stdout.splitlines()]
    assert [("error" in record) for record in records] == [
        False,
        True,
        False,
        True,
        *["error" in r for r in records[4:]],
    ]
    messages = done.stderr.decode().splitlines()
    errors = [record for record in records if "error" in record]
    assert done.returncode == 1
    assert messages == [f"isnad: {error['error']['message']}" for error in errors]
    assert not any(error["error"]["message"].startswith(f"{error['id']}: {error['id']}") for error in errors)
    assert errors[1]["error"]["type"] == "missing-input"


def test_standard_input_is_read_where_a_dash_stands(reports: Path) -> None:
    piped = run("annotate", "-", stdin=reports.read_bytes())
    assert piped.returncode == 0
    assert [json.loads(row)["id"] for row in piped.stdout.splitlines()] == ["r0", "r1", "r2"]


@pytest.mark.parametrize("form", ["jsonl", "html"])
def test_two_processes_give_the_bytes_of_one(form: str) -> None:
    one, two = (run("annotate", SAMPLES, "nowhere.txt", "--format", form, "--jobs", jobs) for jobs in "12")
    assert one.stdout == two.stdout
    assert one.stderr == two.stderr
    assert (one.returncode, two.returncode) == (1, 1)


@pytest.mark.parametrize("form", ["json", "table", "html"])
def test_each_format_is_written(form: str, reports: Path) -> None:
    done = run("annotate", reports, "--format", form)
    assert done.returncode == 0
    assert "باشاغا" in done.stdout.decode()


def test_the_profile_names_the_stages_beside_the_output(reports: Path) -> None:
    done = run("annotate", reports, "--profile")
    assert len(done.stdout.splitlines()) == 3
    stages = [row.split()[0] for row in done.stderr.decode().splitlines()]
    assert {"read", "statements", "all"} <= set(stages)


def test_rejections_are_shown_to_explain(reports: Path) -> None:
    assert "rejections" in json.loads(run("annotate", reports, "--explain").stdout.splitlines()[0])


def test_a_report_of_too_many_characters_is_given_up(reports: Path) -> None:
    done = run("annotate", reports, "--max-characters", "10")
    assert done.returncode == 1
    assert {json.loads(row)["error"]["type"] for row in done.stdout.splitlines()} == {"too-large"}


def test_output_replaces_a_file_and_keeps_its_mode(reports: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("before")
    target.chmod(0o640)
    (tmp_path / "link.jsonl").symlink_to(target)
    done = run("annotate", reports, "--output", tmp_path / "link.jsonl")
    assert (done.returncode, done.stdout) == (0, b"")
    assert len(target.read_text(encoding="utf-8").splitlines()) == 3
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.jsonl", "out.jsonl", "reports.jsonl"]


def test_output_may_be_a_device(reports: Path) -> None:
    assert run("annotate", reports, "--output", "/dev/null").returncode == 0
    assert not Path("/dev/null").is_file()


def test_output_into_no_folder_is_one_clear_line(reports: Path, tmp_path: Path) -> None:
    done = run("annotate", reports, "--output", tmp_path / "none" / "out.jsonl")
    assert done.returncode == 1
    assert done.stderr.startswith(b"isnad: ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("wrong", [[], ["--jobs", "0", "x"], ["--format", "docx", "x"], ["--no-such", "x"]])
def test_wrong_usage_is_status_two(wrong: list[str]) -> None:
    assert run("annotate", *wrong).returncode == 2


def test_a_reader_that_leaves_is_no_matter(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(line(f"r{number}") for number in range(2000)), encoding="utf-8")
    process = subprocess.Popen([*COMMAND, "annotate", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=20) == 141


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_is_status_130_without_a_trace(jobs: str, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    process = subprocess.Popen(
        [*COMMAND, "annotate", "-", "--jobs", jobs, "--output", target],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdin is not None
    assert process.stderr is not None
    process.stdin.write((line("a") + line("b")).encode())
    process.stdin.flush()
    deadline = time.monotonic() + 20
    while not list(tmp_path.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.3)
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(timeout=20) == 130
    assert process.stderr.read().strip() == b""
    assert not list(tmp_path.iterdir())


def test_a_bar_is_shown_on_a_terminal_after_two_seconds(tmp_path: Path) -> None:
    """The work is made to last by a writer that takes its time."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, "annotate", "-", "--output", tmp_path / "out.jsonl"],
        stdin=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"},
    )
    os.close(theirs)
    assert process.stdin is not None
    for number in range(4):
        process.stdin.write((line(f"r{number}", TEXT + "\n" + "نص " * 30_000)).encode())
        process.stdin.flush()
        time.sleep(0.9)
    process.stdin.close()
    shown = b""
    while process.poll() is None or not shown:
        try:
            shown += os.read(ours, 65536)
        except OSError:
            break
    os.close(ours)
    assert process.wait(timeout=20) == 0
    assert b"reports" in shown
