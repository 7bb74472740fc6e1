"""Outlets compared: how they name actors, by which verbs they let them speak, how much room they give them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import CTE, Connection, Integer, Select, cast, func, select

from isnad.store.narrow import narrow
from isnad.store.schema import STANDS_FOR, actor_entities, actors, entities, mentions, naming, reports, statements


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


def called(connection: Connection) -> list[Called]:
    """The designations of all actors whom several outlets name, the most named actor first."""
    uses = func.sum(naming.c.count).over(partition_by=naming.c.actor)
    told = [naming.c[field] for field in ("outlet", "words", "count", "share", "reports", "log_odds", "z")]
    query = (
        select(actors.c.key.label("actor"), actors.c.name, *told)
        .join(actors, actors.c.actor == naming.c.actor)
        .where(naming.c.of == "actor")
        .order_by(uses.desc(), naming.c.actor, naming.c.outlet.nulls_first(), naming.c.count.desc(), naming.c.naming)
    )
    return [Called(**row) for row in connection.execute(query).mappings()]


def said(connection: Connection) -> list[Said]:
    """The verbs of all actors who speak, who speaks most first."""
    rows = connection.execute(_uses(_spoken(), lambda spoken: [spoken.c.lemma])).all()
    known = _known(connection)
    of, ours = Counter[int](), Counter[tuple[int, str | None]]()
    for actor, outlet, _, uses in rows:
        of[actor] += uses
        ours[actor, outlet] += uses
    rows = sorted(rows, key=lambda row: (-of[row[0]], row[0], row[1] or "", -row[3], row[2]))
    return [
        Said(**known[actor], outlet=outlet, lemma=lemma, count=uses, share=round(uses / ours[actor, outlet], 4))
        for actor, outlet, lemma, uses in rows
    ]


def room(connection: Connection) -> list[Room]:
    """The attention of each outlet to each actor, the most named actor first."""
    named, heard = _counted(connection, _named()), _counted(connection, _spoken())
    known = _known(connection)
    of = Counter[int]()
    all_named, all_heard = Counter[str | None](), Counter[str | None]()
    for (actor, outlet), uses in named.items():
        of[actor] += uses
        all_named[outlet] += uses
    for (_, outlet), uses in heard.items():
        all_heard[outlet] += uses
    keys = sorted(named.keys() | heard.keys(), key=lambda key: (-of[key[0]], key[0], key[1] or ""))
    return [
        Room(
            **known[actor],
            outlet=outlet,
            mentions=named[actor, outlet],
            statements=heard[actor, outlet],
            mentions_share=_share(named[actor, outlet], all_named[outlet]),
            statements_share=_share(heard[actor, outlet], all_heard[outlet]),
        )
        for actor, outlet in keys
    ]


def outlets_of(connection: Connection) -> list[str | None]:
    """All outlets, the one of the most reports first."""
    query = select(reports.c.outlet).where(reports.c.current).group_by(reports.c.outlet)
    query = narrow(query.order_by(func.count().desc(), reports.c.outlet.nulls_first()), reports)
    return list(connection.execute(query).scalars())


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _named() -> CTE:
    """How often each report mentions each name."""
    columns = (mentions.c.report, mentions.c.entity.label("name"), mentions.c.type)
    return _together(
        select(*columns, func.count().label("uses")).where(mentions.c.seen, mentions.c.entity.is_not(None)), columns
    )


def _spoken() -> CTE:
    """How often each report lets each name speak, verb by verb."""
    columns = (statements.c.report, statements.c.speaker.label("name"), statements.c.lemma)
    query = select(*columns, func.count().label("uses")).where(statements.c.seen)
    return _together(narrow(query, statements), columns)


def _together(query: Select[Any], columns: Sequence[Any]) -> CTE:
    """Rows of a report put together first: its entities, whose rows are long, are then asked for once for each name."""
    return query.group_by(*columns).cte("told").prefix_with("MATERIALIZED")


def _counted(connection: Connection, told: CTE) -> Counter[tuple[int, str | None]]:
    rows = connection.execute(_uses(told, lambda _: []))
    return Counter({(actor, outlet): count for actor, outlet, count in rows})


def _uses(told: CTE, more: Callable[[CTE], list[Any]]) -> Select[Any]:
    """How often each actor is told in each outlet, by the names for which it stands in each report."""
    same = (told.c.report == entities.c.report) & (told.c.name == entities.c.name)
    if "type" in told.c:
        same &= told.c.type == entities.c.type
    joined = actor_entities.join(entities, STANDS_FOR).join(told, same)
    by = (actor_entities.c.actor, reports.c.outlet, *more(told))
    query = select(*by, cast(func.sum(told.c.uses), Integer)).select_from(
        joined.join(reports, reports.c.report == actor_entities.c.report)
    )
    return narrow(query.where(reports.c.current).group_by(*by), reports)


def _known(connection: Connection) -> dict[int, dict[str, str]]:
    rows = connection.execute(select(actors.c.actor, actors.c.key, actors.c.name))
    return {number: {"actor": key, "name": name} for number, key, name in rows}


def by_actor(rows: list[Any]) -> Iterator[tuple[str, str, dict[str | None, list[Any]]]]:
    """Rows that follow one another by actor: its key, its name, and its rows by outlet."""
    found: dict[tuple[str, str], dict[str | None, list[Any]]] = {}
    for row in rows:
        found.setdefault((row.actor, row.name), defaultdict(list))[row.outlet].append(row)
    for (key, name), of in found.items():
        yield key, name, dict(of)
