"""Actors over reports as a reader sees them: what people merged and split, over the tables that the machine wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, Engine, select

from isnad.model import Actor, ActorName, ActorRole, Entity, JudgedLayer, Judgement, Ruling, Subject
from isnad.store.actors import actors_numbered
from isnad.store.judged_fields import hint_of
from isnad.store.judged_words import Member, Words, former_of, judged_over_reports, subjects_of, words_of
from isnad.store.linked import known_actors
from isnad.store.placing import Placement
from isnad.store.quoting import unquote
from isnad.store.schema import actor_entities, actors, reports


class CorrectedActors(msgspec.Struct, frozen=True, kw_only=True):
    """Actors as a reader sees them.

    `actors` are the effective ones; what was split off has a number below zero, that of the judgement. `into` tells of
    every actor of the machine that became another its effective number, `members` of every entity that was split off.
    `rejected` are numbers that are left out. `judged` are the judgements on each effective actor, `placements` how each
    judgement was placed.
    """

    actors: tuple[Actor, ...]
    into: Mapping[int, int]
    members: Mapping[Member, int]
    rejected: frozenset[int]
    judged: Mapping[int, tuple[Judgement, ...]]
    placements: Mapping[int, Placement]

    def merged_into(self, number: int) -> int:
        """The effective number of an actor of the tables."""
        return self.into.get(number, number)

    def of(self, member: Member, number: int) -> int:
        """The effective number of an entity (report id and place) that the tables give to an actor."""
        return self.members.get(member, self.merged_into(number))


def corrected_actors(
    machine: Sequence[Actor],
    judgements: Sequence[Judgement],
    *,
    keys: Mapping[str, int],
    member_of: Callable[[Subject], Member | None],
    entity_of: Callable[[Member], Entity | None] = lambda _: None,
) -> CorrectedActors:
    """Actors with judgements applied, the last one on the same pair winning.

    Args:
        machine: The actors as they were written.
        judgements: On actors.
        keys: The number of each actor by its key.
        member_of: Finds the entity for which the words of a subject stand.
        entity_of: The entity itself, for the names of what is split off.
    """
    work = _Actors(machine, keys, member_of, entity_of)
    live = [one for one in judgements if one.undone is None and one.layer is JudgedLayer.ACTORS]
    work.apply(sorted(live, key=lambda one: one.order))
    return work.made()


def effective_actors(engine: Engine, *, touched: bool = False) -> CorrectedActors:
    """The actors of a record as a reader sees them.

    Judgements that the tables have already, since the record was regrouped, are not applied to them again.

    Args:
        engine: Of a record.
        touched: Only the actors that judgements are about which the tables do not have; the others are not read.
    """
    with engine.connect() as connection:
        had, waiting = judged_over_reports(connection, JudgedLayer.ACTORS)
        words = words_of(connection, waiting)
        former = former_of(connection, JudgedLayer.ACTORS)
        numbers = _numbers(connection, waiting, words, former) if touched else _all(connection)
        keys = {one.key: number for number, one in known_actors(connection, numbers).items()}
        work = _Actors([*actors_numbered(engine, sorted(numbers))], former | keys, words.member, words.entity)
        work.apply(sorted(waiting, key=lambda one: one.order))
        if not touched:
            work.note(had)
        return work.made()


class _Actors:
    def __init__(
        self,
        machine: Sequence[Actor],
        keys: Mapping[str, int | None],
        member_of: Callable[[Subject], Member | None],
        entity_of: Callable[[Member], Entity | None],
    ) -> None:
        self._actors = {actor.id: actor for actor in machine}
        self._keys = keys
        self._member_of = member_of
        self._entity_of = entity_of
        self._holder = {member: actor.id for actor in machine for member in actor.members}
        self._split: dict[Member, int] = {}
        self._into: dict[int, int] = {}
        self._on: dict[int, list[Judgement]] = {}
        self._rejected: set[int] = set()
        self._placements: dict[int, Placement] = {}

    def apply(self, order: Sequence[Judgement]) -> None:
        for judgement in order:
            if judgement.verdict is Ruling.SPLIT and judgement.subject.other is None:
                self._take_off(judgement)
        pairs: dict[frozenset[int], Judgement] = {}
        singles = []
        for judgement in order:
            if judgement.subject.other is not None:
                one, other = (
                    self._number(judgement, judgement.subject),
                    self._number(judgement, judgement.subject.other),
                )
                if one is not None and one == other and judgement.verdict is Ruling.SPLIT:
                    if not self._once_two(judgement):  # one actor: which reports go is not told
                        self._placements[judgement.id] = Placement.UNPLACED
                elif one is not None and other is not None:
                    self._note(judgement, one, other)
                    pairs[frozenset((one, other))] = judgement
            elif judgement.verdict is not Ruling.SPLIT:
                singles.append(judgement)
        for pair, judgement in pairs.items():
            if judgement.verdict is Ruling.MERGE and len(pair) == 2:
                self._merge(*sorted(pair))
        for judgement in singles:
            self._single(judgement)

    def note(self, had: Iterable[tuple[Judgement, Placement]]) -> None:
        """Judgements that the tables have, for what they are about."""
        for judgement, how in had:
            self._placements[judgement.id] = how
            for subject in (judgement.subject, judgement.subject.other):
                number = None if subject is None else self._keys.get(subject.key or "")
                if number in self._actors and number is not None:
                    self._on.setdefault(number, []).append(judgement)

    def _once_two(self, judgement: Judgement) -> bool:
        """Whether two keys that are one actor's by now are told apart: the record has to be regrouped for that."""
        one, other = judgement.subject.key, judgement.subject.other and judgement.subject.other.key
        told = one in self._keys and other in self._keys and one != other
        if told:
            self._placements.setdefault(judgement.id, Placement.EXACT)
        return told

    def made(self) -> CorrectedActors:
        into = {number: self._root(number) for number in self._actors if self._root(number) != number}
        joined: dict[int, list[Actor]] = {}
        for number in sorted(self._actors, key=lambda one: (self._root(one) != one, one)):
            joined.setdefault(self._root(number), []).append(self._actors[number])
        rejected = frozenset(self._root(number) for number in self._rejected)
        judged: dict[int, dict[int, Judgement]] = {}
        for number, some in self._on.items():
            judged.setdefault(self._root(number), {}).update({one.id: one for one in some})
        made = {number: _joined(parts) for number, parts in joined.items() if number not in rejected}
        for number in made:
            for judgement in sorted(judged.get(number, {}).values(), key=lambda one: one.order):
                if judgement.field is not None:
                    value = unquote(judgement.value, hint_of(JudgedLayer.ACTORS, judgement.field), "")
                    made[number] = msgspec.structs.replace(made[number], **{judgement.field: value})
        return CorrectedActors(
            actors=tuple(made.values()),
            into=into,
            members={member: self._root(number) for member, number in self._split.items()},
            rejected=rejected,
            judged={number: tuple(sorted(some.values(), key=lambda one: one.order)) for number, some in judged.items()},
            placements=self._placements,
        )

    def _number(self, judgement: Judgement, subject: Subject) -> int | None:
        """The actor or the split-off part for which a subject stands."""
        member = self._member_of(subject) if subject.at is not None else None
        if member in self._split:
            number: int | None = self._split[member]
        else:
            key = subject.key or ""
            if key in self._keys and self._keys[key] is None:
                self._placements.setdefault(judgement.id, Placement.EXACT)  # rejected, until the record is regrouped
                return None
            number = self._keys.get(key)
            if number is None and member is not None:
                number = self._holder.get(member)
                self._placements.setdefault(judgement.id, Placement.MOVED)
        if number is None:
            self._placements[judgement.id] = Placement.UNPLACED
        return number

    def _take_off(self, judgement: Judgement) -> None:
        number = self._number(judgement, judgement.subject)
        wanted = [self._member_of(msgspec.convert(one, Subject)) for one in judgement.value]
        taken = [member for member in wanted if member in self._holder and member not in self._split]
        if number is None or not taken:
            self._placements[judgement.id] = Placement.UNPLACED
            return
        for member in taken:
            if member is not None:
                self._split[member] = -judgement.id
        self._note(judgement, -judgement.id, number)
        entities_there = [entity for one in taken if one is not None and (entity := self._entity_of(one)) is not None]
        for holder in {self._holder[member] for member in taken if member is not None}:
            left = self._actors[holder]
            rest = tuple(one for one in left.members if one not in self._split)
            self._actors[holder] = msgspec.structs.replace(left, members=rest)
        self._actors[-judgement.id] = _of_entities(
            -judgement.id, self._actors[number], entities_there, [one for one in taken if one is not None]
        )

    def _merge(self, one: int, other: int) -> None:
        """Joins two under the number of the one with more reports, the lower one where both have as many."""
        one, other = self._root(one), self._root(other)
        if one != other:
            first, second = sorted((one, other), key=lambda n: (n < 0, -len(self._actors[n].members), n))
            self._into[second] = first

    def _single(self, judgement: Judgement) -> None:
        number = self._number(judgement, judgement.subject)
        if number is None:
            return
        self._note(judgement, number)
        if judgement.verdict is Ruling.REJECT:
            self._rejected.add(number)
        elif judgement.verdict is Ruling.ACCEPT:
            self._rejected.discard(number)

    def _note(self, judgement: Judgement, *numbers: int) -> None:
        self._placements.setdefault(judgement.id, Placement.EXACT)
        for number in numbers:
            self._on.setdefault(number, []).append(judgement)

    def _root(self, number: int) -> int:
        while number in self._into:
            number = self._into[number]
        return number


