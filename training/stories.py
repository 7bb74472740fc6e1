"""Learns the weights of `isnad/data/models/stories.json` from grouped windows.

    python training/stories.py WINDOW... [--output FILE]

A WINDOW is `reports.jsonl:gold.jsonl`: reports, and a line a story with its `reports`. Prints the B-cubed F1 of each
window judged by the weights and the limit of the others, then writes the weights of all.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from isnad.ingest import read_paths
from isnad.model import Layers, Report
from isnad.resolve import Archive
from isnad.resolve.likeness import SIGNS, alike
from isnad.resolve.linkage import joined

Numbers = npt.NDArray[np.float64]
LIMITS = np.round(np.arange(0.2, 0.9, 0.05), 2)
RIDGE = 1.0


class Window(NamedTuple):
    """The candidate pairs of a window with their signs, and the story of each report."""

    pairs: npt.NDArray[np.int64]
    signs: Numbers
    homes: npt.NDArray[np.int64]


def read(path: str) -> Window:
    """A window of reports and its gold."""
    reports, gold = path.split(":")
    found = [report for report in read_paths([reports]) if isinstance(report, Report)]
    stories = [json.loads(line) for line in Path(gold).read_text(encoding="utf-8").splitlines()]
    home = {name: number for number, story in enumerate(stories) for name in story["reports"]}
    pairs = alike(Archive.of((report, Layers(language="ar")) for report in found))
    return Window(
        np.stack([pairs.column(name).to_numpy() for name in ("one", "other")], axis=1),
        np.stack([pairs.column(sign).to_numpy() for sign in SIGNS], axis=1),
        np.array([home[report.id] for report in found]),
    )


def learn(windows: list[Window]) -> Numbers:
    """Weights and, last, the constant: logistic regression by Newton's method, ridge on standardised signs."""
    signs = np.concatenate([window.signs for window in windows])
    same = np.concatenate(
        [(window.homes[window.pairs[:, 0]] == window.homes[window.pairs[:, 1]]) for window in windows]
    )
    mean, spread = signs.mean(0), signs.std(0)
    rows = np.c_[(signs - mean) / spread, np.ones(len(signs))]
    ridge = np.r_[np.full(len(SIGNS), RIDGE), 1e-6]
    weights = np.zeros(rows.shape[1])
    for _ in range(40):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (same - chance) - ridge * weights
        weights += np.linalg.solve((rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(ridge), slope)
    plain = weights[:-1] / spread
    return np.r_[plain, weights[-1] - plain @ mean]


def b_cubed(window: Window, weights: Numbers, limit: float) -> float:
    """F1 of the groups that weights and limit give."""
    chances = 1 / (1 + np.exp(-(window.signs @ weights[:-1] + weights[-1])))
    scored = [(int(a), int(b), float(c)) for (a, b), c in zip(window.pairs, chances, strict=True)]
    mine = np.array(joined(len(window.homes), scored, limit))
    together, gold = mine[:, None] == mine[None], window.homes[:, None] == window.homes[None]
    precision = ((together & gold).sum(1) / together.sum(1)).mean()
    recall = ((together & gold).sum(1) / gold.sum(1)).mean()
    return float(2 * precision * recall / (precision + recall))


def best_limit(windows: list[Window], weights: Numbers) -> float:
    """The limit with the best mean."""
    return float(max(LIMITS, key=lambda limit: sum(b_cubed(window, weights, limit) for window in windows)))


def main() -> None:
    """Judges each window by the others, then learns from all."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("windows", nargs="+")
    ask.add_argument("--output", type=Path)
    options = ask.parse_args()
    windows = [read(path) for path in options.windows]
    scores = []
    for at, window in enumerate(windows):
        others = windows[:at] + windows[at + 1 :]
        weights = learn(others)
        scores.append(b_cubed(window, weights, best_limit(others, weights)))
    print("each by the others", [round(score, 3) for score in scores], "mean", round(float(np.mean(scores)), 3))
    weights = learn(windows)
    limit = best_limit(windows, weights)
    print("all by all", [round(b_cubed(window, weights, limit), 3) for window in windows], "limit", limit)
    if options.output:
        options.output.write_text(json.dumps(card(weights, limit), indent=1) + "\n", encoding="utf-8")


def card(weights: Numbers, limit: float) -> dict[str, Any]:
    """What is shipped."""
    return {
        "format": 1,
        "version": "1.0",
        "weights": {sign: round(float(weight), 4) for sign, weight in zip(SIGNS, weights[:-1], strict=True)},
        "constant": round(float(weights[-1]), 4),
        "least": limit,
        "method": "logistic regression over candidate pairs, ridge 1.0 on standardised signs; least by mean B-cubed",
        "learnt_from": "three windows of two days of 2018, 585 reports, grouped by reading; none of their text is here",
    }


if __name__ == "__main__":
    main()
