"""A record on a server: what can go wrong there is told in a sentence, without the password, and is over when it is."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner
from made_reports import RUN
from server import GUARDED, Server
from sqlalchemy import select
from starlette.testclient import TestClient

from isnad.cli.main import isnad
from isnad.errors import IsnadError, MissingRecordError, ReadOnlyRecordError, RecordError
from isnad.model import Layers, Report
from isnad.store.engine import shown_name
from isnad.store.judgements import Draft
from isnad.store.record import Record
from isnad.store.schema import names, reports
from isnad.store.writing import Run
from isnad.web.app import create_app

SECRET = "zalij-7431"
READER = f"create role {GUARDED} login password '{SECRET}'"


def as_guarded(name: str, password: str) -> str:
    return name.replace("//isnad@", f"//{GUARDED}:{password}@")


@pytest.fixture(scope="module")
def kept(server: Server) -> str:
    """A record of one report, and a user who may read it."""
    name = server.database()
    with Record(name, create=True) as record:
        record.writer(RUN).add([(Report(id="a", text="عاد سامر الهلالي.", outlet="أرجوان"), Layers(language="ar"))])
        with record.engine.begin() as connection:
            connection.exec_driver_sql(READER)
            connection.exec_driver_sql(f"grant select on all tables in schema public to {GUARDED}")
    return name


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda name: as_guarded(name, f"not-{SECRET}"), "refuses this user or password"),
        (lambda name: re.sub(r"@/\w+", "@/none", as_guarded(name, SECRET)), "no such database or user"),
        (lambda name: name.replace("//isnad@", f"//nobody-known:{SECRET}@"), "no such database or user"),
        (lambda _: f"postgresql://isnad:{SECRET}@127.0.0.1:1/news", "does not answer"),
        (lambda _: f"postgresql://isnad:{SECRET}@/news?host=/nowhere", "does not answer"),
        (lambda _: f"postgresql://isnad@/news?host=/nowhere&password={SECRET}", "does not answer"),
        (lambda _: f"postgresql://isnad:x@{SECRET}@127.0.0.1/news", "does not answer"),
        (lambda _: f"postgresql://isnad:{SECRET}@127.0.0.1:port/news", "is no address of a server"),
        (lambda _: f"://{SECRET}", "is no address of a server"),
        (lambda _: f"mysql://isnad:{SECRET}@127.0.0.1/news", "a record is a path"),
    ],
)
def test_what_cannot_be_opened_is_told_without_the_password(kept: str, change, told: str) -> None:  # type: ignore[no-untyped-def]
    name = change(kept)
    for command in (["problems"], ["serve"], ["regroup"], ["export"]):
        result = CliRunner().invoke(isnad, [*command, "--record", name])
        assert (result.exit_code, told in result.output) == (1, True), result.output
        if "x@" not in name:  # of a password with a bare @ in it the rest is taken for the host
            assert SECRET not in result.output
    with pytest.raises(RecordError, match=told):
        Record(name)


def test_a_user_who_may_only_read_reads_and_is_told_so_when_writing(kept: str) -> None:
    with Record(as_guarded(kept, SECRET), read_only=True) as record:
        assert [one.report.id for one in record.reports()] == ["a"]
        assert SECRET not in record.name
    with Record(as_guarded(kept, SECRET)) as record:
        with pytest.raises(ReadOnlyRecordError, match="may not do that"):
            record.writer(Run(version="2", rules="r", models="m"))
        with pytest.raises(IsnadError):
            record.judge(Draft(verdict="accept", layer="statements", subject={"report": "a"}), author="ليلى")  # type: ignore[arg-type]


def test_pages_of_a_record_that_may_only_be_read_have_no_password_and_no_forms(kept: str) -> None:
    with TestClient(create_app(as_guarded(kept, SECRET)), base_url="http://127.0.0.1:8321") as client:
        for path in ("/", "/review", "/runs", "/problems", "/coverage"):
            page = client.get(path)
            assert page.status_code == 200
            assert SECRET not in page.text
        assert 'name="act"' not in client.get("/review").text


def test_connections_that_the_server_closed_are_made_anew(kept: str, server: Server) -> None:
    closing = "select pg_terminate_backend(pid) from pg_stat_activity where datname like 'record%'"
    with Record(kept, read_only=True) as record:
        assert record.search().count() == 1
        server.run(closing)
        assert record.search().count() == 1
        with record.engine.connect() as connection:
            connection.execute(select(reports.c.id)).all()
            server.run(closing)
            with pytest.raises(MissingRecordError, match="does not answer"):
                connection.execute(select(reports.c.id))
        assert record.search().count() == 1


def test_a_password_in_the_settings_of_a_url_is_hidden_too() -> None:
    shown = shown_name(f"postgresql://a:{SECRET}@h/d?password={SECRET}&sslmode=require")
    assert shown == "postgresql://a:***@h/d?sslmode=require"


def test_words_stand_in_the_order_of_their_code_points_whatever_the_order_of_the_server(server: Server) -> None:
    told = ["ب", "أ", "a", "B", "ة", "ا", "é", "Z", "١", "1"]
    with Record(server.database(), create=True) as record, record.engine.begin() as connection:
        connection.execute(names.insert(), [{"number": at, "name": name} for at, name in enumerate(told)])
        assert connection.execute(select(names.c.name).order_by(names.c.name)).scalars().all() == sorted(told)


def test_a_text_of_more_words_than_a_server_indexes_is_kept_and_found_by_its_first(server: Server) -> None:
    several = " ".join(f"w{number:07}" for number in range(150_000))
    with Record(server.database(), create=True) as record:
        record.writer(RUN).add([(Report(id="long", text=several), Layers())])
        assert record.search("w0000001 w0020000").count() == 1
        assert record.search("w0149999").count() == 0


def test_a_phrase_is_found_wherever_it_stands_in_a_long_text(server: Server) -> None:
    filling = "في البيت " * 20_000
    text = f"{filling}وصل سامر الهلالي في الباخرة الأخيرة."
    with Record(server.database(), create=True) as record:
        record.writer(RUN).add([(Report(id="long", text=text), Layers())])
        for query in ('"الهلالي في الباخرة"', '"الباخرة الأخيرة"', "باخرة"):
            assert record.search(query).count() == 1
        assert record.search('"في الهلالي"').count() == 0