def _joined(parts: Sequence[Actor]) -> Actor:
    """Several actors as one, under the name of the first."""
    first = parts[0]
    if len(parts) == 1:
        return first
    names: Counter[str] = Counter()
    roles: dict[tuple[str | None, ...], ActorRole] = {}
    for part in parts:
        names.update({name.name: name.reports for name in part.names})
        for role in part.roles:
            _add_role(roles, role)
    return msgspec.structs.replace(
        first,
        names=tuple(ActorName(name=name, reports=count) for name, count in names.most_common()),
        roles=tuple(sorted(roles.values(), key=lambda role: -role.reports)),
        country=next((part.country for part in parts if part.country is not None), None),
        geonames=next((part.geonames for part in parts if part.geonames is not None), None),
        members=tuple(member for part in parts for member in part.members),
        described=tuple(told for part in parts for told in part.described),
    )


def _add_role(roles: dict[tuple[str | None, ...], ActorRole], role: ActorRole) -> None:
    same = (role.title, role.organisation, role.country, role.qualifiers)
    if (known := roles.get(same)) is None:
        roles[same] = role
        return
    firsts = [day for day in (known.first, role.first) if day is not None]
    lasts = [day for day in (known.last, role.last) if day is not None]
    roles[same] = msgspec.structs.replace(
        known,
        reports=known.reports + role.reports,
        first=min(firsts, default=None),
        last=max(lasts, default=None),
    )


