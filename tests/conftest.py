"""Records on both backends, which keep one contract; and the record of the web tests."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from served import filled, hostile, told_differently
from server import Server, programs, serving

import isnad
from isnad.workflow import AnnotatedReport, Settings, annotate_paths

SAMPLES = Path(isnad.__file__).parent / "data" / "samples"
NewName = Callable[[], str]


def pytest_configure() -> None:
    """Programs that the tests interrupt heed it, also where the tests run behind a shell that ignores interrupts."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server, one for the whole run."""
    folder = programs()
    if folder is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    pytest.importorskip("psycopg")
    with serving(folder) as running:
        yield running


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def new_name(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> NewName:
    """Gives the name of a record that is not there yet, each time of another, on each backend."""
    if request.param == "sqlite":
        return lambda: str(tmp_path_factory.mktemp("records") / "record.db")
    running: Server = request.getfixturevalue("server")
    return running.schema


@pytest.fixture
def name(new_name: NewName) -> str:
    """The name of a record that is not there yet."""
    return new_name()


@pytest.fixture(scope="session")
def annotated() -> list[AnnotatedReport]:
    """The reports of the record."""
    paths = sorted(str(path) for path in SAMPLES.iterdir() if path.suffix in {".html", ".txt", ".jsonl"})
    found = [item for item in annotate_paths(paths, Settings()) if isinstance(item, AnnotatedReport)]
    return [*found, hostile(), *told_differently()]


@pytest.fixture(scope="session")
def record_path(annotated: list[AnnotatedReport], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Its path; reports with their problems, as a reading leaves them."""
    return filled(str(tmp_path_factory.mktemp("web") / "record.db"), annotated)
