"""Outlets compared: how they name actors, by which verbs they let them speak, how much room they give them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Connection, Integer, Join, RowMapping, Subquery, cast, func, or_, select

from isnad.store.linked import Known
from isnad.store.narrow import narrow
from isnad.store.schema import STANDS_FOR, actor_entities, actors, entities, naming, reports, statements


class What(StrEnum):
    """What is compared of actors: how outlets name those whom several name, by which verbs they speak, how much room
    they are given."""

    NAMING = "naming"
    VERBS = "verbs"
    ATTENTION = "attention"


_SUMS = [cast(func.sum(actor_entities.c[name]), Integer).label(name) for name in ("mentions", "statements")]
_COUNTS = {What.VERBS: ("statements",), What.ATTENTION: ("mentions", "statements")}


class Called(msgspec.Struct, frozen=True, kw_only=True):
    """A designation of an actor in an outlet; see `isnad.model.Naming` for `count`, `share`, `reports`, `log_odds`."""

    actor: str
    name: str
    outlet: str | None
    words: str
    count: int
    share: float
    reports: int
    log_odds: float | None
    z: float | None


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A verb by which an outlet hands on what an actor said.

    `lemma` is empty where no verb stands there (a colon, «according to»). `share` is its part of the outlet's
    statements of this actor (0 to 1).
    """

    actor: str
    name: str
    outlet: str | None
    lemma: str
    count: int
    share: float


class Room(msgspec.Struct, frozen=True, kw_only=True):
    """How often an outlet names an actor and lets it speak, and what part of all that it names and quotes (0 to 1)."""

    actor: str
    name: str
    outlet: str | None
    mentions: int
    statements: int
    mentions_share: float
    statements_share: float


class Whole(NamedTuple):
    """All that an outlet names and quotes of actors."""

    mentions: int
    statements: int


Row = TypeVar("Row", Called, Said, Room)
_PAIRS = msgspec.json.Decoder(list[tuple[str, str]])


def compared(connection: Connection, what: What) -> list[Known]:
    """The actors that are compared, the one of the most names, statements or mentions first.

    They come as one row, since to fetch each for itself takes several times as long where others count meanwhile.
    """
    told = _named() if what is What.NAMING else _told(*_COUNTS[what])
    query = select(actors.c.key, actors.c.name).join(told, told.c.actor == actors.c.actor)
    ordered = query.order_by(told.c.uses.desc(), actors.c.actor).subquery("ordered")
    if connection.dialect.name == "sqlite":
        row = connection.execute(select(func.json_group_array(func.json_array(*ordered.c)))).scalar_one()
        found = _PAIRS.decode(row)
    else:
        found = connection.execute(select(func.json_agg(func.json_build_array(*ordered.c)))).scalar_one() or []
    return [Known(key=key, name=name) for key, name in found]


def called(connection: Connection, keys: Sequence[str]) -> list[Called]:
    """The designations of some actors whom several outlets name, in the order of their keys, outlet by outlet."""
    told = [naming.c[field] for field in ("outlet", "words", "count", "share", "reports", "log_odds", "z")]
    query = (
        select(actors.c.key.label("actor"), actors.c.name, *told)
        .join(actors, actors.c.actor == naming.c.actor)
        .where(naming.c.of == "actor", actors.c.key.in_(keys))
        .order_by(naming.c.outlet.nulls_first(), naming.c.count.desc(), naming.c.naming)
    )
    return _in_turn((Called(**row) for row in connection.execute(query).mappings()), keys)


def said(connection: Connection, keys: Sequence[str]) -> list[Said]:
    """The verbs of some actors, in the order of their keys, outlet by outlet, the commonest verb first."""
    uses = func.count().label("count")
    spoken = (statements.c.report == entities.c.report) & (statements.c.speaker == entities.c.name) & statements.c.seen
    by = (actors.c.key.label("actor"), actors.c.name, reports.c.outlet, statements.c.lemma)
    joined = _told_in_reports().join(entities, STANDS_FOR).join(statements, spoken)
    query = (
        select(*by, uses)
        .select_from(joined)
        .where(*_of(keys), actor_entities.c.statements > 0)
        .group_by(*by)
        .order_by(reports.c.outlet.nulls_first(), uses.desc(), statements.c.lemma)
    )
    rows = connection.execute(narrow(query, reports, statements)).mappings().all()
    whole = Counter[tuple[str, str | None]]()
    for row in rows:
        whole[row["actor"], row["outlet"]] += row["count"]
    told = (Said(**row, share=_share(row["count"], whole[row["actor"], row["outlet"]])) for row in rows)
    return _in_turn(told, keys)


