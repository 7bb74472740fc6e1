"""Stories and actors as files that stand by themselves."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import html
from served import ATTACK
from starlette.testclient import TestClient
from test_across_pages import key, rows, story

from isnad.cli.main import isnad
from isnad.store.record import Record
from isnad.web import handed
from isnad.web.manner import Manner

STORY = "مصرف تيمارا المركزي ينفي طباعة أوراق نقدية دون غطاء"
SHELL = "مرفأ السروة"
LANGUAGES = ("ar", "en")


def made(path: str, lang: str = "ar", **of: str) -> Any:
    (name, value) = next(iter(of.items()))
    arguments = ["report", "--record", path, f"--{name}", value, "--lang", lang, "--no-fonts"]
    result = CliRunner().invoke(isnad, arguments)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("<!DOCTYPE html>")
    return html.document_fromstring(result.stdout)


def stands_alone(document: Any) -> None:
    """Nothing is fetched, no link leads back, every place that is led to is there, headings go down step by step."""
    assert not list(document.iter("script", "img", "link", "iframe", "form", "object", "base"))
    style = "".join(document.xpath("//style/text()"))
    assert not re.search(r"@import|url\((?!data:)", style)
    places = set(document.xpath("//@id"))
    assert len(places) == len(document.xpath("//@id"))
    for address in document.xpath("//@href"):
        assert address.startswith(("http://", "https://")) or address[1:] in places, address
    assert not [name for name in document.xpath("//@*") if getattr(name, "attrname", "").startswith("on")]
    (policy,) = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    levels = [int(element.tag[1]) for element in document.iter("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert document.xpath("count(//main)") == 1
    assert not document.xpath("//details[not(@open)]")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_story_stands_alone_with_all_that_is_known(client: TestClient, record_path: str, lang: str) -> None:
    id = story(client, STORY)
    document = made(record_path, lang, story=id)
    stands_alone(document)
    assert (document.get("lang"), document.get("dir")) == (lang, {"ar": "rtl", "en": "ltr"}[lang])
    told = client.get("/story.json", params={"id": id}).json()
    words = document.text_content()
    assert all(report in words for report in told["reports"])
    assert all(sentence["quote"].strip() in words for sentence in told["summary"])
    titles = {document.get_element_by_id(one).getparent().tag for one in ("coverage", "sources", "made", "chronology")}
    assert titles == {"section"}
    sources = document.xpath("//ol[@class='sources']/li")
    assert [one.get("id") for one in sources] == [f"report-{n + 1}" for n in range(len(sources))]


def test_a_quotation_leads_to_its_report_and_that_to_its_outlet(client: TestClient, record_path: str) -> None:
    document = made(record_path, story=story(client, STORY))
    outlets = {head["report"]: head for head in _reports(client, story(client, STORY))}
    for link in document.xpath("//section[@aria-labelledby='chronology']//a"):
        source = document.get_element_by_id(link.get("href")[1:])
        report = source.find_class("id")[0].text_content()
        assert link.text_content() == (outlets[report]["outlet"] or "وسيلة غير مذكورة")
    urls = document.xpath("//ol[@class='sources']//a/@href")
    assert urls
    assert all(url.startswith("http") for url in urls)


def _reports(client: TestClient, id: str) -> list[dict[str, Any]]:
    found = client.get("/story.json", params={"id": id}).json()["reports"]
    return [client.get("/report.json", params={"id": one}).json() | {"report": one} for one in found]


def test_what_outlets_disagree_on_is_there_and_hostile_words_stay_words(client: TestClient, record_path: str) -> None:
    found = client.get("/stories.json?told=all&size=200").json()["stories"]
    (id,) = {one["story"] for one in found if SHELL in str(one)}
    document = made(record_path, story=str(id))
    stands_alone(document)
    words = document.text_content()
    assert ATTACK in words
    values = document.xpath("//section[@aria-labelledby='differences']//td//b")
    assert {"14", "20"} <= {value.text_content().strip() for value in values}
    assert document.xpath("//del")
    assert document.xpath("//ins")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_actor_stands_alone_with_every_statement(client: TestClient, record_path: str, lang: str) -> None:
    whose = key(client, "مرزوق الشهباني")
    document = made(record_path, lang, actor="الشهباني")
    stands_alone(document)
    told = client.get("/actor.json", params={"key": whose, "size": "200"}).json()
    assert told["count"] > 3
    quotes = [quote.text_content() for quote in document.xpath("//section[@id='statements']//blockquote")]
    assert len(quotes) == told["count"]
    assert all(one["content"] in quote for one, quote in zip(told["statements"], quotes, strict=True))
    assert whose in document.text_content()
    assert document.xpath("//section[@aria-labelledby='naming']//table")


def test_undated_statements_of_an_actor_are_listed_once(client: TestClient, record_path: str) -> None:
    whose = key(client, "مرزوق الشهباني")
    entries = rows(client, f"/actor.csv?key={whose}&table=chronology")
    undated = {row["sentence"] for row in entries if row["kind"] == "statement" and not row["date"]}
    dated = {row["happening"] for row in entries if row["date"]}
    document = made(record_path, actor="الشهباني")
    said = [one.text_content() for one in document.xpath("//section[@id='statements']//blockquote")]
    again = document.xpath("//section[@aria-labelledby='chronology']//blockquote[span[@class='m-cue']]")
    assert undated
    assert all(sum(words in one for one in said) == 1 for words in undated)
    assert not any(words in one.text_content() for words in undated for one in again)
    assert len(document.xpath("(//ol[contains(@class, 'chronology')])[1]/li")) == len(dated) > 0


def test_what_the_list_of_statements_was_cut_of_stays_in_the_chronology(
    client: TestClient, record_path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handed, "STATEMENTS", 1)
    with Record(record_path, read_only=True) as record:
        page = handed.actor_file(record, key(client, "مرزوق الشهباني"), Manner(lang="en"), fonts=False)
    document = html.document_fromstring(page)
    (said,) = document.xpath("//section[@id='statements']//blockquote")
    told = [one.text_content() for one in document.xpath("//section[@aria-labelledby='chronology']//blockquote")]
    every = rows(client, f"/actor.csv?key={key(client, 'مرزوق الشهباني')}&table=statements")
    assert len(every) > 1
    for row in every:
        listed = row["content"] in said.text_content()
        assert listed or any(row["content"] in one for one in told)


def test_where_something_is_cut_the_file_says_so(
    client: TestClient, record_path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handed, "STATEMENTS", 2)
    monkeypatch.setattr(handed, "HAPPENINGS", 1)
    with Record(record_path, read_only=True) as record:
        page = handed.actor_file(record, key(client, "مرزوق الشهباني"), Manner(lang="en"), fonts=False)
    cuts = html.document_fromstring(page).xpath("//section[@class='cuts']//li")
    assert len(cuts) == 2
    assert cuts[0].text_content().startswith("This file holds 2 of ")
    monkeypatch.undo()
    assert not made(record_path, actor="الشهباني").find_class("cuts")


def test_the_pages_lead_to_the_file_and_it_is_downloaded(client: TestClient) -> None:
    for page in (f"/story?id={story(client, STORY)}", f"/actor?key={key(client, 'مرزوق الشهباني')}"):
        (address,) = html.fromstring(client.get(page).text).xpath("//a[contains(@href, 'report.html')]/@href")
        answer = client.get(address)
        assert answer.headers["content-type"].startswith("text/html")
        assert answer.headers["content-disposition"].startswith("attachment; filename=")
        document = html.document_fromstring(answer.text)
        stands_alone(document)
        style = "".join(document.xpath("//style/text()"))
        assert style.count("url(data:font/woff2;base64,") == 4
        assert 400_000 < len(answer.content) < 700_000
    for path in ("/story/report.html?id=x", "/actor/report.html?key=x", "/actor/report.html"):
        assert client.get(path).status_code == 404


def test_the_command_names_what_is_missing(record_path: str, tmp_path: Path) -> None:
    wrong = ["--actor", "زقزق"], ["--story", "x"], [], ["--actor", "a", "--story", "b"]
    for more, status in zip(wrong, (1, 1, 2, 2), strict=True):
        result = CliRunner().invoke(isnad, ["report", "--record", record_path, *more])
        assert result.exit_code == status, result.output
    target = tmp_path / "file.html"
    arguments = ["report", "--record", record_path, "--actor", "الشهباني", "--output", str(target)]
    whole = CliRunner().invoke(isnad, arguments)
    assert (whole.exit_code, whole.stdout) == (0, "")
    assert target.read_text(encoding="utf-8").rstrip().endswith("</html>")
