"""What people judged is in what is found over reports, and gone again when it is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from across_reports import annotated, record_of, rows
from made_reports import judge
from sqlalchemy import select

from isnad.store.actor_statements import Of, said_by
from isnad.store.actors import actors_of, naming_of, ties_of
from isnad.store.happenings import chronology_of, happenings_of
from isnad.store.linked import actors_in
from isnad.store.placing import Placement
from isnad.store.record import Record
from isnad.store.schema import actor_entities, actors, former_keys, stories
from isnad.store.stories import stories_of
from isnad.workflow.regroup import regroup


@pytest.fixture(scope="module")
def grouped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Record, dict[str, list[Any]]]]:
    with record_of(str(tmp_path_factory.mktemp("judged") / "record.db"), annotated()) as record:
        regroup(record)
        yield record, rows(record)


@pytest.fixture
def record(grouped: tuple[Record, dict[str, list[Any]]]) -> Iterator[Record]:
    """A record that is grouped; whatever is judged is taken back afterwards, and nothing may be left of it."""
    record, before = grouped
    yield record
    for one in record.judgements(undone=False):
        record.undo(one.id, "نادر")
    regroup(record)
    assert rows(record) == before


def keys(record: Record) -> dict[str, str]:
    with record.engine.connect() as connection:
        return dict(map(tuple, connection.execute(select(actors.c.name, actors.c.key))))


def number(record: Record, name: str) -> int:
    return next(one.id for one in actors_of(record.engine, actors.c.name == name))


HILALI, SAWAF, RAWI = "سامر الهلالي", "نبيل الصواف", "حسام الراوي"


def test_merged_actors_are_one_in_ties_naming_happenings_and_keep_both_keys(record: Record) -> None:
    before = keys(record)
    merged = judge(record, "merge", "actors", {"name": SAWAF, "other": {"name": HILALI}})
    regroup(record)
    (one,) = [actor for actor in actors_of(record.engine) if HILALI in {name.name for name in actor.names}]
    assert {name.name for name in one.names} == {HILALI, SAWAF}
    assert {report for report, _ in one.members} == {"blast-1", "blast-2", "blast-3", "talks-1", "talks-2"}
    assert {role.organisation for role in one.roles} == {"الداخلية", "الخارجية"}
    told = {
        telling.report
        for entry in chronology_of(record.engine, actors=[one.id])
        for telling in entry.happening.tellings
    }
    assert {"talks-1", "talks-2"} <= told
    assert {naming.actor for naming in naming_of(record.engine) if naming.words in (HILALI, SAWAF)} <= {one.id}
    assert {tie.one for tie in ties_of(record.engine) if tie.one_name == one.name} == {one.id}
    assert keys(record)[one.name] in (before[HILALI], before[SAWAF])
    with record.engine.connect() as connection:
        ((layer, key, to),) = connection.execute(select(former_keys)).all()
    assert (layer, to) == ("actors", one.id)
    assert {key, keys(record)[one.name]} == {before[HILALI], before[SAWAF]}
    effective = record.effective_actors()
    assert [actor.id for actor in effective.actors] == [
        actor.id for actor in sorted(actors_of(record.engine), key=lambda a: a.id)
    ]
    assert [judgement.id for judgement in effective.judged[one.id]] == [merged]
    assert effective.placements == {merged: Placement.EXACT}
    (stood,) = record.stood()
    assert (stood.placement, stood.in_force) == (Placement.EXACT, True)
    apart = judge(record, "split", "actors", {"key": before[SAWAF], "other": {"key": before[HILALI]}})
    assert {one.judgement.id: one.placement for one in record.stood()}[apart] is Placement.EXACT
    regroup(record)
    assert keys(record) == before


def test_a_part_that_was_split_off_has_a_key_and_a_chronology_of_its_own(record: Record) -> None:
    before = keys(record)
    taken = [{"report": "blast-3", "at": HILALI}]
    judge(record, "split", "actors", {"name": HILALI}, value=taken)
    regroup(record)
    parts = [one for one in actors_of(record.engine) if one.name == HILALI]
    assert sorted(sorted({report for report, _ in one.members}) for one in parts) == [
        ["blast-1", "blast-2"],
        ["blast-3"],
    ]
    with record.engine.connect() as connection:
        found = dict(connection.execute(select(actors.c.actor, actors.c.key)).all())
    rest, part = sorted(parts, key=lambda one: len(one.members), reverse=True)
    assert found[rest.id] == before[HILALI]
    assert found[part.id] not in before.values()
    with record.engine.connect() as connection:
        assert {one.report for one in said_by(connection, Of([part.id]))} == {"blast-3"}
    judge(record, "merge", "actors", {"key": found[part.id], "other": {"name": RAWI}})
    regroup(record)
    (one,) = [one for one in actors_of(record.engine) if RAWI in {name.name for name in one.names}]
    assert "blast-3" in {report for report, _ in one.members}


def test_a_renamed_actor_has_its_name_in_ties_and_a_rejected_one_is_in_nothing(record: Record) -> None:
    before = keys(record)
    judge(record, "correct", "actors", {"name": RAWI}, field="name", value="حسام بن جلال الراوي")
    judge(record, "reject", "actors", {"name": SAWAF})
    regroup(record)
    assert keys(record)["حسام بن جلال الراوي"] == before[RAWI]
    assert SAWAF not in keys(record)
    with record.engine.connect() as connection:
        assert (("actors", before[SAWAF], None)) in [tuple(row) for row in connection.execute(select(former_keys))]
        held = set(connection.execute(select(actor_entities.c.actor)).scalars())
    assert held == {one.id for one in actors_of(record.engine)}
    assert not [tie for tie in ties_of(record.engine) if SAWAF in (tie.one_name, tie.other_name)]
    assert {one.placement for one in record.stood() if one.judgement.undone is None} == {Placement.EXACT}
    judge(record, "accept", "actors", {"key": before[SAWAF]})
    regroup(record)
    assert keys(record)[SAWAF] == before[SAWAF]


def test_merged_split_and_labelled_stories(record: Record) -> None:
    def found() -> list[tuple[str, ...]]:
        return sorted(story.reports for story in stories_of(record.engine))

    was = found()
    assert ("blast-1", "blast-2", "blast-3") in was
    merged = judge(record, "merge", "stories", {"report": "blast-1", "other": {"report": "talks-1"}})
    judge(record, "correct", "stories", {"report": "harvest"}, field="label", value="الصقيع واللوز")
    regroup(record)
    assert found()[0] == ("blast-1", "blast-2", "blast-3", "talks-1", "talks-2")
    labels = {story.reports: story.label for story in stories_of(record.engine)}
    assert labels["harvest",] == "الصقيع واللوز"
    assert {one.story for one in happenings_of(record.engine)} == {
        number for (number,) in record.engine.connect().execute(select(stories.c.story))
    }
    standing = {one.judgement.id: one.placement for one in record.stood() if one.judgement.undone is None}
    assert record.effective_stories().placements == standing
    assert set(standing.values()) == {Placement.EXACT}
    record.undo(merged, "ليلى")
    judge(record, "split", "stories", {"report": "blast-1"}, value=["blast-2"])
    regroup(record)
    assert {("blast-1", "blast-3"), ("blast-2",)} <= set(found())
    assert not [
        one
        for story in stories_of(record.engine)
        for one in story.pairs
        if "blast-2" in (one.earlier, one.later) and len(story.reports) > 1
    ]


def test_what_was_judged_in_reports_is_what_happenings_are_made_of(record: Record) -> None:
    (kept,) = [one for one in record.reports() if one.report.id == "blast-1"]
    said = kept.layers.statements[0]
    subject = {"report": "blast-1", "at": {"span": [said.cue.start, said.cue.end]}}
    told = [
        one
        for one in happenings_of(record.engine)
        if any((it.report, it.at) == ("blast-1", 0) and it.form for it in one.tellings)
    ]
    assert told
    rejected = judge(record, "reject", "statements", subject)
    for _ in range(2):  # at once, and when it is found anew
        assert not [
            one
            for one in happenings_of(record.engine)
            for it in one.tellings
            if it.form and (it.report, it.at) == ("blast-1", 0)
        ]
        left = [
            one
            for one in happenings_of(record.engine)
            if any(it.form and it.report != "blast-1" and it.report.startswith("blast") for it in one.tellings)
        ]
        assert left
        regroup(record)
    record.undo(rejected, "ليلى")
    words = "الشرطة الطرق"
    judge(
        record,
        "add",
        "statements",
        {"report": "blast-1"},
        value={"cue": "أغلقت", "speaker": HILALI, "content": words, "kind": "indirect"},
    )
    judge(record, "correct", "statements", subject, field="speaker", value=RAWI)
    regroup(record)
    tellings = [it for one in happenings_of(record.engine) for it in one.tellings if it.report == "blast-1" and it.form]
    assert (RAWI, 0) in {(it.speaker, it.at) for it in tellings}
    (added,) = [it for it in tellings if it.quote == words]
    assert added.at == len(kept.layers.statements)
    (same,) = [one for one in happenings_of(record.engine) if one.id == f"statement-blast-1-{added.at}"]
    assert same.names == (HILALI,)


def test_events_that_were_rejected_corrected_and_added(record: Record) -> None:
    (kept,) = [one for one in record.reports() if one.report.id == "talks-1"]
    met = next(one for one in kept.layers.events if one.type == "CONSULT")
    subject = {"report": "talks-1", "at": {"span": [met.anchor.start, met.anchor.end]}, "type": "CONSULT"}
    judge(record, "reject", "events", subject)
    judge(
        record,
        "add",
        "events",
        {"report": "talks-1"},
        value={"type": "COOPERATE", "anchor": "فتح", "actors": [SAWAF], "recipients": [RAWI]},
    )
    regroup(record)
    told = {(one.type, it.report) for one in happenings_of(record.engine) for it in one.tellings}
    assert ("CONSULT", "talks-1") not in told
    assert ("CONSULT", "talks-2") in told
    assert ("COOPERATE", "talks-1") in told


def test_an_added_mention_brings_an_actor_into_a_report(record: Record) -> None:
    judge(record, "add", "mentions", {"report": "harvest"}, value={"span": "الصقيع", "type": "PER", "entity": HILALI})
    regroup(record)
    with_harvest = {one.name for one in actors_of(record.engine) if "harvest" in {report for report, _ in one.members}}
    assert HILALI in with_harvest
    with record.engine.connect() as connection:
        assert actors_in(connection, ["harvest"])["harvest", HILALI] == keys(record)[HILALI]
