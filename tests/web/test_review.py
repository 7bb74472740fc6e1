"""The review: what is doubtful is judged by forms, taken back, and kept only where the record may be written."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from served import ADDRESS, AUTHOR, copy_of
from sqlalchemy import delete, select
from starlette.testclient import TestClient
from test_views import Seen

from isnad.store.engine import writing
from isnad.store.record import Record
from isnad.store.schema import judgements as kept
from isnad.store.seen import renew_seen
from isnad.web.app import create_app
from isnad.web.settings import WebSettings


@pytest.fixture(params=["sqlite", "postgresql"])
def copied(request: pytest.FixtureRequest, record_path: str, tmp_path: Path) -> Iterator[str]:
    """A record without judgements, on each backend."""
    if request.param == "postgresql":
        address = request.getfixturevalue("record_address")
        yield address
        with Record(address) as record, writing(record.engine) as connection:
            judged = select(kept.c.report).distinct().where(kept.c.report.is_not(None))
            reports = connection.execute(judged).scalars().all()
            connection.execute(delete(kept))
            renew_seen(connection, reports)  # the rows that readers see are as before too, for the tests that follow
        return
    yield copy_of(record_path, tmp_path)


@pytest.fixture
def reviewer(copied: str) -> Iterator[TestClient]:
    """A browser in which somebody gave a name."""
    with TestClient(create_app(copied, WebSettings()), base_url=ADDRESS, follow_redirects=False) as client:
        client.get("/review")
        answer = client.post("/review", data={"csrf": client.cookies["isnad_csrf"], "act": "author", "author": AUTHOR})
        assert (answer.status_code, answer.headers["location"]) == (303, "/review")
        yield client


def forms(client: TestClient, path: str = "/review") -> dict[str, dict[str, str]]:
    """The fields of the forms of a page, by what they do."""
    found: list[dict[str, str]] = []
    for tag, told in Seen(client.get(path).text).tags:
        if tag == "form":
            found.append({})
        elif tag in ("input", "select") and found and told.get("name"):
            found[-1][str(told["name"])] = unescape(str(told.get("value") or ""))
    return {fields["act"]: fields for fields in found if "act" in fields}


def judgements(client: TestClient) -> list[dict[str, Any]]:
    return list(client.get("/judgements.json").json()["judgements"])


def first(client: TestClient, **params: str) -> dict[str, Any]:
    return dict(client.get("/review.json", params={"size": "1", **params}).json()["doubts"][0])


def test_the_name_is_asked_once_before_anything_is_judged(client: TestClient) -> None:
    told = forms(client)
    assert "author" in told
    assert "accept" not in told
    token = client.cookies["isnad_csrf"]
    nobody = client.post("/review", data={"csrf": token, "act": "author", "author": " "})
    assert nobody.status_code == 400
    assert client.post("/review", data={**told["author"], "act": "accept", "layer": "events"}).status_code == 400


@pytest.mark.parametrize(("act", "verdict"), [("accept", "accept"), ("reject", "reject")])
def test_a_doubt_is_judged_and_the_next_one_comes(reviewer: TestClient, act: str, verdict: str) -> None:
    before = first(reviewer)
    assert reviewer.post("/review", data=forms(reviewer)[act]).status_code == 303
    kept = judgements(reviewer)[0]
    assert (kept["verdict"], kept["author"], kept["in_force"]) == (verdict, AUTHOR, True)
    assert kept["subject"] == before["subject"]
    assert first(reviewer) != before


def test_undo_brings_the_doubt_back(reviewer: TestClient) -> None:
    before = first(reviewer)
    reviewer.post("/review", data=forms(reviewer)["reject"])
    undo = forms(reviewer)["undo"]
    assert reviewer.post("/review", data=undo).status_code == 303
    assert first(reviewer) == before
    assert judgements(reviewer)[0]["undone_by"] == AUTHOR
    assert reviewer.post("/review", data=undo).status_code == 400


def test_a_judgement_is_taken_back_in_the_list(reviewer: TestClient) -> None:
    reviewer.post("/review", data=forms(reviewer)["accept"])
    answer = reviewer.post("/judgements", data=forms(reviewer, "/judgements")["undo"])
    assert (answer.status_code, answer.headers["location"]) == (303, "/judgements")
    assert "undo" not in forms(reviewer, "/judgements")


def test_skipping_leaves_a_doubt_for_later(reviewer: TestClient) -> None:
    link = next(
        str(told["href"]) for _, told in Seen(reviewer.get("/review").text).tags if told.get("data-key") == "KeyS"
    )
    assert link == "/review?skip=1"
    two = reviewer.get("/review.json?size=2").json()["doubts"]
    assert first(reviewer, skip="1") == two[1]
    assert two[1]["subject"]["report"] in reviewer.get(link).text
    assert first(reviewer, skip="0") == two[0]


def test_only_changed_fields_are_corrected(reviewer: TestClient) -> None:
    form = forms(reviewer, "/review?layer=statements")["correct"]
    fields = {**form, **{name: form[name.replace("value-", "was-")] for name in form if name.startswith("value-")}}
    unchanged = reviewer.post("/review?lang=ar", data=fields)
    assert unchanged.status_code == 400
    assert "لم يتغير شيء" in unchanged.text
    fields |= {"value-speaker": "سامر الهلالي", "value-channel": "speech", "note": "من السياق"}
    assert reviewer.post("/review", data=fields).status_code == 303
    told = {one["field"]: one for one in judgements(reviewer)}
    assert {name: one["value"] for name, one in told.items()} == {"speaker": "سامر الهلالي", "channel": "speech"}
    assert told["speaker"]["note"] == "من السياق"


def test_words_that_the_text_does_not_hold_are_refused_in_the_language(reviewer: TestClient) -> None:
    form = forms(reviewer, "/review?layer=statements")["correct"]
    fields = {**form, **{name: form[name.replace("value-", "was-")] for name in form if name.startswith("value-")}}
    answer = reviewer.post("/review?layer=statements&lang=ar", data=fields | {"value-cue": "وغرّد"})
    assert answer.status_code == 400
    assert "ليست هذه الكلمات في النص" in answer.text
    assert judgements(reviewer) == []


@pytest.mark.parametrize(("act", "verdict"), [("merge", "merge"), ("split", "split")])
def test_two_names_are_told_one_or_two(reviewer: TestClient, act: str, verdict: str) -> None:
    told = forms(reviewer, "/review?layer=actors")
    assert "accept" not in told
    assert reviewer.post("/review?layer=actors", data=told[act]).headers["location"] == "/review?layer=actors"
    kept = judgements(reviewer)[0]
    assert (kept["verdict"], kept["layer"]) == (verdict, "actors")
    assert kept["subject"]["other"]["name"]


def test_a_form_without_its_token_keeps_nothing(reviewer: TestClient) -> None:
    fields = forms(reviewer)["accept"] | {"csrf": ""}
    assert reviewer.post("/review", data=fields).status_code == 403
    assert judgements(reviewer) == []


@pytest.mark.parametrize("subject", ["", "[]", "{", '{"report": "none"}', '{"report": 5, "at": []}'])
def test_a_broken_form_is_refused(reviewer: TestClient, subject: str) -> None:
    fields = forms(reviewer)["accept"] | {"subject": subject}
    assert reviewer.post("/review", data=fields).status_code == 400


def test_a_form_with_a_character_that_no_text_holds_is_refused(reviewer: TestClient) -> None:
    fields = forms(reviewer)["accept"] | {"note": "a\0b"}
    assert reviewer.post("/review", data=fields).status_code == 400
    assert judgements(reviewer) == []


def test_a_record_that_may_only_be_read_says_so_and_shows_no_forms(copied: str) -> None:
    with TestClient(create_app(copied, WebSettings(read_only=True)), base_url=ADDRESS) as client:
        page = client.get("/review?lang=ar")
        assert "هذا السجل للقراءة فقط" in page.text
        assert not forms(client)
        data = {"csrf": client.cookies["isnad_csrf"], "act": "undo", "judgement": "1"}
        assert client.post("/review", data=data).status_code == 403


def test_a_busy_record_gives_a_clear_page(copied: str) -> None:
    settings = WebSettings(write_patience=0.2)
    with TestClient(create_app(copied, settings), base_url=ADDRESS, follow_redirects=False) as client:
        client.get("/review")
        client.post("/review", data={"csrf": client.cookies["isnad_csrf"], "act": "author", "author": AUTHOR})
        fields = forms(client)["accept"]
        with Record(copied) as other, writing(other.engine):
            answer = client.post("/review?lang=ar", data=fields)
        assert answer.status_code == 503
        assert "السجل مشغول" in answer.text
        assert client.post("/review", data=fields).status_code == 303


def test_doubts_are_the_same_from_any_place_on(copied: str) -> None:
    with Record(copied) as record:
        whole = record.doubts(limit=40)
        assert [record.doubts(limit=1, offset=place)[0] for place in (0, 7, 39)] == [whole[0], whole[7], whole[39]]


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_judged_pages_are_whole_in_both_languages(reviewer: TestClient, lang: str) -> None:
    for layer in ("statements", "events", "actors"):
        told = forms(reviewer, f"/review?layer={layer}")
        reviewer.post("/review", data=told.get("accept") or told["merge"])
    reviewer.post("/review", data=forms(reviewer)["undo"])
    for path in ("/review", "/judgements"):
        page = reviewer.get(f"{path}?lang={lang}")
        assert page.status_code == 200
        assert not [
            name for _, told in Seen(page.text).tags for name in told if name == "style" or name.startswith("on")
        ]
