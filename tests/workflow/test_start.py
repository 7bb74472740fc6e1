"""What is loaded before a report is read."""

from __future__ import annotations

import subprocess
import sys

LARGE = ("duckdb", "pyarrow", "rensa", "isnad.resolve")


def test_annotating_loads_nothing_of_the_steps_over_reports() -> None:
    code = f"import sys, isnad.workflow, isnad.annotate; print([name for name in {LARGE} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
