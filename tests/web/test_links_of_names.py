"""Links of pages ask for names as the record holds them, whatever marks stand in these."""

from __future__ import annotations

import doctest
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from served import ADDRESS, filled
from starlette.testclient import TestClient
from test_views import Seen

from isnad.store.search.query import Field, parse
from isnad.web import queries
from isnad.web.app import create_app
from isnad.web.settings import WebSettings
from isnad.workflow.reading import read

OUTLETS = ('صحيفة "الساحل"', "«المنارة»", 'مجلة “زليج” و«أرجوان» و"الساحل" و„النهر“', "السروة")
PAGES = ("/overview", "/coverage", "/outlets?show=verbs", "/actors")


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A browser for a record of outlets with all kinds of quotation marks in their names."""
    text = "مرفأ السروة يفتح أبوابه\n\nقال الوزير سامر الهلالي إن المرفأ رقم {} سيفتح أبوابه يوم الثلاثاء."
    reports = [
        read(text.format(at), id=f"q{at}", outlet=outlet, published=f"2025-11-0{at + 1}")
        for at, outlet in enumerate(OUTLETS)
    ]
    path = filled(str(tmp_path_factory.mktemp("marks") / "record.db"), reports)
    with TestClient(create_app(path, WebSettings()), base_url=ADDRESS) as made:
        yield made


def test_every_link_to_a_search_finds_what_it_counts(asking: TestClient) -> None:
    links = [link for page in PAGES for link in Seen(asking.get(page).text).links("/search?")]
    asked = [link for link in links if ":" in parse_qs(urlsplit(link).query).get("q", [""])[0]]
    assert sum("outlet" in link for link in asked) >= 2 * len(OUTLETS)
    assert [link for link in asked if "speaker" in link]
    for link in asked:
        told = asking.get(link.replace("/search?", "/search.json?"))
        assert told.status_code == 200, link
        found = {hit["outlet"] for hit in told.json()["hits"]}
        assert found if "speaker" in link else len(found) == 1, link


@pytest.mark.parametrize("value", OUTLETS[:2])
def test_a_value_is_asked_for_as_it_is(value: str) -> None:
    assert parse(queries.query_of(outlet=value)) == Field("outlet", value)


def test_what_the_docstrings_show_holds() -> None:
    found = doctest.testmod(queries)
    assert (found.attempted, found.failed) == (1, 0)
