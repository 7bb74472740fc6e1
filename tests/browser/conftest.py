"""The record of the web tests, served for real, and Chromium to open it in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from browsed import CHROMIUM, FLAGS, addresses, serving
from playwright.sync_api import Browser, sync_playwright
from served import copy_of
from watched import Visitor


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One for all tests."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture(scope="package")
def origin(browser: Browser, record_path: str) -> Iterator[str]:
    """Where the record is read; nothing is written to it."""
    with serving(record_path) as address:
        yield address


@pytest.fixture(scope="package")
def pages(origin: str) -> Mapping[str, str]:
    """An address of each view, by its name."""
    return addresses(origin)


@pytest.fixture(scope="package")
def visitor(browser: Browser, origin: str) -> Iterator[Visitor]:
    """One who reads, in contexts that are kept."""
    with Visitor(browser, origin) as made:
        yield made


@pytest.fixture
def reviewer(browser: Browser, record_path: str, tmp_path: Path) -> Iterator[Visitor]:
    """One who may write, to a copy of the record and with cookies of his own."""
    with serving(copy_of(record_path, tmp_path)) as address, Visitor(browser, address) as made:
        yield made
