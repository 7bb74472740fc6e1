"""Step 5: a network that has read the corpus: it guesses the cluster of hidden words from the words around them.

    python training/pretrain.py WORK NAME [--share S] [--width N]

The clusters are k-means of the words' own vectors. What it learns is where the networks trained on the gold begin.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch
from data import Inputs, load_vectors, read_corpus
from learn import Batch, by_length
from networks import Student
from torch import nn

CLUSTERS = 1000
HIDDEN = 0.2


def clusters(vectors: np.ndarray, seed: int) -> torch.Tensor:
    """The centres of the vectors' directions."""
    torch.manual_seed(seed)
    rows = nn.functional.normalize(torch.from_numpy(vectors), dim=1)
    centres = rows[torch.randperm(len(rows))[:CLUSTERS]]
    for _ in range(8):
        nearest = torch.cat([(part @ centres.T).argmax(1) for part in rows.split(4096)])
        sums = torch.zeros_like(centres).index_add(0, nearest, rows)
        sizes = torch.bincount(nearest, minlength=CLUSTERS)
        centres = torch.where(sizes[:, None] > 0, nn.functional.normalize(sums, dim=1), centres)
    return centres


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("work", type=Path)
    ask.add_argument("name")
    ask.add_argument("--share", type=float, default=0.5)
    ask.add_argument("--width", type=int, default=192)
    ask.add_argument("--rate", type=float, default=2e-3)
    ask.add_argument("--tokens", type=int, default=4000)
    ask.add_argument("--seed", type=int, default=3)
    ask.add_argument("--threads", type=int, default=2)
    told = ask.parse_args()
    torch.set_num_threads(told.threads)
    torch.manual_seed(told.seed)
    vectors = load_vectors(told.work)
    corpus = list(read_corpus(told.work, told.share, told.seed))
    inputs = Inputs(vectors)
    inputs.add(corpus)
    size = vectors.width
    centres = clusters(inputs.dense[:40000, size : 2 * size].copy(), told.seed)
    rows = torch.from_numpy(inputs.dense)
    cluster = torch.cat(
        [(nn.functional.normalize(part[:, size : 2 * size], dim=1) @ centres.T).argmax(1) for part in rows.split(8192)]
    )
    network = Student(inputs.dense.shape[1], width=told.width, dropout=0.0)
    head = nn.Linear(told.width, CLUSTERS)
    parameters = [*network.parameters(), *head.parameters()]
    optimiser = torch.optim.AdamW(parameters, lr=told.rate, weight_decay=0.0)
    begin, read, losses = time.time(), 0, []
    batches = by_length(corpus, told.tokens, random.Random(told.seed))
    print(len(corpus), "sentences", len(batches), "batches", flush=True)
    for step, part in enumerate(batches):
        optimiser.param_groups[0]["lr"] = told.rate * min(1.0, (step + 1) / 100) * (1 - step / len(batches))
        sentences = [corpus[at] for at in part]
        batch = Batch(inputs, sentences)
        hidden = (torch.rand(batch.mask.shape) < HIDDEN) & (batch.mask > 0)
        words = network.word(batch.dense, batch.hashed) * (batch.mask * ~hidden)[..., None]
        for layer in network.convolutions:
            near = layer(words.transpose(1, 2)).transpose(1, 2)
            words = (words + torch.relu(near)) * batch.mask[..., None]
        wanted = torch.zeros(batch.mask.shape, dtype=torch.long)
        for row, forms in enumerate(sentences):
            wanted[row, : len(forms)] = cluster[inputs.ids(forms)]
        loss = nn.functional.cross_entropy(head(words[hidden]), wanted[hidden])
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 5.0)
        optimiser.step()
        losses.append(loss.item())
        read += int(batch.mask.sum())
        if step % 100 == 0:
            print(f"{step} {read} tokens, loss {np.mean(losses[-100:]):.3f}, {time.time() - begin:.0f}s", flush=True)
    print(f"{read} tokens, loss {np.mean(losses[-100:]):.3f}, {time.time() - begin:.0f}s")
    torch.save({"kind": "student", "network": network.state_dict()}, told.work / f"{told.name}.pt")


if __name__ == "__main__":
    main()
