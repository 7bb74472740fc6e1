"""Trains the model of participants: who takes part in an event, of those who could.

    python training/participants.py learn GOLD.jsonl... [--version VERSION]
    python training/participants.py check GOLD.jsonl...

`GOLD.jsonl` are gold files with events. `check` prints figures of cross-validation by report; `learn` tunes the
thresholds so, trains on everything and writes `isnad/data/models/participants.npz` and `participants.json`.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import event_gold
import msgspec
import numpy as np

from isnad.annotate import EventStage, default_pipeline
from isnad.annotate.base import Pipeline
from isnad.annotate.events.chances import BITS, Table, hashed
from isnad.annotate.events.choosing import FORMAT, Card, Thresholds, pick
from isnad.annotate.events.rows import COLUMNS
from isnad.annotate.events.stage import Drafts
from isnad.errors import ReadError
from isnad.evaluate.names import same_speaker
from isnad.ingest import read_paths
from isnad.ingest.build import build
from isnad.lexicon.events import event_patterns
from isnad.lexicon.plover import SYMMETRIC
from isnad.model import Layers, Report
from isnad.text import TextLayer

FOLDS = 4
RIDGE = 15.0  # the penalty of a feature is this times the number of its columns
STEPS, RATE = 100, 0.024
APART = 0.6  # how much an event counts whose word is not the gold's
TRIED = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
MODELS = Path(__file__).parent.parent / "isnad" / "data" / "models"
EVENT = COLUMNS.index("type")
FEATURES = """
slot+far slot+before kind+far kind+before kind+left kind+between slot+kind far+broken before+broken phrase+kind
phrase+voice phrase+needs slot+voice slot+told slot+of subject+broken subject+kind subject+form+known subject+told
rank+told far+crowd hears+told speaks+told speaks+kind speaks+voice again+previous again+subject again+form+known
count+kind nation+form+type suits+of wanted+far wanted+between far+form+of between+form+of left+form+of
beside+form+of agrees+subject slot+type+form+known places+slot before+left+between slot+pattern
before+pattern slot+type far+type kind+type before+type phrase+type again+type subject+type hears+type wanted+type
between+type slot+known phrase+known subject+known agrees+known far+known sort+type sort+kind sort+type+form sort+slot
sort+far sort+phrase sort+subject
"""


class Case(NamedTuple):
    """One report: its gold events, and of each event found its type, the gold event it is (or None), how much it
    counts, those who could take part, and their hashed rows."""

    gold: list[dict[str, Any]]
    types: list[str]
    matched: list[dict[str, Any] | None]
    counts: list[float]
    names: list[list[str]]
    places: list[np.ndarray]


def features() -> tuple[tuple[int, ...], ...]:
    """Every column that tells of somebody by itself and with the event's form, and those named above."""
    alone = [(at,) for at in range(EVENT)] + [(at, COLUMNS.index("form")) for at in range(EVENT)]
    return (*alone, *(tuple(COLUMNS.index(name) for name in item.split("+")) for item in FEATURES.split()))


def read(paths: Sequence[str]) -> list[Case]:
    """Every report of gold files, with what could be chosen."""
    pipeline = default_pipeline()
    gold = {g["id"]: g for path in paths for g in map(json.loads, Path(path).read_text(encoding="utf-8").splitlines())}
    found = (report for report in read_paths(list(paths)) if not isinstance(report, ReadError))
    return [_case(pipeline, report, gold[report.id]["events"]) for report in found]


def examples() -> Iterator[Case]:
    """The examples of the patterns, whose participants are told in full."""
    pipeline = default_pipeline()
    for pattern in event_patterns().patterns:
        for number, example in enumerate(pattern.examples):
            if not example.event:
                continue
            report = Report(id=f"{pattern.name}-{number}", text=example.text, published="2024-05-15")
            start = example.text.index(example.anchor)
            told = {
                "type": pattern.type,
                "anchor": [start, start + len(example.anchor)],
                "actors": list(example.actors),
                "recipients": list(example.recipients),
            }
            yield _case(pipeline, build(report, max_characters=10**6), [told])


