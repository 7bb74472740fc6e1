"""Every page of a record on a server, in every form, is the page of the same record in a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from shlex import quote

import pytest
from markupsafe import escape
from served import ADDRESS
from starlette.testclient import TestClient
from test_views import PATHS, Seen

from isnad.store.engine import shown_name
from isnad.store.record import Record
from isnad.web.app import create_app
from isnad.web.folders import file_name
from isnad.web.offered import VIEWS

FORMS = ("", ".json", ".csv")
TOLD = [
    *("/search?q=الهدنة&in=statements", "/search?in=events&q=about:مسلحون", "/search?q=«أوراق نقدية»&order=oldest"),
    *("/search?q=speaker:الشهبانى -outlet:زليج&size=3&page=2", "/search?in=statements&q=channel:تغريدة"),
    *("/stories?told=all&order=wordings&size=200", "/actors?q=الشهبانى", "/events?order=newest&place=تيمارا"),
    *("/events?status=denied", "/outlets?show=verbs", "/outlets?show=naming", "/review?size=50&layer=actors"),
]
TOKEN = re.compile(r'name="csrf" value="[^"]*"')


@pytest.fixture(scope="module")
def both(record_path: str, record_address: str) -> Iterator[tuple[TestClient, TestClient]]:
    """Browsers on the file and on the server."""
    with (
        TestClient(create_app(record_path), base_url=ADDRESS, follow_redirects=False) as file,
        TestClient(create_app(record_address), base_url=ADDRESS, follow_redirects=False) as server,
    ):
        yield file, server


def nameless(page: str, name: str) -> str:
    """A page without its token and without the name of its record, as it stands in text and in commands."""
    shown = file_name(shown_name(name))
    return TOKEN.sub("", page).replace(escape(quote(shown)), "RECORD").replace(escape(shown), "RECORD")


@pytest.fixture
def same(both: tuple[TestClient, TestClient], record_path: str, record_address: str):  # type: ignore[no-untyped-def]
    def compare(address: str) -> str:
        file, server = (client.get(address) for client in both)
        assert file.status_code == server.status_code
        assert nameless(file.text, record_path) == nameless(server.text, record_address), address
        return file.text

    return compare


@pytest.mark.parametrize("path", [*dict.fromkeys([*PATHS, *TOLD])])
def test_a_page_and_its_data(same, path: str) -> None:  # type: ignore[no-untyped-def]
    bare, _, query = path.partition("?")
    for lang in ("ar", "en"):
        same(f"{path}{'&' if query else '?'}lang={lang}")
    for form in FORMS[1:] if bare != "/" else ():
        same(f"{bare}{form}?{query}")


@pytest.mark.parametrize("start", ["/search?size=200", "/actors?size=40", "/stories?told=all&size=200"])
def test_pages_that_a_page_links_to(same, start: str) -> None:  # type: ignore[no-untyped-def]
    paths = tuple(f"{view.path}?" for view in VIEWS if not view.listed)
    links = {link.partition("#")[0] for path in paths for link in Seen(same(start)).links(path)}
    assert len(links) > 10
    for link in sorted(links):
        for form in FORMS:
            same(link.replace("?", f"{form}?", 1))


def test_rows_of_programs_are_the_same(record_path: str, record_address: str) -> None:
    with Record(record_path, read_only=True) as file, Record(record_address, read_only=True) as server:
        for kind in ("statements", "events", "articles"):
            for query in ("", "الهدنة OR مصرف", "-speaker:الشهباني"):
                one, other = (getattr(record, kind)(query).arrow().drop_columns(["run"]) for record in (file, server))
                assert one.equals(other)
        assert file.doubts(limit=1_000) == server.doubts(limit=1_000)
        assert file.coverage() == server.coverage()