def room(connection: Connection, keys: Sequence[str], whole: Mapping[str | None, Whole]) -> list[Room]:
    """The attention of each outlet to some actors, in the order of their keys.

    Args:
        connection: To the record.
        keys: Of the actors.
        whole: What each outlet gives all actors together; the shares of one that is not among them are 0.
    """
    query = (
        select(actors.c.key.label("actor"), actors.c.name, reports.c.outlet, *_SUMS)
        .select_from(_told_in_reports())
        .where(*_of(keys))
        .group_by(actors.c.key, actors.c.name, reports.c.outlet)
        .order_by(reports.c.outlet.nulls_first())
    )
    rows = connection.execute(narrow(query, reports)).mappings()
    found = (_room(row, whole.get(row["outlet"], Whole(0, 0))) for row in rows if row["mentions"] or row["statements"])
    return _in_turn(found, keys)


def whole_room(connection: Connection) -> dict[str | None, Whole]:
    """How many mentions and statements of actors each outlet has."""
    told = select(actor_entities.c.report, *_SUMS).group_by(actor_entities.c.report).subquery("told")
    sums = (cast(func.sum(told.c[name]), Integer) for name in ("mentions", "statements"))
    query = select(reports.c.outlet, *sums).join(told, told.c.report == reports.c.report)
    query = query.where(reports.c.current).group_by(reports.c.outlet)
    return {outlet: Whole(*sums) for outlet, *sums in connection.execute(narrow(query, reports))}


def outlets_of(connection: Connection) -> list[str | None]:
    """All outlets, the one of the most reports first."""
    query = select(reports.c.outlet).where(reports.c.current).group_by(reports.c.outlet)
    query = narrow(query.order_by(func.count().desc(), reports.c.outlet.nulls_first()), reports)
    return list(connection.execute(query).scalars())


def _named() -> Subquery:
    uses = func.sum(naming.c.count).label("uses")
    query = select(naming.c.actor, uses).where(naming.c.of == "actor").group_by(naming.c.actor)
    return query.subquery("told")


def _told(*counts: str) -> Subquery:
    """The actors of whom some counts are not all 0, with the sum of the first."""
    old = narrow(select(reports.c.report).where(~reports.c.current), reports)
    sums = [func.sum(actor_entities.c[name]) for name in counts]
    query = select(actor_entities.c.actor, sums[0].label("uses")).where(actor_entities.c.report.not_in(old))
    query = query.group_by(actor_entities.c.actor).having(or_(*(one > 0 for one in sums)))
    return narrow(query, actor_entities).subquery("told")


def _told_in_reports() -> Join:
    """Actors with what the reports hold of them."""
    joined = actors.join(actor_entities, actor_entities.c.actor == actors.c.actor)
    return joined.join(reports, reports.c.report == actor_entities.c.report)


def _of(keys: Sequence[str]) -> tuple[ColumnElement[bool], ...]:
    return actors.c.key.in_(keys), reports.c.current


def _room(row: RowMapping, whole: Whole) -> Room:
    named, quoted = _share(row["mentions"], whole.mentions), _share(row["statements"], whole.statements)
    return Room(**row, mentions_share=named, statements_share=quoted)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _in_turn(rows: Iterable[Row], keys: Sequence[str]) -> list[Row]:
    """Rows in the order of the keys of their actors."""
    place = {key: at for at, key in enumerate(keys)}
    return sorted(rows, key=lambda row: place[row.actor])


def by_actor(rows: Iterable[Called | Said | Room]) -> dict[str, dict[str | None, list[Any]]]:
    """Rows by the key of their actor and by outlet, in their order."""
    found: dict[str, dict[str | None, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        found[row.actor][row.outlet].append(row)
    return found
