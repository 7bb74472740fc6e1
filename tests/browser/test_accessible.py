"""axe-core finds nothing on any page: WCAG 2.2 at level AA, and what it calls best practice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from served import ATTACK
from watched import Visitor

from isnad.web.app import VIEWS
from isnad.web.rendering import url

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MORE = {"api": "/api", "statements": "/search?q=الهدنة&in=statements", "hostile report": url("/report", id=ATTACK)}
NAMES = [*(view.name for view in VIEWS), *MORE]
AXE = Axe()


def violations(page: Any, only: dict[str, Any]) -> list[str]:
    found = AXE.run(page, options={"resultTypes": ["violations"], "runOnly": only}).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(visitor: Visitor, pages: Mapping[str, str], name: str, lang: str) -> None:
    page = visitor.window("narrow", bypass=True)
    assert visitor.open(page, MORE.get(name) or pages[name], lang).status == 200
    assert violations(page, {"type": "tag", "values": TAGS}) == []


@pytest.mark.parametrize("name", NAMES)
def test_colours_stand_apart_in_the_dark(visitor: Visitor, pages: Mapping[str, str], name: str) -> None:
    page = visitor.window("wide", bypass=True)
    page.emulate_media(color_scheme="dark")
    assert visitor.open(page, MORE.get(name) or pages[name], "ar").status == 200
    assert violations(page, {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}) == []
