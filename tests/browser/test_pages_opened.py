"""Every page, in both languages, wide and narrow: whole, in its direction, quiet, and nothing of it cut off."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from served import ATTACK
from watched import WIDTHS, Visitor

from isnad.web.offered import VIEWS
from isnad.web.rendering import url

NAMES = [view.name for view in VIEWS]
MORE = {
    "statements": "/search?q=الهدنة&in=statements",
    "events": "/search?in=events",
    "outlets by verbs": "/outlets?show=verbs",
    "outlets by attention": "/outlets?show=attention",
    "api": "/api",
    "wrong query": "/search?q=(هدنة",
    "nothing there": "/nothing",
    "hostile report": url("/report", id=ATTACK),
    "hostile query": url("/search", q="«" + ATTACK + "»"),
}
STATUS = {"wrong query": 400, "nothing there": 404}

# Texts that a reader cannot get at: outside of the window where nothing scrolls to them, or cut by their box.
CUT = """() => {
  const scrolls = (box) => ["auto", "scroll"].includes(getComputedStyle(box).overflowX);
  const cut = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!node.data.trim() || parent.closest(".hidden, .skip, option, title") || !parent.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    let box = parent;
    while (box && !scrolls(box)) box = box.parentElement;
    for (const part of range.getClientRects()) {
      if (!box && (part.left < -1 || part.right > innerWidth + 1)) cut.push(node.data.trim());
    }
    for (let around = parent; around && around !== box; around = around.parentElement) {
      const style = getComputedStyle(around);
      const hides = ["hidden", "clip"].includes(style.overflowX) && style.display !== "inline";
      if (hides && around.scrollWidth > around.clientWidth + 1) cut.push(node.data.trim());
    }
  }
  return cut;
}"""
DRAWN = """() => [...document.images].filter((one) => one.getBoundingClientRect().top < innerHeight)
  .every((one) => one.complete)"""
BROKEN = "() => [...document.images].filter((one) => one.complete && !one.naturalWidth).map((one) => one.src)"
FLIPPED = """() => [...document.querySelectorAll("time, .id, [dir=ltr]")].filter((one) => {
  const style = getComputedStyle(one);
  return /\\d{4}-\\d\\d/.test(one.textContent) && style.direction === "rtl";
}).map((one) => one.textContent)"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("name", [*NAMES, *MORE])
def test_a_page_opens_whole(visitor: Visitor, pages: Mapping[str, str], name: str, lang: str, width: str) -> None:
    page = visitor.window(width)
    answer = visitor.open(page, MORE.get(name) or pages[name], lang)
    assert answer.status == STATUS.get(name, 200)
    page.wait_for_function(DRAWN)
    assert page.evaluate(BROKEN) == []
    troubles = [told for told in visitor.happened(page) if name not in STATUS or "Failed to load resource" not in told]
    assert troubles == []
    html = page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == (lang, {"ar": "rtl", "en": "ltr"}[lang])
    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate(CUT) == []
    assert page.evaluate(FLIPPED) == []


def test_fonts_come_from_the_server(visitor: Visitor, pages: Mapping[str, str]) -> None:
    page = visitor.window()
    visitor.open(page, pages["report"])
    page.evaluate("document.fonts.ready")
    assert page.evaluate("""document.fonts.check('16px "Isnad Naskh"', 'هدنة')""")
    loaded = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    assert all(address.startswith(visitor.origin + "/static/") for address in loaded)
    assert any(address.partition("?")[0].endswith("NotoNaskhArabic-Regular.woff2") for address in loaded)


def test_dark_and_light_go_by_the_device_and_by_choice(visitor: Visitor) -> None:
    page = visitor.window()
    paper = "getComputedStyle(document.body).backgroundColor"
    visitor.open(page, "/overview")
    light = page.evaluate(paper)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(paper)
    page.emulate_media(color_scheme="light")
    assert sum(map(int, light[4:-1].split(","))) > 700
    assert sum(map(int, dark[4:-1].split(","))) < 120


