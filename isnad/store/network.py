"""The strongest ties of a record, those of all months together, for a picture of who deals with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, func, or_, select

from isnad.store.linked import Known, known_actors
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


def strongest(connection: Connection, *, around: Sequence[int] = (), actors: int) -> Bonds:
    """The bonds among those actors whose bonds are told most.

    Args:
        connection: To the record.
        around: The numbers of an actor, several where people joined others to it: it and those it has most to do with;
            none for the whole record.
        actors: How many actors at most.
    """
    near = or_(ties.c.one.in_(around), ties.c.other.in_(around)) if around else ties.c.one.is_not(None)
    query = select(ties.c.one, ties.c.other, ties.c.relation, func.sum(ties.c.independent)).where(near)
    rows = connection.execute(query.group_by(ties.c.one, ties.c.other, ties.c.relation)).all()
    pairs, relations = Counter[tuple[int, int]](), set[tuple[int, int, str]]()
    for one, other, relation, count in rows:
        pair = (_first(one, around), _first(other, around))
        if pair[0] != pair[1]:
            pairs[pair] += int(count)
            relations.add((*pair, relation))
    chosen: dict[int, None] = {}
    for pair, _ in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        if len(chosen.keys() | set(pair)) <= actors:
            chosen |= dict.fromkeys(pair)
    bonds = _among(connection, list(chosen), around)
    there = {number for pair in pairs for number in pair}
    return Bonds(bonds=tuple(bonds), actors=len(there), all=max(len(relations), len(bonds)))


def _first(number: int, around: Sequence[int]) -> int:
    """The number that stands for an actor."""
    return around[0] if number in around else number


def _among(connection: Connection, chosen: Sequence[int], around: Sequence[int]) -> list[Bond]:
    numbers = [*chosen, *around]
    weight = func.sum(ties.c.independent)
    query = (
        select(ties.c.one, ties.c.other, ties.c.relation, weight, func.min(ties.c.period), func.max(ties.c.period))
        .where(ties.c.one.in_(numbers), ties.c.other.in_(numbers))
        .group_by(ties.c.one, ties.c.other, ties.c.relation)
        .order_by(weight.desc(), func.min(ties.c.tie))
    )
    known = known_actors(connection, numbers)
    found: dict[tuple[int, str, int], Bond] = {}
    for one, other, relation, count, first, last in connection.execute(query):
        key = (_first(one, around), relation, _first(other, around))
        if key[0] == key[2] or key[0] not in known or key[2] not in known:
            continue
        told = {"independent": int(count), "first": first, "last": last}
        bond = Bond(one=known[key[0]], relation=relation, other=known[key[2]], **told)
        found[key] = _together(found[key], bond) if key in found else bond
    return sorted(found.values(), key=lambda bond: -bond.independent)


def _together(one: Bond, other: Bond) -> Bond:
    """A bond that is told of two numbers of one actor."""
    told = [period for period in (one.first, one.last, other.first, other.last) if period]
    first, last = (min(told), max(told)) if told else (None, None)
    return replace(one, independent=one.independent + other.independent, first=first, last=last)