def _of_entities(number: int, of: Actor, some: Sequence[Entity], members: Sequence[Member]) -> Actor:
    """What was split off, with the names and offices of its own entities."""
    names = Counter(entity.name for entity in some)
    roles: dict[tuple[str | None, ...], ActorRole] = {}
    for entity in some:
        for role in entity.roles:
            qualifiers = " ".join(role.qualifiers)
            told = ActorRole(
                title=role.title, organisation=role.organisation, country=role.country, qualifiers=qualifiers
            )
            _add_role(roles, told)
    return Actor(
        id=number,
        name=names.most_common(1)[0][0] if names else of.name,
        type=some[0].type if some else of.type,
        names=tuple(ActorName(name=name, reports=count) for name, count in names.most_common()),
        roles=tuple(roles.values()),
        country=next((entity.country for entity in some if entity.country is not None), None),
        members=tuple(members),
    )


def _all(connection: Connection) -> set[int]:
    return set(connection.execute(select(actors.c.actor)).scalars())


def _numbers(
    connection: Connection, waiting: Sequence[Judgement], words: Words, former: Mapping[str, int | None]
) -> set[int]:
    """The actors that judgements are about."""
    subjects = [subject for one in waiting for subject in subjects_of(one)]
    named = {subject.key for subject in subjects if subject.key is not None}
    found = {number for key in named if (number := former.get(key)) is not None}
    found |= set(connection.execute(select(actors.c.actor).where(actors.c.key.in_(named))).scalars())
    for subject in subjects:
        if subject.at is not None and (member := words.member(subject)) is not None:
            report, entity = member
            held = select(actor_entities.c.actor).join(reports, reports.c.report == actor_entities.c.report)
            same = (reports.c.id == report, reports.c.current, actor_entities.c.entity == entity)
            found |= set(connection.execute(held.where(*same)).scalars())
    return found
