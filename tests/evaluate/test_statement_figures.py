from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from isnad.evaluate import (
    Attribution,
    Counts,
    GoldReport,
    align,
    figure_value,
    grouped,
    statement_figures,
    statement_group,
)
from isnad.evaluate.figures import Figure
from isnad.model import Span
from isnad.workflow import Settings, evaluate_gold

SHARED = Path(__file__).parents[2].parent / "shared" / "gold"


def said(start: int, end: int, **fields: Any) -> Attribution:
    given = {"cue": Span(0, 3), "speaker": "فتحي باشاغا", "kind": "direct", "channel": "tweet", **fields}
    return Attribution(content=(Span(start, end),), **given)


def figures(gold: list[Attribution], predicted: list[Attribution]) -> dict[str, Figure]:
    return statement_figures(align(gold, predicted))


def test_a_prediction_equal_to_gold_has_every_figure_at_one() -> None:
    gold = [said(10, 20, via=Span(4, 6), addressee=Span(6, 8), source=Span(3, 5)), said(30, 40)]
    assert {figure_value(figure) for figure in figures(gold, gold).values()} == {1.0}


def test_nothing_predicted_has_every_figure_at_zero() -> None:
    assert {figure_value(figure) for figure in figures([said(10, 20)], []).values()} == {0.0}


def test_figures_of_a_case_counted_by_hand() -> None:
    gold = [said(10, 20), said(30, 40, source=Span(24, 28)), said(50, 60, channel="unspecified")]
    predicted = [
        said(10, 16),  # 6 of 10 characters: found, not close; all right
        said(30, 40, source=Span(20, 25), speaker="غسان سلامة", kind="mixed"),  # found and close; speaker, kind wrong
        said(56, 70),  # 4 of 20 characters: not found
        said(80, 90),  # alone
    ]
    found = figures(gold, predicted)
    assert found["detection (IoU 0.5)"] == Counts(2, 4, 3)
    assert found["detection (IoU 0.8)"] == Counts(1, 4, 3)
    assert found["content characters"] == Counts(6 + 10 + 4, 6 + 10 + 14 + 10, 30)
    assert found["attributed"] == found["record"] == Counts(1, 4, 3)
    assert found["speaker accuracy"] == 0.5
    assert found["speaker accuracy, implicit source"] == 1.0
    assert found["speaker accuracy, explicit source"] == 0.0
    assert found["source accuracy"] == 1.0
    assert found["kind accuracy"] == 0.5
    assert found["channel accuracy where stated"] == 1.0


def test_each_prediction_answers_one_statement_and_the_likest_wins() -> None:
    gold = [said(0, 30), said(10, 20)]
    matches = align(gold, [said(10, 21)])
    assert [(match.gold, match.likeness) for match in matches if match.predicted] == [(gold[1], 10 / 11)]


def test_groups_add_up_to_the_whole() -> None:
    report = GoldReport(
        id="a",
        text="قال فتحي باشاغا وقال الوزير وقال",
        statements=(said(1, 9, source=Span(4, 15)), said(10, 20, source=Span(21, 27)), said(21, 30, kind="mixed")),
    )
    matched = [(report, align(report.statements, [said(1, 9), said(40, 50, kind="indirect")]))]
    by_source = {name: len(matches) for name, matches in grouped("source", matched, statement_group).items()}
    assert by_source == {"named": 1, "short": 1, "implicit": 2}
    by_kind = [
        statement_figures(matches)["attributed"] for matches in grouped("kind", matched, statement_group).values()
    ]
    assert [(c.hit, c.predicted, c.gold) for c in by_kind if isinstance(c, Counts)] == [(1, 1, 2), (0, 1, 0), (0, 0, 1)]


def disturbed(statement: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A prediction with faults of every kind."""
    changed = dict(statement)
    start, end = statement["content"][0]
    if chance.random() < 0.4:
        changed["content"] = [[start, max(start + 1, end - chance.randint(0, end - start))]]
    for field, value in (("speaker", statement["speaker"].split()[-1]), ("channel", "unspecified"), ("source", None)):
        if chance.random() < 0.3:
            changed[field] = value
    if chance.random() < 0.3:
        changed.pop(chance.choice(["via", "cue", "kind"]))
    return changed


@pytest.mark.shared
@pytest.mark.parametrize("part", ["reports_dev.jsonl", "reports_train.jsonl"])
def test_figures_are_those_of_the_reference_scorer(part: str, tmp_path: Path) -> None:
    if not (SHARED / "score.py").exists():
        pytest.skip("the reference scorer and gold of ../shared are missing")
    chance = random.Random(7)
    gold = [json.loads(line) for line in (SHARED / part).read_text(encoding="utf-8").splitlines()]
    predicted = tmp_path / "predicted.jsonl"
    with predicted.open("w", encoding="utf-8") as out:
        for report in gold[1:]:
            kept = [disturbed(statement, chance) for statement in report["statements"] if chance.random() < 0.8]
            out.write(json.dumps({"id": report["id"], "statements": kept}) + "\n")
    command = [sys.executable, SHARED / "score.py", "statements", SHARED / part, predicted, "--json"]
    expected = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    record = evaluate_gold([str(SHARED / part)], Settings(), predicted=str(predicted)).statements.record()
    assert {name: _rounded(value) for name, value in record.items()} == {n: _rounded(v) for n, v in expected.items()}


def _rounded(figure: Any) -> Any:
    return {name: round(value, 3) for name, value in figure.items()} if isinstance(figure, dict) else round(figure, 3)
