"""The record of the web tests on a server, a copy of it to write to, and a browser without cookies."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator

import pytest
from served import ADDRESS, filled
from server import Server
from starlette.testclient import TestClient

from isnad.web.app import create_app
from isnad.web.settings import WebSettings
from isnad.workflow import AnnotatedReport


@pytest.fixture(scope="session")
def record_address(annotated: list[AnnotatedReport], server: Server) -> str:
    """The address of the same record on a server."""
    return filled(server.schema(), annotated)


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
