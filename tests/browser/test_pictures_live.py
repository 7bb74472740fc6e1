"""A picture in a browser: it becomes alive under the policy of the pages, and tells its figures."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

PATIENCE = 60_000  # milliseconds


def opened(browser: Browser, address: str, *, script: bool = True) -> tuple[Page, list[str]]:
    page = browser.new_context(java_script_enabled=script).new_page()
    faults: list[str] = []
    page.on("console", lambda told: faults.append(told.text) if told.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address)
    return page, faults


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_picture_tells_its_figures_where_one_points(browser: Browser, origin: str, lang: str) -> None:
    page, faults = opened(browser, f"{origin}/pictures?name=attention&lang={lang}")
    page.wait_for_selector(".drawn svg", timeout=PATIENCE)
    bar = page.locator(".drawn .mark-rect path").first
    bar.hover(timeout=PATIENCE)
    told = page.wait_for_selector("#vg-tooltip-element.visible", timeout=PATIENCE).inner_text()
    assert {"ar": "الوسيلة", "en": "Outlet"}[lang] in told
    assert "2025" in told
    fonts = page.evaluate("[...document.fonts].filter(one => one.status === 'loaded').map(one => one.family)")
    assert any("Isnad Pictures" in font for font in fonts)
    assert faults == []


def test_without_script_the_drawing_stands(browser: Browser, origin: str) -> None:
    page, _ = opened(browser, f"{origin}/pictures?name=network&lang=ar", script=False)
    page.wait_for_load_state("load")
    image = page.locator("figure.picture img")
    assert image.is_visible()
    assert (image.bounding_box() or {"width": 0})["width"] > 300
    assert page.locator(".drawn").count() == 0
    assert page.locator("table.rows tbody tr").count() > 3
