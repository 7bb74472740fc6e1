"""Searches that are kept by a name, and searches as feeds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import etree, html
from made_reports import RUN
from served import ADDRESS, ATTACK, copy_of, filled
from starlette.testclient import TestClient

from isnad.model import JudgedLayer, Judgement, Ruling
from isnad.store.judgements import Draft
from isnad.store.record import Record
from isnad.store.schema import reports
from isnad.web.app import create_app
from isnad.web.settings import WebSettings
from isnad.workflow.reading import read

feedparser = pytest.importorskip("feedparser")
ATOM = "{http://www.w3.org/2005/Atom}"
LATE = "قالت الوزيرة هالة النسريني إن مرفأ السروة سيفتح قريبا."


@pytest.fixture
def own(record_path: str, tmp_path: Path) -> str:
    """A record that the test may change."""
    return copy_of(record_path, tmp_path)


@pytest.fixture
def desk(own: str) -> Iterator[TestClient]:
    """A browser of somebody who keeps searches in it."""
    with TestClient(create_app(own, WebSettings()), base_url=ADDRESS, follow_redirects=False) as client:
        client.get("/saved")
        yield client


def send(client: TestClient, **fields: str) -> Any:
    return client.post("/saved", data={"csrf": client.cookies["isnad_csrf"], **fields})


def saved(client: TestClient) -> list[dict[str, Any]]:
    return list(client.get("/saved.json").json()["searches"])


def add(path: str, id: str, text: str, published: str) -> None:
    item = read(text, id=id, outlet="أرجوان", published=published, url="https://urjuwan.example/1?a=1&b=2")
    with Record(path) as record:
        record.writer(RUN).add([(item.report, item.layers)])


def test_a_search_is_saved_and_what_comes_later_is_new_until_it_is_looked_at(desk: TestClient, own: str) -> None:
    answer = send(desk, act="keep", name="المرفأ", q="السروة", **{"in": "reports"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/saved")
    assert [(one["name"], one["query"], one["new"]) for one in saved(desk)] == [("المرفأ", "السروة", 0)]
    add(own, "late", LATE, "2019-01-01")
    assert [one["new"] for one in saved(desk)] == [1]
    assert "نتيجة جديدة واحدة" in desk.get("/saved?lang=ar").text
    assert "نتيجة جديدة واحدة" in desk.get("/?lang=ar").text
    shown = send(desk, act="look", name="المرفأ").headers["location"]
    hits = desk.get(shown.replace("/search?", "/search.json?")).json()["hits"]
    assert [hit["report"] for hit in hits] == ["late"]
    assert [one["new"] for one in saved(desk)] == [0]
    assert "ما دخل السجل بعد نظرتك" in desk.get(shown).text
    send(desk, act="forget", name="المرفأ")
    assert saved(desk) == []


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_what_cannot_be_saved_is_said_on_the_page(desk: TestClient, lang: str) -> None:
    desk.get(f"/saved?lang={lang}")
    for fields in ({"name": " ", "q": "هدنة"}, {"name": "ناقص", "q": "(هدنة"}, {"name": "طويل", "q": "ه" * 2_001}):
        answer = send(desk, act="keep", **fields)
        assert answer.status_code == 400
        assert 'role="alert"' in answer.text
    assert send(desk, act="look", name="ليس هنا").status_code == 400
    assert send(desk, act="other").status_code == 400
    assert saved(desk) == []


def test_saving_needs_the_token_and_a_record_that_may_be_written(own: str) -> None:
    with TestClient(create_app(own, WebSettings(read_only=True)), base_url=ADDRESS) as client:
        assert client.post("/saved", data={"act": "keep", "name": "س", "q": "س"}).status_code == 403
        assert (
            "<form"
            not in html.tostring(html.fromstring(client.get("/saved").text).get_element_by_id("content")).decode()
        )
        token = client.cookies["isnad_csrf"]
        answer = client.post("/saved", data={"csrf": token, "act": "keep", "name": "س", "q": "س"})
        assert answer.status_code == 403
        assert 'value="keep"' not in client.get("/search").text


def test_a_name_of_markup_stays_words(desk: TestClient) -> None:
    assert send(desk, act="keep", name=ATTACK[:60], q=f'"{ATTACK[2:30]}"').status_code == 303
    for page in ("/saved", "/"):
        document = html.fromstring(desk.get(page).text)
        assert ATTACK[:60] in document.text_content()
        assert all(script.get("src", "").startswith("/static/") for script in document.iter("script"))


def test_the_page_of_a_search_tells_of_its_feed(client: TestClient) -> None:
    document = html.fromstring(client.get("/search?q=الهدنة&in=statements").text)
    (link,) = document.xpath("//link[@rel='alternate'][@type='application/atom+xml']/@href")
    assert link in document.xpath("//main//a/@href")
    assert parse_qs(urlsplit(link).query) == {"q": ["الهدنة"], "in": ["statements"]}
    assert client.get(link).headers["content-type"] == "application/atom+xml; charset=utf-8"


@pytest.mark.parametrize("what", ["reports", "statements", "events"])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_feed_has_what_the_standard_asks_for(client: TestClient, what: str, lang: str) -> None:
    body = client.get(f"/search.atom?in={what}&size=200&lang={lang}").content
    feed = feedparser.parse(body, sanitize_html=False)
    assert (feed.bozo, feed.version, feed.feed.language) == (False, "atom10", lang)
    root = etree.fromstring(body)
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == min(200, client.get(f"/search.json?in={what}").json()["count"]) > 20
    for element in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        assert datetime.fromisoformat(str(element.findtext(f"{ATOM}updated"))).tzinfo
    for entry in entries:
        assert len(entry.findall(f"{ATOM}link[@rel='alternate']")) == 1
        summary = html.fromstring(str(entry.findtext(f"{ATOM}summary")))
        assert (summary.tag, summary.get("dir"), summary.get("lang")) == ("div", "rtl", "ar")
        assert not list(summary.iter("script", "img", "i"))
        via = entry.find(f"{ATOM}link[@rel='via']")
        assert via is None or str(via.get("href")).startswith("http")
    identifiers = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(identifiers)) == len(identifiers)


@pytest.mark.parametrize("what", ["reports", "statements", "events"])
@pytest.mark.parametrize(("lang", "words"), [("ar", "وسيلة غير مذكورة"), ("en", "outlet not named")])
def test_an_entry_without_an_outlet_says_so(tmp_path: Path, what: str, lang: str, words: str) -> None:
    item = read("التقى سامر الهلالي جلال السماقي. وقالت الوزيرة هالة النسريني إن المرفأ سيفتح.", id="bare")
    path = filled(str(tmp_path / "record.db"), [item])
    with TestClient(create_app(path, WebSettings()), base_url=ADDRESS) as client:
        feed = etree.fromstring(client.get(f"/search.atom?in={what}&lang={lang}").content)
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    for entry in entries:
        assert entry.findtext(f"{ATOM}author/{ATOM}name") == words
        summary = html.fromstring(str(entry.findtext(f"{ATOM}summary")))
        assert [part.text_content() for part in summary.iter("p") if not part.text_content().strip()] == []


def test_an_entry_leads_to_its_words(client: TestClient) -> None:
    hits = client.get("/search.json?in=statements&q=السروة&size=50").json()["hits"]
    feed = feedparser.parse(client.get("/search.atom?in=statements&q=السروة&order=newest").content)
    assert [urlsplit(entry.link).fragment for entry in feed.entries] == [f"s{hit['at']}" for hit in hits]
    assert client.get(feed.entries[0].link.removeprefix(ADDRESS)).status_code == 200


def test_pages_of_a_feed_follow_one_another(client: TestClient) -> None:
    whole = feedparser.parse(client.get("/search.atom?size=200").content)
    address, found, first = "/search.atom?size=7", [], None
    while address:
        feed = feedparser.parse(client.get(address).content)
        found += [entry.id for entry in feed.entries]
        links = {link.rel: link.href for link in feed.feed.links}
        first = first or links["self"]
        assert links["first"] == first == f"{ADDRESS}/search.atom?size=7"
        address = links.get("next", "").removeprefix(ADDRESS)
    assert found == [entry.id for entry in whole.entries]


def test_a_new_report_is_first_at_the_next_asking_and_the_others_stay(own: str) -> None:
    with TestClient(create_app(own, WebSettings()), base_url=ADDRESS) as client:
        before = client.get("/search.atom?q=السروة")
        assert client.get("/search.atom?q=السروة", headers={"if-none-match": before.headers["etag"]}).status_code == 304
        add(own, "late", LATE, "2009-01-01")
        answer = client.get("/search.atom?q=السروة", headers={"if-none-match": before.headers["etag"]})
        assert answer.status_code == 200
        old, new = (feedparser.parse(one.content).entries for one in (before, answer))
        assert [entry.id for entry in new[1:]] == [entry.id for entry in old]
        assert [entry.updated for entry in new[1:]] == [entry.updated for entry in old]
        assert [link.href for link in new[0].links] == [
            f"{ADDRESS}/report?id=late",
            "https://urjuwan.example/1?a=1&b=2",
        ]
        add(own, "late", LATE + " وأضافت أن العمل انتهى.", "2009-01-01")
        corrected = feedparser.parse(client.get("/search.atom?q=السروة").content).entries
        assert corrected[0].id != new[0].id
        assert len(corrected) == len(new)


def test_a_feed_tells_no_statement_that_a_person_rejected(own: str) -> None:
    with TestClient(create_app(own, WebSettings()), base_url=ADDRESS) as client:
        entries = feedparser.parse(client.get("/search.atom?q=السروة&in=statements").content).entries
        hit = client.get("/search.json?q=السروة&in=statements").json()["hits"][0]
        with Record(own) as record:
            judged = _rejected(record, hit)
        left = feedparser.parse(client.get("/search.atom?q=السروة&in=statements").content).entries
        assert judged.verdict.value == "reject"
        assert len(left) == len(entries) - 1


def _rejected(record: Record, hit: dict[str, Any]) -> Judgement:
    (kept,) = record.reports(reports.c.id == hit["report"])
    cue = kept.layers.statements[hit["at"]].cue
    at = {"start": cue.start, "end": cue.end, "quote": cue.quote(kept.report.text)}
    subject = {"report": kept.report.id, "at": at}
    draft = Draft(verdict=Ruling.REJECT, layer=JudgedLayer.STATEMENTS, subject=subject)
    return record.judge(draft, author="ليلى")


def test_errors_of_a_feed_are_data(client: TestClient) -> None:
    answer = client.get("/search.atom?q=(هدنة")
    assert (answer.status_code, answer.json()["error"]["type"]) == (400, "query")
    beyond = feedparser.parse(client.get("/search.atom?page=999").content)
    assert (beyond.bozo, beyond.entries) == (False, [])


def test_an_asker_without_a_tag_goes_by_the_date(own: str) -> None:
    with sqlite3.connect(own) as connection:
        connection.execute(
            "insert into readings values (1, 1, ?, ?, '[]', 1, 0, 0, 0, 0)",
            ("2020-01-01T00:00:00+00:00", "2020-01-01T00:05:00+00:00"),
        )
    with TestClient(create_app(own, WebSettings()), base_url=ADDRESS) as client:
        told = client.get("/search.atom").headers["last-modified"]
        assert told == "Wed, 01 Jan 2020 00:05:00 GMT"
        assert client.get("/search.atom", headers={"if-modified-since": told}).status_code == 304
        earlier = "Wed, 01 Jan 2020 00:04:00 GMT"
        assert client.get("/search.atom", headers={"if-modified-since": earlier}).status_code == 200
        assert client.get("/search.atom", headers={"if-modified-since": "yesterday"}).status_code == 200
