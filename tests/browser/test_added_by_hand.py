"""What the machine missed is added in a browser: chosen in the text by scripts, or typed without them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from test_accessible import TAGS, violations
from watched import Visitor

AUTHOR = "ريم الشاوي"
REPORT = "/report?id=told-1"
RULES: dict[str, Any] = {"type": "tag", "values": TAGS}
WIDER = "document.documentElement.scrollWidth - innerWidth"
CHOOSE = """([words, last]) => {
  const lines = [...document.querySelectorAll(".text [data-start]")];
  const holding = lines.filter((line) => line.textContent.includes(words));
  const line = holding.at(last ? -1 : 0);
  const point = (place) => {
    const pieces = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    while (pieces.nextNode()) {
      if (place <= pieces.currentNode.length) return [pieces.currentNode, place];
      place -= pieces.currentNode.length;
    }
  };
  const begin = line.textContent.indexOf(words);
  const range = document.createRange();
  range.setStart(...point(begin));
  range.setEnd(...point(begin + words.length));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def signs(page: Page, layer: str) -> None:
    """Gives a name, by keys alone, where it is asked before something is added."""
    page.locator(f".adding:has(#add-{layer}) summary").press("Enter")
    page.locator(f"#add-{layer} input[name=author]").fill(AUTHOR)
    page.keyboard.press("Enter")
    expect(page.locator(f"#add-{layer} button[type=submit]")).to_be_visible()


@pytest.mark.parametrize(("lang", "width"), [("ar", "wide"), ("en", "narrow")])
def test_words_chosen_in_the_text_become_an_event_there(reviewer: Visitor, lang: str, width: str) -> None:
    page = reviewer.window(width, bypass=True)
    reviewer.open(page, REPORT, lang)
    signs(page, "events")
    bar, form = page.locator(".picked"), page.locator("#add-events")
    page.locator(".adding:has(#add-events) summary").click()
    expect(bar).to_be_hidden()
    page.evaluate(CHOOSE, ["القصف", True])
    expect(bar.locator("q")).to_have_text("القصف")
    bar.locator("button[data-form=add-events]").first.press("Enter")
    anchor = form.locator("[name=value-anchor]")
    expect(anchor).to_be_focused()
    expect(anchor).to_have_value("القصف")
    page.evaluate(CHOOSE, ["مرفأ السروة", True])
    bar.locator("button[data-field=place]").click()
    expect(bar.locator("[role=status]")).to_contain_text("مرفأ السروة")
    form.locator("[name=value-actors]").fill("جابر المنصوري")
    page.evaluate(CHOOSE, ["الحكومة", False])
    bar.locator("button[data-field=actors]").click()
    expect(form.locator("[name=value-actors]")).to_have_value("جابر المنصوري؛ الحكومة")
    form.locator("[name=value-type]").select_option("ASSAULT")
    assert violations(page, RULES) == []
    assert page.evaluate(WIDER) <= 0
    form.locator("button[type=submit]").click()
    expect(page).to_have_url(re.compile("/report[?].*#le[0-9]+$"))
    line = page.locator(f"#{page.url.partition('#')[2]}")
    expect(line).to_be_in_viewport()
    expect(line).to_contain_text(AUTHOR)
    told = page.request.get(f"{reviewer.origin}/report.json?id=told-1").json()
    (event,) = [one for one in told["events"] if one["rule"] == "person"]
    assert event["anchor"][0] == told["text"].rindex("القصف")
    assert event["place"][0] == told["text"].rindex("مرفأ السروة")
    assert page.locator(".text .chosen").all_inner_texts() == ["القصف"]
    line.locator(".judging button").click()
    expect(page.locator("#of-events")).not_to_contain_text(AUTHOR)
    assert reviewer.happened(page) == []


def test_places_are_counted_as_the_text_counts_them(reviewer: Visitor) -> None:
    """A letter of the second plane is two units of a script and one code point."""
    page = reviewer.window(bypass=True)
    reviewer.open(page, REPORT)
    signs(page, "statements")
    text = page.request.get(f"{reviewer.origin}/report.json?id=told-1").json()["text"]
    page.evaluate("document.querySelectorAll('.text [data-start]').forEach((line) => line.prepend('\\u{1F600}'))")
    for words in ("القصف على مرفأ السروة", "القصف المدفعي بدقائق"):
        page.evaluate(CHOOSE, [words, True])
        page.locator(".picked button[data-field=content]").last.click()
    form = page.locator("#add-statements")
    expect(form.locator("[name=value-content]")).to_have_value("القصف على مرفأ السروة … القصف المدفعي بدقائق")
    starts = [text.index("القصف على مرفأ السروة") + 1, text.index("القصف المدفعي بدقائق") + 1]
    expect(form.locator("[name=at-content]")).to_have_value(" ".join(map(str, starts)))


def test_words_that_stand_several_times_are_told_apart_without_scripts(reviewer: Visitor) -> None:
    page = reviewer.window("narrow", scripts=False)
    reviewer.open(page, REPORT, "ar")
    signs(page, "mentions")
    form = page.locator("#add-mentions")
    words = form.locator("[name=value-span]")
    words.fill("السروة")
    form.locator("[name=value-entity]").fill("مدينة السروة")
    form.locator("[name=value-type]").select_option("LOC")
    words.press("Enter")
    expect(form.locator("[role=alert]")).to_contain_text("أكثر من مرة")
    expect(words).to_be_focused()
    expect(words).to_have_value("السروة")
    expect(form.locator("[name=value-entity]")).to_have_value("مدينة السروة")
    places = form.locator("[name=which-span]")
    expect(places).to_have_count(4)
    expect(form.locator(".which label").nth(2)).to_contain_text("جريمة كبيرة")
    assert page.locator("body").evaluate(WIDER) <= 0
    places.nth(2).check()
    words.press("Enter")
    expect(page).to_have_url(re.compile("/report[?].*#ln[0-9]+$"))
    line = page.locator(f"#{page.url.partition('#')[2]}")
    expect(line).to_contain_text("جريمة كبيرة")
    expect(line).to_contain_text(AUTHOR)
    line.locator(".judging button").click()
    expect(page.locator("#of-names")).not_to_contain_text("مدينة السروة")


def test_axe_finds_nothing_where_a_form_was_refused(reviewer: Visitor) -> None:
    page = reviewer.window("narrow", bypass=True)
    reviewer.open(page, REPORT, "ar")
    signs(page, "mentions")
    page.emulate_media(color_scheme="dark")
    page.locator("#add-mentions [name=value-span]").fill("السروة")
    page.locator("#add-mentions [name=value-type]").select_option("LOC")
    page.locator("#add-mentions button[type=submit]").click()
    expect(page.locator("[role=alert]")).to_be_visible()
    assert violations(page, RULES) == []
