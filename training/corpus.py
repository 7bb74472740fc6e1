"""Step 1: the unlabelled reports as one file of normalised words, a line a sentence (`words.txt`).

python training/corpus.py REPORTS.jsonl.gz WORK
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

from isnad.text import TextLayer


def main(reports: Path, work: Path) -> None:
    work.mkdir(parents=True, exist_ok=True)
    with gzip.open(reports, "rt", encoding="utf-8") as lines, (work / "words.txt").open("w", encoding="utf-8") as out:
        for line in lines:
            layer = TextLayer(json.loads(line)["text"])
            for first, last in layer.segments:
                out.write(" ".join(layer.words.forms[first:last]) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
