"""Outlets compared, and the table of events."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from served import rows
from starlette.testclient import TestClient
from test_views import Seen


@pytest.mark.parametrize("show", ["naming", "verbs", "attention"])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_comparison_is_a_page_with_its_heat_as_classes(client: TestClient, show: str, lang: str) -> None:
    page = Seen(client.get(f"/outlets?show={show}&lang={lang}").text)
    heat = {str(told["class"]) for tag, told in page.tags if tag == "td" and "heat-" in str(told.get("class"))}
    assert len(heat) > 1
    assert heat <= {f"heat-{level}" for level in range(6)}
    assert not [told for _, told in page.tags if "style" in told]


@pytest.mark.parametrize(("show", "share"), [("naming", "share"), ("verbs", "share")])
def test_shares_of_an_actor_in_an_outlet_are_all_of_it(client: TestClient, show: str, share: str) -> None:
    sums: dict[tuple[str, str], float] = {}
    for row in rows(client, f"/outlets.csv?show={show}"):
        key = (row["actor"], row["outlet"])
        sums[key] = sums.get(key, 0.0) + float(row[share])
    assert sums
    assert all(total == pytest.approx(1, abs=0.01) for total in sums.values())


def test_a_name_narrows_the_comparison_and_pages_lead_on(client: TestClient) -> None:
    whole = client.get("/outlets.json?show=verbs").json()
    name = whole["rows"][0]["name"]
    told = client.get("/outlets.json", params={"show": "verbs", "name": name}).json()
    assert 0 < told["actors"] < whole["actors"]
    assert all(name in row["name"] for row in told["rows"])
    second = client.get(whole["next"]).json()
    assert second["page"] == 2
    assert client.get("/outlets.json?show=verbs").json() == whole


def test_events_stand_in_the_order_of_time(client: TestClient) -> None:
    told = client.get("/events.json?size=200&order=oldest").json()["events"]
    days = [event["when"] for event in told if event["when"]]
    assert days == sorted(days)
    assert [event for event in told if not event["date"]]
    newest = client.get("/events.json?size=200&order=newest").json()["events"]
    assert newest[0]["when"] == max(days)


def test_events_of_all_times_begin_with_the_newest_and_those_of_some_days_with_the_first(client: TestClient) -> None:
    def days(query: str) -> list[str]:
        told = client.get(f"/events.json?size=200{query}").json()["events"]
        return [event["when"] for event in told if event["when"]]

    assert days("") == days("&order=newest") == sorted(days(""), reverse=True) != sorted(days(""))
    for some in ("&since=2025", "&until=2025-11"):
        assert days(some) == sorted(days(some)) != days(f"{some}&order=newest")
    page = Seen(client.get("/events?order=oldest&size=2").text)
    assert "order=oldest" in next(str(one["href"]) for _, one in page.tags if one.get("rel") == "next")
    assert client.get("/events.json?order=oldest").json()["order"] == "oldest"


def test_filters_of_events_hold_and_stand_in_the_address(client: TestClient) -> None:
    address = "/events?type=ASSAULT&status=actual&since=2025-11&until=2025-11-05&size=2"
    told = client.get(address.replace("/events", "/events.json").replace("size=2", "size=200")).json()
    assert told["count"] == len(told["events"]) > 2
    for event in told["events"]:
        assert (event["type"], event["status"]) == ("ASSAULT", "actual")
        assert "2025-11-05" >= event["when"] >= "2025"
    page = Seen(client.get(address).text)
    following = next(str(one["href"]) for _, one in page.tags if one.get("rel") == "next")
    asked = parse_qs(urlsplit(following).query)
    assert asked["since"] == ["2025-11"]
    assert asked["page"] == ["2"]
    chips = [str(one["href"]) for _, one in page.tags if one.get("class") == "chip"]
    assert len(chips) == 4
    assert "type" not in parse_qs(urlsplit(chips[0]).query)


def test_a_place_and_arabic_digits_are_understood(client: TestClient) -> None:
    told = client.get("/events.json", params={"place": "القناطر", "since": "٢٠٢٥"}).json()
    assert told["events"]
    assert all("القناطر" in event["place"] for event in told["events"])
    assert client.get("/events.json?place=%25").json()["count"] == 0


@pytest.mark.parametrize("date", ["2025-13", "أمس", "2025-1-1", "2025-02-40"])
def test_what_is_no_date_is_refused(client: TestClient, date: str) -> None:
    answer = client.get("/events.json", params={"since": date})
    assert (answer.status_code, answer.json()["error"]["type"]) == (400, "date")
    assert "هذا ليس تاريخا" in client.get("/events", params={"since": date, "lang": "ar"}).text
