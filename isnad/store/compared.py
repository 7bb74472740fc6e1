"""Outlets compared: how they name actors, by which verbs they let them speak, how much room they give them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from isnad.store.schema import actor_entities, actors, entities, mentions, naming, reports, statements


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
    count = func.count()
    query = (
        select(actor_entities.c.actor, reports.c.outlet, statements.c.lemma, count)
        .select_from(_joined(statements, entities.c.name == statements.c.speaker))
        .where(reports.c.current, statements.c.seen)
        .group_by(actor_entities.c.actor, reports.c.outlet, statements.c.lemma)
    )
    rows = connection.execute(query).all()
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
    same = (entities.c.name == mentions.c.entity) & (entities.c.type == mentions.c.type)
    named = _counted(connection, mentions, same)
    heard = _counted(connection, statements, entities.c.name == statements.c.speaker)
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
    return list(connection.execute(query.order_by(func.count().desc(), reports.c.outlet.nulls_first())).scalars())


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _counted(connection: Connection, table: Any, same: Any) -> Counter[tuple[int, str | None]]:
    query = (
        select(actor_entities.c.actor, reports.c.outlet, func.count())
        .select_from(_joined(table, same))
        .where(reports.c.current, table.c.seen)
        .group_by(actor_entities.c.actor, reports.c.outlet)
    )
    return Counter({(actor, outlet): count for actor, outlet, count in connection.execute(query)})


def _joined(table: Any, same: Any) -> Any:
    """Rows of a layer with the actor for which their name stands in the report."""
    stands = (actor_entities.c.report == entities.c.report) & (actor_entities.c.entity == entities.c.at)
    return (
        table.join(entities, (entities.c.report == table.c.report) & same)
        .join(actor_entities, stands)
        .join(reports, reports.c.report == table.c.report)
    )


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
