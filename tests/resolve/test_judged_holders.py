"""Descriptions resolved to the holder of an office, drawn by `benchmarks/holders.py` and judged by reading."""

from __future__ import annotations

import gzip
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from isnad.resolve.actors import find_actors
from isnad.workflow import Settings
from isnad.workflow.archive import read_archive

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "news_2018.jsonl.gz"
JUDGED = [json.loads(line) for line in (Path(__file__).parent / "judged_holders.jsonl").read_text().splitlines()]
BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "holders.py"
PRECISION, MADE = 0.97, 60


def benchmark() -> Any:
    spec = importlib.util.spec_from_file_location("holders", BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["holders"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.shared
@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus of ../shared is not there")
def test_judged_descriptions_that_are_resolved_are_right(tmp_path: Path) -> None:
    """Among the judged reports alone fewer are resolved than in the whole corpus: the evidence is in the others."""
    wanted = {row["report"] for row in JUDGED}
    path = tmp_path / "reports.jsonl"
    with gzip.open(CORPUS, "rt", encoding="utf-8") as corpus, path.open("w", encoding="utf-8") as out:
        out.writelines(line for line in corpus if json.loads(line)["id"] in wanted)
    counts = benchmark().measure(find_actors(read_archive([str(path)], Settings())[0]), JUDGED)
    assert counts["judged"] == len(JUDGED)
    assert counts["made"] >= MADE
    assert counts["right"] / counts["made"] >= PRECISION


def test_the_judged_file_holds_no_words_of_a_report() -> None:
    assert {key for row in JUDGED for key in row} == {"sample", "report", "start", "end", "holder", "same"}
