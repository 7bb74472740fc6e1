"""The figures on gold do not fall below their floors."""

from __future__ import annotations

from pathlib import Path

import pytest

from isnad.workflow import Settings, evaluate_gold

GOLD = Path(__file__).parents[2] / "shared" / "gold" / "reports_dev.jsonl"
FLOORS = Path(__file__).parent / "floors.toml"


@pytest.mark.shared
def test_every_figure_is_above_its_floor() -> None:
    if not GOLD.exists():
        pytest.skip("the gold files of ../shared are missing")
    evaluation = evaluate_gold([str(GOLD)], Settings())
    assert not evaluation.missing
    layers = evaluation.against(str(FLOORS))
    reached = [floored for layer in layers.values() for floored in layer]
    assert {floored.name for floored in reached} >= {"detection (IoU 0.5)", "attributed"}
    assert {floored.name: floored.value for floored in reached if not floored.held} == {}
