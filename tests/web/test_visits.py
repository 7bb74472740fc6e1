"""What the measures of the web application ask for: pages that are there, the same ones again for the same seed."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from visits import LANGUAGES, Visits

from isnad.web.offered import VIEWS


@pytest.fixture(scope="module")
def addresses(record_path: str) -> dict[str, list[str]]:
    """Some addresses of each page."""
    visits = Visits(record_path, 1)
    return {page: [visits.address(page, lang) for lang in LANGUAGES] for page in visits.pages}


def test_every_address_is_a_page(client: TestClient, addresses: dict[str, list[str]]) -> None:
    failed = [one for some in addresses.values() for one in some if client.get(one).status_code != 200]
    assert failed == []


def test_every_page_is_asked_for(addresses: dict[str, list[str]]) -> None:
    asked = {address.partition("?")[0] for some in addresses.values() for address in some}
    assert asked == {view.path for view in VIEWS}


def test_the_same_seed_asks_for_the_same(record_path: str, addresses: dict[str, list[str]]) -> None:
    visits = Visits(record_path, 1)
    assert {page: [visits.address(page, lang) for lang in LANGUAGES] for page in visits.pages} == addresses
