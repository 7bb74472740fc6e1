"""Step 6: how often each word of the corpus is a name of each type, as the first networks read it (`priors.npz`).

python training/priors.py WORK NAME... [--share S]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from data import Inputs, load_vectors, read_corpus
from distil import probabilities

LEAST = 3.0  # sightings that count as no evidence for any type, so that rare words are told with caution


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("work", type=Path)
    ask.add_argument("teachers", nargs="+")
    ask.add_argument("--share", type=float, default=0.4)
    ask.add_argument("--threads", type=int, default=2)
    told = ask.parse_args()
    torch.set_num_threads(told.threads)
    inputs = Inputs(load_vectors(told.work))
    corpus = list(read_corpus(told.work, told.share, 7))
    inputs.add(corpus)
    rows = probabilities(told.teachers, told.work, inputs, corpus)
    size = len(np.load(told.work / "packed.npz")["keys"]) + 1
    sums, seen = np.zeros((size, 4)), np.zeros(size)
    known = inputs.vectors.known
    places = {form: (known(form), known(inputs.vectors.read(form).stem)) for form in inputs.place}
    for forms, probability in zip(corpus, rows, strict=True):
        by_type = probability[:, 1:].reshape(len(forms), 4, 2).sum(2)
        for form, types in zip(forms, by_type, strict=True):
            for place in set(places[form]):
                sums[place] += types
                seen[place] += 1
    priors = sums / (seen + LEAST)[:, None]
    priors[-1] = 0
    np.savez_compressed(told.work / "priors.npz", priors=np.round(priors * 255).astype(np.uint8))


if __name__ == "__main__":
    main()
