"""How often reports name an actor and let it speak is kept, and is at any time what counting all of it would give."""

from __future__ import annotations

from collections import Counter

from across_reports import annotated, layers_of, record_of, report
from made_reports import SECOND, judge
from sqlalchemy import select, text

from isnad.store.compared import What, compared, room, whole_room
from isnad.store.record import Record
from isnad.store.schema import STANDS_FOR, actor_entities, entities, mentions, statements
from isnad.workflow.regroup import regroup

Counts = dict[tuple[int, int], tuple[int, int]]
DROPPED = [f"alter table actor_entities drop column {name}" for name in ("mentions", "statements")]
HILALI = "سامر الهلالي"


def kept(record: Record) -> Counts:
    with record.engine.connect() as connection:
        rows = connection.execute(select(actor_entities)).all()
    return {(row.report, row.entity): (row.mentions, row.statements) for row in rows}


def counted(record: Record) -> Counts:
    """The same, counted row by row."""
    with record.engine.connect() as connection:
        named = connection.execute(select(mentions).where(mentions.c.seen)).all()
        spoken = connection.execute(select(statements).where(statements.c.seen)).all()
        who = select(entities.c.report, entities.c.at, entities.c.name, entities.c.type).join(
            actor_entities, STANDS_FOR
        )
        known = connection.execute(who).all()
    by_name = Counter((row.report, row.entity, row.type) for row in named)
    by_speaker = Counter((row.report, row.speaker) for row in spoken)
    return {(at.report, at.at): (by_name[at.report, at.name, at.type], by_speaker[at.report, at.name]) for at in known}


def test_counts_of_actors_hold_after_regrouping_judging_taking_back_and_reading_anew(name: str) -> None:
    with record_of(name, annotated()) as record:
        regroup(record)
        first = kept(record)
        assert first == counted(record)
        assert any(named and spoken for named, spoken in first.values())

        where, at = mention_of(record, HILALI)
        rejected = judge(record, "reject", "mentions", {"report": where, "at": {"span": at}})
        assert kept(record) == counted(record) != first
        record.undo(rejected, "نادر")
        assert kept(record) == first
        record.writer(SECOND).add(annotated())
        assert kept(record) == first


def mention_of(record: Record, name: str) -> tuple[str, list[int]]:
    """The report and the place of a mention of somebody."""
    found = (
        (one.report.id, each.span) for one in record.reports() for each in one.layers.mentions if each.entity == name
    )
    where, span = next(found)
    return where, [span.start, span.end]


def test_what_was_read_before_counts_were_kept_is_counted_when_it_is_opened(name: str) -> None:
    with record_of(name, annotated()) as record:
        regroup(record)
        first = kept(record)
        with record.engine.begin() as connection:
            for told in (
                "drop index ix_actor_entities_head",
                *DROPPED,
                "update alembic_version set version_num = '0004'",
            ):
                connection.execute(text(told))
            connection.execute(text("create index ix_actor_entities_actor on actor_entities (actor)"))
    with Record(name) as record:
        assert kept(record) == first


def test_an_outlet_that_corrects_its_report_takes_back_the_room_that_it_gave(name: str) -> None:
    with record_of(name, annotated()) as record:
        regroup(record)
        told = annotated()[0]
        before = shown(record)
        corrected = report(told[0].id, told[0].outlet or "", told[0].published, "تصحيح", "لا شيء جديد في سرملة.")
        record.writer(SECOND).add([(corrected, layers_of(corrected))])
        after = shown(record)
        assert after[HILALI] < before[HILALI]


def shown(record: Record) -> dict[str, int]:
    """How often each actor is named, as outlets are compared."""
    with record.engine.connect() as connection:
        who = compared(connection, What.ATTENTION)
        whole = whole_room(connection)
        rows = room(connection, [one.key for one in who], whole)
        gone = room(connection, [who[0].key], {})  # counted before there was the outlet
        assert {row.mentions_share for row in gone} == {0.0}
    uses = Counter[str]()
    for row in rows:
        uses[row.name] += row.mentions
    assert list(uses.values()) == sorted(uses.values(), reverse=True)
    return uses