def _case(pipeline: Pipeline, report: Report, gold: list[dict[str, Any]]) -> Case:
    text = TextLayer(report.text)
    layers = Layers()
    for stage in pipeline.stages:
        if not isinstance(stage, EventStage):
            layers = msgspec.structs.replace(layers, **stage(report, text, layers))
    drafts = Drafts(report, text, layers)
    maker = drafts.maker()
    rows = [maker.rows(number) for number in range(len(drafts.events))]
    matched, counts = _aligned(report.text, gold, drafts)
    values = [np.array([row.values for row in found], dtype=np.uint32).reshape(-1, len(COLUMNS)) for found in rows]
    return Case(
        gold,
        [event.type for event in drafts.events],
        matched,
        counts,
        [[row.name for row in found] for found in rows],
        [hashed(value, features()) for value in values],
    )


def _aligned(text: str, gold: list[dict[str, Any]], drafts: Drafts) -> tuple[list[dict[str, Any] | None], list[float]]:
    """Which gold event each event found is, and how much that counts."""
    matched: list[dict[str, Any] | None] = [None] * len(drafts.events)
    counts = [0.0] * len(drafts.events)
    for i, j, apart in event_gold.matched(text, gold, drafts):
        matched[j], counts[j] = gold[i], APART if apart else 1.0
    return matched, counts


def answers(case: Case, at: int) -> tuple[np.ndarray, np.ndarray]:
    """Who of those who could is an actor, and who a recipient (0 or 1), and how much each answer counts.

    Of several under whom a gold name is known, the best fitting is right; the others count neither way.
    """
    event = case.matched[at]
    names = case.names[at]
    right, counts = np.zeros((len(names), 2)), np.full((len(names), 2), case.counts[at])
    for role, wanted in enumerate(() if event is None else (event["actors"], event["recipients"])):
        for name in wanted:
            fitting = [k for k, other in enumerate(names) if same_speaker(name, other)]
            best = min(fitting, key=lambda k: abs(len(names[k].split()) - len(name.split())), default=-1)
            for k in fitting:
                if k == best:
                    right[k, role], counts[k, role] = 1, case.counts[at]
                elif not right[k, role]:
                    counts[k, role] = 0
    return right, counts


def fit(cases: Sequence[Case]) -> Table:
    """Logistic regressions with an L2 penalty, by full steps of Adam; no chance is in it."""
    told = [(case, at) for case in cases for at, event in enumerate(case.matched) if event is not None]
    places = np.concatenate([case.places[at] for case, at in told])
    right, counts = (np.concatenate(parts) for parts in zip(*(answers(case, at) for case, at in told), strict=True))
    used, inverse = np.unique(places, return_inverse=True)
    inverse = inverse.reshape(places.shape)
    degree = np.zeros(len(used) + 1)
    np.maximum.at(degree, inverse, np.array([len(columns) for columns in features()])[None, :])
    weights = np.zeros((len(used) + 1, 2))
    weights[-1] = -2
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = (1 / (1 + np.exp(-weights[inverse].sum(axis=1) - weights[-1])) - right) * counts
        gradient = RIDGE * degree[:, None] * weights
        for role in range(2):
            repeated = np.repeat(slope[:, role], places.shape[1])
            gradient[:-1, role] += np.bincount(inverse.ravel(), repeated, len(used))
        gradient[-1] += slope.sum(axis=0)
        mean, square = 0.9 * mean + 0.1 * gradient, 0.99 * square + 0.01 * gradient**2
        move = mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        weights -= RATE * (1 - step / (STEPS + 1)) * move
    table = np.zeros((2**BITS + 1, 2), dtype=np.float32)
    table[used], table[-1] = weights[:-1], weights[-1]
    return Table(table, features())


