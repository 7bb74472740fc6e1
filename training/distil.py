"""Step 6: the student, taught by all teachers on the corpus and by the gold.

The teachers' probabilities (of their chains, averaged) on sentences of the corpus are what the student learns to give.

    python training/distil.py GOLD WORK NAME TEACHER... [--all] [--share S] [--epochs N]
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch
from data import LABELS, Inputs, is_held_out, load_vectors, read_corpus, read_gold
from learn import Batch, Shuffler, by_length, decode, emissions_of, score, shown
from networks import Chain, Student, Teacher
from torch import nn


def probabilities(names: list[str], work: Path, inputs: Inputs, sentences: list[list[str]]) -> list[np.ndarray]:
    """The mean of the teachers' probabilities of each label."""
    total: list[np.ndarray] = []
    for name in names:
        saved = torch.load(work / f"{name}.pt")
        width = inputs.dense.shape[1]
        network = Student(width, width=saved.get("width", 128)) if saved["kind"] == "student" else Teacher(width)
        network.load_state_dict(saved["network"])
        chain = Chain()
        chain.load_state_dict(saved["chain"])
        told = emissions_of(network, inputs, sentences, chain)
        total = [a + b for a, b in zip(total, told, strict=True)] if total else told
        print(name, "has read", flush=True)
    return [(rows / len(names)).astype(np.float16) for rows in total]


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("gold", type=Path)
    ask.add_argument("work", type=Path)
    ask.add_argument("name")
    ask.add_argument("teachers", nargs="+")
    ask.add_argument("--all", action="store_true")
    ask.add_argument("--share", type=float, default=0.1)
    ask.add_argument("--epochs", type=int, default=6)
    ask.add_argument("--rate", type=float, default=2e-3)
    ask.add_argument("--tokens", type=int, default=1500)
    ask.add_argument("--gold-weight", type=float, default=0.5, help="share of the gold's own labels")
    ask.add_argument("--repeat", type=int, default=3, help="how often the gold is read an epoch")
    ask.add_argument("--dropout", type=float, default=0.1)
    ask.add_argument("--begin", help="a student to begin from")
    ask.add_argument("--width", type=int, default=128)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--threads", type=int, default=2)
    told = ask.parse_args()
    torch.set_num_threads(told.threads)
    torch.manual_seed(told.seed)
    chance = random.Random(told.seed)
    gold = read_gold(told.gold)
    train = [s for at, (_, part) in enumerate(gold) for s in part if told.all or not is_held_out(at, len(gold))]
    held = [s for at, (_, part) in enumerate(gold) for s in part if is_held_out(at, len(gold))]
    vary = Shuffler(train, told.seed)
    varied = [vary(s) for _ in range(told.repeat) for s in train]
    corpus = list(read_corpus(told.work, told.share, told.seed))
    inputs = Inputs(load_vectors(told.work))
    inputs.add([*(s.forms for s in varied), *(s.forms for s in held), *corpus])
    print(len(train), "and", len(corpus), "sentences,", len(inputs.place), "forms", flush=True)
    labelled = probabilities(told.teachers, told.work, inputs, [s.forms for s in varied])
    sharp = np.eye(len(LABELS), dtype=np.float16)
    mixed = [
        (1 - told.gold_weight) * rows + told.gold_weight * sharp[s.labels]
        for rows, s in zip(labelled, varied, strict=True)
    ]
    targets = mixed + probabilities(told.teachers, told.work, inputs, corpus)
    sentences = [*(s.forms for s in varied), *corpus]
    student = Student(inputs.dense.shape[1], width=told.width, dropout=told.dropout)
    if told.begin:
        student.load_state_dict(torch.load(told.work / f"{told.begin}.pt")["network"])
    chain = Chain()
    optimiser = torch.optim.AdamW(student.parameters(), lr=told.rate, weight_decay=0.01)
    steps = told.epochs * len(by_length(sentences, told.tokens, None))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / 100) * max(0.02, 1 - step / steps)
    )
    for epoch in range(told.epochs):
        begin = time.time()
        student.train()
        losses = []
        for part in by_length(sentences, told.tokens, chance):
            batch = Batch(inputs, [sentences[at] for at in part])
            wanted = torch.zeros(*batch.mask.shape, len(LABELS))
            for row, at in enumerate(part):
                wanted[row, : len(sentences[at])] = torch.from_numpy(targets[at].astype(np.float32))
            loss = -(wanted * batch.run(student).log_softmax(-1)).sum() / batch.mask.sum()
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(student.parameters(), 5.0)
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
        emissions = emissions_of(student, inputs, [s.forms for s in held])
        found = decode([rows - np.logaddexp.reduce(rows, 1)[:, None] for rows in emissions], chain)
        print(f"epoch {epoch} loss {np.mean(losses):.4f} {time.time() - begin:.0f}s", flush=True)
        print(shown(score([s.labels for s in held], found)), flush=True)
        print(shown(score([s.labels for s in held], found)), flush=True)
        torch.save(
            {"kind": "student", "network": student.state_dict(), "chain": chain.state_dict()},
            told.work / f"{told.name}.pt",
        )


if __name__ == "__main__":
    main()