@pytest.mark.parametrize("name", ["report", "actor", "story", "search"])
def test_print_has_what_was_read_and_no_navigation(visitor: Visitor, pages: Mapping[str, str], name: str) -> None:
    page = visitor.window()
    visitor.open(page, pages[name])
    page.emulate_media(media="print")
    assert page.locator("main").is_visible()
    for unwanted in (".masthead nav", ".finder", ".manner", ".searchbox", ".foot nav"):
        assert not any(one.is_visible() for one in page.locator(unwanted).all()), unwanted
    printed = page.pdf(format="A4")
    page.emulate_media(media="screen")
    assert printed.startswith(b"%PDF")
    assert len(printed) > 10_000


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_what_people_kept_fits_a_telephone(reviewer: Visitor, lang: str) -> None:
    """What is hidden in a cell of a table, for who hears the page, makes the page no wider either."""
    page = reviewer.window("narrow")
    reviewer.open(page, "/search?q=الهدنة&in=statements", lang)
    page.locator(".keep input[name=name]").fill("كل ما قيل عن الهدنة في المرفأ")
    page.locator(".keep button").click()
    reviewer.open(page, "/review?layer=statements", lang)
    page.locator("input[name=author]").fill("ريم الشاوي")
    page.locator(".inline button").first.click()
    page.locator(".acts button").first.click()
    for path in ("/saved", "/judgements", "/review"):
        reviewer.open(page, path, lang)
        assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0, path


PAPER = 718  # CSS pixels of A4 between its margins


@pytest.mark.parametrize("name", [*NAMES, "outlets by verbs", "outlets by attention"])
def test_nothing_is_wider_than_the_paper(visitor: Visitor, pages: Mapping[str, str], name: str) -> None:
    """On paper nobody can scroll; it is light, whatever the screen was."""
    page = visitor.window("narrow")
    page.set_viewport_size({"width": PAPER, "height": 1000})
    visitor.open(page, MORE.get(name) or pages[name])
    page.emulate_media(media="print", color_scheme="dark")
    wider = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    scrolled = page.evaluate("""[...document.querySelectorAll(".wide")]
      .filter((one) => one.checkVisibility() && one.scrollWidth > innerWidth).length""")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.emulate_media(media="screen", color_scheme="light")
    page.set_viewport_size({"width": WIDTHS["narrow"], "height": 800})
    assert (wider, scrolled) == (0, 0)
    assert sum(map(int, paper[4:-1].split(","))) > 700


def test_words_over_every_shade_of_a_table_are_of_its_ink(visitor: Visitor, pages: Mapping[str, str]) -> None:
    """Dim words would not stand apart from the strongest shades, which the sample reports do not reach."""
    page = visitor.window()
    visitor.open(page, "/outlets")
    colours = page.evaluate("""() => {
      const row = document.querySelector(".heat tbody tr");
      return [1, 2, 3, 4, 5].flatMap((level) => {
        const cell = row.insertCell();
        cell.className = `heat-${level}`;
        cell.innerHTML = '<span class="note">و3 غيرها</span> <span class="count">(3)</span>';
        return [...cell.children].map((one) => getComputedStyle(one).color);
      });
    }""")
    assert set(colours) == {page.evaluate("getComputedStyle(document.body).color")}


def test_what_is_pressed_in_the_record_is_tall_enough(visitor: Visitor, pages: Mapping[str, str]) -> None:
    page = visitor.window("narrow")
    visitor.open(page, pages["report"])
    heights = page.evaluate("""[...document.querySelectorAll(".entry summary, .entry .find")]
      .map((one) => one.getBoundingClientRect().height)""")
    assert heights
    assert min(heights) >= 24


def test_marks_leave_letters_joined(visitor: Visitor, pages: Mapping[str, str]) -> None:
    """A mark that begins inside a word is as wide as the word without it."""
    page = visitor.window()
    visitor.open(page, pages["report"])
    names = ["m-name", "m-time", "m-event", "m-cue", "m-source", "m-content", "m-nested", "chosen"]
    widths = page.evaluate(
        """(names) => names.map((name) => {
        const width = (html) => {
          const line = document.createElement("p");
          line.innerHTML = `<span>${html}</span>`;
          document.querySelector(".text").append(line);
          const found = line.firstChild.getBoundingClientRect().width;
          line.remove();
          return found;
        };
        return [width("لبغداد"), width(`ل<span class="${name}">بغداد</span>`)];
      })""",
        names,
    )
    assert all(abs(plain - marked) < 0.1 for plain, marked in widths)
