"""Trains the model of events: which candidates are events of a report, and which single sentences tell one.

    python training/event_likelihood.py check|learn SHARED [--version VERSION]

SHARED is the folder with `gold/reports_train.jsonl`, `gold/detection_dev.jsonl` and `corpus/`. `check` prints figures
of five-fold cross-validation by report, and for single sentences those on `detection_dev.jsonl`, from which nothing is
learnt but the threshold; `learn` prints them too and writes `isnad/data/models/events.npz` and
`events.json`. `docs/event-model.md` tells the method.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import event_gold
import msgspec
import numpy as np

from isnad.annotate import EventStage, default_pipeline
from isnad.annotate.events.chances import BITS, hashed
from isnad.annotate.events.likelihood import FORMAT, SINGLE, Card, sentence_places
from isnad.annotate.events.signs import COLUMNS, signs_of
from isnad.annotate.events.stage import Drafts
from isnad.ingest.build import build
from isnad.lexicon.events import event_patterns
from isnad.model import Layers, Report
from isnad.text import TextLayer

HERE = Path(__file__).parent
MODELS = HERE.parent / "isnad" / "data" / "models"
FOLDS = 5
REPORT_RIDGE, SENTENCE_RIDGE = 20.0, 3.0
OWN = 0.4  # weight of a report annotated for training beside one of the gold, whose annotators tell fewer events
EXAMPLE = 0.5  # weight of an example of a pattern beside a sentence of the corpus
PAIRS = """
type+form type+article+form type+enclitic type+glued type+status type+relative type+before type+known type+dated
type+placed type+told type+headline type+of-type type+means type+casualties type+crowd type+number type+generally
type+act form+known form+phrases form+article+adjective form+before form+glued+before form+status form+told
pattern+form pattern+known pattern+told pattern+article known+dated+placed position+mentions of-type+mentions
told-in-headline+headline told-in-headline+type earlier+type first-here+type form+relative form+before+type
before+article of-type+earlier earlier+article form+behind-that type+sport form+left
"""
TOGETHER = tuple(tuple(COLUMNS.index(name) for name in item.split("+")) for item in [*COLUMNS, *PAIRS.split()])


class Case(NamedTuple):
    """One text: features of each candidate (or of the sentence), the answers, and how much is to be found in all."""

    id: str
    weight: float
    features: list[np.ndarray]
    answers: list[bool]
    gold: int
    kind: str = ""


def drafts(reports: Iterable[Report]) -> Iterator[tuple[Drafts, Layers]]:
    """What the rules find in each report."""
    stages = [stage for stage in default_pipeline().stages if not isinstance(stage, EventStage)]
    for report in reports:
        text, layers = TextLayer(report.text), Layers()
        for stage in stages:
            layers = msgspec.structs.replace(layers, **stage(report, text, layers))
        yield Drafts(report, text, layers), layers


def report_cases(gold: Sequence[dict[str, Any]], weight: float) -> Iterator[Case]:
    """Reports with their candidates."""
    reports = (
        build(Report(id=g["id"], text=g["text"], title=g["title"], published=g["published"]), max_characters=10**6)
        for g in gold
    )
    for row, (draft, layers) in zip(gold, drafts(reports), strict=True):
        signs = np.array(signs_of(draft.view, layers.statements, draft.events), dtype=np.uint32)
        places = list(hashed(signs, TOGETHER)) if len(signs) else []
        yield Case(row["id"], weight, places, _found(row, draft), len(row["events"]))


def sentence_cases(rows: Sequence[dict[str, Any]], weight: float) -> Iterator[Case]:
    """Single sentences that have candidates of the type that they were labelled for; of others nothing is learnt."""
    reports = (build(Report(id=row["id"], text=row["text"]), max_characters=10**6) for row in rows)
    for row, (draft, layers) in zip(rows, drafts(reports), strict=True):
        told = [at for at, event in enumerate(draft.events) if event.type == row["type"]]
        yes = row["label"] == "yes"
        features = []
        if told:
            places = hashed(np.array(signs_of(draft.view, layers.statements, draft.events), dtype=np.uint32), TOGETHER)
            features.append(sentence_places(draft.view, row["type"], places[told]))
        yield Case(row["id"], weight, features, [yes] * len(features), int(yes), row["type"])


def examples() -> list[dict[str, Any]]:
    """The examples of the patterns for these types: short sentences, and what only looks like an event."""
    return [
        {
            "id": f"{pattern.name} {number}",
            "text": example.text,
            "type": pattern.type,
            "label": ("no", "yes")[example.event],
        }
        for pattern in event_patterns().patterns
        if pattern.type in SINGLE
        for number, example in enumerate(pattern.examples)
    ]


def _found(gold: dict[str, Any], draft: Drafts) -> list[bool]:
    """Of each candidate, whether it is an event of the gold."""
    right = {j for _, j, _ in event_gold.matched(gold["text"], gold["events"], draft)}
    return [j in right for j in range(len(draft.events))]


def fit(cases: Sequence[Case], ridge: float, steps: int = 200) -> np.ndarray:
    """Logistic regression with an L2 penalty by full steps of Adam, the bias last; nothing in it is left to chance."""
    rows = [features for case in cases for features in case.features]
    answers = np.array([answer for case in cases for answer in case.answers], dtype=float)
    weight = np.array([case.weight for case in cases for _ in case.answers])
    used, flat = np.unique(np.concatenate(rows), return_inverse=True)
    starts = np.cumsum([0, *map(len, rows)])[:-1]
    owner = np.repeat(np.arange(len(rows)), list(map(len, rows)))
    w = np.zeros(len(used) + 1)
    mean = np.average(answers, weights=weight)
    w[-1] = np.log(mean / (1 - mean))
    first, second = np.zeros_like(w), np.zeros_like(w)
    gradient = np.empty_like(w)
    for step in range(1, steps + 1):
        logits = np.add.reduceat(w[flat], starts) + w[-1]
        off = (1 / (1 + np.exp(-logits)) - answers) * weight
        gradient[:-1] = np.bincount(flat, off[owner], len(used)) + ridge * w[:-1]
        gradient[-1] = off.sum()
        first = 0.9 * first + 0.1 * gradient
        second = 0.99 * second + 0.01 * gradient**2
        rate = 0.05 * min(1.0, 2 * (1 - step / (steps + 1)))
        w -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    table = np.zeros(2**BITS + 1, dtype=np.float32)
    table[used], table[-1] = w[:-1], w[-1]
    return table.astype(np.float16).astype(np.float32)


def judged(cases: Sequence[Case], ridge: float, measured: Callable[[Case], bool]) -> list[tuple[Case, list[float]]]:
    """Each measured case with the chances that a model of the other folds gives it."""
    out = []
    for fold in range(FOLDS):
        table = fit([case for case in cases if crc32(case.id.encode()) % FOLDS != fold], ridge)
        for case in cases:
            if crc32(case.id.encode()) % FOLDS == fold and measured(case):
                out.append((case, chances(case, table)))
    return out


def chances(case: Case, table: np.ndarray) -> list[float]:
    """The chance of each of a case's answers."""
    return [float(1 / (1 + np.exp(-(table[features].sum() + table[-1])))) for features in case.features]


