"""What pages say and leave out for a reader: words for codes, nothing that is empty, one order of time."""

from __future__ import annotations

import re
from csv import DictReader
from io import StringIO
from itertools import pairwise

import pytest
from lxml import html
from starlette.testclient import TestClient
from test_across_pages import key

from isnad.model import ActorRole, Evidence, Span, Tie
from isnad.store.linked import Known
from isnad.web.countries import country_name
from isnad.web.dealings import dealings
from isnad.web.pages.actor import ROLES, _in_time

LANGUAGES = ("ar", "en")


def shown(client: TestClient, address: str) -> html.HtmlElement:
    return html.document_fromstring(client.get(address).text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_countries_are_told_by_their_names(client: TestClient, lang: str) -> None:
    actors = client.get("/actors.json?size=200").json()["actors"]
    one = next(told for told in actors if told["country"])
    for address in ("/actors?size=200", f"/actor?key={one['key']}"):
        page = shown(client, f"{address}&lang={lang}")
        (told, *_) = page.xpath(f"//bdi[@title='{one['country']}']")
        assert told.text == country_name(one["country"], lang) != one["country"]


def test_a_list_of_one_type_has_no_column_of_it(client: TestClient) -> None:
    heads = {path: len(shown(client, path).xpath("//thead//th")) for path in ("/actors", "/actors?type=PER")}
    assert heads == {"/actors": 5, "/actors?type=PER": 4}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_not_there_can_be_searched_for(client: TestClient, lang: str) -> None:
    for address in ("/nothing?", "/report?id=nothing&", "/actor?key=nothing&"):
        answer = client.get(f"{address}lang={lang}")
        assert answer.status_code == 404
        assert len(html.document_fromstring(answer.text).xpath("//main//form[@action='/search']//input[@id='q']")) == 1


def test_a_search_without_results_has_nothing_to_narrow_down(client: TestClient) -> None:
    for address in ("/search?q=زقزق", "/events?place=زقزق"):
        page = shown(client, address)
        assert page.find_class("lead")
        assert not page.find_class("facets")
    assert shown(client, "/search").find_class("facets")


@pytest.mark.parametrize(("lang", "month"), [("ar", "نوفمبر/تشرين الثاني 2025"), ("en", "November 2025")])
def test_days_that_are_asked_for_are_told_as_dates(client: TestClient, lang: str, month: str) -> None:
    for address in ("/search?q=from:2025-11", "/events?since=2025-11"):
        (chip,) = shown(client, f"{address}&lang={lang}").find_class("chip")
        assert chip.find("bdi").text_content() == month


@pytest.mark.parametrize("what", ["statements", "events"])
def test_facets_are_heard_in_words_too(client: TestClient, what: str) -> None:
    """What leaves a value out is told to who hears the page, by the word of the value and not its code."""
    page = shown(client, f"/search?in={what}&lang=en")
    heard = [one.text_content() for one in page.xpath("//a[@class='never']/span[@class='hidden']")]
    assert heard
    assert not [words for words in heard if re.search("[A-Z]{4}|[a-z]_[a-z]", words)]


def test_a_hit_does_not_repeat_its_title(client: TestClient) -> None:
    hits = client.get("/search.json?size=200").json()["hits"]
    assert any(hit["title"] for hit in hits)
    assert not [hit for hit in hits if hit["title"] and hit["snippet"]["quote"].startswith(hit["title"])]


def test_a_word_of_a_title_is_marked(client: TestClient) -> None:
    """Also where it stands in the title alone, whose words the snippet leaves out otherwise."""
    told = {hit["report"]: hit["title"] or "" for hit in client.get("/search.json?size=12").json()["hits"]}
    words = {(id, word) for id, title in told.items() for word in re.findall(r"[ء-ي]{6,}", title)}
    found = [
        hit["snippet"]
        for id, word in sorted(words)
        for hit in client.get("/search.json", params={"q": f'"{word}"', "size": 200}).json()["hits"]
        if hit["report"] == id
    ]
    assert len(found) > 10
    assert all(snippet["matches"] for snippet in found)


def test_statements_of_a_day_stand_in_the_order_of_their_hours(client: TestClient) -> None:
    several = 0
    for one in client.get("/actors.json?size=200").json()["actors"]:
        told = client.get("/actor.json", params={"key": one["key"], "size": 200}).json()["statements"]
        times = [said["published"] for said in told if said["published"]]
        assert times == sorted(times, key=lambda time: (time[:10], time), reverse=True)
        several += sum(later[:10] == time[:10] and later != time for later, time in pairwise(times))
    assert several


def test_the_offices_that_most_reports_tell_are_shown_at_once() -> None:
    roles = [
        ActorRole(title=f"منصب {number}", organisation=None, country=None, qualifiers="", reports=number,
                  first=f"2025-{1 + number % 12:02}-01", last=None)
        for number in range(1, ROLES + 4)
    ]  # fmt: skip
    first, others = _in_time(roles)
    assert {role.reports for role in others} == {1, 2, 3}
    assert len(first) == ROLES
    assert [role.first for role in first] == sorted(role.first or "" for role in first)


def test_ties_of_one_month_stand_once() -> None:
    place = Evidence(report="zellige-1", span=Span(0, 3), quote="ذكر", outlet="زليج", published="2025-11-05")
    told = {"one": 1, "one_name": "أرجوان", "other": 2, "other_name": "زليج", "relation": "accused", "reports": 1}
    ties = [
        Tie(**told, period="2025-11", dated_by="published", independent=1, claimed=0, examples=(place,)),
        Tie(**told, period="2025-11", dated_by="told", independent=2, claimed=1, examples=()),
        Tie(**told, period=None, dated_by=None, independent=4, claimed=1, examples=()),
    ]
    (dealing,) = dealings((1,), ties, {2: Known(key="z", name="زليج")})
    assert [(month.period, month.independent, month.claimed) for month in dealing.months] == [
        ("2025-11", 3, False),
        (None, 4, True),
    ]
    assert [month.example for month in dealing.months] == [place, None]
    assert dealing.independent == 7


def test_who_takes_part_in_nothing_has_no_chronology_to_draw(client: TestClient) -> None:
    def chronology(told: dict[str, str]) -> list[str]:
        return client.get("/actor.csv", params={**told, "table": "chronology"}).text.splitlines()[1:]

    keys = [{"key": one["key"]} for one in client.get("/actors.json?size=200").json()["actors"]]
    quiet = next(told for told in reversed(keys) if not chronology(told))
    busy = {"key": key(client, "سامر الهلالي")}
    for words in ("/pictures/chronology", "/actor.docx"):
        assert words not in client.get("/actor", params=quiet).text
        assert words in client.get("/actor", params=busy).text


def test_readings_name_files_and_no_lists(client: TestClient) -> None:
    page = shown(client, "/runs")
    assert not [told for told in page.find_class("path") if told.text.startswith("[")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_name_of_an_actor_has_its_first_and_last_day(client: TestClient, lang: str) -> None:
    told = {"key": key(client, "مرزوق الشهباني")}
    names = client.get("/actor.json", params=told).json()["actor"]["names"]
    rows = list(DictReader(StringIO(client.get("/actor.csv", params={**told, "table": "names"}).text.lstrip("\ufeff"))))
    assert [tuple(row.values()) for row in rows] == [
        (one["name"], str(one["reports"]), one["first"] or "", one["last"] or "") for one in names
    ]
    assert any(one["first"] < one["last"] for one in names if one["first"])
    said = client.get("/actor.json", params={**told, "size": 200}).json()["statements"]
    days = [one["published"][:10] for one in said if one["published"]]
    assert min(one["first"] for one in names if one["first"]) <= min(days)
    assert max(one["last"] for one in names if one["last"]) >= max(days)
    section = shown(client, f"/actor?key={told['key']}&lang={lang}").xpath(
        "//h2[@id='names']/following-sibling::ul[1]/li"
    )
    assert [one.find("bdi").text for one in section] == [one["name"] for one in names[:10]]
    assert all("2025" in one.text_content() for one in section)


def test_statements_of_an_actor_are_narrowed_down(client: TestClient) -> None:
    """By channel, addressee and days, alone and together, the same on the page, as JSON and as CSV."""
    narrowed = 0
    for one in client.get("/actors.json?size=40").json()["actors"]:
        whole = client.get("/actor.json", params={"key": one["key"]}).json()["facets"]
        every = csv_of(client, {"key": one["key"]})
        for name in ("channel", "addressee"):
            for facet in whole[name]:
                rows = csv_of(client, {"key": one["key"], name: facet["value"]})
                assert rows == [row for row in every if row[name] == facet["value"]]
                assert len(rows) == facet["count"]
                narrowed += len(rows) < len(every)
        months = {row["published"][:7] for row in every if row["published"]}
        for month in months:
            rows = csv_of(client, {"key": one["key"], "since": month, "until": month})
            assert rows == [row for row in every if row["published"][:7] == month]
        if whole["addressee"] and len(months) > 1:
            asked = {"key": one["key"], "addressee": whole["addressee"][0]["value"], "since": min(months)}
            told = client.get("/actor.json", params=asked).json()
            assert {said["addressee"] for said in told["statements"]} <= {asked["addressee"]}
    assert narrowed > 5


def csv_of(client: TestClient, asked: dict[str, str]) -> list[dict[str, str]]:
    return list(DictReader(StringIO(client.get("/actor.csv", params=asked).text.lstrip("\ufeff"))))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_narrows_an_actor_down_can_be_taken_away(client: TestClient, lang: str) -> None:
    whose = key(client, "مرزوق الشهباني")
    asked = f"/actor?key={whose}&since=2025&until=2025-12&size=1&order=oldest&lang={lang}"
    page = shown(client, asked)
    chips = page.find_class("chip")
    assert ["since" in chip.get("href") for chip in chips] == [False, True]
    assert all("order=oldest" in chip.get("href") for chip in chips)
    (following,) = page.xpath("//a[@rel='next']/@href")
    assert {"since=2025", "until=2025-12", "order=oldest", "page=2"} <= set(following.partition("?")[2].split("&"))
    channels = page.xpath("//details[contains(@class, 'facets')]//a[contains(@href, 'channel=')]")
    assert channels
    one = shown(client, channels[0].get("href"))
    assert len(one.find_class("chip")) == 3
    assert client.get(f"/actor.json?key={whose}&channel=drum").status_code == 400
    assert client.get(f"/actor.json?key={whose}&since=soon").status_code == 400
    none = shown(client, f"/actor?key={whose}&until=1999&lang={lang}")
    assert not none.xpath("//section[@id='statements']//li[@class='entry']")
    assert none.find_class("chip")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_further_pages_of_an_actor_show_statements_alone(client: TestClient, lang: str) -> None:
    whose = key(client, "مرزوق الشهباني")
    first = shown(client, f"/actor?key={whose}&size=1&lang={lang}")
    assert first.xpath("//h2[@id='naming']")
    assert first.xpath("//h2[@id='names']")
    for more in ("size=1&page=2", "since=2025"):
        page = shown(client, f"/actor?key={whose}&{more}&lang={lang}")
        assert page.xpath("//li[@class='entry']")
        assert not page.xpath("//table | //figure | //h2[@id='names']")
        assert page.xpath(f"//main//a[@href='/actor?key={whose}']")


def test_a_long_list_is_begun_and_leads_to_all_of_it(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isnad.web.pages.actor.TIES", 1)
    monkeypatch.setattr("isnad.web.pages.actor.NAMED", 1)
    keys = [one["key"] for one in client.get("/actors.json?size=200").json()["actors"]]
    every = {one: client.get(f"/actor.json?key={one}").json() for one in keys}
    whose = next(
        one
        for one, told in every.items()
        if len({(tie["one"], tie["other"]) for tie in told["ties"]}) > 1
        and len({row["outlet"] for row in told["naming"]}) > 1
    )
    page = shown(client, f"/actor?key={whose}")
    assert [len(table.xpath("./tbody/tr")) for table in page.xpath("//article//table")] == [1, 1]
    for table in ("ties", "naming"):
        assert page.xpath(f"//article//a[contains(@href, '/actor.csv') and contains(@href, 'table={table}')]")
    handed = shown(client, f"/actor/report.html?key={whose}")
    assert len(handed.xpath("//section[@aria-labelledby='ties']//tbody/tr")) > 1
    assert len(handed.xpath("//section[@aria-labelledby='naming']//tbody/tr")) > 1
