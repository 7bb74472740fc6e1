from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from invented_record import AGAIN, AGAIN_LAYERS, COMPLETE, CUT, FIRST, WHOLE, Invented, Read
from lxml import etree, html
from msgspec.structs import replace

from isnad.export import atom

feedparser = pytest.importorskip("feedparser")
SPACE = {"a": "http://www.w3.org/2005/Atom"}


def written(selection: Invented = WHOLE, address: str | None = None) -> bytes:
    out = StringIO()
    atom.write(selection, out, address=address)
    return out.getvalue().encode()


def read(selection: Invented = WHOLE) -> Any:
    return feedparser.parse(written(selection), sanitize_html=False)


def test_a_reader_of_feeds_finds_no_fault_and_every_report() -> None:
    feed = read()
    assert not feed.bozo
    assert feed.version == "atom10"
    assert (feed.feed.title, feed.feed.language) == (COMPLETE.title, "ar")
    assert [entry.title for entry in feed.entries] == ["الهلالي يلتقي النجار", "الموسم آمن"]
    links = [[link.href for link in entry.get("links", ())] for entry in feed.entries]
    assert links == [["https://shore.example/a?x=1&y=2"], []]
    assert [entry.author for entry in feed.entries] == ["ليلى الصفدي", "إذاعة الميناء"]


def test_the_elements_that_the_standard_asks_for_are_there_once() -> None:
    root = etree.fromstring(written())
    for element in (root, *root.findall("a:entry", SPACE)):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"a:{name}", SPACE)) == 1
    for entry in root.findall("a:entry", SPACE):
        assert entry.find("a:author/a:name", SPACE) is not None
        assert entry.find("a:link[@rel='alternate']", SPACE) is not None or entry.find("a:summary", SPACE) is not None


def test_identifiers_hold_when_the_feed_is_made_again() -> None:
    later = read(Invented(provenance=replace(COMPLETE, made="2018-06-09T10:00:00Z")))
    assert later.feed.id == read().feed.id
    assert [entry.id for entry in later.entries] == [entry.id for entry in read().entries]
    assert [entry.updated for entry in later.entries] == [entry.updated for entry in read().entries]


def test_a_report_without_a_moment_claims_none() -> None:
    first, second = read().entries
    assert (first.published, first.updated) == ("2018-05-29T07:05:00Z", "2018-05-29T07:05:00Z")
    assert "published" not in second
    assert second.updated == "2018-05-30T00:00:00Z"
    undated = Invented(reads=(Read(replace(AGAIN, published=None), AGAIN_LAYERS),))
    (entry,) = read(undated).entries
    assert entry.updated == COMPLETE.made


def test_the_summary_is_arabic_from_right_to_left_and_holds_words_as_words() -> None:
    summary = html.fromstring(read().entries[0].summary)
    assert (summary.get("dir"), summary.get("lang")) == ("rtl", "ar")
    assert [quote.text_content() for quote in summary.iter("q")] == ["المُوسِمَ <آمنٌ> & طويلٌ"]
    assert FIRST.split("\n\n")[1] in summary.text_content()


def test_the_address_of_the_feed_is_told_where_it_is_known() -> None:
    root = etree.fromstring(written(address="https://desk.example/feed?q=1&p=2"))
    assert root.xpath("a:link[@rel='self']/@href", namespaces=SPACE) == ["https://desk.example/feed?q=1&p=2"]
    assert not etree.fromstring(written()).findall("a:link", SPACE)


def test_a_cut_is_told_by_the_subtitle() -> None:
    assert "غير كاملة" in read(CUT).feed.subtitle
    assert "غير كاملة" not in read().feed.subtitle
