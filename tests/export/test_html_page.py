from __future__ import annotations

import re
from io import StringIO

from lxml import html
from readings import READ, TEXT, Read

from isnad.errors import EmptyInputError
from isnad.export import Item, writer
from isnad.model import Layers, Report


def page(*items: Item, explain: bool = False) -> str:
    out = StringIO()
    writer("html")(iter(items), out, explain=explain)
    return out.getvalue()


def parsed(*items: Item, explain: bool = False) -> html.HtmlElement:
    return html.document_fromstring(page(*items, explain=explain))


def test_the_page_is_arabic_and_right_to_left() -> None:
    root = parsed(READ)
    assert (root.get("dir"), root.get("lang")) == ("rtl", "ar")


def test_the_text_stands_there_character_by_character() -> None:
    (text,) = parsed(READ).find_class("text")
    assert text.text_content() == TEXT


def test_marked_segments_add_up_to_the_spans_of_each_statement() -> None:
    (text,) = parsed(READ).find_class("text")

    def marked(role: str, number: int) -> str:
        segments = [e for e in text.iter("span") if f"{role} {number}" in html_title(e)]
        return "".join(segment.text_content() for segment in segments)

    names = {"cue": "لفظ الإسناد", "content": "القول", "source": "المصدر", "via": "نقلا عن"}
    for number, statement in enumerate(READ.layers.statements, start=1):
        assert marked(names["cue"], number) == statement.cue.quote(TEXT)
        assert marked(names["content"], number) == "".join(span.quote(TEXT) for span in statement.content)
        if statement.source:
            assert marked(names["source"], number) == statement.source.quote(TEXT)


def html_title(element: html.HtmlElement) -> list[str]:
    return (element.get("title") or "").split("، ")


def test_content_in_content_is_shown_as_nested() -> None:
    (text,) = parsed(READ).find_class("text")
    assert "".join(e.text_content() for e in text.find_class("nested")) == "الأمن & النظام"


def test_chrome_is_dimmed_and_a_post_set_apart() -> None:
    root = parsed(READ)
    (text,) = root.find_class("text")
    assert [e.text_content() for e in text.find_class("chrome")] == ["شارك"]
    assert root.find_class("post")[0].text_content().startswith("نحن بخير\n— فتحي")


def test_each_entry_of_the_list_leads_to_its_place() -> None:
    root = parsed(READ, READ)
    links = [a.get("href")[1:] for a in root.xpath("//aside//a")]
    assert len(links) == 6
    assert sorted(links) == sorted(root.xpath("//a/@id"))


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs() -> None:
    source = page(READ)
    assert not re.search(r"<(script|img|link|iframe)|@import|url\(", source)
    assert set(re.findall(r"https?://[^\"]+", source)) == {"https://example.org/?a=1&amp;b=2"}


def test_hostile_words_stay_words() -> None:
    words = "</div><script>alert(1)</script> \" ' \x00 \x1b[31m"
    report = Report(id=words, text=words, title=words, outlet=words, url="javascript:alert(1)")
    root = parsed(Read(report, Layers()), EmptyInputError(words, identifier=words))
    assert not list(root.iter("script"))
    assert not root.xpath("//a[starts-with(@href, 'javascript')]")
    assert "\N{REPLACEMENT CHARACTER}" in root.text_content()


def test_an_unreadable_report_is_named_in_its_place() -> None:
    root = parsed(READ, EmptyInputError("no text", identifier="b.txt"), READ)
    assert [e.get("class") for e in root.iter("article")] == [None, "error", None]


def test_rejections_are_listed_to_explain() -> None:
    assert "<code" not in page(READ)
    assert ">background</code> يذكر أن" in page(READ, explain=True)
