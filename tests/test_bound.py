"""What a measure starts ends with it, whatever signal ends the measure."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
MEASURE = """
import sys, time
from bound import bound

with bound([sys.executable, "-c", "import time; time.sleep(120)"]) as started:
    print(started.pid, flush=True)
    time.sleep(120)
"""
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent ended")


def runs(number: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    told = Path(f"/proc/{number}/stat")  # of one that ended and that nobody waited for, where it is still listed
    return not told.exists() or told.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, pytest.param(signal.SIGKILL, marks=LINUX)])
def test_what_was_started_ends_with_who_started_it(number: signal.Signals) -> None:
    command = [sys.executable, "-c", MEASURE]
    environment = {**os.environ, "PYTHONPATH": str(BENCHMARKS)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as measure:
        assert measure.stdout is not None
        started = int(measure.stdout.readline())
        assert runs(started)
        measure.send_signal(number)
        assert measure.wait(timeout=30) != 0
        until = time.monotonic() + 30
        while runs(started) and time.monotonic() < until:
            time.sleep(0.02)
        assert not runs(started)
