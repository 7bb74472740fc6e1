"""What people judged shows on every page: at once, when the record is regrouped, and no more when it is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import made_reports
import pytest
from made_reports import RUN
from served import ADDRESS, AUTHOR, copy_of, filled, rows
from starlette.testclient import TestClient
from test_views import Seen

from isnad.store.record import Record
from isnad.web.app import create_app
from isnad.web.settings import WebSettings
from isnad.workflow.reading import read
from isnad.workflow.regroup import regroup

judge = partial(made_reports.judge, author=AUTHOR)
SAMIR, JALAL = "سامر الهلالي", "جلال السماقي"
_TALKS = (
    "التقى وزير الموانئ سامر الهلالي نظيره جلال السماقي في سرملة يوم 5 يونيو 2024.\n"
    "وقال سامر الهلالي إن الميناء الشرقي سيفتح أمام السفن في الخريف المقبل.\n"
    "وقال جلال السماقي إن المحادثات تناولت رسوم العبور بين البلدين."
)
_FROST = "قال سامر الهلالي إن الصقيع أتلف محصول اللوز في الهضبة كلها."


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A record of two tellings of a meeting, the second copied, and of a report that stands alone."""
    path = str(tmp_path_factory.mktemp("judged") / "record.db")
    told = [
        read(f"لقاء في سرملة\n\n{_TALKS}", id="talks-1", outlet="أرجوان", published="2024-06-05T10:00:00+00:00"),
        read(f"لقاء في سرملة\n\n{_TALKS}", id="talks-2", outlet="زليج", published="2024-06-05T15:00:00+00:00"),
        read(f"الصقيع\n\n{_FROST}", id="frost", outlet="زليج", published="2024-03-01"),
    ]
    return filled(path, told)


@pytest.fixture
def desk(talks: str, tmp_path: Path) -> Iterator[tuple[TestClient, Record]]:
    path = copy_of(talks, tmp_path)
    with (
        TestClient(create_app(path, WebSettings()), base_url=ADDRESS, follow_redirects=True) as client,
        Record(path) as record,
    ):
        yield client, record


def names(client: TestClient) -> dict[str, str]:
    return {one["name"]: one["key"] for one in client.get("/actors.json?size=200").json()["actors"]}


def statement(record: Record, report: str, words: str) -> dict[str, Any]:
    (kept,) = [one for one in record.reports() if one.report.id == report]
    text = kept.report.text
    found = next(one for one in kept.layers.statements if any(words in span.quote(text) for span in one.content))
    return {"report": report, "at": {"span": [found.cue.start, found.cue.end]}}


def pages(client: TestClient) -> dict[str, Any]:
    """Everything that is shown of a record, but what counts judgements."""
    found: dict[str, Any] = {"actors": names(client), "stories": client.get("/stories.json?told=all").json()}
    for key in found["actors"].values():
        for table in ("statements", "names", "offices", "ties", "naming"):
            found[key, table] = rows(client, f"/actor.csv?key={key}&table={table}")
        found[key] = client.get("/actor.json", params={"key": key}).json()
    for story in found["stories"]["stories"]:
        found[story["story"]] = client.get("/story.json", params={"id": story["story"]}).json()
    for kind in ("reports", "statements", "events"):
        found[kind] = client.get(f"/search.json?in={kind}").json()
    found["events"] = client.get("/events.json").json()
    found["overview"] = client.get("/overview.json").json()
    found["outlets"] = [client.get(f"/outlets.json?show={show}").json() for show in ("naming", "verbs", "attention")]
    found["report"] = client.get("/report.json?id=talks-1").json()
    return found


def merged(record: Record) -> None:
    judge(record, "merge", "actors", {"name": SAMIR, "other": {"name": JALAL}})


def renamed(record: Record) -> None:
    judge(record, "correct", "actors", {"name": JALAL}, field="name", value="جلال بن سامر السماقي")


def rejected_actor(record: Record) -> None:
    judge(record, "reject", "actors", {"name": JALAL})


def split(record: Record) -> None:
    judge(record, "split", "actors", {"name": SAMIR}, value=[{"report": "frost", "at": SAMIR}])


def stories_merged(record: Record) -> None:
    judge(record, "merge", "stories", {"report": "talks-1", "other": {"report": "frost"}})


def story_labelled(record: Record) -> None:
    judge(record, "correct", "stories", {"report": "frost"}, field="label", value="اللوز والصقيع")


def story_split(record: Record) -> None:
    judge(record, "split", "stories", {"report": "talks-1"}, value=["talks-2"])


def rejected(record: Record) -> None:
    judge(record, "reject", "statements", statement(record, "talks-1", "الميناء الشرقي"))


