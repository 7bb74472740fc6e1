"""What an export of many reports costs: seconds, the peak of memory and the size of what is written.

Each format runs in a process of its own on invented reports of the length of a news report.

    python benchmarks/exports.py [REPORTS]
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

from msgspec.structs import replace

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "export")]

from invented_record import REPORTS, Invented, Read  # noqa: E402

from isnad.export.selections import FORMATS, Target, writer  # noqa: E402

TIMES = 4  # which makes a report of some 1,200 characters
MENTIONS, STATEMENTS, EVENTS = 15, 4, 4  # times those of the invented report


class Many(Invented):
    """The invented report again and again under other ids, made when it is asked for."""

    count = 0

    def readings(self) -> Iterator[Read]:
        first = REPORTS[0]
        layers = replace(
            first.layers,
            mentions=first.layers.mentions * MENTIONS,
            statements=first.layers.statements * STATEMENTS,
            events=first.layers.events * EVENTS,
        )
        for at in range(self.count):
            text = f"{first.report.text}\n" * TIMES
            yield Read(replace(first.report, id=f"rawasi/{at}", text=f"{text}{at}"), layers)


def measure(form: str, count: int) -> None:
    """Exports in this process and prints what it cost."""
    selection = Many()
    selection.count = count
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out"
        started = time.perf_counter()
        if FORMATS[form].target is Target.TEXT:
            with path.open("w", encoding="utf-8", newline="") as out:
                writer(form)(selection, out)
        elif FORMATS[form].target is Target.BINARY:
            with path.open("wb") as binary:
                writer(form)(selection, binary)
        else:
            writer(form)(selection, path)
        seconds = time.perf_counter() - started
        size = sum(file.stat().st_size for file in (path.rglob("*") if path.is_dir() else [path]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{form:10} {seconds:7.1f} s {peak:7.0f} MB {size / 1e6:9.1f} MB on disk", flush=True)


def main() -> None:
    """All formats, one after the other."""
    given = SimpleNamespace(count=sys.argv[1] if len(sys.argv) > 1 else "31000", form=sys.argv[2:])
    if given.form:
        measure(given.form[0], int(given.count))
        return
    for form in FORMATS:
        subprocess.run([sys.executable, __file__, given.count, form], check=True)


if __name__ == "__main__":
    main()
