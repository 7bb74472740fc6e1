from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from made_reports import FIRST, PEOPLE, SECOND, judge, report_of
from sqlalchemy import delete, insert, select

from isnad.errors import JudgementError
from isnad.model import Actor, ActorName, Evidence, JudgedLayer, Layers, MentionType, Merge, Report, Span, Story
from isnad.store.placing import Placement
from isnad.store.record import Record
from isnad.store.schema import (
    ACTOR,
    DERIVED,
    MERGE,
    STORY,
    actor_entities,
    actors,
    merges,
    stories,
    story_reports,
)
from isnad.store.writing import Run

PAIRS = ((0, 1), (2,), (3, 4))  # the reports of each story


@pytest.fixture
def record(name: str) -> Iterator[Record]:
    with Record(name, create=True) as opened:
        read(opened, FIRST, keys="abcde")
        yield opened


def read(record: Record, run: Run, *, keys: str, homes: tuple[tuple[int, ...], ...] = PAIRS, rest: int = 0) -> None:
    """Five reports, an actor for each person, stories, and the doubt whether the first two are one."""
    writer = record.writer(run)
    writer.add([report_of(number) for number in range(5)])
    with record.engine.begin() as connection:
        for table in DERIVED:
            connection.execute(delete(table))
        for at, name in enumerate(PEOPLE):
            number = at + 1 + rest
            names = (ActorName(name=name, reports=5),)
            row = ACTOR.row(Actor(id=number, name=name, type=MentionType.PER, names=names), "")
            connection.execute(insert(actors).values(**row, actor=number, key=keys[at], reports=5, run=writer.run))
            held = [{"report": report, "entity": at, "actor": number} for report in range(1, 6)]
            connection.execute(insert(actor_entities), held)
        pair = [evidence(*report_of(0), name) for name in PEOPLE[:2]]
        merge = Merge(one=pair[0], other=pair[1], score=0.7, reason="surname", decided=False)
        connection.execute(insert(merges).values(**MERGE.row(merge, ""), merge=1, run=writer.run))
        for number, home in enumerate(homes, start=1):
            ids = tuple(f"r{report}" for report in home)
            row = STORY.row(Story(id=f"story{home[0]}", reports=ids, label=f"عنوان {home[0]}", label_report=ids[0]), "")
            connection.execute(insert(stories).values(**row, story=number, reports=len(home), run=writer.run))
            for at, report in enumerate(home):
                copied = 0 if len(home) > 1 else None
                row = {"report": report + 1, "story": number, "at": at, "copies": copied}
                connection.execute(insert(story_reports).values(**row))


def evidence(report: Report, _: Layers, words: str) -> Evidence:
    start = report.text.index(words)
    return Evidence(report=report.id, span=Span(start, start + len(words)), quote=words)


def written(record: Record) -> list[Any]:
    with record.engine.connect() as connection:
        return [list(connection.execute(select(table))) for table in DERIVED]


def test_two_actors_that_a_person_merged_are_one_also_when_they_are_found_anew(record: Record) -> None:
    before = written(record)
    pair = {"name": PEOPLE[0], "other": {"key": "b"}}
    number = judge(record, "merge", "actors", pair)
    found = record.effective_actors()
    assert found.merged_into(2) == 1
    assert found.merged_into(3) == 3
    assert len(found.actors) == 4
    assert [name.name for name in found.actors[0].names] == list(PEOPLE[:2])
    assert len(found.actors[0].members) == 10
    assert [one.id for one in found.judged[1]] == [number]
    assert written(record) == before
    read(record, SECOND, keys="vwxyz", rest=10)  # no key is as it was, nor a number
    found = record.effective_actors()
    assert found.merged_into(12) == 11
    assert found.placements == {number: Placement.MOVED}
    record.undo(number, "نادر")
    assert len(record.effective_actors().actors) == 5


def test_of_a_merge_and_the_word_that_two_are_not_one_the_last_wins(record: Record) -> None:
    pair = {"key": "a", "other": {"key": "b"}}
    judge(record, "merge", "actors", pair)
    apart = judge(record, "split", "actors", {"key": "b", "other": {"key": "a"}})
    assert len(record.effective_actors().actors) == 5
    record.undo(apart, "ليلى")
    assert len(record.effective_actors().actors) == 4


