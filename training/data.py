"""Reading the gold and the corpus as sentences of forms and labels; what all later steps share."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from isnad.annotate.mentions.vectors import Vectors
from isnad.annotate.mentions.words import word_input
from isnad.text import TextLayer

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")
TYPES = ("PER", "ORG", "LOC", "MISC")
TABLE = 8192
HASHED = 7
# Blocks of the gold that are held out, as shares of its length: documents run through consecutive sentences.
HELD_OUT = ((0.20, 0.24), (0.55, 0.59), (0.90, 1.0))


class Sentence(NamedTuple):
    """Forms (hashtags taken apart) and a label each."""

    forms: list[str]
    labels: list[int]


def read_gold(path: Path) -> list[tuple[str, list[Sentence]]]:
    """The sentences of each line of the gold, by its id."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        layer = TextLayer(record["text"])
        words = layer.words
        labels = [0] * len(words)
        for mention in record["mentions"]:
            start, end = mention["span"]
            kind = 1 + 2 * TYPES.index(mention["type"])
            inside = [at for at in range(len(words)) if words.starts[at] < end and words.ends[at] > start]
            for at in inside:
                labels[at] = kind if at == inside[0] else kind + 1
        for first, _ in layer.segments:  # a name that a cut divides begins anew
            labels[first] -= labels[first] > 0 and labels[first] % 2 == 0
        found.append((record["id"], [Sentence(words.forms[a:b], labels[a:b]) for a, b in layer.segments]))
    return found


def is_held_out(at: int, size: int) -> bool:
    """Whether the line at this place of the gold is held out."""
    return any(first <= at / size < last for first, last in HELD_OUT)


def read_corpus(work: Path, share: float, seed: int) -> Iterator[list[str]]:
    """Some of the corpus's sentences, of three to eighty words."""
    chance = random.Random(seed)
    with (work / "words.txt").open(encoding="utf-8") as lines:
        for line in lines:
            if chance.random() < share:
                forms = line.split()
                if 3 <= len(forms) <= 80:
                    yield forms


def load_vectors(work: Path) -> Vectors:
    """The packed vectors (`pack.py`) as the package reads them."""
    packed = dict(np.load(work / "packed.npz"))
    priors = work / "priors.npz"
    if priors.exists():
        packed["priors"] = np.load(priors)["priors"]
    return Vectors(
        **{name: packed[name] for name in packed if name not in ("buckets", "name_bit")},
        buckets=int(packed["buckets"]),
        name_bit=int(packed["name_bit"]),
    )


class Inputs:
    """Numbers for every form that was asked for, computed once."""

    def __init__(self, vectors: Vectors) -> None:
        self.vectors = vectors
        self.place: dict[str, int] = {}
        self.dense = np.zeros((0, 0), dtype=np.float32)
        self.hashed = np.zeros((0, HASHED), dtype=np.int64)

    def add(self, sentences: Sequence[Sequence[str]]) -> None:
        """Make the forms of these sentences known."""
        new = sorted({form for forms in sentences for form in forms} - self.place.keys())
        for first in range(0, len(new), 5000):
            part = new[first : first + 5000]
            told = word_input(self.vectors, part, TABLE)
            for form in part:
                self.place[form] = len(self.place)
            self.dense = np.concatenate([self.dense, told.dense]) if len(self.dense) else told.dense
            self.hashed = np.concatenate([self.hashed, np.array(told.hashed, dtype=np.int64)])

    def ids(self, forms: Sequence[str]) -> list[int]:
        """Places of the forms in `dense` and `hashed`."""
        return [self.place[form] for form in forms]
