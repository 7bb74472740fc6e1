"""Who is heard most in a record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, case, func, select, tuple_

from isnad.model.statement import UNRESOLVED
from isnad.store.actor_statements import Of, count_heard
from isnad.store.linked import known_actors
from isnad.store.narrow import counted, narrow
from isnad.store.schema import STANDS_FOR, actor_entities, actors, entities, reports, statements
from isnad.store.waiting import Waiting, waiting

_PLACE = tuple_(actor_entities.c.report, actor_entities.c.entity)


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """A speaker, how many statements are his, and in how many reports of how many outlets.

    `key` is that of the actor, `speaker` its name; None in a record that has no actors yet, where `speaker` is a name
    as reports give it.
    """

    key: str | None
    speaker: str
    statements: int
    reports: int
    outlets: int
    last: str | None


def most_heard(connection: Connection, *, limit: int) -> list[Heard]:
    """The actors of the most statements, counted as `isnad.store.actor_statements.count_said` counts.

    Speakers that are no actor are left out, unless the record has no actors yet: names are then counted as reports
    give them.
    """
    if connection.execute(select(actors.c.actor).limit(1)).first() is None:
        return _names(connection, limit)
    since = waiting(connection.engine)
    numbers = _loudest(connection, since, limit)
    known = known_actors(connection, numbers)
    found = []
    for number in numbers:
        who = since.actors.get(number, known[number])
        told = count_heard(connection, Of(since.together(number), since.parted))
        found.append(Heard(key=known[number].key, speaker=who.name, **told))
    return found


def _loudest(connection: Connection, since: Waiting, limit: int) -> Sequence[int]:
    """The numbers of the actors of the most statements, with what people judged since the record was regrouped."""
    said = (
        select(statements.c.report, statements.c.speaker, func.count().label("uses"))
        .where(*_told(), statements.c.duplicate_of.is_(None))
        .group_by(statements.c.report, statements.c.speaker)
        .cte("said")
        .prefix_with("MATERIALIZED")  # the entities, whose rows are long, are then asked for once for each name
    )
    actor: ColumnElement[Any] = actor_entities.c.actor
    if since.into:
        actor = case(dict(since.into), value=actor, else_=actor)
    own = [actor.not_in(sorted(since.rejected))] if since.rejected else []
    own += [_PLACE.not_in(sorted(since.parted))] if since.parted else []
    same = and_(said.c.report == entities.c.report, said.c.speaker == entities.c.name)
    joined = actor_entities.join(entities, STANDS_FOR).join(said, same)
    told = (
        select(actor.label("actor"), *said.c)
        .select_from(joined.join(reports, reports.c.report == said.c.report))
        .where(reports.c.current, *own)
        .distinct()
    )
    named = narrow(told, reports).subquery("named")
    query = select(named.c.actor).group_by(named.c.actor)
    query = query.order_by(func.sum(named.c.uses).desc(), named.c.actor).limit(limit)
    return connection.execute(query).scalars().all()


def _names(connection: Connection, limit: int) -> list[Heard]:
    """The names of the most statements."""
    joined = statements.join(reports, reports.c.report == statements.c.report)
    known = (*_told(), reports.c.current)
    query = narrow(select(statements.c.speaker).select_from(joined).where(*known), statements, reports)
    _, counts = counted(connection, query, {"speaker": limit})
    most = counts["speaker"]
    whole = (
        select(
            statements.c.speaker,
            func.count(statements.c.report.distinct()).label("reports"),
            func.count(reports.c.outlet.distinct()).label("outlets"),
            func.max(reports.c.day).label("last"),
        )
        .select_from(joined)
        .where(*known, statements.c.speaker.in_([speaker for speaker, _ in most]))
        .group_by(statements.c.speaker)
    )
    told = {row["speaker"]: row for row in connection.execute(narrow(whole, reports, statements)).mappings()}
    return [Heard(key=None, **told[speaker], statements=count) for speaker, count in most]


def _told() -> tuple[ColumnElement[bool], ...]:
    """Conditions on statements: those that a reader sees, of a known speaker."""
    return statements.c.seen, statements.c.resolved_by != UNRESOLVED, statements.c.speaker != ""