def scores(found: Sequence[tuple[Case, list[float]]], bar: float) -> tuple[float, float, float]:
    """F1, precision and recall where all from `bar` on is taken."""
    said = sum(chance >= bar for _, likely in found for chance in likely)
    right = sum(
        answer and chance >= bar for case, likely in found for answer, chance in zip(case.answers, likely, strict=True)
    )
    gold = sum(case.gold for case, _ in found)
    return 2 * right / max(1, said + gold), right / max(1, said), right / max(1, gold)


def best(name: str, found: Sequence[tuple[Case, list[float]]]) -> float:
    """The threshold with the highest F1; prints the figures without a model and with it."""
    bars = np.round(np.arange(0.02, 0.8, 0.02), 2).tolist()
    top = max(scores(found, bar)[0] for bar in bars)
    near = [bar for bar in bars if scores(found, bar)[0] >= top - 0.004]
    bar = near[len(near) // 2]
    for label, value in (("rules", 0.0), (f"from {bar}", bar)):
        print(
            f"{name:10}{label:12}F1 {scores(found, value)[0]:.3f}  P {scores(found, value)[1]:.3f}  "
            f"R {scores(found, value)[2]:.3f}"
        )
    return bar


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("what", choices=["check", "learn"])
    ask.add_argument("shared", type=Path)
    ask.add_argument("--version", default="1.0")
    opts = ask.parse_args()

    def lines(name: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (opts.shared / "gold" / name).read_text(encoding="utf-8").splitlines()]

    corpus = opts.shared / "corpus" / "news_2018.jsonl.gz"
    own = list(event_gold.events(corpus, HERE / "event_reports.jsonl.gz"))
    reports = [*report_cases(lines("reports_train.jsonl"), 1.0), *report_cases(own, OWN)]
    labelled = lines("detection_dev.jsonl")
    more = list(event_gold.sentences(corpus, HERE / "event_sentences.jsonl.gz"))
    sentences = [*sentence_cases(more, 1.0), *sentence_cases(examples(), EXAMPLE)]
    bar = best("reports", judged(reports, REPORT_RIDGE, lambda case: case.weight > OWN))
    tables = {"report": fit(reports, REPORT_RIDGE), "sentence": fit(sentences, SENTENCE_RIDGE)}
    found = [(case, chances(case, tables["sentence"])) for case in sentence_cases(labelled, 1.0)]
    bars = {}
    for kind in sorted(SINGLE):
        bars[kind] = best(kind, [one for one in found if one[0].kind == kind])
    if opts.what == "learn":
        buffer = io.BytesIO()
        np.savez_compressed(buffer, **{name: table.astype(np.float16) for name, table in tables.items()})
        content = buffer.getvalue()
        card = Card(FORMAT, opts.version, hashlib.sha256(content).hexdigest(), TOGETHER, bar, bars)
        (MODELS / "events.npz").write_bytes(content)
        (MODELS / "events.json").write_bytes(msgspec.json.encode(card) + b"\n")


if __name__ == "__main__":
    main()
