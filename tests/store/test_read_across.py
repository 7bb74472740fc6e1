"""What is read back of a record is what was found over its reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from across_reports import annotated, record_of
from msgspec.structs import replace

from isnad.export.selection import Provenance, Selection
from isnad.model import Report
from isnad.model.chronology import Entry
from isnad.model.happening import Happening
from isnad.resolve import Archive, find_copies, stories
from isnad.resolve.actors import find_actors
from isnad.resolve.chronology import chronology, with_dates
from isnad.resolve.happenings import happenings
from isnad.resolve.naming import find_naming
from isnad.resolve.network import find_network
from isnad.store import actors as kept_actors
from isnad.store import happenings as kept_happenings
from isnad.store import stories as kept_stories
from isnad.store.record import Record
from isnad.store.schema import happenings as happenings_table
from isnad.store.selected import Selected
from isnad.workflow.across import found
from isnad.workflow.recorded import chronology_in
from isnad.workflow.regroup import regroup


@pytest.fixture(scope="module")
def record(new_name: Callable[[], str]) -> Iterator[Record]:
    with record_of(new_name(), annotated()) as record:
        regroup(record)
        yield record


@pytest.fixture(scope="module")
def archive() -> Archive:
    return Archive.of(annotated())


@pytest.fixture(scope="module")
def told(archive: Archive) -> list[Happening]:
    """The happenings as the record numbers their stories, from 1; single ones keep no fields."""
    return [
        replace(one, story=one.story + 1, **({} if len(one.tellings) > 1 else {"fields": (), "wordings": ()}))
        for one in happenings(archive, found(archive))
    ]


def by_id(entries: list[Entry]) -> dict[str, Entry]:
    return {entry.happening.id: entry for entry in entries}


def test_stories_come_with_reports_copies_and_summary(record: Record, archive: Archive) -> None:
    tables = found(archive)
    made = {one.id: one for one in stories(archive, tables["stories"], tables["copies"])}
    read = {one.id: one for one in kept_stories.stories_of(record.engine)}
    assert read == made
    assert any(one.pairs and one.copies for one in made.values())
    first = next(iter(made.values()))
    assert kept_stories.story(record.engine, first.id) == first
    assert kept_stories.story_with(record.engine, first.reports[-1]) == first
    assert kept_stories.story(record.engine, "0") is None


def test_the_newest_stories_come_first_where_that_is_asked_for(record: Record) -> None:
    last = [one.last for one in kept_stories.stories_of(record.engine, newest=True)]
    assert last == [*sorted(filter(None, last), reverse=True), None]
    assert [one.last for one in kept_stories.stories_of(record.engine, newest=True, limit=1, offset=1)] == last[1:2]


def test_actors_come_with_members_merges_naming_and_ties(record: Record, archive: Archive) -> None:
    made = find_actors(archive)
    engine = record.engine
    assert sorted(kept_actors.actors_of(engine), key=lambda one: one.id) == list(made.actors)
    assert list(kept_actors.merges_of(engine)) == list(made.merges)
    named = find_naming(archive, made)
    assert list(kept_actors.naming_of(engine)) == named
    (minister,) = [one for one in made.actors if one.name == "سامر الهلالي"]
    assert named
    assert list(kept_actors.naming_of(engine, minister.id)) == [one for one in named if one.actor == minister.id]
    ties = find_network(archive, made, copies=find_copies(archive))
    assert ties
    assert list(kept_actors.ties_of(engine)) == ties
    one, other = ties[0].one, ties[0].other
    assert ties[0] in list(kept_actors.ties_of(engine, other, one))
    assert list(kept_actors.ties_of(engine, one)) == [tie for tie in ties if one in (tie.one, tie.other)]


def test_an_actor_is_found_by_its_key(record: Record) -> None:
    first = next(kept_actors.actors_of(record.engine))
    key = kept_actors.key_of(record.engine, first.id)
    assert key is not None
    assert kept_actors.actor(record.engine, key) == first
    assert kept_actors.actor(record.engine, "nobody") is None


def test_happenings_come_with_tellings_and_fields(record: Record, told: list[Happening]) -> None:
    assert list(kept_happenings.happenings_of(record.engine)) == told
    several = [one for one in told if len({telling.report for telling in one.tellings}) > 1]
    assert any(one.wordings for one in several)
    assert any(one.disagreed for one in several)
    assert list(kept_happenings.happenings_of(record.engine, happenings_table.c.reports > 1)) == several


def test_a_happening_is_found_by_its_id(record: Record, told: list[Happening]) -> None:
    assert [kept_happenings.happening(record.engine, one.id) for one in told] == told
    for id in ("event-none-0", "event", "story-blast-1-0", "event-blast-1-none"):
        assert kept_happenings.happening(record.engine, id) is None


def test_the_chronology_of_a_record_is_that_of_its_reports(record: Record, archive: Archive) -> None:
    made = chronology(happenings(archive, found(archive)))
    read = chronology_in(record)
    for entries, again in ((made.dated, read.dated), (made.undated, read.undated)):
        assert [(one.date, one.others, one.as_event, one.happening.id) for one in again] == [
            (one.date, one.others, one.as_event, one.happening.id) for one in entries
        ]
    assert any(one.as_event for one in (*read.dated, *read.undated))


def test_a_chronology_of_actors_has_what_they_take_part_in_together(record: Record, told: list[Happening]) -> None:
    read = chronology_in(record, actors=("الصواف", "الراوي"))
    assert [one.date for one in read.dated if one.kind == "meeting"] == ["2024-06-05"]
    assert [set(names) for names in read.matched] == [{"نبيل الصواف"}, {"حسام الراوي"}]
    numbers = {one.name: one.id for one in kept_actors.actors_of(record.engine)}
    both = [numbers["نبيل الصواف"], numbers["حسام الراوي"]]
    assert tuple(kept_happenings.chronology_of(record.engine, actors=both)) == read.dated
    assert set(kept_happenings.chronology_of(record.engine, actors=both, dated=False)) == set(read.undated)


def test_a_chronology_of_a_story_holds_its_happenings(record: Record, told: list[Happening]) -> None:
    for story in kept_stories.stories_of(record.engine):
        both = [
            entry
            for dated in (True, False)
            for entry in kept_happenings.chronology_of(record.engine, story=story.id, dated=dated)
        ]
        inside = [one for one in told if one.tellings[0].report in story.reports]
        wanted = [entry.happening.id for entry, statement in with_dates(inside) if statement is None]
        assert by_id(both).keys() == set(wanted)


def selection(record: Record, numbers: list[int] | None) -> Selection:
    return Selected(record, Provenance(title="سرملة", made="2024-07-01T00:00:00Z", version="1"), numbers)


def test_a_selection_of_all_has_all(record: Record, told: list[Happening]) -> None:
    everything = selection(record, None)
    reports: list[Report] = [one.report for one in everything.readings()]
    assert reports == list(everything.reports()) == [one for one, _ in annotated()]
    assert list(everything.happenings()) == told
    assert {one.id for one in everything.stories()} == {one.id for one in kept_stories.stories_of(record.engine)}
    assert len(list(everything.actors())) == len(list(kept_actors.actors_of(record.engine)))
    assert list(everything.ties()) == list(kept_actors.ties_of(record.engine))
    assert everything.provenance.complete


def test_a_selection_of_some_reports_has_their_stories_and_actors(record: Record) -> None:
    some = selection(record, [4, 4])
    assert [one.report.id for one in some.readings()] == [one.id for one in some.reports()] == ["talks-1"]
    (story,) = some.stories()
    assert "talks-1" in story.reports
    assert {telling.report for one in some.happenings() for telling in one.tellings} == set(story.reports)
    names = {one.name for one in some.actors()}
    assert "نبيل الصواف" in names
    assert "سامر الهلالي" not in names
    assert {name for tie in some.ties() for name in (tie.one_name, tie.other_name)} <= names
    assert next(some.readings()).report.id == "talks-1"  # streams are opened anew
