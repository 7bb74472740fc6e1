"""What the machine missed is added on the page of its report: at the words that are meant, or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from made_reports import RUN
from served import ADDRESS, ATTACK, AUTHOR, rows
from starlette.testclient import TestClient
from test_judged_in_report import REPORT, forms, send, signed
from test_judged_pages import JALAL, SAMIR, desk, rejected, talks
from test_views import Seen

from isnad.store.record import Record
from isnad.web.accounts import AccountRole, AccountsFile
from isnad.web.app import create_app
from isnad.web.settings import WebSettings
from isnad.workflow.reading import read

__all__ = ["desk", "signed", "talks"]
TITLE = "لقاء في سرملة"
SAID = {
    "value-cue": "التقى",
    "value-content": "نظيره جلال السماقي في سرملة",
    "value-source": SAMIR,
    "value-kind": "indirect",
}
DONE = {"value-type": "COOPERATE", "value-anchor": "سيفتح", "value-actors": f"{SAMIR}؛ {JALAL}"}
NAMED = {"value-span": "الخريف", "value-type": "MISC", "value-form": "name"}
ANCHORS = {"statements": "ls", "events": "le", "mentions": "ln"}


def blank(client: TestClient, layer: str, address: str = REPORT) -> dict[str, str]:
    found = forms(client.get(address).text)
    return next(one for one in found if (one.get("act"), one.get("layer")) == ("add", layer))


def add(client: TestClient, layer: str, fields: dict[str, str], address: str = REPORT) -> Any:
    return send(client, blank(client, layer) | fields, address)


def told(client: TestClient, layer: str, report: str = "talks-1") -> list[dict[str, Any]]:
    return list(client.get(f"/report.json?id={report}").json()[layer])


def faulty(page: str) -> list[str | None]:
    """The fields that a page tells to be wrong; the focus comes to them."""
    return [one.get("name") for _, one in Seen(page).tags if "aria-invalid" in one and "autofocus" in one]


@pytest.mark.parametrize(
    ("layer", "fields", "kept"),
    [
        ("statements", SAID, {"speaker": SAMIR, "kind": "indirect", "channel": "unspecified"}),
        ("events", DONE, {"type": "COOPERATE", "actors": [SAMIR, JALAL], "status": "actual", "date": None}),
        ("mentions", NAMED, {"entity": "الخريف", "type": "MISC", "form": "name"}),
    ],
)
def test_what_was_missed_is_added_and_taken_back_at_its_line(
    signed: TestClient, layer: str, fields: dict[str, str], kept: dict[str, Any]
) -> None:
    before = told(signed, layer)
    answer = add(signed, layer, fields | {"note": "في العنوان"})
    line = f"{ANCHORS[layer]}{len(before)}"  # behind those of the machine
    assert (answer.status_code, answer.headers["location"]) == (303, f"{REPORT}#{line}")
    (new,) = [one for one in told(signed, layer) if one not in before]
    assert {name: new[name] for name in kept} == kept
    assert new["rule"] == "person"
    page = signed.get(REPORT).text
    assert page.count(f'id="{line}"') == 1
    (judged,) = signed.get("/judgements.json").json()["judgements"]
    assert [judged[name] for name in ("verdict", "author", "note")] == ["add", AUTHOR, "في العنوان"]
    undo = next(one for one in forms(page) if one.get("act") == "undo")
    assert undo["line"] == line
    part = "names" if layer == "mentions" else layer
    assert send(signed, undo, REPORT).headers["location"] == f"{REPORT}#of-{part}"
    assert told(signed, layer) == before


def test_words_of_white_space_and_with_pieces_are_found_in_the_text(signed: TestClient) -> None:
    pieces = " الميناء  الشرقي …\n رسوم العبور بين البلدين "
    assert (
        add(
            signed, "statements", SAID | {"value-source": "", "value-speaker": JALAL, "value-content": pieces}
        ).status_code
        == 303
    )
    (new,) = [one for one in told(signed, "statements") if one["rule"] == "person"]
    assert new["quotes"]["content"] == ["الميناء الشرقي", "رسوم العبور بين البلدين"]


def test_words_that_stand_several_times_are_asked_for(signed: TestClient) -> None:
    fields = {"value-cue": "وقال", "value-content": TITLE, "value-speaker": JALAL, "value-kind": "direct"}
    answer = add(signed, "statements", fields, f"{REPORT}&lang=ar")
    assert answer.status_code == 400
    assert "وردت هذه الكلمات في النص أكثر من مرة" in answer.text
    assert faulty(answer.text) == ["value-cue"]
    assert '<option value="direct" selected>' in answer.text
    text = signed.get("/report.json?id=talks-1").json()["text"]
    shown = [one for _, one in Seen(answer.text).tags if one.get("name") == "which-cue"]
    places = [text.index("وقال سامر"), text.index("وقال جلال")]
    assert [one["value"] for one in shown] == [str(place) for place in places]
    again = next(one for one in forms(answer.text) if one.get("act") == "add" and one.get("value-cue"))
    assert send(signed, again | fields, REPORT).status_code == 400
    chosen = send(signed, again | fields | {"which-cue": shown[1]["value"]}, f"{REPORT}&lang=ar")
    assert "هذا في السجل من قبل" in chosen.text  # the machine has a statement of this cue


def test_a_place_that_was_chosen_in_the_text_counts(signed: TestClient) -> None:
    text = signed.get("/report.json?id=talks-1").json()["text"]
    place = text.rindex("في الخريف")
    assert text.count("في") > 2
    answer = add(signed, "mentions", NAMED | {"value-span": "في", "at-span": str(place)})
    assert answer.status_code == 303
    (new,) = [one for one in told(signed, "mentions") if one["rule"] == "person"]
    assert new["span"] == [place, place + 2]


def test_of_several_places_that_in_the_sentence_of_surer_words_is_meant(signed: TestClient) -> None:
    """`سامر الهلالي` stands twice; once in the sentence of the longest words."""
    fields = {
        "value-cue": "أمام السفن",
        "value-source": SAMIR,
        "value-content": "الميناء الشرقي سيفتح",
        "value-kind": "indirect",
    }
    answer = add(signed, "statements", fields)
    text = signed.get("/report.json?id=talks-1").json()["text"]
    (new,) = [one for one in told(signed, "statements") if one["rule"] == "person"]
    assert answer.status_code == 303
    assert new["source"][0] == text.rindex(SAMIR)


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize(
    ("layer", "fields", "field", "words"),
    [
        ("statements", {"value-content": ""}, "content", {"ar": "لا يُترك هذا الحقل فارغا", "en": "may not be empty"}),
        ("statements", {"value-kind": ""}, "kind", {"ar": "لا يُترك هذا الحقل فارغا", "en": "may not be empty"}),
        ("statements", {"value-source": ""}, "speaker", {"ar": "لا يُترك هذا الحقل فارغا", "en": "may not be empty"}),
        (
            "statements",
            {"value-via": "وكالة لم تُذكر"},
            "via",
            {"ar": "ليست هذه الكلمات في النص", "en": "does not hold"},
        ),
        ("events", {"value-anchor": ATTACK}, "anchor", {"ar": "ليست هذه الكلمات في النص", "en": "does not hold"}),
        ("events", {"value-date": "أمس"}, "date", {"ar": "هذا ليس تاريخا", "en": "no date"}),
        ("events", {"value-type": "WAR"}, "type", {"ar": "لم يُحفظ هذا", "en": "was not kept"}),
        ("mentions", {"value-span": SAMIR, "at-span": "x"}, "span", {"ar": "أكثر من مرة", "en": "several places"}),
    ],
)
def test_what_does_not_fit_names_its_field_and_keeps_what_was_typed(
    signed: TestClient, lang: str, layer: str, fields: dict[str, str], field: str, words: dict[str, str]
) -> None:
    filled = {"statements": SAID, "events": DONE, "mentions": NAMED}[layer] | fields
    answer = add(signed, layer, filled | {"note": "ملاحظة"}, f"{REPORT}&lang={lang}")
    assert answer.status_code == 400
    assert words[lang] in answer.text
    assert faulty(answer.text) == [f"value-{field}"]
    kept = next(one for one in forms(answer.text) if (one.get("act"), one.get("layer")) == ("add", layer))
    assert kept["note"] == "ملاحظة"
    typed = {name: value for name, value in filled.items() if name in kept and name.startswith("value-")}
    assert {name: kept[name] for name in typed} == typed
    assert signed.get("/judgements.json").json()["count"] == 0


def test_what_is_told_already_is_not_added_but_led_to(signed: TestClient, desk: tuple[TestClient, Record]) -> None:
    first = told(signed, "statements")[0]
    fields = {"value-cue": first["quotes"]["cue"], "at-cue": str(first["cue"][0]), "value-kind": "direct"}
    fields |= {"value-content": first["quotes"]["content"][0], "value-speaker": JALAL}
    for _ in range(2):  # also where people rejected it
        answer = add(signed, "statements", fields, f"{REPORT}&lang=ar")
        assert answer.status_code == 400
        assert '<a href="#ls0">إلى سطره</a>' in answer.text
        if told(signed, "statements")[0] == first:
            rejected(desk[1])
    assert signed.get("/judgements.json").json()["count"] == 1
    assert add(signed, "mentions", NAMED).status_code == 303
    assert add(signed, "mentions", NAMED).status_code == 400  # sent twice


def test_an_added_name_is_looked_for_and_counted(signed: TestClient) -> None:
    add(signed, "mentions", NAMED | {"value-type": "ORG"})
    entities = {one["name"]: one["type"] for one in signed.get("/report.json?id=talks-1").json()["entities"]}
    assert entities["الخريف"] == "ORG"
    fields = {"value-span": "نظيره", "value-type": "PER", "value-form": "nominal", "value-entity": JALAL}
    add(signed, "mentions", fields)
    added = [one for one in rows(signed, "/report.csv?id=talks-1") if one["judged"] == "added"]
    assert [(one["quote"], one["who"]) for one in added] == [("نظيره", JALAL), ("الخريف", "الخريف")]


def test_a_speaker_is_whom_the_source_mentions(signed: TestClient) -> None:
    add(signed, "statements", SAID | {"value-source": f"وزير الموانئ {SAMIR}"})
    (new,) = [one for one in told(signed, "statements") if one["rule"] == "person"]
    assert new["speaker"] == SAMIR


def test_places_count_code_points_beyond_the_first_plane(signed: TestClient, desk: tuple[TestClient, Record]) -> None:
    item = read("لقاء\n\n😀😀 وصل نادر ثم وصل جابر إلى سرملة.", id="talks-1", outlet="أرجوان")
    desk[1].writer(RUN).add([(item.report, item.layers)])
    text = item.report.text
    starts = [int(one["data-start"]) for _, one in Seen(signed.get(REPORT).text).tags if one.get("data-start")]
    assert [text[start:].split()[0] for start in starts] == ["لقاء", "😀😀"]
    fields = {"value-type": "RETREAT", "value-anchor": "وصل", "at-anchor": str(text.rindex("وصل"))}
    assert add(signed, "events", fields).status_code == 303
    assert [text.rindex("وصل")] == [one["anchor"][0] for one in told(signed, "events") if one["rule"] == "person"]


def test_who_gave_no_name_is_asked_for_it_and_adds_nothing(desk: tuple[TestClient, Record]) -> None:
    client, _ = desk
    page = client.get(REPORT).text
    acts = [one.get("act") for one in forms(page) if one.get("act")]
    assert acts == ["author"] * 3
    token = client.cookies["isnad_csrf"]
    answer = send(client, {"csrf": token, "act": "add", "layer": "mentions", **NAMED}, REPORT)
    assert answer.status_code == 400
    answer = send(client, {"csrf": token, "act": "author", "author": AUTHOR}, REPORT)
    assert (answer.status_code, answer.headers["location"]) == (303, REPORT)
    assert add(client, "mentions", NAMED).status_code == 303


@pytest.mark.parametrize("layer", ["", "actors", "times"])
def test_a_broken_form_adds_nothing(signed: TestClient, layer: str) -> None:
    fields = blank(signed, "mentions") | NAMED
    assert send(signed, fields | {"layer": layer}, REPORT).status_code == 400
    assert send(signed, {name: value for name, value in fields.items() if name != "csrf"}, REPORT).status_code == 403
    assert send(signed, fields | {"at-span": "9" * 400}, REPORT).status_code == 303


def test_a_record_that_may_only_be_read_has_no_such_forms(desk: tuple[TestClient, Record]) -> None:
    with TestClient(create_app(desk[1].name, WebSettings(read_only=True)), base_url=ADDRESS) as client:
        page = client.get(REPORT).text
        assert "adding" not in page
        told = {"csrf": client.cookies["isnad_csrf"], "act": "add", "layer": "mentions", **NAMED}
        assert send(client, told, REPORT).status_code == 403


def test_an_earlier_version_of_a_report_has_no_such_forms(signed: TestClient, desk: tuple[TestClient, Record]) -> None:
    item = read(f"{TITLE}\n\nوقال {SAMIR} إن الميناء سيفتح.", id="talks-1", outlet="أرجوان")
    desk[1].writer(RUN).add([(item.report, item.layers)])
    assert "adding" not in signed.get(f"{REPORT}&version=1").text
    assert "adding" in signed.get(REPORT).text


def test_an_account_that_only_reads_adds_nothing(desk: tuple[TestClient, Record], tmp_path: Path) -> None:
    accounts = AccountsFile(str(tmp_path / "accounts"))
    for name, role in (("rim", AccountRole.READER), ("leila", AccountRole.REVIEWER)):
        accounts.add(name, role, "ثلاثة أبواب للمرفأ")
    app = create_app(desk[1].name, WebSettings(accounts=str(accounts.path)))
    with TestClient(app, base_url=ADDRESS) as client:
        for name, status in (("rim", 403), ("leila", 303)):
            client.cookies.clear()
            client.get("/login")
            password = {"name": name, "password": "ثلاثة أبواب للمرفأ", "csrf": client.cookies["isnad_csrf"]}
            client.post("/login", data=password)
            assert ("adding" in client.get(REPORT).text) == (status == 303)
            told = {"csrf": client.cookies["isnad_csrf"], "act": "add", "layer": "mentions", **NAMED}
            assert send(client, told, REPORT).status_code == status
