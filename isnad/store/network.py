"""The strongest ties of a record, those of all months together, for a picture of who deals with whom."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, func, or_, select

from isnad.store.linked import Known, actors_numbered
from isnad.store.schema import ties


class Bond(msgspec.Struct, frozen=True, kw_only=True):
    """One relation of two actors: `independent` reports that are no copies tell it, from month `first` to `last`.

    `met` has no direction; in the other relations `one` is who acts.
    """

    one: Known
    relation: str
    other: Known
    independent: int
    first: str | None
    last: str | None


class Bonds(msgspec.Struct, frozen=True, kw_only=True):
    """The bonds among some actors, the strongest first, and how many actors and bonds there are in all."""

    bonds: tuple[Bond, ...]
    actors: int
    all: int


def strongest(connection: Connection, *, around: int | None = None, actors: int) -> Bonds:
    """The bonds among those actors whose bonds are told most.

    Args:
        connection: To the record.
        around: The number of an actor: it and those it has most to do with; else of the whole record.
        actors: How many actors at most.
    """
    near = or_(ties.c.one == around, ties.c.other == around) if around is not None else ties.c.one.is_not(None)
    weight = func.sum(ties.c.independent)
    pairs = connection.execute(
        select(ties.c.one, ties.c.other, weight).where(near).group_by(ties.c.one, ties.c.other).order_by(weight.desc())
    ).all()
    chosen: dict[int, None] = {}
    for one, other, _ in pairs:
        if len(chosen.keys() | {one, other}) <= actors:
            chosen |= {one: None, other: None}
    there = {number for one, other, _ in pairs for number in (one, other)}
    bonds = _among(connection, list(chosen))
    relations = connection.execute(
        select(func.count()).select_from(
            select(ties.c.one, ties.c.other, ties.c.relation).where(near).distinct().subquery()
        )
    ).scalar_one()
    return Bonds(bonds=tuple(bonds), actors=len(there), all=max(int(relations), len(bonds)))


def _among(connection: Connection, numbers: list[int]) -> list[Bond]:
    weight = func.sum(ties.c.independent).label("weight")
    query = (
        select(ties.c.one, ties.c.other, ties.c.relation, weight, func.min(ties.c.period), func.max(ties.c.period))
        .where(ties.c.one.in_(numbers), ties.c.other.in_(numbers))
        .group_by(ties.c.one, ties.c.other, ties.c.relation)
        .order_by(weight.desc(), func.min(ties.c.tie))
    )
    known = actors_numbered(connection, numbers)
    return [
        Bond(one=known[one], relation=relation, other=known[other], independent=int(count), first=first, last=last)
        for one, other, relation, count, first, last in connection.execute(query)
        if one != other and one in known and other in known
    ]
