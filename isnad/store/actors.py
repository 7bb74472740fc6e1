"""Actors, merges, naming and ties as a record keeps them, read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec.structs import replace
from sqlalchemy import ColumnElement, Connection, Engine, Select, and_, not_, or_, select

from isnad.model import Actor, ActorName, Merge, Naming, Tie
from isnad.store.kept import chunks
from isnad.store.places import Named, places_in
from isnad.store.schema import ACTOR, MERGE, NAMING, TIE, actor_entities, actors, merges, naming, reports, ties

_TOGETHER = 500


def actor(engine: Engine, key: str) -> Actor | None:
    """The actor of this key, with its members."""
    return next(actors_of(engine, actors.c.key == key), None)


def key_of(engine: Engine, number: int) -> str | None:
    """The key of an actor: its number holds until the record is regrouped, its key longer."""
    with engine.connect() as connection:
        return connection.execute(select(actors.c.key).where(actors.c.actor == number)).scalar()


def actors_of(
    engine: Engine, *conditions: ColumnElement[bool], limit: int | None = None, offset: int = 0, members: bool = True
) -> Iterator[Actor]:
    """Actors, those that most reports name first, some of them in memory.

    Args:
        engine: Of the record.
        conditions: On columns of `isnad.store.schema.actors`.
        limit: How many at most.
        offset: How many are left out at the beginning.
        members: Whether the entities that stand for them are told, which takes longer.
    """
    order = (actors.c.reports.desc(), actors.c.actor)
    wanted = select(actors.c.actor).where(*conditions).order_by(*order).limit(limit).offset(offset)
    with engine.connect() as connection:
        numbers = connection.execute(wanted).scalars().all()
    yield from actors_numbered(engine, numbers, members=members)


def actors_numbered(engine: Engine, numbers: Iterable[int], *, members: bool = True) -> Iterator[Actor]:
    """The actors of some numbers, in the order of these."""
    for chunk in chunks(numbers, _TOGETHER):
        with engine.connect() as connection:
            rows = connection.execute(select(actors).where(actors.c.actor.in_(chunk))).mappings()
            found = {row["actor"]: row for row in rows}
            of = _members(connection, chunk) if members else {}
        yield from (_actor(found[number], of.get(number, [])) for number in chunk if number in found)


def merges_of(
    engine: Engine, *, decided: bool | None = None, limit: int | None = None, offset: int = 0
) -> Iterator[Merge]:
    """Names that were taken for one actor, or wait for a person.

    Args:
        engine: Of the record.
        decided: Only those that were joined, or only those that were not; these with the surest first.
        limit: How many at most.
        offset: How many are left out at the beginning.
    """
    query = select(merges).order_by(merges.c.merge)
    if decided is not None:
        query = select(merges).where(merges.c.decided == decided).order_by(merges.c.score.desc(), merges.c.merge)
    with engine.connect() as connection:
        for row in connection.execute(query.limit(limit).offset(offset)).mappings():
            yield MERGE.record(row)


def naming_of(engine: Engine, *actors: int) -> Iterator[Naming]:
    """How outlets name these actors, or all that two outlets name, by actor, outlet and count."""
    query = select(naming).order_by(naming.c.naming)
    if actors:
        query = query.where(naming.c.actor.in_(actors))
    for row, examples in _with_examples(engine, query):
        yield NAMING.record(row, actor=row["actor"], examples=examples)


def named_actors(engine: Engine) -> list[int]:
    """The actors of whom the record tells how they are named."""
    with engine.connect() as connection:
        return list(connection.execute(select(naming.c.actor).distinct().order_by(naming.c.actor)).scalars())


def ties_of(engine: Engine, *between: int, limit: int | None = None) -> Iterator[Tie]:
    """Ties by month, those that most independent reports tell first.

    Args:
        engine: Of the record.
        between: One actor for all of its ties, two for those of both, none for all.
        limit: How many at most.
    """
    query = select(ties).order_by(ties.c.tie).limit(limit)
    if len(between) == 1:
        query = query.where(or_(ties.c.one == between[0], ties.c.other == between[0]))
    elif between:
        one, other = between
        query = query.where(
            or_(and_(ties.c.one == one, ties.c.other == other), and_(ties.c.one == other, ties.c.other == one))
        )
    yield from _ties(engine, query)


def ties_of_one(engine: Engine, numbers: Sequence[int]) -> Iterator[Tie]:
    """The ties of several actors that are one with all others, those that most independent reports tell first."""
    inside, outside = ties.c.one.in_(numbers), ties.c.other.in_(numbers)
    either = or_(and_(inside, not_(outside)), and_(outside, not_(inside)))
    yield from _ties(engine, select(ties).where(either).order_by(ties.c.tie))


def _ties(engine: Engine, query: Select[Any]) -> Iterator[Tie]:
    for row, examples in _with_examples(engine, query):
        yield TIE.record(row, one=row["one"], other=row["other"], examples=examples)


def _actor(row: Any, members: Sequence[tuple[str, int]]) -> Actor:
    found = ACTOR.record(row, id=row["actor"], members=tuple(members))
    if not found.names:
        found = replace(found, names=(ActorName(name=found.name, reports=row["reports"]),))
    return found


def _members(connection: Connection, numbers: Sequence[int]) -> dict[int, list[tuple[str, int]]]:
    query = (
        select(actor_entities.c.actor, reports.c.id, actor_entities.c.entity)
        .join(reports, reports.c.report == actor_entities.c.report)
        .where(actor_entities.c.actor.in_(numbers))
        .order_by(actor_entities.c.actor, actor_entities.c.report, actor_entities.c.entity)
    )
    found: dict[int, list[tuple[str, int]]] = {}
    for number, report, entity in connection.execute(query).all():
        found.setdefault(number, []).append((report, entity))
    return found


def _with_examples(engine: Engine, query: Select[Any]) -> Iterator[tuple[Any, Any]]:
    """The rows of a query with the evidence of their column `examples`."""
    with engine.connect().execution_options(yield_per=_TOGETHER) as connection:
        for rows in connection.execute(query).mappings().partitions(_TOGETHER):
            places = [places_in(row["examples"]) for row in rows]
            with engine.connect() as beside:
                named = Named(beside, (place.report for some in places for place in some))
            for row, some in zip(rows, places, strict=True):
                yield row, named.evidence(some)
