"""What a journalist does from a name to a chronology in hand, in both languages, with scripts and without them."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from docx import Document
from playwright.sync_api import Page, expect
from watched import Visitor

NAME = "سامر الهلالي"
AUTHOR = "ريم الشاوي"
WRONG, RIGHT = "channel", "phone"


def downloaded(page: Page, ending: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        page.locator(f".handing a[href*='{ending}']").click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


@pytest.mark.parametrize(
    ("lang", "width", "scripts"), [("ar", "wide", True), ("en", "narrow", True), ("ar", "narrow", False)]
)
def test_from_a_name_to_a_chronology(reviewer: Visitor, lang: str, width: str, scripts: bool) -> None:
    page = reviewer.window(width, scripts=scripts)
    reviewer.open(page, "/actors", lang)
    page.locator("#q").fill("الهلالي")
    page.locator(".searchbox button").click()
    page.locator("th .who", has_text=NAME).first.click()
    expect(page.locator("h1")).to_have_text(NAME)
    actor = page.url

    said = page.locator("#statements .entry").first
    words = said.locator("blockquote").inner_text().partition(":")[2].strip()
    at = said.locator("a").first.get_attribute("href").partition("#s")[2]
    page.wait_for_load_state("networkidle")  # its pictures
    said.locator("a").first.click()
    expect(page.locator(".report .text")).to_be_visible()
    expect(page.locator(".record .entry:target, .record .entry.chosen, .text :target").first).to_be_visible()
    assert words in page.locator(".record").inner_text()
    corrects(page, f"#ls{at}")
    page.goto(actor)
    corrected = {"ar": "صححه إنسان", "en": "corrected by a person"}[lang]
    expect(page.locator("#statements .entry", has_text=words).first).to_contain_text(corrected)
    page.wait_for_load_state("networkidle")
    page.go_back()
    takes_back(page, f"#ls{at}")

    page.goto(actor)
    expect(page.locator("#statements")).not_to_contain_text(corrected)
    name, written = downloaded(page, "/actor.docx")
    assert name == f"{NAME}.docx"
    assert ZipFile(io.BytesIO(written)).testzip() is None
    document = Document(io.BytesIO(written))
    told = "\n".join(paragraph.text for paragraph in document.paragraphs)
    told += "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert NAME in told
    name, written = downloaded(page, "/actor.html")
    assert name == f"{NAME}.html"
    assert NAME in written.decode()
    assert "<script" not in written.decode()
    _, written = downloaded(page, "table=chronology")
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"))))
    assert rows
    assert all(NAME in row["who"].split("; ") for row in rows)
    assert not reviewer.troubles


def corrects(page: Page, line: str) -> None:
    """Corrects the channel of the statement of a line, and sees it there with who did it."""
    lang = str(page.locator("html").get_attribute("lang"))
    quoted = page.locator(f"{line} blockquote").inner_text()
    page.locator(f"{line} .judging a").press("Enter")
    page.locator(".page-review input[name=author]").fill(AUTHOR)
    page.locator(".inline button").first.click()
    assert " ".join(quoted.split()) in " ".join(page.locator(".sentence").inner_text().split())
    page.locator(".correct summary").click()
    page.locator(f"select[name=value-{WRONG}]").select_option(RIGHT)
    page.locator(".correct input[name=note]").fill("في الفقرة الثانية")
    page.locator(".correct button").click()
    expect(page).to_have_url(re.compile(f"/report[?].*{line}$"))
    kept = page.locator(line)
    expect(kept).to_be_in_viewport()
    expect(kept.locator("blockquote")).to_have_text(quoted)
    for words in ({"ar": "هاتف", "en": "phone"}[lang], AUTHOR):
        expect(kept.locator(".facts")).to_contain_text(words)


def takes_back(page: Page, line: str) -> None:
    """Takes the correction of a line back, there."""
    page.locator(f"{line} .judging button").press("Enter")
    expect(page.locator(f"{line} .judging a")).to_be_visible()
    expect(page.locator(line)).not_to_contain_text(AUTHOR)
    expect(page.locator(f"{line} .judging button")).to_have_count(0)


def test_two_actors_hand_on_what_they_share(visitor: Visitor, pages: dict[str, str]) -> None:
    page = visitor.window()
    visitor.open(page, pages["pair"])
    names = page.locator("h1 .who").all_inner_texts()
    name, written = downloaded(page, "/pair.html")
    assert name == f"{names[0]} – {names[1]}.html"
    assert all(one in written.decode() for one in names)
    rows = list(csv.DictReader(io.StringIO(downloaded(page, "/pair.csv")[1].decode("utf-8-sig"))))
    assert all(one in row["who"] for row in rows for one in names)


def test_a_search_is_narrowed_and_widened_without_scripts(visitor: Visitor) -> None:
    page = visitor.window("narrow", scripts=False)
    visitor.open(page, "/search")
    page.locator("#q").fill("الهدنة")
    page.locator(".searchbox button").click()
    every = page.locator("[role=status]").inner_text()
    page.locator(".facets li a").first.click()
    assert page.locator("[role=status]").inner_text() != every
    page.locator(".chip").last.click()
    assert page.locator("[role=status]").inner_text() == every


def test_language_digits_and_colours_are_chosen(reviewer: Visitor) -> None:
    page = reviewer.window(scripts=False)
    page.goto(reviewer.origin + "/overview")
    page.locator(".manner summary").click()
    page.locator("input[name=digits][value=arab]").check()
    page.locator("input[name=theme][value=dark]").check()
    page.locator(".manner button").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("main .lead")).to_contain_text("٣")
    page.locator(".manner summary").click()
    page.locator("input[name=lang][value=en]").check()
    page.locator("input[name=digits][value=latn]").check()
    page.locator(".manner button").click()
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(24, 23, 19)"


def test_a_hostile_name_is_no_address_of_a_file(visitor: Visitor) -> None:
    page = visitor.window()
    answer = page.request.get(f"{visitor.origin}/actor.docx?key={quote('../../etc/passwd')}")
    assert answer.status == 404