def corrected(record: Record) -> None:
    subject = statement(record, "talks-1", "الميناء الشرقي")
    judge(record, "correct", "statements", subject, field="speaker", value=JALAL)


def added(record: Record) -> None:
    fields = {"cue": "لقاء", "speaker": JALAL, "content": "لقاء في سرملة", "kind": "indirect"}
    judge(record, "add", "statements", {"report": "talks-1"}, value=fields)


def event_rejected(record: Record) -> None:
    judge(record, "reject", "events", {"report": "talks-1", "at": "التقى"})


def event_added(record: Record) -> None:
    value = {"type": "COOPERATE", "anchor": "سيفتح", "actors": [SAMIR]}
    judge(record, "add", "events", {"report": "talks-1"}, value=value)


EVERY = (
    *(merged, renamed, rejected_actor, split, stories_merged, story_labelled, story_split),
    *(rejected, corrected, added, event_rejected, event_added),
)


def test_what_is_taken_back_leaves_nothing_on_any_page(desk: tuple[TestClient, Record]) -> None:
    client, record = desk
    before = pages(client)
    for one in EVERY:
        one(record)
        assert pages(client) != before, one.__name__  # at once
        for judgement in record.judgements(undone=False):
            record.undo(judgement.id, AUTHOR)
        assert pages(client) == before, one.__name__  # nothing of it was in the tables over reports
    for one in EVERY:
        one(record)
    regroup(record, run=RUN)
    assert pages(client) != before
    assert "isnad regroup" not in client.get("/actors?lang=en").text
    for judgement in record.judgements(undone=False):
        record.undo(judgement.id, AUTHOR)
    assert "judgements were given or taken back" in client.get("/actors?lang=en").text
    regroup(record, run=RUN)
    assert pages(client) == before
    assert "given or taken back" not in client.get("/actors?lang=en").text


def test_both_keys_of_merged_actors_lead_to_one_page_at_once_and_after_regrouping(
    desk: tuple[TestClient, Record],
) -> None:
    client, record = desk
    keys = names(client)
    merged(record)
    for _ in range(2):
        assert not {SAMIR, JALAL} <= names(client).keys()
        answers = [client.get("/actor.json", params={"key": keys[name]}) for name in (SAMIR, JALAL)]
        assert len({str(answer.url) for answer in answers}) == 1
        (told, other) = (answer.json() for answer in answers)
        assert told == other
        assert {one["name"] for one in told["actor"]["names"]} == {SAMIR, JALAL}
        assert {one["speaker"] for one in told["statements"]} == {SAMIR, JALAL}
        assert not [one for one in told["ties"] if {one["one_name"], one["other_name"]} == {SAMIR, JALAL}]
        assert len(rows(client, f"/actor.csv?key={keys[JALAL]}&table=statements")) == 5
        assert client.get("/actor", params={"key": keys[SAMIR]}).status_code == 200
        regroup(record, run=RUN)
    assert client.get("/pair", params={"one": keys[SAMIR], "other": keys[JALAL]}).status_code == 200


def test_a_rejected_actor_has_no_page_and_is_in_no_list(desk: tuple[TestClient, Record]) -> None:
    client, record = desk
    key = names(client)[JALAL]
    rejected_actor(record)
    for _ in range(2):
        assert JALAL not in names(client)
        answer = client.get("/actor.json", params={"key": key})
        assert (answer.status_code, answer.json()["error"]["type"]) == (404, "not-found")
        assert "people said" in answer.json()["error"]["message"]
        regroup(record, run=RUN)


def heard(client: TestClient) -> list[tuple[str, int]]:
    """The names and counts of those who are heard most, each as its own page has them too."""
    told = client.get("/overview.json").json()["heard"]
    for one in told:
        page = client.get("/actor.json", params={"key": one["key"]}).json()
        said = rows(client, f"/actor.csv?key={one['key']}&table=statements")
        assert page["actor"]["name"] == one["speaker"]
        assert (len(said), len({row["report"] for row in said})) == (one["statements"], one["reports"])
        shown = client.get(f"/actor?key={one['key']}&lang=en").text
        assert f'<span class="count">{len(said)}</span>' in shown.partition('id="said"')[2][:200]
        assert f'href="/actor?key={one["key"]}#statements"' in client.get("/overview").text
    return [(one["speaker"], one["statements"]) for one in told]


def test_those_who_are_heard_are_actors_counted_as_their_pages_count(
    desk: tuple[TestClient, Record],
) -> None:
    client, record = desk
    assert heard(client) == [(SAMIR, 3), (JALAL, 2)]
    merged(record)
    assert heard(client) == [(SAMIR, 5)]
    regroup(record)
    assert heard(client) == [(SAMIR, 5)]