def test_an_actor_is_split_by_the_words_that_stand_for_another(record: Record) -> None:
    taken = [{"report": f"r{number}", "at": {"quote": PEOPLE[2]}} for number in (1, 3)]
    number = judge(record, "split", "actors", {"key": "c"}, value=taken)
    read(record, SECOND, keys="vwxyz", rest=10)
    found = record.effective_actors()
    assert len(found.actors) == 6
    assert found.of(("r1", 2), 13) == -number
    assert found.of(("r2", 2), 13) == 13
    part = next(actor for actor in found.actors if actor.id == -number)
    assert part.members == (("r1", 2), ("r3", 2))
    assert part.name == PEOPLE[2]
    into = judge(record, "merge", "actors", {"report": "r1", "at": PEOPLE[2], "other": {"key": "v"}})
    assert record.effective_actors().of(("r1", 2), 13) in (11, -number)
    record.undo(into, "ليلى")
    record.undo(number, "ليلى")
    assert len(record.effective_actors().actors) == 5


def test_an_actors_name_is_corrected_and_an_actor_rejected(record: Record) -> None:
    judge(record, "correct", "actors", {"key": "a"}, field="name", value="سامر بن علي الهلالي")
    judge(record, "reject", "actors", {"key": "e"})
    found = record.effective_actors()
    assert [actor.name for actor in found.actors] == ["سامر بن علي الهلالي", *PEOPLE[1:4]]
    assert found.rejected == {5}


def test_stories_are_merged_and_split_and_undone(record: Record) -> None:
    before = written(record)
    merged = judge(record, "merge", "stories", {"key": "story0", "other": {"report": "r2"}})
    found = record.effective_stories()
    assert [story.reports for story in found.stories] == [("r0", "r1", "r2"), ("r3", "r4")]
    assert found.stories[0].label == "عنوان 0"
    assert found.stories[0].copies == (("r0", "r1"),)
    assert found.stories[0].independent == 2
    split = judge(record, "split", "stories", {"report": "r4"}, value=["r4"])
    found = record.effective_stories()
    assert [story.reports for story in found.stories] == [("r0", "r1", "r2"), ("r3",), ("r4",)]
    assert len({story.id for story in found.stories}) == 3
    assert found.home["r4"] == found.stories[2].id
    assert written(record) == before
    record.undo(split, "ليلى")
    record.undo(merged, "ليلى")
    assert [story.reports for story in record.effective_stories().stories] == [("r0", "r1"), ("r2",), ("r3", "r4")]


def test_stories_that_a_newer_run_cut_otherwise_are_found_by_their_reports(record: Record) -> None:
    number = judge(record, "merge", "stories", {"key": "story0", "other": {"key": "story3"}})
    read(record, SECOND, keys="abcde", homes=((0,), (1, 2), (3, 4)))
    found = record.effective_stories()
    assert found.placements == {number: Placement.MOVED}
    assert [story.reports for story in found.stories] == [("r0", "r3", "r4"), ("r1", "r2")]


@pytest.mark.parametrize(
    ("verdict", "layer", "subject", "value", "told"),
    [
        ("merge", "actors", {"key": "a"}, None, "second of the two"),
        ("accept", "actors", {"key": "a", "other": {"key": "b"}}, None, "only a merge or a split"),
        ("merge", "actors", {"key": "a", "other": {"key": "none"}}, None, "no such actor"),
        ("split", "actors", {"key": "a"}, [], "names mentions"),
        ("split", "actors", {"key": "a"}, [{"report": "r0", "at": PEOPLE[1]}], "of that actor"),
        ("split", "stories", {"key": "story0"}, ["r0", "r1"], "not all of them"),
        ("reject", "stories", {"key": "none"}, None, "no such story"),
        ("add", "stories", {"key": "story0"}, None, "cannot be judged by add"),
        ("merge", "statements", {"report": "r0"}, None, "cannot be judged by merge"),
    ],
)
def test_what_does_not_fit_is_refused(
    record: Record, verdict: str, layer: str, subject: dict[str, Any], value: Any, told: str
) -> None:
    with pytest.raises(JudgementError, match=told):
        judge(record, verdict, layer, subject, value=value)


def test_the_doubtful_come_first_and_what_was_judged_comes_no_more(record: Record) -> None:
    waiting = record.doubts(limit=100)
    assert len(waiting) == 51
    assert [doubt.sure for doubt in waiting] == sorted(doubt.sure for doubt in waiting)
    (merge,) = [doubt for doubt in waiting if doubt.reason == "merge"]
    assert [shown.quote[span.start : span.end] for shown in merge.shown for _, span in shown.marks] == list(PEOPLE[:2])
    first = waiting[0]
    assert first.layer is JudgedLayer.EVENTS
    for doubt in (merge, first):
        verdict = "merge" if doubt is merge else "reject"
        judge(record, verdict, doubt.layer.value, msgspec.to_builtins(doubt.subject))
    assert record.doubts(limit=100) == [doubt for doubt in waiting if doubt not in (merge, first)]
    assert record.doubts(limit=2) == waiting[1:3]
