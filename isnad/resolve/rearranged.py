"""The actors of an archive in other groups than those that were found, as people want them.

Who is in which group is given; names, offices, country and place of a group are counted from its members as those of
any actor, its number is that of its first appearance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
import pyarrow as pa

from isnad.model import Actor, ActorName
from isnad.resolve.actor_records import commonest, offices
from isnad.resolve.archive import FOUND, Archive


class Wanted(NamedTuple):
    """A group: its members as an actor has them, and what people call it, of which type, of which country."""

    members: Sequence[tuple[str, int]]
    name: str
    type: Any
    country: str | None


class Arranged(NamedTuple):
    """The table `actors` of `FOUND`, its actors by number, and the new number of each group or untouched actor."""

    table: pa.Table
    actors: tuple[Actor, ...]
    numbers: Mapping[int, int]


def rearranged(
    archive: Archive,
    table: pa.Table,
    actors: Sequence[Actor],
    groups: Mapping[int, Wanted],
    left_out: Iterable[tuple[str, int]],
) -> Arranged:
    """Actors of which some are grouped anew.

    Args:
        archive: The reports.
        table: The table `actors` of `FOUND`.
        actors: Its actors by number.
        groups: The new groups, by any numbers; those of actors that are in no group stay theirs.
        left_out: Members that stand for nobody.
    """
    ids = archive.table("reports").column("id").to_pylist()
    of = {id: number for number, id in enumerate(ids)}
    home: dict[tuple[int, int], int | None] = {(of[report], entity): None for report, entity in left_out}
    home |= {(of[report], entity): number for number, one in groups.items() for report, entity in one.members}
    numbers: dict[int, int] = {}
    columns: dict[str, list[Any]] = {name: [] for name in FOUND["actors"].names}
    for row in zip(*(table.column(name).to_pylist() for name in columns), strict=True):
        group = home.get(row[:2], row[2])
        if group is not None:
            told = (*row[:2], numbers.setdefault(group, len(numbers)), *row[3:])
            for name, value in zip(columns, told, strict=True):
                columns[name].append(value)
    facts = _facts(archive, home)
    made = tuple(
        _actor(number, groups[group], [facts[of[report], entity] for report, entity in groups[group].members])
        if group in groups
        else msgspec.structs.replace(actors[group], id=number)
        for group, number in numbers.items()
    )
    return Arranged(pa.table(columns, schema=FOUND["actors"]), made, numbers)


class _Fact(NamedTuple):
    """What a report tells of an entity."""

    name: str
    geonames: int | None
    roles: list[str]
    day: str | None


def _facts(archive: Archive, members: Iterable[tuple[int, int]]) -> dict[tuple[int, int], _Fact]:
    places = list(members)
    wanted = pa.table(
        {
            "report": pa.array([report for report, _ in places], pa.int32()),
            "entity": pa.array([entity for _, entity in places], pa.int32()),
        }
    )
    with archive.database() as database:
        database.register("wanted", wanted)
        rows = database.execute(
            "select report, entity, name, geonames, e.roles, day from entities e join wanted using (report, entity) "
            "join reports using (report)"
        ).fetchall()
    return {
        (report, entity): _Fact(name, geonames, roles, day.isoformat() if day else None)
        for report, entity, name, geonames, roles, day in rows
    }


def _actor(number: int, wanted: Wanted, facts: Sequence[_Fact]) -> Actor:
    names = Counter(fact.name for fact in facts)
    places = Counter(fact.geonames for fact in facts if fact.geonames)
    return Actor(
        id=number,
        name=wanted.name,
        type=wanted.type,
        names=tuple(ActorName(name=name, reports=count) for name, count in commonest(names)),
        roles=tuple(offices((fact.roles, fact.day) for fact in facts)),
        country=wanted.country,
        geonames=commonest(places)[0][0] if places else None,
        members=tuple(wanted.members),
    )
