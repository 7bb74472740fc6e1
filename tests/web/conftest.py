"""A record of the sample reports and of one that tries to break the pages, read as `isnad read` does."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from served import ADDRESS, hostile, told_differently
from starlette.testclient import TestClient

import isnad
from isnad.store.record import Record
from isnad.store.writing import Run
from isnad.web.app import create_app
from isnad.web.settings import WebSettings
from isnad.workflow import AnnotatedReport, Settings, annotate_paths
from isnad.workflow.regroup import regroup

SAMPLES = Path(isnad.__file__).parent / "data" / "samples"
RUN = Run(version="1", rules="r", models="m")


@pytest.fixture(scope="session")
def record_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Its path; reports with their problems, as a reading leaves them."""
    path = str(tmp_path_factory.mktemp("web") / "record.db")
    paths = sorted(str(path) for path in SAMPLES.iterdir() if path.suffix in {".html", ".txt", ".jsonl"})
    items = [item for item in annotate_paths(paths, Settings()) if isinstance(item, AnnotatedReport)]
    with Record(path, create=True) as record:
        record.writer(RUN).add((item.report, item.layers) for item in [*items, hostile(), *told_differently()])
        regroup(record, run=RUN)
    return path


@pytest.fixture(scope="module")
def copied_once(record_path: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A record of its own for the tests of a file, which write to it."""
    with sqlite3.connect(record_path) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    return str(shutil.copy(record_path, tmp_path_factory.mktemp("copied") / "record.db"))


@pytest.fixture
def client(record_path: str) -> Iterator[TestClient]:
    """A browser without cookies that asks as one on this machine would."""
    with TestClient(create_app(record_path, WebSettings()), base_url=ADDRESS, follow_redirects=False) as made:
        yield made
