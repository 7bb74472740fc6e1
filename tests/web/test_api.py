"""The API does what its description says: asked by schemathesis with what fits the description and what does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.python.asgi import ASGIClient, get_client
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance
from served import ADDRESS
from starlette.datastructures import QueryParams

from isnad.web.app import create_app
from isnad.web.offered import SERVED, VIEWS
from isnad.web.openapi import described, described_apart, document
from isnad.web.parameters import Params, text
from isnad.web.pictures.serving import PICTURE_FILES
from isnad.web.refusals import STATUSES
from isnad.web.settings import WebSettings
from isnad.web.words import LANGUAGES, word_list

FEW = settings(max_examples=4, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))


# What their fields mean can be wrong though their form is right: a query, and what a judgement is about.
MEANT = ("/search.json", "/search.csv", "/judgements.json", "/judgements/undo.json")
APART = frozenset(one.path for one in SERVED)  # which pass over what they do not know
LENIENT = [positive_data_acceptance, negative_data_rejection]
DRAWN = ".*/pictures/(?!attention[.]svg).*[.](svg|png)$"  # one is enough of what is drawn by the same hand, and slowly
API = schemathesis.openapi.from_dict(document(VIEWS, SERVED, PICTURE_FILES)).exclude(path_regex=DRAWN)

API.config.checks.negative_data_rejection.expected_statuses.append("414")


@pytest.fixture(scope="module")
def asking(copied_once: str) -> Iterator[ASGIClient]:
    """A program that asks a record which it may write to."""
    with get_client(create_app(copied_once, WebSettings())) as client:
        yield client


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_address_and_field_has_words(language: str) -> None:
    words = word_list(language)
    told = list(described(VIEWS, words))
    assert {one.path for one in described_apart(SERVED, words)} == APART
    assert {one.path for one in told} == {view.path for view in VIEWS}
    assert all(one.words and all(said for _, said in one.parameters) for one in told)
    assert [slug for slug in STATUSES if f"errors.{slug}.title" not in words] == []


@pytest.mark.parametrize("page", ["actor", "pair"])
@pytest.mark.parametrize("ending", ["docx", "html"])
def test_files_of_chronologies_are_described_as_they_are_answered(asking: ASGIClient, page: str, ending: str) -> None:
    told = asking.get(f"{ADDRESS}/openapi.json").json()["paths"][f"/{page}.{ending}"]["get"]
    fields = [one["name"] for one in told["parameters"] if one["required"]]
    keys = [one["key"] for one in asking.get(f"{ADDRESS}/actors.json").json()["actors"]]
    answer = asking.get(f"{ADDRESS}/{page}.{ending}", params=dict(zip(fields, keys, strict=False)))
    (media,) = told["responses"]["200"]["content"]
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, media)
    assert "404" in told["responses"]
    assert f"/{page}.{ending}" in asking.get(f"{ADDRESS}/api").text


def test_a_field_that_is_not_declared_is_a_fault_of_the_program() -> None:
    params = Params((text("q"),), QueryParams("q=a&x=b"), strict=False)
    assert (params["q"], params.get("q"), len(params)) == ("a", "a", 1)
    with pytest.raises(LookupError, match="declared"):
        params.get("x")


@pytest.mark.parametrize(
    "address",
    [
        *(
            "/search.json?x=1",
            "/search.json?guided=1",
            "/search.json?size=0",
            "/search.json?size=201",
            "/search.json?page=",
        ),
        *(
            "/search.json?in=",
            "/search.json?in=all",
            "/search.json?q=a&q=b",
            "/search.json?page=%D9%A1",
            "/report.json",
        ),
        *("/report.csv?id=", "/overview.json?x", "/events.csv?order=last", "/search.json?q=%00", "/actors.csv?q=a%00"),
    ],
)
def test_programs_are_told_of_fields_that_are_not_allowed(asking: ASGIClient, address: str) -> None:
    told = asking.get(ADDRESS + address)
    assert (told.status_code, told.json()["error"]["type"]) == (400, "parameter")
    assert asking.get(f"{ADDRESS}/search?x=1&size=0&page=&in=all").status_code == 200


def test_judgements_are_kept_all_or_none(asking: ASGIClient) -> None:
    hits = asking.get(f"{ADDRESS}/search.json?in=statements&size=2").json()["hits"]
    good = [
        {
            "verdict": "accept",
            "layer": "statements",
            "subject": {"report": hit["report"], "at": {"quote": hit["cue"]}},
            "author": "ليلى المرزوقي",
        }
        for hit in hits
    ]
    before = asking.get(f"{ADDRESS}/judgements.json").json()["count"]
    bad = asking.post(f"{ADDRESS}/judgements.json", json=[good[0], good[1] | {"verdict": "merge"}])
    assert (bad.status_code, bad.json()["error"]["type"]) == (400, "judgement")
    nobody = asking.post(f"{ADDRESS}/judgements.json", json={**good[0], "author": None})
    assert (nobody.status_code, nobody.json()["error"]["type"]) == (400, "judgement")
    assert asking.get(f"{ADDRESS}/judgements.json").json()["count"] == before
    kept = asking.post(f"{ADDRESS}/judgements.json", json=good[0])
    assert kept.status_code == 201
    assert kept.json()["judgements"][0]["author"] == "ليلى المرزوقي"
    assert asking.get(f"{ADDRESS}/judgements.json").json()["count"] == before + 1


def test_judgements_are_taken_back_all_or_none_and_once(asking: ASGIClient) -> None:
    hit = asking.get(f"{ADDRESS}/search.json?in=statements&size=1").json()["hits"][0]
    said = asking.get(f"{ADDRESS}/report.json", params={"id": hit["report"]}).json()["statements"][hit["at"]]
    subject = {"report": hit["report"], "at": {"span": said["cue"]}, "content": said["quotes"]["content"]}
    given = {"layer": "statements", "subject": subject, "author": "ليلى المرزوقي"}
    speaks = {"verdict": "correct", "field": "speaker", "value": "جلال السماقي"}
    some = [{**given, "verdict": "accept"}, {**given, **speaks}]
    ids = [one["id"] for one in asking.post(f"{ADDRESS}/judgements.json", json=some).json()["judgements"]]
    speaker = {"q": "speaker:السماقي", "in": "statements"}
    found = asking.get(f"{ADDRESS}/search.json", params=speaker).json()["count"]
    back, other = f"{ADDRESS}/judgements/undo.json", {"author": "نادر الصافي"}

    bad = asking.post(back, json=[{"id": ids[0], **other}, {"id": 999_999, **other}])
    assert (bad.status_code, bad.json()["error"]["type"]) == (400, "judgement")
    nobody = asking.post(back, json={"id": ids[0]})
    assert (nobody.status_code, nobody.json()["error"]["type"]) == (400, "judgement")
    assert [one["undone"] for one in judged(asking, ids)] == [None, None]

    first = asking.post(back, json=[{"id": one, **other} for one in ids])
    assert first.status_code == 200
    assert [one["undone_by"] for one in first.json()["judgements"]] == ["نادر الصافي", "نادر الصافي"]
    assert asking.get(f"{ADDRESS}/search.json", params=speaker).json()["count"] == found - 1
    again = asking.post(back, json=[{"id": one, "author": "ليلى المرزوقي"} for one in ids])
    assert (again.status_code, again.json()) == (200, first.json())
    assert [one["undone_by"] for one in judged(asking, ids)] == ["نادر الصافي", "نادر الصافي"]
    assert asking.get(back).status_code == 405


def judged(asking: ASGIClient, ids: list[int]) -> list[dict[str, Any]]:
    """Judgements by their numbers, as the list of them tells."""
    listed = {one["id"]: one for one in asking.get(f"{ADDRESS}/judgements.json?size=200").json()["judgements"]}
    return [listed[one] for one in ids]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_for_programs_names_every_field(asking: ASGIClient, language: str) -> None:
    page = asking.get(f"{ADDRESS}/api?lang={language}").text
    assert all(f'<code dir="ltr">{slug}</code>' in page for slug in STATUSES)
    for view in VIEWS:
        assert f"{view.path}.json" in page
        assert all(f"POST {one.path}<" in page for one in view.posted)
    assert all(f">{path}</bdi>" in page for path in APART)
    assert all(f">{one.path}</bdi>" in page for one in PICTURE_FILES)
    for view in (*VIEWS, *SERVED):
        assert all(f">{one.name}</code>" in page for one in view.parameters if not one.page_only)


def test_the_page_of_the_api_lists_every_error() -> None:
    page = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
    told = {slug for slug, status in STATUSES.items() if re.search(rf"\| .*`{slug}`.* \|.*{status}", page)}
    assert set(STATUSES) - told == set()


@API.parametrize()
@FEW
def test_answers_are_as_described(case: schemathesis.Case, asking: ASGIClient) -> None:
    without = [positive_data_acceptance] if case.path in MEANT else LENIENT if case.path in APART else []
    case.call_and_validate(base_url=ADDRESS, app=asking.app, session=asking, excluded_checks=without)
