"""What people judged since a record was regrouped, and the tables over reports do not have yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

import msgspec
from sqlalchemy import Connection, Engine, and_, func, or_, select

from isnad.model import Actor, JudgedLayer, Story
from isnad.store.corrected_actors import effective_actors
from isnad.store.corrected_stories import effective_stories
from isnad.store.linked import known_actors
from isnad.store.schema import actors, former_keys, grouped_judgements, judgements, reports, stories


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """What changed, of those actors and stories alone that somebody judged since.

    `judgements` is how many were given or taken back. `actors` are those that were judged, by number, as a reader sees
    them; `into` tells of one that was joined to another the other's number. `keys` are the keys of all of these.
    `rejected` are numbers; `parted` the entities, by number of the report and place, that were split off. `stories` are
    the judged stories as a reader sees them, by id, `homes` the id of the story in which a report of theirs stands,
    `gone` the ids of stories that are no more.
    """

    judgements: int = 0
    actors: Mapping[int, Actor] = {}
    into: Mapping[int, int] = {}
    keys: Mapping[int, str] = {}
    rejected: Set[int] = frozenset()
    parted: Set[tuple[int, int]] = frozenset()
    stories: Mapping[str, Story] = {}
    homes: Mapping[str, str] = {}
    gone: Set[str] = frozenset()

    def together(self, number: int) -> tuple[int, ...]:
        """An actor of the tables with those that people joined to it since."""
        return (number, *(one for one, to in self.into.items() if to == number))


def waiting(engine: Engine) -> Waiting:
    """What people judged since the record was regrouped; where nobody did it costs one count."""
    with engine.connect() as connection:
        count = _count(connection)
    if not count:
        return Waiting()
    found, told = effective_actors(engine, touched=True), effective_stories(engine, touched=True)
    named = {one.id for one in found.actors} | found.into.keys() | set(found.into.values()) | found.rejected
    with engine.connect() as connection:
        keys = {number: one.key for number, one in known_actors(connection, named).items()}
        there = {story.id for story in told.stories}
        homes = {report: story.id for story in told.stories for report in story.reports}
        some = select(stories.c.id).where(stories.c.story.in_(told.numbers))
        parted = _parted(connection, found.members)
        gone = set(connection.execute(some).scalars()) - there
    return Waiting(
        judgements=count,
        actors={one.id: one for one in found.actors if one.id >= 0},
        into={one: to for one, to in found.into.items() if one >= 0 and to >= 0},
        keys=keys,
        rejected=found.rejected,
        parted=parted,
        stories={story.id: story for story in told.stories},
        homes=homes,
        gone=gone,
    )


def key_now(engine: Engine, key: str) -> tuple[bool, str | None]:
    """Whether an actor of this key was joined to another or rejected before the record was regrouped, and which now."""
    with engine.connect() as connection:
        former = _former(connection, JudgedLayer.ACTORS, key)
        now = select(actors.c.key).where(actors.c.actor == former[0]) if former else None
        return former is not None, None if now is None else connection.execute(now).scalar()


def story_now(engine: Engine, id: str) -> str | None:
    """The id of the story of which a former story became part."""
    with engine.connect() as connection:
        former = _former(connection, JudgedLayer.STORIES, id)
        now = select(stories.c.id).where(stories.c.story == former[0]) if former else None
        return None if now is None else connection.execute(now).scalar()


def _former(connection: Connection, layer: JudgedLayer, key: str) -> tuple[int | None] | None:
    """The number of what one of this key or id became (None where it was rejected); None where there was none."""
    query = select(former_keys.c.number).where(former_keys.c.layer == layer.value, former_keys.c.key == key)
    row = connection.execute(query).first()
    return None if row is None else (row.number,)


def _parted(connection: Connection, members: Iterable[tuple[str, int]]) -> frozenset[tuple[int, int]]:
    places: dict[str, list[int]] = {}
    for report, entity in members:
        places.setdefault(report, []).append(entity)
    query = select(reports.c.id, reports.c.report).where(reports.c.current, reports.c.id.in_(places))
    return frozenset((number, entity) for id, number in connection.execute(query) for entity in places[id])


def _count(connection: Connection) -> int:
    had = grouped_judgements.c.judgement
    given = and_(judgements.c.undone.is_(None), had.is_(None))
    taken = and_(judgements.c.undone.is_not(None), had.is_not(None))
    joined = judgements.outerjoin(grouped_judgements, had == judgements.c.judgement)
    return int(connection.execute(select(func.count()).select_from(joined).where(or_(given, taken))).scalar_one())
