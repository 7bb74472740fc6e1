"""Step 2: fastText vectors of words and letter runs, from `words.txt`; one thread, so that they come out the same.

python training/embed.py WORK
"""

from __future__ import annotations

import sys
from pathlib import Path

import fasttext

DIMENSIONS, BUCKETS, SHORTEST, LONGEST = 96, 60_000, 3, 5


def main(work: Path) -> None:
    model = fasttext.train_unsupervised(
        str(work / "words.txt"),
        model="skipgram",
        dim=DIMENSIONS,
        bucket=BUCKETS,
        minn=SHORTEST,
        maxn=LONGEST,
        minCount=4,
        ws=4,
        neg=5,
        epoch=5,
        lr=0.05,
        t=1e-4,
        thread=1,
        verbose=2,
    )
    model.save_model(str(work / "vectors.bin"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
