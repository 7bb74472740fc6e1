from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "isnad"]
BODY = (
    "أعلن وزير النقل السلواني سامر الهلالي الأحد افتتاح جسر الواحة المعلق فوق نهر الزمرد بعد أربع سنوات من العمل.\n"
    "وقال الهلالي أمام مئات من سكان بلدة الرمانة إن الجسر سيختصر الطريق إلى الميناء الشرقي بساعتين كاملتين."
)


def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *arguments], input=stdin, capture_output=True, timeout=60)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    told = [
        {"id": "a", "outlet": "صدى", "published": "2031-04-06", "title": "جسر الواحة", "text": f"جسر الواحة\n\n{BODY}"},
        {"id": "b", "outlet": "ضفاف", "published": "2031-04-07", "title": "الجسر", "text": f"الجسر\n\n{BODY}"},
        {"id": "c", "outlet": "ضفاف", "published": "2031-04-07", "text": "أتلف الصقيع محصول اللوز في هضبة النورس."},
    ]
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in told), encoding="utf-8")
    return path


def test_a_line_a_story_with_the_fields_of_the_contract_first(reports: Path) -> None:
    done = run("stories", reports)
    assert (done.returncode, done.stderr) == (0, b"")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(line["reports"], line["copies"], line["independent"]) for line in lines] == [
        (["a", "b"], [["a", "b"]], 1),
        (["c"], [], 1),
    ]
    assert [*lines[0]][:3] == ["story", "reports", "copies"]


def test_what_annotate_wrote_gives_the_same_stories(reports: Path, tmp_path: Path) -> None:
    annotated = tmp_path / "annotated.jsonl"
    assert run("annotate", reports, "--output", annotated).returncode == 0
    assert run("stories", annotated).stdout == run("stories", reports).stdout


def test_json_is_one_array(reports: Path, tmp_path: Path) -> None:
    output = tmp_path / "stories.json"
    assert run("stories", reports, "--format", "json", "--output", output).returncode == 0
    assert [story["reports"] for story in json.loads(output.read_text(encoding="utf-8"))] == [["a", "b"], ["c"]]


def test_a_table_shows_wordings_and_reports(reports: Path) -> None:
    shown = run("stories", reports, "--format", "table").stdout.decode()
    assert "1/2" in shown
    assert "1 reports that stand alone" in shown


def test_an_unreadable_report_is_named_and_the_others_are_grouped(reports: Path, tmp_path: Path) -> None:
    done = run("stories", reports, tmp_path / "missing.jsonl")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [line["error"]["type"] for line in lines if "error" in line] == ["missing-input"]
    assert done.stderr.decode() == f"isnad: {lines[-1]['error']['message']}\n"
    assert sorted(name for line in lines[:-1] for name in line["reports"]) == ["a", "b", "c"]


def test_nothing_read_gives_an_empty_array(tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("\n", encoding="utf-8")
    assert json.loads(run("stories", empty, "--format", "json").stdout) == []
