"""Training loops, augmentation and scores."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np
import torch
from data import LABELS, Inputs, Sentence
from networks import Chain
from torch import Tensor, nn

MARKS = frozenset("\"'«»“”()[]{}،,.:؛;!؟?-–_/\\…")


class Shuffler:
    """Variants of the gold: names replaced by others of their type, marks left out."""

    def __init__(self, sentences: Sequence[Sentence], seed: int, share: float = 0.25) -> None:
        self.chance = random.Random(seed)
        self.share = share
        names: dict[int, set[tuple[str, ...]]] = defaultdict(set)
        for sentence in sentences:
            for first, last, kind in spans(sentence.labels):
                names[kind].add(tuple(sentence.forms[first:last]))
        self.names = {kind: sorted(found) for kind, found in names.items()}

    def __call__(self, sentence: Sentence) -> Sentence:
        forms, labels = list(sentence.forms), list(sentence.labels)
        for first, last, kind in reversed(spans(sentence.labels)):
            if self.chance.random() < self.share:
                name = list(self.chance.choice(self.names[kind]))
                old = forms[first]
                if old[0] == "و" and len(old) > 4 and name[0][0] not in "وفبلك":
                    name[0] = "و" + name[0]
                forms[first:last] = name
                labels[first:last] = [1 + 2 * kind] + [2 + 2 * kind] * (len(name) - 1)
        if self.chance.random() < 0.1:
            kept = [at for at, form in enumerate(forms) if form not in MARKS or labels[at]]
            if kept:
                forms, labels = [forms[at] for at in kept], [labels[at] for at in kept]
        return Sentence(forms, labels)


def spans(labels: Sequence[int]) -> list[tuple[int, int, int]]:
    """(first, past the last, type) of each name."""
    found: list[tuple[int, int, int]] = []
    at = 0
    while at < len(labels):
        if labels[at] == 0:
            at += 1
            continue
        kind, first = (labels[at] - 1) // 2, at
        at += 1
        while at < len(labels) and labels[at] == 2 + 2 * kind:
            at += 1
        found.append((first, at, kind))
    return found


def score(gold: Sequence[Sequence[int]], told: Sequence[Sequence[int]]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1, by type and of all."""
    hit, said, asked = np.zeros(4), np.zeros(4), np.zeros(4)
    for a, b in zip(gold, told, strict=True):
        right, found = set(spans(a)), set(spans(b))
        for _, _, kind in right:
            asked[kind] += 1
        for _, _, kind in found:
            said[kind] += 1
        for _, _, kind in right & found:
            hit[kind] += 1
    out = {}
    for name, h, s, a in [
        *zip(("PER", "ORG", "LOC", "MISC"), hit, said, asked, strict=True),
        ("all", hit.sum(), said.sum(), asked.sum()),
    ]:
        p, r = h / max(s, 1), h / max(a, 1)
        out[name] = (p, r, 2 * p * r / max(p + r, 1e-9))
    return out


def shown(scores: dict[str, tuple[float, float, float]]) -> str:
    return "  ".join(f"{k} {100 * p:.1f}/{100 * r:.1f}/{100 * f:.1f}" for k, (p, r, f) in scores.items())


class Batch:
    """Sentences side by side, padded at the right."""

    def __init__(self, inputs: Inputs, sentences: Sequence[Sequence[str]]) -> None:
        longest = max(len(forms) for forms in sentences)
        ids = np.zeros((len(sentences), longest), dtype=np.int64)
        mask = np.zeros((len(sentences), longest), dtype=np.float32)
        for row, forms in enumerate(sentences):
            ids[row, : len(forms)] = inputs.ids(forms)
            mask[row, : len(forms)] = 1
        self.mask = torch.from_numpy(mask)
        self.dense = torch.from_numpy(inputs.dense[ids])
        self.hashed = torch.from_numpy(inputs.hashed[ids])

    def run(self, network: nn.Module) -> Tensor:
        emissions: Tensor = network(self.dense, self.hashed, self.mask)
        return emissions


def by_length(sentences: Sequence[Sequence[object]], tokens: int, chance: random.Random | None) -> list[list[int]]:
    """Places of sentences of about the same length, so many tokens a batch."""
    noise = (lambda: chance.uniform(0, 3)) if chance is not None else (lambda: 0.0)
    order = sorted(range(len(sentences)), key=lambda at: (len(sentences[at]) + noise(), at))
    batches: list[list[int]] = []
    for at in order:
        if not batches or (len(batches[-1]) + 1) * len(sentences[at]) > tokens:
            batches.append([])
        batches[-1].append(at)
    if chance is not None:
        chance.shuffle(batches)
    return batches


def emissions_of(
    network: nn.Module, inputs: Inputs, sentences: Sequence[Sequence[str]], chain: Chain | None = None
) -> list[np.ndarray]:
    """Emissions of each sentence, or the chain's probabilities of each label where one is given."""
    network.eval()
    out: list[np.ndarray] = [np.zeros((0, len(LABELS)), dtype=np.float32)] * len(sentences)
    with torch.no_grad():
        for part in by_length(sentences, 8192, None):
            batch = Batch(inputs, [sentences[at] for at in part])
            told = batch.run(network)
            if chain is not None:
                told = chain.marginals(told, batch.mask)
            for row, at in enumerate(part):
                out[at] = told[row, : len(sentences[at])].numpy().copy()
    return out


def viterbi(emissions: np.ndarray, steps: np.ndarray, first: np.ndarray) -> list[int]:
    best = first + emissions[0]
    back = []
    for row in emissions[1:]:
        ways = best[:, None] + steps
        back.append(ways.argmax(0))
        best = ways.max(0) + row
    path = [int(best.argmax())]
    for ways_back in reversed(back):
        path.append(int(ways_back[path[-1]]))
    return path[::-1]


def decode(emissions: Sequence[np.ndarray], chain: Chain) -> list[list[int]]:
    with torch.no_grad():
        steps, first = (weight.numpy() for weight in chain.weights())
    return [viterbi(rows, steps, first) for rows in emissions]


def fit(
    network: nn.Module,
    chain: Chain,
    inputs: Inputs,
    sentences: Sequence[Sentence],
    *,
    epochs: int,
    rate: float,
    tokens: int,
    seed: int,
    check: Callable[[], str] | None = None,
    share: float = 0.25,
) -> None:
    """Train on labelled sentences with the chain's loss; the rate falls to nothing."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    vary = Shuffler(sentences, seed, share)
    parameters = [*network.parameters(), *chain.parameters()]
    optimiser = torch.optim.AdamW(parameters, lr=rate, weight_decay=0.01)
    total = epochs * len(by_length([s.forms for s in sentences], tokens, None))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / 50) * max(0.02, 1 - step / total)
    )
    for epoch in range(epochs):
        begin = time.time()
        varied = [vary(sentence) for sentence in sentences]
        network.train()
        losses = []
        for part in by_length([s.forms for s in varied], tokens, chance):
            batch = Batch(inputs, [varied[at].forms for at in part])
            labels = torch.zeros(batch.mask.shape, dtype=torch.long)
            for row, at in enumerate(part):
                labels[row, : len(varied[at].labels)] = torch.tensor(varied[at].labels)
            loss = chain.loss(batch.run(network), labels, batch.mask)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(parameters, 5.0)
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
        told = check() if check is not None and (epoch % 4 == 3 or epoch == epochs - 1) else ""
        print(f"epoch {epoch} loss {np.mean(losses):.4f} {time.time() - begin:.0f}s {told}", flush=True)
