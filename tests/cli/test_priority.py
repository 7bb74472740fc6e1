"""Commands that let other programs go first."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

TOLD = """
import os
from isnad.cli.priority import give_way
{before}
give_way()
give_way()
print(os.getpriority(os.PRIO_PROCESS, 0))
"""


@pytest.mark.skipif(not hasattr(os, "setpriority"), reason="a system without an order of processes")
@pytest.mark.parametrize(("before", "after"), [("pass", 10), ("os.setpriority(0, 0, 15)", 15)])
def test_a_command_gives_way_once_and_never_takes_back(before: str, after: int) -> None:
    code = TOLD.format(before=before)
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(told.stdout) == max(after, os.getpriority(os.PRIO_PROCESS, 0))
