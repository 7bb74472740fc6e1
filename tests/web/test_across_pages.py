"""The pages over reports: actors, pairs of them, and stories."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from made_reports import RUN
from served import ADDRESS, ATTACK, hostile, is_picture, rows
from starlette.testclient import TestClient
from test_views import Seen

from isnad.store.record import Record
from isnad.web.app import create_app

FORMS = ("", ".json", ".csv")
LANGUAGES = ("ar", "en")
PAIRED = ("ties", "entries")
STORY = "مصرف تيمارا المركزي ينفي طباعة أوراق نقدية دون غطاء"


def links(client: TestClient, address: str, path: str) -> list[str]:
    return Seen(client.get(address).text).links(path)


def key(client: TestClient, name: str) -> str:
    return next(
        str(one["key"])
        for one in client.get("/actors.json", params={"q": name}).json()["actors"]
        if one["name"] == name
    )


def story(client: TestClient, label: str) -> str:
    found = client.get("/stories.json?told=all&size=200").json()["stories"]
    return next(str(one["story"]) for one in found if label in (one["label"] or ""))


def whole(client: TestClient, address: str) -> None:
    """A page is well made in both languages and none of a report's markup is in it."""
    for lang in LANGUAGES:
        answer = client.get(f"{address}&lang={lang}")
        assert answer.status_code == 200, address
        page = Seen(answer.text)
        assert sum(tag == "h1" for tag, _ in page.tags) == 1
        assert answer.text.rstrip().endswith("</html>")
        identifiers = [told["id"] for _, told in page.tags if "id" in told]
        assert len(identifiers) == len(set(identifiers))
        assert not [told for tag, told in page.tags if tag == "i" or (tag == "img" and not is_picture(told))]
        assert all(str(told["src"]).startswith("/static/") for tag, told in page.tags if tag == "script")
        assert not [name for _, told in page.tags for name in told if name.startswith("on") or name == "style"]
        assert not [told for _, told in page.tags if str(told.get("href", "")).lower().startswith("javascript")]


def test_every_actor_has_a_page_in_both_languages(client: TestClient) -> None:
    found = links(client, "/actors?size=200", "/actor?")
    assert len(found) > 100
    for link in found:
        whole(client, link)


def test_every_story_has_a_page_in_both_languages(client: TestClient) -> None:
    found = links(client, "/stories?told=all&size=200", "/story?")
    assert len(found) > 12
    for link in found:
        whole(client, link)


def test_every_pair_that_an_actor_links_to_has_a_page(client: TestClient) -> None:
    found = {link for one in links(client, "/actors?size=12", "/actor?") for link in links(client, one, "/pair?")}
    assert len(found) > 10
    for link in found:
        whole(client, link)


@pytest.mark.parametrize("path", ["/actor?key=x", "/pair?one=x&other=y", "/story?id=x"])
@pytest.mark.parametrize("form", FORMS)
def test_what_the_record_does_not_hold_is_not_found(client: TestClient, path: str, form: str) -> None:
    bare, _, told = path.partition("?")
    answer = client.get(f"{bare}{form}?{told}")
    assert answer.status_code == 404
    if form:
        assert answer.json()["error"]["type"] == "not-found"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_links_of_the_pages_lead_somewhere(client: TestClient, lang: str) -> None:
    starts = ["/", "/search?q=الهدنة&in=statements", "/search?in=events", "/actors", "/stories"]
    for path, several in (("/actor?", "/actors"), ("/story?", "/stories")):
        starts += links(client, several, path)[:3]
    for start in starts:
        page = client.get(f"{start}{'&' if '?' in start else '?'}lang={lang}").text
        for link in Seen(page).links("/"):
            if link.startswith(("/actor", "/pair", "/stor")):
                assert client.get(link.partition("#")[0]).status_code == 200, (start, link, lang)


def test_actors_are_found_by_any_of_their_names_and_by_type(client: TestClient) -> None:
    found = client.get("/actors.json?q=الشهبانى").json()["actors"]  # written as many outlets do
    assert "مرزوق الشهباني" in {one["name"] for one in found}
    kinds = {one["type"] for one in client.get("/actors.json?type=ORG&size=200").json()["actors"]}
    assert kinds == {"ORG"}
    counts = [one["reports"] for one in client.get("/actors.json").json()["actors"]]
    assert counts == sorted(counts, reverse=True)
    assert len(rows(client, "/actors.csv")) == client.get("/actors.json").json()["count"]


