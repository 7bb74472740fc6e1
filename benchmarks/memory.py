"""The most memory that a worker and its parent hold while they annotate corpus reports.

    python benchmarks/memory.py [--reports 2000] [--jobs 2] [--corpus FILE]

Prints megabytes of resident memory at their peak: of the largest worker, and of the parent, which must not grow with
the number of reports.
"""

from __future__ import annotations

import argparse
import resource
from itertools import islice
from pathlib import Path

from isnad.workflow import Settings, annotate_paths

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "news_2018.jsonl.gz"
KILOBYTES = 1024


def peak(who: int) -> float:
    """Megabytes; the system tells kilobytes, of children that have ended."""
    return resource.getrusage(who).ru_maxrss / KILOBYTES


def main() -> None:
    """Annotates some reports, ends the workers, and asks the system."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("--reports", type=int, default=2000)
    ask.add_argument("--jobs", type=int, default=2)
    ask.add_argument("--corpus", type=Path, default=CORPUS)
    options = ask.parse_args()
    if options.jobs < 2:
        ask.error("a worker is measured: --jobs is at least 2")
    items = annotate_paths([str(options.corpus)], Settings(jobs=options.jobs))
    read = sum(1 for _ in islice(items, options.reports))
    items.close()
    print(f"{read} reports, {options.jobs} workers")
    print(f"largest worker {peak(resource.RUSAGE_CHILDREN):.0f} MB")
    print(f"parent         {peak(resource.RUSAGE_SELF):.0f} MB")


if __name__ == "__main__":
    main()
