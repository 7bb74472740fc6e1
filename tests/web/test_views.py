"""Every page in both languages and in three forms, and what no page may show."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from served import ATTACK, is_picture, rows
from starlette.testclient import TestClient

from isnad.web.offered import VIEWS
from isnad.web.rendering import url
from isnad.web.views import View

PATHS = ["/", *(view.path for view in VIEWS if view.listed), "/search?q=هدنة", "/search?in=statements&q=هدنة"]
PATHS += ["/search?in=events", "/search?in=statements&q=speaker:الهلالي", "/nothing", "/search?q=(هدنة"]


class Seen(HTMLParser):
    """The elements and addresses of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def links(self, path: str) -> list[str]:
        return [str(told["href"]) for tag, told in self.tags if tag == "a" and str(told.get("href")).startswith(path)]


def test_every_report_has_a_page_in_both_languages(client: TestClient) -> None:
    links = Seen(client.get("/search?size=200").text).links("/report")
    assert len(links) > 25
    for link in links:
        for lang in ("ar", "en"):
            answer = client.get(f"{link}&lang={lang}")
            assert answer.status_code == 200, link


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_whole_and_in_its_language(client: TestClient, path: str, lang: str) -> None:
    answer = client.get(path + ("&" if "?" in path else "?") + f"lang={lang}")
    page = Seen(answer.text)
    assert answer.status_code == {"/nothing": 404, "/search?q=(هدنة": 400}.get(path, 200)
    way = {"ar": "rtl", "en": "ltr"}[lang]
    assert ("html", {"lang": lang, "dir": way, "data-theme": "auto", "data-digits": "latn"}) in page.tags
    assert answer.headers["content-language"] == lang
    assert sum(tag == "h1" for tag, _ in page.tags) == 1
    assert answer.text.rstrip().endswith("</html>")
    identifiers = [told["id"] for _, told in page.tags if "id" in told]
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize("path", [*PATHS, "/report?id=" + quote(ATTACK), "/search?q=" + quote("«" + ATTACK + "»")])
def test_nothing_of_a_report_or_a_query_becomes_markup(client: TestClient, path: str) -> None:
    page = Seen(client.get(path).text)
    scripts = [told.get("src") for tag, told in page.tags if tag == "script"]
    assert all(source and source.startswith("/static/") for source in scripts)
    assert not [told for tag, told in page.tags if tag == "i" or (tag == "img" and not is_picture(told))]
    assert not [name for _, told in page.tags for name in told if name.startswith("on") or name == "style"]
    assert not [told for _, told in page.tags if str(told.get("href", "")).lower().startswith("javascript")]
    assert "49" not in re.findall(r"onerror=alert\(2\)>(\d+)", "".join(page.text))


def test_the_hostile_report_is_shown_as_written(client: TestClient) -> None:
    page = Seen(client.get("/report", params={"id": ATTACK}).text)
    assert ATTACK in "".join(page.text)


@pytest.mark.parametrize("view", [view for view in VIEWS if view.listed], ids=lambda view: view.name)
def test_every_view_is_there_as_json_and_as_csv(client: TestClient, view: View) -> None:
    told = client.get(f"{view.path}.json")
    assert told.headers["content-type"] == "application/json"
    assert isinstance(told.json(), dict)
    rows = client.get(f"{view.path}.csv")
    assert rows.headers["content-type"].startswith("text/csv")
    assert rows.text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}")
    assert len({len(row) for row in csv.reader(io.StringIO(rows.text))}) == 1


def test_csv_holds_all_hits_and_not_one_page(client: TestClient) -> None:
    count = client.get("/search.json?in=statements").json()["count"]
    rows = list(csv.reader(io.StringIO(client.get("/search.csv?in=statements").text)))
    assert len(rows) == count + 1 > 50


def test_a_report_as_csv_quotes_its_text(client: TestClient) -> None:
    text = client.get("/report.json", params={"id": ATTACK}).json()["text"]
    told = rows(client, url("/report.csv", id=ATTACK))
    assert told
    for row in told:
        assert text[int(row["start"]) : int(row["end"])] == row["quote"].removeprefix("'")


