"""What an actor said, over all reports of a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, select, tuple_

from isnad.model.statement import UNRESOLVED
from isnad.store.addressees import addressee_key, together
from isnad.store.days import PUBLISHED, between
from isnad.store.narrow import counted
from isnad.store.schema import STANDS_FOR, actor_entities, entities, happenings, reports, statements, tellings
from isnad.store.search.hits import Facet, Spread

_TOGETHER = 500


class Of(NamedTuple):
    """An actor: its numbers, several where people joined others to it, and the entities that they split off from it.

    `parted` are numbers of reports with places of entities.
    """

    numbers: Sequence[int]
    parted: Set[tuple[int, int]] = frozenset()

    def entities(self) -> list[ColumnElement[bool]]:
        """What the rows of `isnad.store.schema.actor_entities` that are its own must have."""
        place = tuple_(actor_entities.c.report, actor_entities.c.entity)
        parted = [place.not_in(sorted(self.parted))] if self.parted else []
        return [actor_entities.c.actor.in_(self.numbers), *parted]


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A statement of an actor: where it stands (`report` and `at`), and what the report tells of it.

    `speaker` is the report's fullest name for the actor; `time` when it was said, ISO 8601, None where not told;
    `content` its words, parts of it with dots between. `copies` are how many reports more carry it with the same text.
    `judged` is what people did to it: `accepted`, `corrected`, `added`.
    """

    report: str
    at: int
    outlet: str | None
    published: str | None
    time: str | None
    speaker: str
    cue: str
    kind: str
    channel: str
    addressee: str | None
    content: str
    copies: int = 0
    judged: str | None = None


class SaidWanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which statements of an actor: what is empty asks for nothing.

    `channel` is a value of `isnad.model.Channel`; `addressee` the whole words of whom it was said to, in any way of
    writing them (`isnad.store.addressees`); `since` and `until` a day, month or year (ISO 8601) of publication, as
    `isnad.store.days` compares.
    """

    channel: str = ""
    addressee: str = ""
    since: str = ""
    until: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        """What the rows must have, but for the addressee."""
        told = [statements.c.channel == self.channel] if self.channel else []
        return told + between(PUBLISHED, self.since, self.until)


EVERY = SaidWanted()


def spread_said(connection: Connection, who: Of, wanted: SaidWanted = EVERY, *, limit: int) -> Spread:
    """How many statements an actor made, with their channels and commonest addressees; what tells none is left out.

    Args:
        connection: To the record.
        who: The actor.
        wanted: Only such statements.
        limit: How many addressees are told at most.
    """
    query = _of(who, statements.c.channel, statements.c.addressee).where(*_conditions(connection, who, wanted))
    count, counts = counted(connection, query, {"channel": None, "addressee": None})
    told = {name: [one for one in some if one[0] is not None] for name, some in counts.items()}
    told["addressee"] = together(told["addressee"])[:limit]
    facets = {name: [Facet(value=value, count=of) for value, of in some] for name, some in told.items()}
    return Spread(count=count, facets=facets)


def count_said(connection: Connection, who: Of, wanted: SaidWanted = EVERY, *, folded: bool = False) -> int:
    """How many statements an actor made; one that a report repeats counts once there.

    Args:
        connection: To the record.
        who: The actor.
        wanted: Only such statements.
        folded: Copies of one text count once.
    """
    told = _conditions(connection, who, wanted)
    these = _folded(who, told) if folded else _of(who, statements.c.at).where(*told)
    return int(connection.execute(select(func.count()).select_from(these.subquery())).scalar_one())


def count_heard(connection: Connection, who: Of) -> dict[str, Any]:
    """How many `statements` an actor made, as `count_said` counts, in how many `reports` of how many `outlets`.

    `last` is the day of the newest of these reports, None where none has a day.
    """
    told = (
        func.count().label("statements"),
        func.count(statements.c.report.distinct()).label("reports"),
        func.count(reports.c.outlet.distinct()).label("outlets"),
        func.max(reports.c.day).label("last"),
    )
    return dict(connection.execute(_of(who, *told)).mappings().one())


def said_by(
    connection: Connection,
    who: Of,
    wanted: SaidWanted = EVERY,
    *,
    oldest: bool = False,
    limit: int | None = None,
    offset: int = 0,
    folded: bool = False,
) -> Iterator[Said]:
    """The statements of an actor by the time of publication, those without a day last.

    Args:
        connection: To the record.
        who: The actor.
        wanted: Only such statements.
        oldest: Those published first come first, else those published last.
        limit: How many at most.
        offset: How many are left out at the beginning.
        folded: Of copies of one text only the first published is told, with `copies`.
    """
    told = _conditions(connection, who, wanted)
    if folded:
        here = _folded(who, told).subquery("folded")
        query = _joined(select(*_COLUMNS, here.c.copies), here)
    else:
        query = _of(who, *_COLUMNS).where(*told)
    day, *then = (
        column.asc() if oldest else column.desc() for column in (reports.c.day, reports.c.published, reports.c.report)
    )
    query = query.order_by(day.nulls_last(), *then, statements.c.at).limit(limit).offset(offset)
    for row in connection.execute(query, execution_options={"yield_per": _TOGETHER}).mappings():
        yield Said(**row)


_NAMES = ("at", "time", "speaker", "cue", "kind", "channel", "addressee", "judged")
_COLUMNS = [
    *(reports.c.id.label("report"), reports.c.outlet, reports.c.published),
    *(statements.c[name] for name in _NAMES),
    func.coalesce(statements.c.content, "").label("content"),
]


def _folded(who: Of, conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """A query for the first statement of each group of copies, by report, place and `person`, with `copies`."""
    place = statements.c.report, statements.c.at, statements.c.person
    told = _of(who, *place, reports.c.day, reports.c.published).where(*conditions).subquery("told")
    spoken = (happenings.c.happening == tellings.c.happening) & (happenings.c.kind == "statement")
    found = (
        select(
            *told.c,
            func.max(happenings.c.happening).label("happening"),
            func.max(case((happenings.c.happening.is_not(None), tellings.c.copy))).label("copy"),
        )
        .select_from(told)
        .outerjoin(tellings, and_(tellings.c.report == told.c.report, tellings.c.at == told.c.at))
        .outerjoin(happenings, spoken)
        .group_by(*told.c)
        .subquery("found")
    )
    alone = func.coalesce(found.c.happening, -found.c.report), func.coalesce(found.c.copy, -1 - found.c.at)
    order = (found.c.day.asc().nulls_last(), found.c.published, found.c.report, found.c.at)
    ranked = select(
        *(found.c[name] for name in ("report", "at", "person")),
        func.row_number().over(partition_by=alone, order_by=order).label("rank"),
        (func.count().over(partition_by=alone) - 1).label("copies"),
    ).subquery("ranked")
    return select(*(ranked.c[name] for name in ("report", "at", "person", "copies"))).where(ranked.c.rank == 1)


def _joined(query: Select[Any], here: Any) -> Select[Any]:
    """The rows of some statements with those of their reports."""
    same = [statements.c[name] == here.c[name] for name in ("report", "at", "person")]
    joined = query.select_from(here).join(statements, and_(*same))
    return joined.join(reports, reports.c.report == here.c.report)


def _conditions(connection: Connection, who: Of, wanted: SaidWanted) -> list[ColumnElement[bool]]:
    """What is wanted, with the ways in which reports write the addressee."""
    if not wanted.addressee:
        return wanted.conditions()
    key, column = addressee_key(wanted.addressee), statements.c.addressee
    known = connection.execute(_of(who, column).where(column.is_not(None)).distinct()).scalars()
    return [*wanted.conditions(), column.in_([words for words in known if addressee_key(words) == key])]


def _of(who: Of, *columns: Any) -> Select[Any]:
    """A query for the statements whose speaker is a report's name for the actor."""
    named = (
        select(entities.c.report, entities.c.name)
        .join(actor_entities, STANDS_FOR)
        .where(*who.entities())
        .distinct()
        .subquery("named")
    )
    said = and_(statements.c.report == named.c.report, statements.c.speaker == named.c.name, statements.c.seen)
    return (
        select(*columns)
        .select_from(named)
        .join(statements, said)
        .join(reports, reports.c.report == named.c.report)
        .where(reports.c.current, statements.c.resolved_by != UNRESOLVED, statements.c.duplicate_of.is_(None))
    )
