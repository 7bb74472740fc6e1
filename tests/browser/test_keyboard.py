"""Everything by keyboard alone, also on an Arabic one, and the text of a report and its record by mouse."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from playwright.sync_api import Page, expect
from watched import Visitor

OUTLINED = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""
FOCUSED = "document.activeElement.id || document.activeElement.getAttribute('class') || document.activeElement.tagName"
CHOSEN = """() => [...document.querySelectorAll(".record .chosen")].map((entry) => entry.id)"""
ARABIC = {"KeyY": "غ", "KeyN": "ى", "KeyS": "س", "KeyU": "ع", "KeyJ": "ت", "KeyK": "ن", "Slash": "ظ"}


def press(page: Page, code: str) -> None:
    """A key of an Arabic keyboard: its place is that of a Latin letter, what it types is not."""
    session = page.context.new_cdp_session(page)
    for kind in ("keyDown", "keyUp"):
        session.send("Input.dispatchKeyEvent", {"type": kind, "code": code, "key": ARABIC[code]})
    session.detach()


def by_tab(page: Page, at_most: int = 60) -> list[str]:
    """What the focus comes to from the beginning of a page, key after key, until it leaves the page."""
    seen: list[str] = []
    for _ in range(at_most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        assert page.evaluate(OUTLINED), seen[-1:]
        seen.append(page.evaluate(FOCUSED))
    return seen


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("name", ["overview", "search", "report", "review", "actor", "events"])
def test_the_focus_is_seen_and_begins_with_the_way_to_the_content(
    visitor: Visitor, pages: Mapping[str, str], name: str, lang: str
) -> None:
    page = visitor.window()
    visitor.open(page, pages[name], lang)
    assert len(set(by_tab(page, 20))) > 3
    visitor.open(page, pages[name].partition("#")[0], lang)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_in_viewport()
    assert page.evaluate(FOCUSED) == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_slash_goes_to_the_search_box_and_is_typed_inside_it(visitor: Visitor, pages: Mapping[str, str]) -> None:
    page = visitor.window()
    for name in ("overview", "actor", "search"):
        visitor.open(page, pages[name])
        press(page, "Slash")
        expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("/")
    expect(page.locator("#q")).to_have_value("/")


def test_the_display_opens_and_closes_by_keys(visitor: Visitor) -> None:
    page = visitor.window()
    visitor.open(page, "/overview")
    page.locator(".manner summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".manner form")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".manner form")).to_be_hidden()
    expect(page.locator(".manner summary")).to_be_focused()


@pytest.mark.parametrize("arabic", [False, True])
def test_statements_are_walked_through_and_let_go(visitor: Visitor, pages: Mapping[str, str], arabic: bool) -> None:
    page = visitor.window()
    visitor.open(page, pages["report"].partition("#")[0])
    for code, number in (("KeyJ", 0), ("KeyJ", 1), ("KeyK", 0), ("KeyK", 0)):
        press(page, code) if arabic else page.keyboard.press(code)
        assert page.evaluate(CHOSEN) == [f"ls{number}"]
        marked = page.locator(".text .chosen").first
        expect(marked).to_be_in_viewport()
    page.keyboard.press("Escape")
    assert page.locator(".chosen").count() == 0


def test_a_mark_and_its_line_of_the_record_lead_to_each_other(visitor: Visitor, pages: Mapping[str, str]) -> None:
    page = visitor.window()
    visitor.open(page, pages["report"].partition("#")[0])
    page.locator('.text .m-cue[data-s~="1"]').first.click()
    assert page.evaluate(CHOSEN) == ["ls1"]
    expect(page.locator("#ls1")).to_be_in_viewport()
    page.locator("#ls0 blockquote").click()
    assert page.evaluate(CHOSEN) == ["ls0"]
    chosen = page.locator(".text .chosen")
    assert all("0" in str(one.get_attribute("data-s")).split() for one in chosen.all())
    expect(chosen.first).to_be_in_viewport()
    page.locator(".record .find").first.click()
    assert all(one.get_attribute("data-n") for one in page.locator(".text .chosen").all())


def test_layers_are_hidden_and_shown(visitor: Visitor, pages: Mapping[str, str]) -> None:
    page = visitor.window()
    visitor.open(page, pages["report"])
    for layer in ("statements", "events", "times", "names"):
        page.locator(f"#show-{layer}").uncheck()
        expect(page.locator(f"#of-{layer}")).to_be_hidden()
        page.locator(f"#show-{layer}").check()
        expect(page.locator(f"#of-{layer}")).to_be_visible()


@pytest.mark.parametrize("arabic", [False, True])
def test_a_review_by_keys(reviewer: Visitor, arabic: bool) -> None:
    page = reviewer.window()
    reviewer.open(page, "/review?layer=statements")
    page.locator("input[name=author]").fill("ريم")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-key=KeyY]")
    first, judged = page.locator(".doubt").inner_text(), page.locator(".last")

    def key(code: str) -> str:
        with page.expect_navigation():
            press(page, code) if arabic else page.keyboard.press(code)
        return page.locator(".doubt").inner_text()

    assert key("KeyY") != first
    expect(judged).to_contain_text("صحيح")
    assert key("KeyU") == first
    expect(judged).to_have_count(0)
    second = key("KeyN")
    expect(judged).to_contain_text("خطأ")
    assert key("KeyS") != second
    assert "skip=1" in page.url
    page.locator("#keys").uncheck()
    page.keyboard.press("KeyY")
    page.wait_for_timeout(150)
    assert "skip=1" in page.url
    assert reviewer.happened(page) == []
