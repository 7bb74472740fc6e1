"""The benchmark of exports measures the program as a user runs it, and says where it fails."""

from __future__ import annotations

import sys
from pathlib import Path

import exports
import pytest
from across_reports import annotated, record_of


def test_an_export_is_measured_and_kept_within_the_limit(tmp_path: Path) -> None:
    with record_of(str(tmp_path / "record.db"), annotated(2)) as record:
        name = record.name
    cost = exports.exported(name, "jsonl")
    assert cost.made
    assert cost.kept
    assert cost.size > sum(len(report.text.encode()) for report, _ in annotated(2))
    assert cost.resident > 10  # a Python with the package takes more
    if sys.platform == "linux":
        assert 0 < cost.own <= cost.resident
    assert not cost._replace(resident=exports.LIMIT).kept


def test_an_export_that_fails_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["exports.py", str(tmp_path / "missing.db"), "jsonl"])
    with pytest.raises(SystemExit) as ended:
        exports.main()
    assert ended.value.code == 1
    assert "FAILED" in capfd.readouterr().out
