"""Names matched with actors as the Reconciliation Service API 0.2 asks for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from lxml import html
from served import ADDRESS, ATTACK
from starlette.testclient import TestClient

from isnad.web.app import create_app
from isnad.web.offered import SERVED, VIEWS
from isnad.web.openapi import document
from isnad.web.reconciliation.matching import BATCH
from isnad.web.reconciliation.properties import PROPERTIES
from isnad.web.settings import WebSettings

REFINE = "http://127.0.0.1:3333"
TEXT, WORD = {"type": "string"}, {"type": "string", "minLength": 1}
NAMED = {"type": "object", "properties": {"id": WORD, "name": WORD}, "required": ["id", "name"]}
PLACE = {"type": "object", "properties": {"service_url": TEXT, "service_path": TEXT}, "required": ["service_path"]}
WITH_ID = {"type": "string", "pattern": r"^http://.*\{\{id\}\}$"}
MANIFEST = {
    "type": "object",
    "required": ["versions", "name", "identifierSpace", "schemaSpace"],
    "properties": {
        "versions": {"type": "array", "contains": {"const": "0.2"}},
        "view": {"type": "object", "required": ["url"], "properties": {"url": WITH_ID}},
        "defaultTypes": {"type": "array", "items": NAMED, "uniqueItems": True},
        "batchSize": {"type": "integer", "minimum": 1},
        "suggest": {"type": "object", "additionalProperties": PLACE},
        "preview": {
            "type": "object",
            "required": ["url", "width", "height"],
            "properties": {"url": WITH_ID, "width": {"type": "integer"}, "height": {"type": "integer"}},
        },
        "extend": {"type": "object", "properties": {"propose_properties": PLACE, "property_settings": {"maxItems": 0}}},
    },
}
FEATURE = {"type": "object", "required": ["id", "value"], "properties": {"value": {"type": ["boolean", "number"]}}}
CANDIDATE = {
    "type": "object",
    "required": ["id", "name", "score"],
    "properties": {
        "id": WORD,
        "name": WORD,
        "description": TEXT,
        "score": {"type": "number", "minimum": 0, "maximum": 100},
        "match": {"type": "boolean"},
        "type": {"type": "array", "items": NAMED},
        "features": {"type": "array", "items": FEATURE},
    },
    "additionalProperties": False,
}
RESULTS = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "required": ["result"],
        "properties": {"result": {"type": "array", "items": CANDIDATE}},
    },
}
CELL = {"type": "object", "maxProperties": 1, "properties": {"str": TEXT, "int": {"type": "integer"}}}
EXTENSION = {
    "type": "object",
    "required": ["meta", "rows"],
    "properties": {
        "meta": {"type": "array", "items": NAMED},
        "rows": {
            "type": "object",
            "additionalProperties": {"type": "object", "additionalProperties": {"type": "array", "items": CELL}},
        },
    },
}
DESCRIBED = document(VIEWS, SERVED)
KINDS = ("service", "matched", "fetched", "actors", "suggested", "proposed")


def answers(path: str) -> list[dict[str, Any]]:
    """The shapes of the answers at a path, as the API is described."""
    shape = DESCRIBED["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    return list(shape.get("anyOf", [shape]))


ANSWERS = [
    shape
    for path in ("/reconcile", "/reconcile/suggest/entity", "/reconcile/suggest/type", "/reconcile/properties")
    for shape in answers(path)
]
SUGGESTED = {"type": "object", "required": ["result"], "properties": {"result": {"type": "array", "items": NAMED}}}


def fits(schema: dict[str, Any], told: Any) -> Any:
    Draft7Validator(schema).validate(told)
    return told


def described(name: str, told: Any) -> Any:
    """An answer that is as `/openapi.json` describes those of this kind, and no other."""
    fitting = [one for one in ANSWERS if Draft202012Validator({**DESCRIBED, **one}).is_valid(told)]
    assert fitting == [ANSWERS[KINDS.index(name)]]
    return told


def ask(client: TestClient, **queries: Any) -> dict[str, list[dict[str, Any]]]:
    answer = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    told = described("matched", answer.json()) if queries else answer.json()
    return {name: found["result"] for name, found in fits(RESULTS, told).items()}


def test_the_service_describes_itself(client: TestClient) -> None:
    told = described("service", fits(MANIFEST, client.get("/reconcile").json()))
    assert {one["id"] for one in told["defaultTypes"]} == {"PER", "ORG", "LOC", "MISC"}
    (found,) = ask(client, q={"query": "مرزوق الشهباني", "limit": 1})["q"]
    for address in (told["view"]["url"], told["preview"]["url"]):
        assert client.get(address.replace("{{id}}", found["id"])).status_code == 200
    for place in (*told["suggest"].values(), told["extend"]["propose_properties"]):
        assert client.get(place["service_url"] + place["service_path"], params={"prefix": "مرزوق"}).status_code == 200


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("مرزوق الشهبانى", "مرزوق الشهباني"),
        ("العقيد مرزوق الشهباني", "مرزوق الشهباني"),
        ("Marzouq al-Shahbani", "مرزوق الشهباني"),
        ("Ghassan Murjani", "غسان المرجاني"),
        ("مصرف تيمارا المركزى", "مصرف تيمارا المركزي"),
    ],
)
def test_a_name_is_matched_however_it_is_written(client: TestClient, query: str, name: str) -> None:
    first = ask(client, q={"query": query})["q"][0]
    assert (first["name"], first["match"]) == (name, True)
    by_key = ask(client, q={"query": first["id"]})["q"]
    assert [(one["id"], one["match"]) for one in by_key] == [(first["id"], True)]


def test_a_batch_is_answered_query_by_query_by_post_and_get(client: TestClient) -> None:
    queries = {
        "a": {"query": "راجح العقدان", "type": "PER", "limit": 2},
        "b": {"query": "راجح العقدان", "type": ["LOC"]},
        "c": {"query": "زقزق"},
        "d": {"query": "راجح العقدان", "type": "LOC", "type_strict": "should"},
    }
    told = ask(client, **queries)
    assert client.get("/reconcile", params={"queries": json.dumps(queries)}).json() == {
        name: {"result": found} for name, found in told.items()
    }
    assert [one["name"] for one in told["a"]][:1] == ["راجح العقدان"]
    assert len(told["a"]) <= 2
    assert (told["b"], told["c"]) == ([], [])
    assert told["d"][0]["name"] == "راجح العقدان"
    assert [one["score"] for one in told["a"]] == sorted((one["score"] for one in told["a"]), reverse=True)


def test_a_property_confirms_or_contradicts(client: TestClient) -> None:
    def first(*properties: dict[str, Any]) -> dict[str, Any]:
        return ask(client, q={"query": "هالة النسريني", "properties": list(properties)})["q"][0]

    plain, right = first(), first({"pid": "office", "v": "وزيرة"})
    wrong, unknown = first({"pid": "office", "v": ["سائق", 5]}), first({"pid": "colour", "v": "أخضر"})
    assert (right["match"], wrong["match"]) == (True, False)
    assert wrong["score"] < plain["score"] <= right["score"]
    assert {"id": "office", "value": False} in wrong["features"]
    assert unknown["score"] == plain["score"]
    silent = first({"pid": "country", "v": {"id": "LY", "name": "ليبيا"}})
    assert (silent["score"], silent["match"]) == (plain["score"], True)  # the record tells no country of hers


def test_what_is_known_of_actors_is_told(client: TestClient) -> None:
    (found,) = ask(client, q={"query": "مرزوق الشهباني", "limit": 1})["q"]
    wanted = [{"id": name} for name in (*PROPERTIES, "colour")]
    query = json.dumps({"ids": [found["id"], "nobody"], "properties": wanted})
    told = described("fetched", fits(EXTENSION, client.post("/reconcile", data={"extend": query}).json()))
    assert [one["id"] for one in told["meta"]] == list(PROPERTIES)
    row = told["rows"][found["id"]]
    assert {"str": "مرزوق الشهبانى"} in row["names"]
    assert row["romanised"] == [{"str": "Marzuq al-Shahbani"}]
    assert row["type"] == [{"str": "PER"}]
    assert any("المتحدث" in one["str"] for one in row["office"])
    assert row["reports"][0]["int"] > 1
    assert set(map(str, told["rows"]["nobody"].values())) == {"[]"}
    proposed = described("proposed", client.get("/reconcile/properties?type=PER&limit=3").json())
    assert [one["id"] for one in proposed["properties"]] == list(PROPERTIES)[:3]


def test_names_types_and_properties_are_suggested(client: TestClient) -> None:
    def suggested(kind: str, **params: str) -> list[dict[str, Any]]:
        told = client.get(f"/reconcile/suggest/{kind}", params=params).json()
        if told["result"]:
            described("actors" if kind == "entity" else "suggested", told)
        return list(fits(SUGGESTED, told)["result"])

    found = suggested("entity", prefix="الشهبان")
    assert "مرزوق الشهباني" in [one["name"] for one in found]
    assert suggested("entity", prefix=found[0]["id"])[0]["id"] == found[0]["id"]
    assert suggested("entity", prefix="Marzuq Shahbani")[0]["name"] == "مرزوق الشهباني"
    assert suggested("entity", prefix="الشهبان", cursor=str(len(found))) == []
    assert suggested("entity", prefix="") == []
    assert [one["id"] for one in suggested("type", prefix="per")] == ["PER"]
    assert "office" in [one["id"] for one in suggested("property", prefix="off")]


@pytest.mark.parametrize(
    ("field", "told", "status", "slug"),
    [
        ("queries", "{", 400, "reconcile"),
        ("queries", '{"q": {"query": 5}}', 400, "reconcile"),
        ("queries", "[]", 400, "reconcile"),
        ("queries", '{"q": {"query": "\\ud800"}}', 400, "reconcile"),
        ("queries", '{"q": {"query": "' + "س" * 501 + '"}}', 413, "too-large"),
        ("queries", json.dumps({str(n): {"query": "س"} for n in range(BATCH + 1)}), 413, "too-large"),
        ("extend", '{"ids": "x"}', 400, "reconcile"),
        ("extend", json.dumps({"ids": ["x"] * (10 * BATCH + 1), "properties": []}), 413, "too-large"),
    ],
)
def test_what_cannot_be_answered_is_refused_as_data(
    client: TestClient, field: str, told: str, status: int, slug: str
) -> None:
    answer = client.post("/reconcile", data={field: told})
    assert (answer.status_code, answer.json()["error"]["type"]) == (status, slug)


@pytest.mark.parametrize(
    "told", ['{"q": {}}', '{"q": {"query": " "}}', '{"q": {"query": "س", "limit": -3}}',
             '{"q": {"properties": [{"pid": "names", "v": [null, {"x": 1}, [1]]}]}}', "{}"]
)  # fmt: skip
def test_odd_queries_are_answered(client: TestClient, told: str) -> None:
    answer = client.post("/reconcile", data={"queries": told})
    assert answer.status_code == 200
    fits(RESULTS, answer.json())


def test_pages_of_this_machine_may_read_and_others_may_not(client: TestClient) -> None:
    for path in (one.path for one in SERVED if one.shared):
        ours = client.get(path, params={"id": "x"}, headers={"origin": REFINE})
        theirs = client.get(path, params={"id": "x"}, headers={"origin": "https://news.example"})
        assert ours.headers["access-control-allow-origin"] == REFINE
        assert "access-control-allow-origin" not in theirs.headers
        assert "Origin" in theirs.headers["vary"]
    assert "access-control-allow-origin" not in client.get("/actors.json", headers={"origin": REFINE}).headers
    asked = {"origin": REFINE, "access-control-request-method": "POST"}
    assert client.options("/reconcile", headers=asked).headers["access-control-allow-origin"] == REFINE
    data = {"queries": '{"q": {"query": "سراج"}}'}
    assert client.post("/reconcile", data=data, headers={"origin": REFINE}).status_code == 200
    assert client.post("/reconcile", data=data, headers={"origin": "https://news.example"}).status_code == 403
    assert client.post("/saved", data=data, headers={"origin": REFINE}).status_code == 403


@pytest.fixture
def open_to_refine(record_path: str) -> Iterator[TestClient]:
    settings = WebSettings(origins=("https://refine.example",))
    with TestClient(create_app(record_path, settings), base_url=ADDRESS) as client:
        yield client


def test_an_origin_that_is_named_may_read(open_to_refine: TestClient) -> None:
    answer = open_to_refine.get("/reconcile", headers={"origin": "https://refine.example"})
    assert answer.headers["access-control-allow-origin"] == "https://refine.example"
    other = open_to_refine.get("/reconcile", headers={"origin": "https://refine.example.net"})
    assert "access-control-allow-origin" not in other.headers


def test_a_preview_may_stand_in_the_page_that_asks_and_holds_words_as_words(client: TestClient) -> None:
    found = client.get("/actors.json", params={"q": "الهلالي", "size": "200"}).json()["actors"]
    for one in found:
        answer = client.get("/reconcile/preview", params={"id": one["key"]})
        policy = answer.headers["content-security-policy"]
        assert "frame-ancestors http://127.0.0.1:* http://localhost:*" in policy
        assert "default-src 'none'" in policy
        document = html.fromstring(answer.text)
        assert one["name"] in document.text_content()
        assert not list(document.iter("script", "img", "i"))
    missing = client.get("/reconcile/preview", params={"id": ATTACK})
    assert (missing.status_code, missing.headers["content-type"]) == (404, "application/json")


def test_an_office_is_one_phrase_where_arabic_makes_one(client: TestClient) -> None:
    keys = [one["key"] for one in client.get("/actors.json?size=200").json()["actors"]]
    asked = json.dumps({"ids": keys, "properties": [{"id": "office"}, {"id": "name"}]})
    told = client.post("/reconcile", data={"extend": asked}).json()["rows"]
    first = {key: row for key, row in told.items() if row["office"] and row["office"][0]["str"] == "رئيس الوزراء"}
    key, row = next(iter(first.items()))
    found = client.get("/reconcile/suggest/entity", params={"prefix": row["name"][0]["str"]}).json()["result"]
    assert [one["description"].partition(" · ")[0] for one in found if one["id"] == key] == ["رئيس الوزراء"]
    assert "<bdi>رئيس الوزراء</bdi>" in client.get("/actor", params={"key": key}).text
    offices = {one["str"] for row in told.values() for one in row["office"]}
    assert "المتحدث – الحكومة" in offices
