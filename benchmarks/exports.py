"""What an export of a whole record costs: seconds, the peak of memory, and the size of what is written.

    python benchmarks/exports.py RECORD [FORMAT...]

Each format is written by `isnad export` in a process of its own to a temporary file. Memory is the resident one of that
process at its peak, mapped pages of the record included, and the peak of what is its own and lies in no file (Linux,
looked at every moment). Exits with 1 where an export fails or holds `LIMIT` or more.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import NamedTuple

from isnad.export.selections import FORMATS

LIMIT = 500  # megabytes
KILOBYTES = 1024
MEGABYTES = KILOBYTES * KILOBYTES
MOMENT = 0.05  # seconds


class Cost(NamedTuple):
    """Of one export: whether it was made, seconds by the clock, megabytes of memory in all and of its own, bytes."""

    made: bool
    seconds: float
    resident: float
    own: float
    size: int

    @property
    def kept(self) -> bool:
        """Whether it was made within the limit."""
        return self.made and self.resident < LIMIT


def exported(record: str, form: str) -> Cost:
    """What one format costs."""
    command = [sys.executable, "-m", "isnad", "export", "--record", record, "--format", form]
    with TemporaryDirectory() as folder:
        path = Path(folder, "export")
        start, resident, own = perf_counter(), 0.0, 0.0
        process = subprocess.Popen([*command, "--output", str(path)])
        while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
            resident, own = max(resident, _held(process.pid, "VmHWM:")), max(own, _held(process.pid, "RssAnon:"))
            sleep(MOMENT)
        seconds = perf_counter() - start
        files = path.rglob("*") if path.is_dir() else [path] if path.exists() else []
        size = sum(file.stat().st_size for file in files)
    _, status, used = ended
    process.returncode = os.waitstatus_to_exitcode(status)
    # What `wait4` tells begins with what this process held when it made the other: only where nothing else is known.
    return Cost(process.returncode == 0, seconds, resident or used.ru_maxrss / KILOBYTES, own, size)


def _held(process: int, field: str) -> float:
    """Megabytes of a field of what the system tells of a process; 0 where it tells nothing."""
    try:
        told = Path(f"/proc/{process}/status").read_text(encoding="ascii")
        return int(told.partition(field)[2].split()[0]) / KILOBYTES
    except (OSError, IndexError):
        return 0.0


def main() -> None:
    """All formats, or some, one after the other."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("record")
    ask.add_argument("forms", nargs="*", metavar="FORMAT", help="of isnad export; all without it")
    options = ask.parse_args()
    if unknown := set(options.forms) - set(FORMATS):
        ask.error(f"no such format: {', '.join(sorted(unknown))}")
    print(f"{'format':<16}{'seconds':>9}{'peak MB':>9}{'own MB':>9}{'written MB':>12}   under {LIMIT} MB")
    kept = True
    for form in options.forms or FORMATS:
        cost = exported(options.record, form)
        kept = kept and cost.kept
        told = f"{form:<16}{cost.seconds:>9.1f}{cost.resident:>9.0f}{cost.own:>9.0f}{cost.size / MEGABYTES:>12.1f}"
        print(f"{told}   {('yes' if cost.kept else 'NO') if cost.made else 'FAILED'}", flush=True)
    sys.exit(0 if kept else 1)


if __name__ == "__main__":
    main()