def test_who_was_rejected_or_renamed_is_heard_so(desk: tuple[TestClient, Record]) -> None:
    client, record = desk
    renamed(record)
    rejected_actor(record)
    before = heard(client)
    assert len(before) < 2 or {name for name, _ in before} != {SAMIR, JALAL}
    regroup(record)
    assert heard(client) == before


def test_a_speaker_that_is_no_actor_is_not_among_those_who_are_heard(tmp_path: Path) -> None:
    told = [
        read("قال سامر الهلالي إن الميناء سيفتح غدا.", id="port", outlet="أرجوان", published="2024-06-05"),
        read("قالت تقارير إن الطريق مغلقة. وقالت تقارير إن الجسر انهار.", id="road", outlet="زليج"),
    ]
    path = filled(str(tmp_path / "record.db"), told)
    assert "تقارير" in {one.speaker for item in told for one in item.layers.statements}
    with TestClient(create_app(path, WebSettings()), base_url=ADDRESS) as client:
        assert heard(client) == [(SAMIR, 1)]


def test_both_ids_of_merged_stories_lead_to_one_page(desk: tuple[TestClient, Record]) -> None:
    client, record = desk
    found = {one["label"]: one["story"] for one in client.get("/stories.json?told=all").json()["stories"]}
    stories_merged(record)
    for _ in range(2):
        answers = [client.get("/story.json", params={"id": id}) for id in found.values()]
        assert {answer.json()["story"] for answer in answers} == {answers[0].json()["story"]}
        assert sorted(answers[0].json()["reports"]) == ["frost", "talks-1", "talks-2"]
        assert client.get("/stories.json?told=all").json()["count"] == 1
        assert client.get("/story", params={"id": found["الصقيع"]}).status_code == 200
        regroup(record, run=RUN)


def test_a_rejected_statement_is_struck_on_its_report_and_in_no_list(desk: tuple[TestClient, Record]) -> None:
    client, record = desk
    rejected(record)
    told = client.get("/report.json?id=talks-1").json()
    assert [one["speaker"] for one in told["statements"]] == [JALAL]
    assert [(one["layer"], one["by"]) for one in told["judged"]["rejected"]] == [("statements", AUTHOR)]
    page = client.get("/report?id=talks-1&lang=en")
    assert "<del>" in page.text
    assert "rejected by" in page.text
    lines = {told["id"]: told for _, told in Seen(page.text).tags if str(told.get("id", "")).startswith("ls")}
    assert {place: "data-entry" in told for place, told in lines.items()} == {
        "ls0": False,
        "ls1": True,
    }  # as links name
    hits = client.get("/search.json?in=statements&q=الميناء").json()["hits"]
    assert [(hit["report"], hit["at"]) for hit in hits] == [("talks-2", 0)]
    record.undo(record.judgements()[0].id, AUTHOR)
    assert client.get("/search.json?in=statements&q=الميناء").json()["count"] == 2


def test_a_corrected_speaker_is_found_and_heard_under_the_right_name(desk: tuple[TestClient, Record]) -> None:
    client, record = desk
    key = names(client)[JALAL]
    corrected(record)
    (hit,) = client.get(f"/search.json?in=statements&q=الميناء speaker:{JALAL.split()[1]}").json()["hits"]
    assert (hit["report"], hit["at"], hit["judged"]) == ("talks-1", 0, "corrected")
    assert "corrected by a person" in client.get("/search?in=statements&q=الميناء&lang=en").text
    said = client.get("/actor.json", params={"key": key}).json()["statements"]
    assert ("talks-1", "corrected") in {(one["report"], one["judged"]) for one in said}
    assert AUTHOR in client.get("/report?id=talks-1").text


def test_an_added_statement_is_searched_for_by_its_words(desk: tuple[TestClient, Record]) -> None:
    client, record = desk
    added(record)
    hits = client.get("/search.json?in=statements&q=لقاء").json()["hits"]
    assert [(hit["speaker"], hit["judged"]) for hit in hits] == [(JALAL, "added")]
    assert client.get(f"/report?id=talks-1#s{hits[0]['at']}").text.count(f'id="s{hits[0]["at"]}"') == 1


def test_copies_of_a_statement_are_folded_under_the_first(desk: tuple[TestClient, Record]) -> None:
    client, _ = desk
    key = names(client)[JALAL]
    told = client.get("/actor.json", params={"key": key}).json()
    assert [(one["report"], one["copies"]) for one in told["statements"]] == [("talks-1", 1)]
    assert len(rows(client, f"/actor.csv?key={key}")) == 2
    assert "1 copy" in client.get("/actor", params={"key": key, "lang": "en"}).text
