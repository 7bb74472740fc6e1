"""The record of the web tests on a server, a copy of it to write to, and a browser without cookies."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from served import ADDRESS, copy_of, filled
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
    return copy_of(record_path, tmp_path_factory.mktemp("copied"))


@pytest.fixture
def client(record_path: str) -> Iterator[TestClient]:
    """A browser without cookies that asks as one on this machine would."""
    with TestClient(create_app(record_path, WebSettings()), base_url=ADDRESS, follow_redirects=False) as made:
        yield made
