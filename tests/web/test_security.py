"""Who may ask, how much, and what a browser may do with the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from served import ADDRESS
from sqlalchemy import select, text
from starlette.testclient import TestClient

from isnad.errors import SlowQueryError
from isnad.store.rows import Rows
from isnad.store.search.hits import Search
from isnad.web import app
from isnad.web.app import create_app
from isnad.web.settings import WebSettings


@pytest.mark.parametrize("path", ["/", "/search", "/nothing", "/static/style.css", "/search.json", "/search?q=("])
def test_every_answer_is_guarded(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("host", ["news.example", "127.0.0.1.example", "", "localhost.example:8321", "192.168.1.5"])
def test_another_name_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/search.json", headers={"host": host})
    assert (answer.status_code, answer.json()["error"]["type"]) == (400, "host")


@pytest.mark.parametrize("host", ["localhost:8321", "127.0.0.1", "[::1]:9000"])
def test_names_of_this_machine_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/search.json", headers={"host": host}).status_code == 200


def test_a_form_without_the_token_changes_nothing(client: TestClient) -> None:
    client.get("/")
    for token in ("", "x.y", "ه.ه"):
        answer = client.post("/manner", data={"csrf": token, "lang": "en"})
        assert answer.status_code == 403
    assert "isnad_lang" not in client.cookies


def test_a_form_from_another_site_is_refused(client: TestClient) -> None:
    token = _token(client)
    answer = client.post("/manner", data={"csrf": token}, headers={"origin": "http://127.0.0.1:9999"})
    assert answer.status_code == 403


def test_the_manner_is_kept_and_the_page_comes_back(client: TestClient) -> None:
    data = {"csrf": _token(client), "lang": "en", "digits": "arab", "theme": "dark", "back": "/search?q=a"}
    answer = client.post("/manner", data=data, headers={"origin": ADDRESS})
    assert (answer.status_code, answer.headers["location"]) == (303, "/search?q=a")
    page = client.get("/").text
    assert '<html lang="en" dir="ltr" data-theme="dark" data-digits="arab">' in page
    assert re.search("[٠-٩]+ reports", page)


@pytest.mark.parametrize("back", ["//news.example", "https://news.example", "/\\news.example", "x"])
def test_a_form_leads_to_no_other_site(client: TestClient, back: str) -> None:
    answer = client.post("/manner", data={"csrf": _token(client), "back": back})
    assert answer.headers["location"] == "/"


def test_too_much_is_refused(client: TestClient) -> None:
    assert client.get("/search.json?q=" + "a" * 2_001).status_code == 414
    assert client.get("/search.json?q=" + "a" * 9_000).status_code == 414
    assert client.post("/manner", content=b"x" * 1_000_001).status_code == 413
    told = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/manner", content=iter([b"x" * 600_000] * 2), headers=told).status_code == 413
    assert client.get("/search.json?size=100000").json()["error"]["type"] == "parameter"
    assert client.get("/search?size=100000").status_code == 200


def test_a_slow_question_is_stopped_with_a_message(record_path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(self: Search, **_: int) -> int:
        query = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
        with self._engine.connect() as connection:
            return int(connection.execute(text(query)).scalar_one())

    monkeypatch.setattr(Search, "spread", endless)
    with TestClient(create_app(record_path, WebSettings(patience=0.5)), base_url=ADDRESS) as client:
        told = client.get("/search.json")
        assert (told.status_code, told.json()["error"]["type"]) == (503, "slow-query")
        assert str(Path(record_path).parent) not in told.text
        assert Path(record_path).name in told.json()["error"]["message"]
        page = client.get("/search?lang=ar")
        assert page.status_code == 503
        assert "طال البحث فأُوقف" in page.text
        assert client.get("/problems.json").status_code == 200


def test_slow_rows_are_stopped_with_a_message(record_path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(self: Search) -> Rows:
        query = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) as i from n"
        return Rows(self._engine, select(text("i")).select_from(text(f"({query})")))

    monkeypatch.setattr(Search, "rows", endless)
    with TestClient(create_app(record_path, WebSettings(patience=0.5)), base_url=ADDRESS) as client:
        told = client.get("/search.csv")
        assert (told.status_code, told.json()["error"]["type"]) == (503, "slow-query")
        assert str(Path(record_path).parent) not in told.text
        assert Path(record_path).name in told.json()["error"]["message"]


def test_rows_that_are_slow_later_break_the_answer_off(record_path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was sent already is no whole answer then, and does not look like one."""

    def late(columns: object, rows: object) -> Iterator[str]:
        yield "a\n"
        raise SlowQueryError("too slow")

    monkeypatch.setattr(app, "csv_lines", late)
    with TestClient(create_app(record_path, WebSettings()), base_url=ADDRESS) as client, pytest.raises(SlowQueryError):
        client.get("/problems.csv")


def test_a_name_of_a_file_is_no_way_to_a_file(client: TestClient) -> None:
    for path in (
        "/report.json?id=../../etc/passwd",
        "/story.json?id=/etc/passwd",
        "/actor.json?key=file:///etc/passwd",
    ):
        answer = client.get(path)
        assert (answer.status_code, answer.json()["error"]["type"]) == (404, "not-found")
    for path in (
        "/static//etc/passwd",
        "/static/..%5c..%5capp.py",
        "/static/fonts/../../app.py",
        "/static/%00",
        "/static/" + "a" * 999,
    ):
        assert client.get(path).status_code in (404, 400), path


@pytest.mark.parametrize(
    ("told", "status", "slug"),
    [
        ({"content-type": "text/plain"}, 415, "media-type"),
        ({"content-type": "application/x-www-form-urlencoded"}, 415, "media-type"),
        ({"content-type": "application/json", "origin": "https://news.example"}, 403, "csrf"),
        ({"content-type": "application/json", "origin": "null"}, 403, "csrf"),
        ({"content-type": "application/json", "content-length": "1x"}, 413, "too-large"),
        ({"content-type": "application/json"}, 400, "format"),
    ],
)
def test_json_is_taken_from_no_other_site(client: TestClient, told: dict[str, str], status: int, slug: str) -> None:
    for address in ("/judgements.json", "/judgements/undo.json"):
        answer = client.post(address, content=b"{}", headers=told)
        assert (answer.status_code, answer.json()["error"]["type"]) == (status, slug)


def test_a_fault_shows_nothing_of_the_inside(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Search, **_: int) -> int:
        raise ValueError("a secret")

    monkeypatch.setattr(Search, "spread", broken)
    answer = client.get("/search?lang=en")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "content-security-policy" in answer.headers


def test_methods_that_a_page_does_not_have_are_refused(client: TestClient) -> None:
    assert client.post("/search", headers={"origin": ADDRESS}).status_code == 405
    assert client.get("/manner").status_code == 405


def test_paths_lead_out_of_no_folder(client: TestClient) -> None:
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py"):
        assert client.get(path).status_code == 404


def _token(client: TestClient) -> str:
    client.get("/")
    return client.cookies["isnad_csrf"]
