"""Whatever stands in an address, in a report, in a judgement or in the name of an account: no fault, and no markup."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote_plus

import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from served import ADDRESS, ATTACK, POISON, copy_of, is_picture, poison
from starlette.testclient import TestClient
from test_views import Seen

from isnad.web.accounts import AccountRole, AccountsFile
from isnad.web.app import create_app
from isnad.web.offered import FORMS, VIEWS
from isnad.web.parameters import Parameter
from isnad.web.settings import WebSettings
from isnad.web.views import View

STATUSES = {200, 303, 400, 404, 414}
PASSWORD = "correct horse battery"
NASTY = (
    *(
        "\0",
        "a\0b",
        "\ud800",
        "\N{RIGHT-TO-LEFT OVERRIDE}قال\N{POP DIRECTIONAL ISOLATE}",
        "\N{ZERO WIDTH NO-BREAK SPACE}",
    ),
    *("9" * 300, "-1", "1e400", "NaN", "٣", "0x10", "+5", " 7 ", "1_0", "²", "2018-99-99", "0000", "9999-12-31"),
    *(
        "' OR 1=1 --",
        '"; DROP TABLE reports; --',
        "NEAR(a b, 5)",
        "speaker:* AND",
        '"',
        "a*",
        "{a b}: c",
        "^a",
        "قائل:",
    ),
    *("../../etc/passwd", "..%2f..%2fetc%2fpasswd", "/etc/passwd", "file:///etc/passwd", "C:\\boot.ini", "%s%n", "%"),
    *(
        "<script>alert(1)</script>",
        "{{7*7}}",
        "${7*7}",
        "\r\nSet-Cookie: a=b",
        "=cmd()",
        "&lang=en",
        "#",
        "?",
        "%00",
        "\x1b[2J",
    ),
    *("((((((((((((((((((((((((a", "a OR " * 200 + "a", "-" * 500, "«" * 50, "a" * 1_999),
)
PAGES = sorted({view.path for view in VIEWS if not any(one.required for one in view.parameters)})
PAGES += ["/search?in=statements", "/search?in=events", "/stories?told=all", "/outlets?show=verbs"]
PAGES += ["/outlets?show=attention", "/review?layer=events", "/review?layer=actors"]
FEW = settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def asking(copied_once: str) -> Iterator[TestClient]:
    """A browser, and a program that sees the faults of the server as statuses."""
    app = create_app(copied_once, WebSettings())
    with TestClient(app, base_url=ADDRESS, follow_redirects=False, raise_server_exceptions=False) as client:
        yield client


def asked_with(view: View, value: str, parameter: Parameter) -> str:
    """The address of a view with a value in one field, the needed others given."""
    fields = {one.name: "x" for one in view.parameters if one.required} | {parameter.name: value}
    return "&".join(f"{name}={_escaped(told)}" for name, told in fields.items())


def _escaped(value: str) -> str:
    return quote_plus(value, errors="surrogatepass")


def check(answer: Any, form: str) -> None:
    """An answer is whole, or says in the shape of its form what was wrong."""
    assert answer.status_code in STATUSES, (answer.request.url, answer.text[:300])
    if form != "html" and answer.status_code >= 400:
        told = answer.json()
        assert told["status"] == answer.status_code
        assert set(told) == {"error", "status"}
    if form == "html" and answer.status_code != 303:
        assert "<script>alert" not in answer.text
        assert "\0" not in answer.text


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_no_value_of_a_field_makes_a_fault(asking: TestClient, view: View, form: str) -> None:
    """Each nasty value in one field of each view; the fields take turns."""
    suffix = "" if form == "html" else f".{form}"
    for place, value in enumerate(NASTY):
        if view.parameters:
            parameter = view.parameters[place % len(view.parameters)]
            check(asking.get(f"{view.path}{suffix}?{asked_with(view, value, parameter)}"), form)
    if not view.parameters:
        check(asking.get(f"{view.path}{suffix}?x={_escaped(NASTY[0])}"), form)


@given(
    view=st.sampled_from([view for view in VIEWS if view.parameters]),
    form=st.sampled_from(FORMS),
    data=st.data(),
)
@FEW
def test_no_address_makes_a_fault(asking: TestClient, view: View, form: str, data: st.DataObject) -> None:
    suffix = "" if form == "html" else f".{form}"
    text = st.text(st.characters(), max_size=60) | st.sampled_from(NASTY) | st.integers().map(str)
    names = st.sampled_from([one.name for one in view.parameters]) | st.text(max_size=5)
    fields = data.draw(st.lists(st.tuples(names, text), max_size=6))
    address = "&".join(f"{_escaped(name)}={_escaped(value)}" for name, value in fields)
    check(asking.get(f"{view.path}{suffix}?{address}"), form)


@given(raw=st.binary(max_size=80))
@example(raw=b"%")
@example(raw=b"q=%ff%fe&q=%C0%80")
@FEW
def test_no_bytes_of_an_address_make_a_fault(asking: TestClient, raw: bytes) -> None:
    query = "".join(f"%{byte:02x}" if byte in b"#\r\n\t " or byte > 126 or byte < 33 else chr(byte) for byte in raw)
    check(asking.get(f"/search?{query}"), "html")
    check(asking.get(f"/search.json?{query}"), "json")


@pytest.fixture(scope="module")
def poisoned(copied_once: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A browser on a record in which every word holds markup and a formula, judged by an account called so too."""
    path = copy_of(copied_once, tmp_path_factory.mktemp("poisoned"))
    poison(path)
    accounts = AccountsFile(f"{path}.accounts", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    accounts.add(ATTACK, AccountRole.REVIEWER, PASSWORD)
    app = create_app(path, WebSettings(accounts=str(accounts.path)))
    with TestClient(app, base_url=ADDRESS, follow_redirects=False, raise_server_exceptions=False) as client:
        client.auth = (ATTACK, PASSWORD)
        doubt = client.get("/review.json?layer=statements&size=1").json()["doubts"][0]
        told = {"verdict": "correct", "layer": "statements", "field": "speaker", "value": POISON, "note": POISON}
        kept = client.post("/judgements.json", json=told | {"subject": doubt["subject"]})
        assert kept.status_code == 201, kept.text
        assert kept.json()["judgements"][0]["author"] == ATTACK
        yield client


def linked(client: TestClient) -> list[str]:
    """Pages of single things, found by the lists."""
    report = client.get("/search.json?in=statements&size=3").json()["hits"]
    actors = client.get("/actors.json?size=2").json()["actors"]
    story = client.get("/stories.json?size=2").json()["stories"]
    return [
        *(f"/report?id={_escaped(hit['report'])}" for hit in report),
        *(f"/actor?key={one['key']}" for one in actors),
        f"/pair?one={actors[0]['key']}&other={actors[1]['key']}",
        *(f"/story?id={one['story']}" for one in story),
    ]


def test_no_word_of_a_record_becomes_markup_or_a_formula(poisoned: TestClient) -> None:
    _is_clean(poisoned.get("/api").text, "/api")
    for address in [*PAGES, *linked(poisoned)]:
        path, _, query = address.partition("?")
        for lang in ("ar", "en"):
            answer = poisoned.get(f"{path}?{query}&lang={lang}")
            assert answer.status_code == 200, (address, answer.text[-400:])
            _is_clean(answer.text, address)
        told = poisoned.get(f"{path}.json?{query}")
        assert told.headers["content-type"] == "application/json", address
        assert told.headers["x-content-type-options"] == "nosniff"
        json.loads(told.text)
        rows = poisoned.get(f"{path}.csv?{query}")
        assert rows.headers["content-type"].startswith("text/csv"), address
        for row in csv.reader(io.StringIO(rows.text)):
            assert not [cell for cell in row if re.match(r"\ufeff?[=+@]", cell)], address


def _is_clean(page: str, address: str) -> None:
    seen = Seen(page)
    sources = [str(told.get("src")) for tag, told in seen.tags if tag == "script"]
    assert all(source.startswith("/static/") for source in sources), address
    assert not [tag for tag, _ in seen.tags if tag in ("i", "iframe", "object")], address
    assert all(is_picture(told) for tag, told in seen.tags if tag == "img"), address
    for _, told in seen.tags:
        assert not [name for name in told if name.startswith("on") or name == "style"], address
        assert not str(told.get("href", "")).strip().lower().startswith(("javascript", "data:", "=")), address


def test_the_words_that_hold_markup_are_shown(poisoned: TestClient) -> None:
    for path in ("/judgements", "/problems", "/runs", "/actors", "/search?in=statements", "/stories"):
        assert POISON in "".join(Seen(poisoned.get(path).text).text), path
