"""What a reader sees of judged reports stands in the tables beside what the machine wrote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from made_reports import FIRST, PEOPLE, SECOND, judge, report_of
from msgspec.structs import replace
from sqlalchemy import select

from isnad.model import Mention, MentionType, Span
from isnad.store.record import Record
from isnad.store.schema import LAYER_TABLES, reports, statements
from isnad.store.search.index import rebuild


@pytest.fixture
def record(name: str) -> Iterator[Record]:
    """On each backend; the third statement of the first report stands inside the second, which repeats the first."""
    report, layers = report_of(0)
    told = list(layers.statements)
    told[1], told[2] = replace(told[1], duplicate_of=0), replace(told[2], nested_in=1)
    events = [replace(layers.events[0], told_in=0, said_there=(1, 2)), *layers.events[1:]]
    with Record(name, create=True) as opened:
        opened.writer(FIRST).add([(report, replace(layers, statements=tuple(told), events=tuple(events)))])
        opened.writer(FIRST).add([report_of(1)])
        yield opened


def judge_at(record: Record, verdict: str, at: int, *, layer: str = "statements", **more: Any) -> int:
    (kept,) = record.reports(reports.c.id == "r0", reports.c.current)
    row = getattr(kept.layers, layer)[at]
    place = row.cue if layer == "statements" else row.anchor if layer == "events" else row.span
    return judge(record, verdict, layer, {"report": "r0", "at": {"span": [place.start, place.end]}}, **more)


def add(record: Record, layer: str, **value: Any) -> int:
    return judge(record, "add", layer, {"report": "r0"}, value=value)


def rows(record: Record, name: str, *columns: str) -> list[tuple[Any, ...]]:
    """The rows of the first report that a reader sees."""
    table = LAYER_TABLES[name]
    query = select(*(table.c[column] for column in columns)).where(table.c.report == 1, table.c.seen)
    with record.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(query.order_by(table.c.at))]


def everything(record: Record) -> dict[str, list[Any]]:
    with record.engine.connect() as connection:
        return {
            name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for name, table in LAYER_TABLES.items()
        }


def found(record: Record, words: str) -> list[tuple[str, int | None]]:
    return [(hit.report, hit.at) for hit in record.search(words, "statements").hits(oldest=True)]


def test_a_rejected_row_takes_its_links_along_and_a_place_is_never_another_rows(record: Record) -> None:
    judge_at(record, "reject", 0)
    assert rows(record, "statements", "at", "person", "judged") == [
        (1, 1, None),
        (2, 0, None),
        (3, 0, None),
        (4, 0, None),
    ]
    assert rows(record, "statements", "at", "duplicate_of", "nested_in")[:2] == [(1, None, None), (2, None, 1)]
    assert rows(record, "events", "at", "told_in")[0] == (0, None)
    with record.engine.connect() as connection:
        written = select(statements.c.duplicate_of).where(statements.c.person == 0, statements.c.at == 1)
        assert connection.execute(written.where(statements.c.report == 1)).scalar() == 0


def test_search_follows_what_is_judged_and_taken_back(record: Record) -> None:
    before, all_rows = found(record, "speaker:الصافي"), everything(record)
    assert before == [("r0", 2), ("r1", 2)]
    numbers = [
        judge_at(record, "correct", 0, field="speaker", value=PEOPLE[2]),
        judge_at(record, "reject", 2),
        add(record, "statements", cue="عنوان", speaker=PEOPLE[2], content="الخبر", kind="indirect"),
    ]
    assert found(record, "speaker:الصافي") == [("r0", 0), ("r0", 5), ("r1", 2)]
    assert found(record, "الخبر") == [("r0", 5)]
    assert found(record, '"الخبر"') == [("r0", 5)]
    (corrected, added) = (row for row in record.statements("", speaker="الصافي") if row["report_id"] == "r0")
    assert (corrected["judged"], added["judged"]) == ("corrected", "added")
    assert "person" not in corrected
    with record.engine.begin() as connection:
        rebuild(connection)
    assert found(record, "الخبر") == [("r0", 5)]
    for number in numbers:
        record.undo(number, "ليلى")
    assert found(record, "speaker:الصافي") == before
    assert found(record, "الخبر") == []
    assert everything(record) == all_rows


def test_events_are_searched_as_people_left_them(record: Record) -> None:
    judge_at(record, "correct", 0, layer="events", field="type", value="ASSAULT")
    judge_at(record, "reject", 1, layer="events")
    hits = record.search("type:assault", "events").hits()
    assert [(hit.report, hit.at, hit.judged) for hit in hits] == [("r0", 0, "corrected")]
    assert record.search("", "events").count() == 9
    judge_at(record, "reject", 0)
    assert [hit.at for hit in record.search(f"speaker:{PEOPLE[0].split()[1]}", "events").hits()] == []


def test_reading_again_makes_what_is_seen_anew(record: Record) -> None:
    judge_at(record, "reject", 2)
    add(record, "statements", cue="عنوان", speaker=PEOPLE[2], content="الخبر", kind="indirect")
    report, layers = report_of(0)
    record.writer(SECOND).add([(report, replace(layers, statements=layers.statements[1:]))])
    assert rows(record, "statements", "at", "judged") == [(0, None), (2, None), (3, None), (4, "added")]
    assert found(record, "الخبر") == [("r0", 4)]
    later = replace(report, text=report.text.replace("عنوان الخبر", "نبأ جديد"))
    record.writer(SECOND).add([(later, replace(layers, statements=(), events=(), mentions=()))])
    assert found(record, "الخبر") == []  # its words left the text
    assert [one.placement for one in record.stood()] == ["unplaced", "unplaced"]


def test_an_entity_without_a_mention_is_gone_and_one_that_people_mention_is_there(record: Record) -> None:
    report, layers = report_of(0)
    start = report.text.index("الميناء")
    place = Mention(span=Span(start, start + 7), type=MentionType.LOC, entity="الميناء")
    entity = replace(layers.entities[0], name="الميناء", type=MentionType.LOC)
    more = replace(layers, mentions=(place, *layers.mentions), entities=(entity, *layers.entities))
    record.writer(SECOND).add([(report, more)])
    judge_at(record, "reject", 0, layer="mentions")
    judge_at(record, "reject", 1, layer="mentions")  # of a speaker, who stays
    add(record, "mentions", span="الرصيف", type="LOC", entity="الرصيف الشرقي")
    assert rows(record, "entities", "at", "name") == [
        *((at, name) for at, name in enumerate(PEOPLE, start=1)),
        (6, "الرصيف الشرقي"),
    ]
    (kept,) = record.reports(reports.c.id == "r0", judged=True)
    assert [one.name for one in kept.layers.entities] == [*PEOPLE, "الرصيف الشرقي"]
    (at,) = kept.judged["mentions"]
    assert kept.layers.mentions[at].entity == "الرصيف الشرقي"


def test_a_report_that_nobody_judged_is_read_as_it_is(record: Record) -> None:
    judge_at(record, "reject", 0)
    kept, judged = list(record.reports()), list(record.reports(judged=True))
    assert kept[1] == judged[1]
    assert kept[0] != judged[0]