def likely(case: Case, table: Table) -> list[np.ndarray]:
    """The chances of those who could take part in each event."""
    return [1 / (1 + np.exp(-table.weights[at].sum(axis=1) - table.weights[-1])) for at in case.places]


def right_roles(cases: Sequence[Case], found: Sequence[list[np.ndarray]], thresholds: Thresholds) -> int:
    """How many events have every actor and recipient, and nobody else."""
    return sum(
        _right(case, at, found[number][at], thresholds)
        for number, case in enumerate(cases)
        for at, event in enumerate(case.matched)
        if event is not None
    )


def _right(case: Case, at: int, chance: np.ndarray, thresholds: Thresholds) -> bool:
    event, names = case.matched[at], case.names[at]
    picked = pick(names, chance, thresholds, shared=case.types[at] in SYMMETRIC)
    roles = (event["actors"], event["recipients"]) if event else ()
    return all(
        len(wanted) == len(taken) and all(any(same_speaker(name, names[k]) for k in taken) for name in wanted)
        for wanted, taken in zip(roles, picked, strict=True)
    )


def tune(cases: Sequence[Case], found: Sequence[list[np.ndarray]]) -> Thresholds:
    """The thresholds with which most events come right."""
    best = Thresholds(actor=0.3, actors=0.5, recipient=0.35, recipients=0.5, together=0.4)
    most = right_roles(cases, found, best)
    for _ in range(2):
        for name in Thresholds.__struct_fields__:
            for value in TRIED:
                other = msgspec.structs.replace(best, **{name: value})
                right = right_roles(cases, found, other)
                if right > most:
                    best, most = other, right
    return best


def crossed(cases: Sequence[Case], given: Sequence[Case]) -> tuple[list[list[np.ndarray]], np.ndarray]:
    """The chances in each report of a model that has not seen it, and the fold of each report."""
    folds = np.empty(len(cases), dtype=int)
    folds[np.random.RandomState(0).permutation(len(cases))] = np.arange(len(cases)) % FOLDS
    found: list[list[np.ndarray]] = [[] for _ in cases]
    for fold in range(FOLDS):
        table = fit([*(case for case, at in zip(cases, folds, strict=True) if at != fold), *given])
        for number in np.flatnonzero(folds == fold):
            found[number] = likely(cases[number], table)
    return found, folds


def check(cases: Sequence[Case], found: Sequence[list[np.ndarray]], folds: np.ndarray) -> None:
    """Prints the share of matched events whose roles all come right, with thresholds of the other folds."""
    right = 0
    for fold in range(FOLDS):
        inside, outside = np.flatnonzero(folds == fold), np.flatnonzero(folds != fold)
        thresholds = tune([cases[k] for k in outside], [found[k] for k in outside])
        right += right_roles([cases[k] for k in inside], [found[k] for k in inside], thresholds)
    events = sum(event is not None for case in cases for event in case.matched)
    print(f"all roles right in {right} of {events} matched events ({right / events:.3f})")


def write(table: Table, thresholds: Thresholds, version: str) -> None:
    """Writes the model and its card."""
    stream = io.BytesIO()
    np.savez_compressed(stream, weights=np.round(table.weights, 3).astype(np.float16))
    content = stream.getvalue()
    card = Card(FORMAT, version, hashlib.sha256(content).hexdigest(), table.features, thresholds)
    (MODELS / "participants.npz").write_bytes(content)
    (MODELS / "participants.json").write_bytes(msgspec.json.format(msgspec.json.encode(card), indent=1) + b"\n")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    ask.add_argument("what", choices=["learn", "check"])
    ask.add_argument("gold", nargs="+")
    ask.add_argument("--version", default="1.0")
    options = ask.parse_args()
    cases, given = read(options.gold), list(examples())
    found, folds = crossed(cases, given)
    check(cases, found, folds)
    if options.what == "learn":
        write(fit([*cases, *given]), tune(cases, found), options.version)


if __name__ == "__main__":
    main()
