"""A browser without cookies that asks as one on this machine would."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from served import ADDRESS
from starlette.testclient import TestClient

from isnad.web.app import create_app
from isnad.web.settings import WebSettings


@pytest.fixture
def client(record_path: str) -> Iterator[TestClient]:
    """It does not follow redirections."""
    with TestClient(create_app(record_path, WebSettings()), base_url=ADDRESS, follow_redirects=False) as made:
        yield made
