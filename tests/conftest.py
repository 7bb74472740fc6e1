"""Records on both backends: a test that asks for one of these fixtures is a contract that both keep."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from server import Server, programs, serving

NewName = Callable[[], str]


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