def test_an_actor_tells_all_statements_by_date_page_by_page(client: TestClient) -> None:
    name = key(client, "مرزوق الشهباني")
    told = client.get(f"/actor.json?key={name}&size=2").json()
    seen, following = list(told["statements"]), told["next"]
    while following:
        page = client.get(following).json()
        seen, following = [*seen, *page["statements"]], page["next"]
    assert len(seen) == told["count"] > 4
    days = [one["published"][:10] for one in seen if one["published"]]
    assert days == sorted(days, reverse=True)
    all_rows = rows(client, f"/actor.csv?key={name}")
    assert {(one["report"], one["at"]) for one in all_rows} >= {(one["report"], str(one["at"])) for one in seen}
    assert len(all_rows) == sum(1 + one["copies"] for one in seen)


def test_a_statement_of_an_actor_leads_to_its_place_in_the_report(client: TestClient) -> None:
    found = [link for link in links(client, f"/actor?key={key(client, 'مرزوق الشهباني')}", "/report?") if "#s" in link]
    assert found
    for link in found:
        address, _, anchor = link.partition("#")
        assert f'id="{anchor}"' in client.get(address).text


@pytest.mark.parametrize("table", ["statements", "names", "offices", "ties", "naming"])
def test_every_table_of_an_actor_is_there_as_csv(client: TestClient, table: str) -> None:
    for link in links(client, "/actors?size=30", "/actor?"):
        for row in rows(client, link.replace("/actor?", "/actor.csv?") + f"&table={table}"):
            assert None not in row
            assert None not in row.values()


def test_a_pair_shows_what_both_take_part_in_in_order(client: TestClient) -> None:
    told = (client.get(link.replace("/actor?", "/actor.json?")).json() for link in links(client, "/actors", "/actor?"))
    one, other = next((one["key"], one["with"][0]["who"]["key"]) for one in told if one["with"])
    told = client.get(f"/pair.json?one={one}&other={other}&size=200").json()
    assert told["count"] == len(told["entries"]) > 0
    dates = [entry["first"] for entry in told["entries"] if entry["first"]]
    assert dates == sorted(dates)
    for entry in told["entries"]:
        assert set(told["names"]) <= set(entry["happening"]["names"])
    turned = client.get(f"/pair.json?one={other}&other={one}&size=200").json()
    assert turned["entries"] == told["entries"]
    assert {row["happening"] for row in rows(client, f"/pair.csv?one={one}&other={other}")} == {
        entry["happening"]["id"] for entry in told["entries"]
    }


def test_a_pair_with_dealings_alone_is_not_said_to_have_nothing(client: TestClient) -> None:
    untrue = {"ar": "لا يجمعهما في السجل", "en": "The record holds no statement"}
    found = (link for one in links(client, "/actors?size=200", "/actor?") for link in links(client, one, "/pair?"))
    told = ((link, client.get(link.replace("/pair?", "/pair.json?")).json()) for link in found)
    alone = next(link for link, pair in told if pair["ties"] and not pair["count"])
    keys = [one["key"] for one in client.get("/actors.json?size=200").json()["actors"]]
    pairs = (f"one={keys[0]}&other={other}" for other in reversed(keys[1:]))
    nothing = next(pair for pair in pairs if not any(map(client.get(f"/pair.json?{pair}").json().get, PAIRED)))
    for lang, words in untrue.items():
        page = client.get(f"{alone}&lang={lang}").text
        assert words not in page
        assert "<table" in page
        assert words in client.get(f"/pair?{nothing}&lang={lang}").text


@pytest.mark.parametrize("form", FORMS)
def test_one_actor_is_no_pair(client: TestClient, form: str) -> None:
    same = key(client, client.get("/actors.json").json()["actors"][0]["name"])
    answer = client.get(f"/pair{form}?one={same}&other={same}&page=2")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/actor{form}?key={same}"
    assert client.get(answer.headers["location"]).status_code == 200


def test_the_legend_of_differing_words_stands_where_words_differ(client: TestClient) -> None:
    pages = [client.get(link).text for link in links(client, "/stories?told=all&size=200", "/story?")]
    legend = [page for page in pages if "<del>" in page.partition('id="wordings"')[2].partition("</p>")[0]]
    assert legend
    assert legend == [page for page in pages if 'class="columns sides"' in page]


def test_stories_come_newest_first_or_with_most_wordings(client: TestClient) -> None:
    newest = client.get("/stories.json").json()["stories"]
    days = [one["last"] for one in newest if one["last"]]
    assert days == sorted(days, reverse=True)
    most = client.get("/stories.json?order=wordings").json()["stories"]
    counts = [one["independent"] for one in most]
    assert counts == sorted(counts, reverse=True)
    assert all(len(one["reports"]) > 1 for one in newest)
    assert len(rows(client, "/stories.csv?told=all")) == client.get("/stories.json?told=all").json()["count"]


