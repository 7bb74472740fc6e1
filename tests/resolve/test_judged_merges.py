"""Merges of actors that were drawn by `benchmarks/merges.py` and judged by reading the reports."""

from __future__ import annotations

import gzip
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from isnad.resolve import Archive
from isnad.resolve.actors import find_actors
from isnad.workflow import Settings
from isnad.workflow.archive import read_archive

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "news_2018.jsonl.gz"
JUDGED = [json.loads(line) for line in (Path(__file__).parent / "judged_merges.jsonl").read_text().splitlines()]
BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "merges.py"
PRECISION, KEPT = 0.97, 0.6
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CORPUS.exists(), reason="the corpus of ../shared is not there"),
]


def benchmark() -> Any:
    spec = importlib.util.spec_from_file_location("merges", BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["merges"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The reports of the judged pairs."""
    wanted = {pair[side]["report"] for pair in JUDGED for side in ("one", "other")}
    path = tmp_path_factory.mktemp("merges") / "reports.jsonl"
    with gzip.open(CORPUS, "rt", encoding="utf-8") as corpus, path.open("w", encoding="utf-8") as out:
        out.writelines(line for line in corpus if json.loads(line)["id"] in wanted)
    return read_archive([str(path)], Settings())[0]


def test_judged_merges_that_are_made_are_right(archive: Archive) -> None:
    counts = benchmark().measure(archive, find_actors(archive), JUDGED)["all"]
    assert counts["judged"] == 200
    assert counts["merged"] >= KEPT * counts["judged"]
    assert counts["right"] / counts["merged"] >= PRECISION


def test_the_judged_file_holds_no_words_of_a_report() -> None:
    assert {key for pair in JUDGED for key in pair} == {"one", "other", "reason", "same"}
    assert {key for pair in JUDGED for side in ("one", "other") for key in pair[side]} == {"report", "start", "end"}