def test_errors_have_one_shape(client: TestClient) -> None:
    told = client.get("/search.json?q=هدنة (").json()
    assert (told["status"], told["error"]["type"]) == (400, "query")
    assert told["error"]["place"] == 6
    assert client.get("/search.csv?q=(").json()["error"]["type"] == "query"
    missing = client.get("/report.json?id=x")
    assert (missing.status_code, missing.json()["error"]["type"]) == (404, "not-found")


def test_the_page_of_a_wrong_query_shows_the_place_in_the_language(client: TestClient) -> None:
    page = client.get("/search?q=هدنة (ميناء&lang=ar").text
    assert "هذا القوس لم يُغلق" in page
    assert '<mark class="wrong">(ميناء</mark>' in page


def test_the_state_of_a_search_goes_through_the_address(client: TestClient) -> None:
    page = Seen(client.get("/search?q=الهدنة&in=statements&order=oldest&size=5").text)
    following = next(str(told["href"]) for tag, told in page.tags if told.get("rel") == "next")
    assert parse_qs(urlsplit(following).query) == {
        "q": ["الهدنة"],
        "in": ["statements"],
        "order": ["oldest"],
        "page": ["2"],
        "size": ["5"],
    }
    first = client.get("/search.json?q=الهدنة&in=statements&size=5").json()
    second = client.get(first["next"]).json()
    assert second["page"] == 2
    assert {str(hit) for hit in first["hits"]}.isdisjoint(str(hit) for hit in second["hits"])


def test_a_facet_asks_for_what_it_counts_and_its_chip_takes_it_back(client: TestClient) -> None:
    page = Seen(client.get("/search?q=الهدنة&lang=ar").text)
    link = next(link for link in page.links("/search?") if "outlet%3A" in link and "-outlet" not in link)
    facet = client.get("/search.json?q=الهدنة").json()["facets"]["outlet"][0]
    narrowed = client.get(link.replace("/search?", "/search.json?")).json()
    assert narrowed["count"] == facet["count"]
    chips = [str(told["href"]) for tag, told in Seen(client.get(link).text).tags if told.get("class") == "chip"]
    assert len(chips) == 2
    assert parse_qs(urlsplit(chips[1]).query)["q"] == ["الهدنة"]


def test_the_form_leads_to_a_query(client: TestClient) -> None:
    answer = client.get("/search?guided=1&in=statements&words=هدنة&either=ميناء، سوق&speaker=سامر الهلالي&since=2025")
    assert answer.status_code == 303
    told = parse_qs(urlsplit(answer.headers["location"]).query)
    assert told == {"q": ['هدنة (ميناء OR سوق) speaker:"سامر الهلالي" from:2025'], "in": ["statements"]}
    assert client.get("/search?guided=1&words=" + quote("(")).status_code == 400


def test_marks_and_entries_of_a_report_point_at_each_other(client: TestClient) -> None:
    for link in Seen(client.get("/search?size=200").text).links("/report"):
        page = Seen(client.get(link).text)
        identifiers = {told["id"] for _, told in page.tags if told.get("id")}
        targets = [str(told["href"])[1:] for tag, told in page.tags if str(told.get("href")).startswith("#")]
        assert not [target for target in targets if target not in identifiers], link
        marked = {
            f"{layer}{number}"
            for _, told in page.tags
            for layer in "setn"
            for number in (told.get(f"data-{layer}") or "").split()
        }
        entries = {one for _, told in page.tags for one in (told.get("data-entry") or "").split()}
        assert marked == entries, link


def test_the_text_of_a_report_is_whole_under_its_marks(client: TestClient) -> None:
    told = client.get("/report.json", params={"id": ATTACK}).json()
    page = client.get("/report", params={"id": ATTACK}).text
    section = page[page.index('<section class="text"') : page.index('<aside class="record"')]
    shown = "".join(Seen(section).text)
    assert "".join(shown.split()) == "".join(told["text"].split())
