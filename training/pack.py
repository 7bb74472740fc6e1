"""Step 4: the vectors as the package keeps them: eight bits a number, words as CRC-32 (`packed.npz`).

python training/pack.py WORK
"""

from __future__ import annotations

import sys
from pathlib import Path

import fasttext
import numpy as np
from classes import NAME_BIT

from isnad.annotate.mentions.vectors import word_key

ROWS = 40_000  # words with a vector of their own; the rest are told by their letters


def main(work: Path) -> None:
    model = fasttext.load_model(str(work / "vectors.bin"))
    words, counts = model.f.getVocab("strict")
    table = np.asarray(model.get_input_matrix())
    keys: dict[int, float] = {}
    kept = []
    for at, (word, count) in enumerate(zip(words, counts, strict=True)):
        if word != "</s>" and word_key(word) not in keys:
            keys[word_key(word)] = count
            kept.append(at)
    rows = np.concatenate([table[kept[:ROWS]], table[len(words) :]])
    scales = np.maximum(np.abs(rows).max(axis=1), 1e-6) / 127
    classes = np.load(work / "classes.npz")
    np.savez(
        work / "packed.npz",
        keys=np.array(list(keys), dtype=np.uint32),
        counts=np.clip(np.round(np.log2(np.array(list(keys.values()), dtype=np.float64)) * 16), 0, 255).astype(
            np.uint8
        ),
        rows=np.round(rows / scales[:, None]).astype(np.int8),
        scales=scales.astype(np.float16),
        buckets=len(table) - len(words),
        class_keys=classes["keys"],
        classes=classes["classes"],
        name_bit=NAME_BIT,
        priors=np.zeros((len(keys) + 1, 4), dtype=np.uint8),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