def test_copies_stand_under_their_original(client: TestClient) -> None:
    identifier = story(client, STORY)
    told = client.get(f"/story.json?id={identifier}").json()
    page = client.get(f"/story?id={identifier}&lang=ar").text
    assert told["independent"] == 1
    assert "نسختان مكررتان" in page
    assert "صيغة مستقلة واحدة" in page
    assert page.count("<h3 dir=") == 1
    copy_of = {row["report"]: row["copy_of"] for row in rows(client, f"/story.csv?id={identifier}")}
    assert sorted(copy_of) == sorted(told["reports"])
    assert sorted(copy_of.values()) == ["", told["copies"][0][0], told["copies"][0][0]]


def test_words_that_differ_are_marked_and_the_words_stay_whole(client: TestClient) -> None:
    seen = 0
    for link in links(client, "/stories", "/story?"):
        page = client.get(link).text
        for side in page.split('<div class="columns sides">')[1:]:
            quotes = [part.partition("</blockquote>")[0] for part in side.split("<blockquote")[1:3]]
            words = ["".join(Seen("<p" + quote).text) for quote in quotes]
            assert "<del>" in quotes[0] or "<ins>" in quotes[1]
            assert "<ins>" not in quotes[0]
            assert "<del>" not in quotes[1]
            tellings = rows(client, link.replace("/story?", "/story.csv?") + "&table=wordings")
            assert {words[0], words[1].partition(": ")[2]} <= {row["quote"].removeprefix("'") for row in tellings}
            seen += 1
    assert seen


def test_sentences_of_a_summary_are_in_the_reports_that_they_lead_to(client: TestClient) -> None:
    for link in links(client, "/stories", "/story?"):
        told = client.get(link.replace("/story?", "/story.json?")).json()
        cited = [one for one in links(client, link, "/report?") if "#:~:text=" in one]
        assert len(cited) == len(told["summary"]) > 0
        for address, sentence in zip(cited, told["summary"], strict=True):
            report = client.get("/report.json", params={"id": parse_qs(urlsplit(address).query)["id"][0]}).json()
            for end in address.partition("#:~:text=")[2].split(","):
                assert unquote(end) in " ".join(sentence["quote"].split())
            assert sentence["quote"] in report["text"]


def test_disagreements_name_the_outlets(client: TestClient) -> None:
    found = [
        (link, row)
        for link in links(client, "/stories", "/story?")
        for row in rows(client, link.replace("/story?", "/story.csv?") + "&table=differences")
        if row["verdict"] == "disagreed"
    ]
    assert found
    for link, row in found:
        page = "".join(Seen(client.get(link).text).text)
        assert row["outlet"] in page
        assert row["value"] in page or row["field"] in ("type", "status", "channel", "polarity", "date")


def test_words_of_a_hostile_story_are_shown_as_written(client: TestClient) -> None:
    link = links(client, "/report?id=told-1", "/story?")[0]
    told = client.get(link.replace("/story?", "/story.json?")).json()
    assert {"told-1", ATTACK + "2"} <= set(told["reports"])
    assert ATTACK in "".join(Seen(client.get(link).text).text)


def test_a_record_that_was_not_grouped_says_so(tmp_path: Path) -> None:
    path = str(tmp_path / "record.db")
    with Record(path, create=True) as record:
        one = hostile()
        record.writer(RUN).add([(one.report, one.layers)])
    with TestClient(create_app(path), base_url=ADDRESS) as client:
        for address in ("/actors", "/stories"):
            page = client.get(f"{address}?lang=en")
            assert page.status_code == 200
            assert "isnad regroup" in page.text
        assert client.get("/report", params={"id": ATTACK}).status_code == 200


def test_what_is_regrouped_meanwhile_is_shown(tmp_path: Path) -> None:
    from isnad.workflow.regroup import regroup

    path = str(tmp_path / "record.db")
    with Record(path, create=True) as record:
        one = hostile()
        record.writer(RUN).add([(one.report, one.layers)])
        with TestClient(create_app(path), base_url=ADDRESS) as client:
            assert client.get("/actors.json").json()["count"] == 0
            regroup(record)
            assert client.get("/actors.json").json()["count"] > 0
            assert "isnad regroup" not in client.get("/actors").text
