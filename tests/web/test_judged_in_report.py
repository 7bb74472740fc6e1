"""A row is judged from its line in the report: that one and no other, and nothing where it changed."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from made_reports import RUN
from served import AUTHOR, rows
from starlette.testclient import TestClient
from test_judged_pages import JALAL, SAMIR, added, corrected, desk, rejected, talks
from test_views import Seen

from isnad.model import Layers
from isnad.store.record import Record
from isnad.store.schema import reports
from isnad.store.writing import Run
from isnad.web.app import create_app
from isnad.web.settings import WebSettings
from isnad.workflow.reading import read

__all__ = ["desk", "talks"]
REPORT = "/report?id=talks-1"
ROW = "/review?report=talks-1&layer=statements&at=0"


@pytest.fixture
def signed(desk: tuple[TestClient, Record]) -> TestClient:
    """A browser in which somebody gave a name on the page of a row."""
    client, _ = desk
    client.get(ROW)
    form = {"csrf": client.cookies["isnad_csrf"], "act": "author", "author": AUTHOR}
    answer = client.post(ROW, data=form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, ROW)
    return client


def forms(page: str) -> list[dict[str, str]]:
    """The fields of each form of a page, `value-` as they were shown."""
    found: list[dict[str, str]] = []
    for tag, told in Seen(page).tags:
        if tag == "form":
            found.append({})
        elif tag == "input" and found and told.get("name"):
            found[-1][str(told["name"])] = unescape(str(told.get("value") or ""))
    for fields in found:
        fields |= {name.replace("was-", "value-"): value for name, value in fields.items() if name.startswith("was-")}
    return found


def form(client: TestClient, act: str, address: str = ROW) -> dict[str, str]:
    return next(one for one in forms(client.get(address).text) if one.get("act") == act)


def send(client: TestClient, fields: dict[str, str], address: str = ROW) -> Any:
    return client.post(address, data=fields, follow_redirects=False)


def speakers(client: TestClient) -> list[str]:
    return [one["speaker"] for one in client.get("/report.json?id=talks-1").json()["statements"]]


def links(client: TestClient) -> list[str]:
    page = client.get(REPORT).text
    return [str(told["href"]) for tag, told in Seen(page).tags if str(told.get("href", "")).startswith("/review?")]


def test_each_line_of_a_report_leads_to_its_forms(desk: tuple[TestClient, Record]) -> None:
    client, _ = desk
    told = client.get("/report.json?id=talks-1").json()
    found = [unescape(one) for one in links(client)]
    assert len(found) == sum(len(told[layer]) for layer in ("statements", "events", "mentions")) > 6
    for address in found:
        page = client.get(address)
        assert page.status_code == 200
        assert 'name="author"' in page.text
    assert found[0] == ROW


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_this_statement_is_corrected_and_seen_with_who_did_it(signed: TestClient, lang: str) -> None:
    fields = form(signed, "correct") | {"value-speaker": JALAL, "note": "من السياق"}
    answer = send(signed, fields)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{REPORT}#ls0")
    assert speakers(signed) == [JALAL, JALAL]
    page = signed.get(f"{REPORT}&lang={lang}").text
    assert AUTHOR in page
    card = signed.get(f"{ROW}&lang={lang}").text
    assert all(words in card for words in (AUTHOR, JALAL, "من السياق"))
    undo = form(signed, "undo", REPORT)
    assert undo["line"] == "ls0"
    assert send(signed, undo, REPORT).headers["location"] == f"{REPORT}#ls0"
    assert speakers(signed) == [SAMIR, JALAL]
    assert not [one for one in forms(signed.get(REPORT).text) if one.get("act") == "undo"]


def test_what_was_judged_is_judged_again(signed: TestClient) -> None:
    send(signed, form(signed, "correct") | {"value-content": "الميناء الشرقي سيفتح"})
    send(signed, form(signed, "correct") | {"value-speaker": JALAL})
    assert form(signed, "correct")["was-content"] == "الميناء الشرقي سيفتح"
    assert speakers(signed) == [JALAL, JALAL]
    assert send(signed, form(signed, "reject")).headers["location"] == f"{REPORT}#ls0"
    assert speakers(signed) == [JALAL]
    assert ROW in [unescape(one) for one in links(signed)]  # among those that were rejected
    send(signed, form(signed, "accept"))
    assert speakers(signed) == [JALAL, JALAL]
    assert len([one for one in forms(signed.get(ROW).text) if one.get("act") == "undo"]) == 4
    send(signed, form(signed, "undo"))  # the last one, on the page of the row
    assert speakers(signed) == [JALAL]


def test_an_event_is_corrected_from_its_line(signed: TestClient) -> None:
    address = "/review?report=talks-1&layer=events&at=0"
    answer = send(signed, form(signed, "correct", address) | {"value-date": "2024-06-04"}, address)
    assert answer.headers["location"] == f"{REPORT}#le0"
    assert signed.get("/report.json?id=talks-1").json()["events"][0]["date"] == "2024-06-04"
    judged = [row["judged"] for row in rows(signed, "/report.csv?id=talks-1") if row["layer"] == "events"]
    assert judged == ["corrected", ""]


def mention(client: TestClient, words: str, number: int = 0) -> int:
    """The place of a mention that has these words."""
    told = [row for row in rows(client, "/report.csv?id=talks-1") if row["layer"] == "mentions"]
    return [int(row["at"]) for row in told if row["quote"] == words][number]


def mentions(client: TestClient) -> list[tuple[str, str | None, str, str]]:
    told = client.get("/report.json?id=talks-1").json()["mentions"]
    return [(one["quote"], one["entity"], one["type"], one["form"]) for one in told]


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_mention_is_corrected_from_its_line(signed: TestClient, lang: str) -> None:
    at = mention(signed, JALAL, 1)
    address, before = f"/review?report=talks-1&layer=mentions&at={at}&lang={lang}", mentions(signed)
    page = signed.get(address).text
    assert '<mark class="m-source">' in page
    shown = form(signed, "correct", address)
    assert (shown["was-span"], shown["was-entity"]) == (JALAL, JALAL)
    assert '<option value="PER" selected>' in page
    assert '<option value="name" selected>' in page
    fields = shown | {"value-entity": SAMIR, "value-form": "nominal", "value-type": "PER"}
    answer = send(signed, fields, address)
    assert answer.headers["location"] == f"{REPORT}#ln{at}"
    assert mentions(signed)[at] == (JALAL, SAMIR, "PER", "nominal")
    assert [one for place, one in enumerate(mentions(signed)) if place != at] == before[:at] + before[at + 1 :]
    report = signed.get(f"{REPORT}&lang={lang}").text
    assert report.count(f'id="ln{at}"') == 1
    card = signed.get(address).text
    assert {"ar": "بلقب أو صيغة مختصرة", "en": "by a title or short form"}[lang] in card
    undo = next(one for one in forms(report) if one.get("act") == "undo")
    assert undo["line"] == f"ln{at}"
    assert send(signed, undo, REPORT).headers["location"] == f"{REPORT}#ln{at}"
    assert mentions(signed)[at][3] == "name"


def test_a_mention_that_is_none_is_rejected_and_comes_back(signed: TestClient) -> None:
    at, before = mention(signed, SAMIR), mentions(signed)
    address = f"/review?report=talks-1&layer=mentions&at={at}"
    assert send(signed, form(signed, "reject", address), address).headers["location"] == f"{REPORT}#ln{at}"
    assert mentions(signed) == before[:at] + before[at + 1 :]
    page = signed.get(REPORT).text
    assert f'id="ln{at}"' in page.split('id="of-rejected"')[1]
    after = [row["at"] for row in rows(signed, "/report.csv?id=talks-1") if row["layer"] == "mentions"]
    assert after == [str(place) for place in range(len(before)) if place != at]  # as the tables of the record have them
    assert f'data-n="{len(before) - 1}"' in page
    send(signed, form(signed, "undo", REPORT), REPORT)
    assert mentions(signed) == before


def test_words_of_a_mention_are_those_of_the_text(signed: TestClient) -> None:
    at = mention(signed, SAMIR)
    address = f"/review?report=talks-1&layer=mentions&at={at}"
    fields = form(signed, "correct", address)
    assert send(signed, fields | {"value-span": "كلمات أخرى"}, address).status_code == 400
    assert send(signed, fields | {"value-span": ""}, address).status_code == 400
    assert mentions(signed)[at][0] == SAMIR
    assert send(signed, fields | {"value-span": "الهلالي"}, address).status_code == 303
    assert mentions(signed)[at][:2] == ("الهلالي", SAMIR)
    send(signed, form(signed, "correct", address) | {"value-entity": ""}, address)
    assert mentions(signed)[at][:2] == ("الهلالي", None)


def test_a_correction_that_does_not_fit_names_its_field_and_keeps_what_was_typed(signed: TestClient) -> None:
    fields = form(signed, "correct") | {"value-cue": "وغرّد", "value-speaker": JALAL}
    told = [one for _, one in Seen(send(signed, fields, f"{ROW}&lang=ar").text).tags if one.get("name")]
    assert [one["name"] for one in told if "aria-invalid" in one] == ["value-cue"]
    typed = {one["name"]: one.get("value") for one in told}
    assert (typed["value-cue"], typed["value-speaker"]) == ("وغرّد", JALAL)
    assert (typed["was-cue"], typed["was-speaker"]) == (fields["was-cue"], SAMIR)


def test_of_a_row_that_changed_meanwhile_the_fields_that_were_not_touched_are_new(
    signed: TestClient, desk: tuple[TestClient, Record]
) -> None:
    fields = form(signed, "correct") | {"value-channel": "phone"}
    corrected(desk[1])
    answer = send(signed, fields)
    shown = {one["name"]: one.get("value") for _, one in Seen(answer.text).tags if one.get("name")}
    assert (answer.status_code, shown["value-speaker"]) == (400, JALAL)
    assert '<option value="phone" selected>' in answer.text


def test_what_a_person_added_is_corrected(signed: TestClient, desk: tuple[TestClient, Record]) -> None:
    added(desk[1])
    (address,) = [one for one in map(unescape, links(signed)) if one.endswith("statements&at=2")]
    answer = send(signed, form(signed, "correct", address) | {"value-speaker": SAMIR}, address)
    assert answer.status_code == 303
    told = signed.get("/report.json?id=talks-1").json()
    assert (told["statements"][0]["speaker"], told["judged"]["statements"][0]) == (SAMIR, "added")


def test_what_the_machine_no_longer_finds_is_judged_again(signed: TestClient, desk: tuple[TestClient, Record]) -> None:
    send(signed, form(signed, "correct") | {"value-speaker": JALAL})
    (told,) = desk[1].judged_reports(reports.c.id == "talks-1")
    desk[1].writer(Run(version="2", rules="r", models="m")).add([(told.kept.report, Layers())])
    (address,) = [unescape(one) for one in links(signed)]
    answer = send(signed, form(signed, "correct", address) | {"value-channel": "phone"}, address)
    assert answer.status_code == 303
    said = signed.get("/report.json?id=talks-1").json()["statements"]
    assert [(one["speaker"], one["channel"]) for one in said] == [(JALAL, "phone")]


@pytest.mark.parametrize("act", ["accept", "reject", "correct"])
def test_a_form_of_a_row_that_changed_meanwhile_keeps_nothing(
    signed: TestClient, desk: tuple[TestClient, Record], act: str
) -> None:
    fields = form(signed, act) | {"value-speaker": JALAL}
    rejected(desk[1])
    before = signed.get("/judgements.json").json()["count"]
    answer = signed.post(f"{ROW}&lang=ar", data=fields)
    assert answer.status_code == 400
    assert "تغيّر هذا بعد أن فتحت الصفحة" in answer.text
    assert signed.get("/judgements.json").json()["count"] == before


@pytest.mark.parametrize("more", ["وقال جلال السماقي إن الأمطار كثيرة.\n", None])
def test_a_form_of_a_report_that_was_read_again_keeps_nothing(
    signed: TestClient, desk: tuple[TestClient, Record], more: str | None
) -> None:
    fields = form(signed, "reject")
    text = "لم يقل أحد شيئا." if more is None else f"لقاء\n\n{more}وقال سامر الهلالي إن الميناء الشرقي سيفتح."
    told = read(text, id="talks-1", outlet="أرجوان", published="2024-06-06")
    desk[1].writer(RUN).add([(told.report, told.layers)])
    answer = send(signed, fields)
    assert answer.status_code == 400
    assert signed.get("/judgements.json").json()["count"] == 0


@pytest.mark.parametrize("address", ["report=none&layer=statements&at=0", "report=talks-1&layer=statements&at=99"])
def test_a_row_that_is_not_there_is_not_found(desk: tuple[TestClient, Record], address: str) -> None:
    assert desk[0].get(f"/review?{address}").status_code == 404


@pytest.mark.parametrize(
    "more", ["", "&layer=actors&at=0", "&layer=statements&at=٠", "&layer=statements&at=-1", "&at=0"]
)
def test_an_address_that_names_no_row_is_not_found(desk: tuple[TestClient, Record], more: str) -> None:
    assert desk[0].get(f"/review?report=talks-1{more}").status_code == 404


def test_a_record_that_may_only_be_read_has_no_such_links(desk: tuple[TestClient, Record]) -> None:
    with TestClient(create_app(desk[1].name, WebSettings(read_only=True))) as client:
        client.base_url = desk[0].base_url
        assert links(client) == []
        told = {"csrf": client.cookies["isnad_csrf"], "act": "undo", "judgement": "1", "line": "ls0"}
        assert send(client, told, REPORT).status_code == 403


@pytest.mark.parametrize("line", ["", "ls", "x1", "ls0/../..", "ls٠"])
def test_undo_goes_back_to_a_line_alone(signed: TestClient, line: str) -> None:
    send(signed, form(signed, "accept"))
    answer = send(signed, form(signed, "undo", REPORT) | {"line": line}, REPORT)
    assert answer.status_code == 400
    assert signed.get("/judgements.json").json()["judgements"][0]["undone"] is None
