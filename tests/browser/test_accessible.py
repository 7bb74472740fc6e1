"""axe-core finds nothing on any page: WCAG 2.2 at level AA, and what it calls best practice."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsed import serving
from playwright.sync_api import Browser, expect
from served import ATTACK
from watched import Visitor

from isnad.web.accounts import AccountRole, AccountsFile
from isnad.web.offered import VIEWS
from isnad.web.rendering import url
from isnad.web.settings import WebSettings

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


def test_axe_finds_nothing_where_a_statement_is_corrected(reviewer: Visitor, pages: Mapping[str, str]) -> None:
    page = reviewer.window("narrow", bypass=True)
    reviewer.open(page, pages["report"].partition("#")[0], "ar")
    page.locator(".judging a").first.click()
    page.locator("input[name=author]").fill("ريم الشاوي")
    page.locator(".inline button").first.click()
    page.locator(".correct summary").click()
    row = page.url
    assert violations(page, {"type": "tag", "values": TAGS}) == []
    page.locator(".acts button").first.click()
    expect(page.locator(".judging button")).to_be_visible()
    assert violations(page, {"type": "tag", "values": TAGS}) == []
    page.goto(row)
    expect(page.locator(".last button")).to_be_visible()
    assert violations(page, {"type": "tag", "values": TAGS}) == []


def test_a_mention_is_corrected_from_its_place(reviewer: Visitor, pages: Mapping[str, str]) -> None:
    page = reviewer.window("narrow", bypass=True)
    reviewer.open(page, pages["report"].partition("#")[0], "ar")
    page.locator("#of-names summary").first.press("Enter")
    assert violations(page, {"type": "tag", "values": TAGS}) == []
    page.locator("#of-names .judging a").first.press("Enter")
    page.locator("input[name=author]").fill("ريم الشاوي")
    page.locator(".inline button").first.click()
    page.locator(".correct summary").click()
    assert violations(page, {"type": "tag", "values": TAGS}) == []
    page.locator("select[name=value-form]").select_option("pronoun")
    page.locator(".correct button").click()
    place = page.locator(f"#{page.url.partition('#')[2]}")
    expect(place).to_be_in_viewport()
    expect(place).to_contain_text("ريم الشاوي")
    assert page.locator(".text .chosen").all_inner_texts() == [place.locator(".m-name").inner_text()]
    place.locator(".judging button").click()
    expect(place).not_to_contain_text("ريم الشاوي")


def test_axe_finds_nothing_at_the_login(browser: Browser, record_path: str, tmp_path: Path) -> None:
    accounts = AccountsFile(str(tmp_path / "accounts"))
    accounts.add("rim", AccountRole.READER, "ثلاثة أبواب للمرفأ")
    with (
        serving(record_path, WebSettings(accounts=str(accounts.path))) as address,
        Visitor(browser, address) as visitor,
    ):
        page = visitor.window("narrow", bypass=True)
        for lang in ("ar", "en"):
            assert visitor.open(page, "/review", lang).status == 200
            assert violations(page, {"type": "tag", "values": TAGS}) == []
        page.locator("input[name=name]").fill("rim")
        page.locator("input[name=password]").fill("not this one")
        page.locator("main button").click()
        expect(page.locator("[role=alert]")).to_be_visible()
        assert violations(page, {"type": "tag", "values": TAGS}) == []
