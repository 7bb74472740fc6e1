"""Counts in how many reports each term stands, for `isnad/data/models/terms.npz` and its card.

    python training/terms.py REPORTS [--leave-out FILE] [--output FOLDER]

REPORTS is JSON Lines; the reports whose ids stand in FILE are left out. Terms of fewer than four reports are not kept.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from pathlib import Path

import numpy as np

from isnad.ingest import read_paths
from isnad.model import Report
from isnad.resolve.background import STEP
from isnad.resolve.terms import terms_of

LEAST = 4


def main() -> None:
    """Counts and writes."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("reports")
    ask.add_argument("--leave-out", type=Path)
    ask.add_argument("--output", type=Path, default=Path("isnad/data/models"))
    options = ask.parse_args()
    lines = options.leave_out.read_text(encoding="utf-8").splitlines() if options.leave_out else []
    left_out = {json.loads(line)["id"] for line in lines}
    counts, reports = Counter[int](), 0
    for report in read_paths([options.reports]):
        if isinstance(report, Report) and report.id not in left_out:
            counts.update(terms_of(report)[0].keys())
            reports += 1
    terms = np.array(sorted(term for term, count in counts.items() if count >= LEAST), dtype=np.int64)
    logarithms = np.round(np.log([counts[term] for term in terms.tolist()]) / STEP).astype(np.uint8)
    file = options.output / "terms.npz"
    np.savez_compressed(file, steps=np.diff(terms, prepend=0), logarithms=logarithms)
    card = {
        "format": 1,
        "version": "1.0",
        "reports": reports,
        "terms": len(terms),
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "source": "Arabic news reports of 2018 of five outlets; stems hashed to 63 bits, no text",
        "least": LEAST,
        "step": STEP,
    }
    (options.output / "terms.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
