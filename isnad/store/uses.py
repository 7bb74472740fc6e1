"""How often a report names an actor and lets it speak, kept in the record beside the entity that stands for it.

To count this over all mentions of a large record takes seconds; whoever writes mentions, statements or actors counts
anew for the reports that change.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CTE, ColumnElement, Connection, Select, func, select, update

from isnad.store.kept import CHUNK, chunks
from isnad.store.narrow import narrow
from isnad.store.schema import actor_entities, entities, mentions, statements

UNCOUNTED = {"mentions": 0, "statements": 0}
"""The counts of a row of `isnad.store.schema.actor_entities` before it is counted."""


def count_uses(connection: Connection) -> None:
    """Counts for every actor, whose counts are 0 before."""
    _count(connection, _named(), _heard())


def recount_uses(connection: Connection, numbers: Sequence[int]) -> None:
    """Counts anew for the reports of some numbers; one that was read since the last regrouping has no actors yet."""
    for chunk in chunks(numbers, CHUNK):
        here = actor_entities.c.report.in_(chunk)
        connection.execute(update(actor_entities).where(here).values(**UNCOUNTED))
        _count(connection, _named(mentions.c.report.in_(chunk)), _heard(statements.c.report.in_(chunk)))


def _count(connection: Connection, named: CTE, heard: CTE) -> None:
    for field, told in (("mentions", named), ("statements", heard)):
        same = (told.c.report == entities.c.report) & (told.c.name == entities.c.name)
        if "type" in told.c:
            same &= told.c.type == entities.c.type
        found = select(entities.c.report, entities.c.at, told.c.uses).join(told, same).subquery("found")
        here = (actor_entities.c.report == found.c.report) & (actor_entities.c.entity == found.c.at)
        connection.execute(update(actor_entities).where(here).values({field: found.c.uses}))


def _named(*conditions: ColumnElement[bool]) -> CTE:
    """How often each report mentions each name."""
    columns = (mentions.c.report, mentions.c.entity.label("name"), mentions.c.type)
    query = select(*columns, func.count().label("uses"))
    return _together(query.where(mentions.c.seen, mentions.c.entity.is_not(None), *conditions), columns)


def _heard(*conditions: ColumnElement[bool]) -> CTE:
    """How often each report lets each name speak."""
    columns = (statements.c.report, statements.c.speaker.label("name"))
    query = select(*columns, func.count().label("uses")).where(statements.c.seen, *conditions)
    return _together(narrow(query, statements), columns)


def _together(query: Select[Any], columns: Sequence[ColumnElement[Any]]) -> CTE:
    """Rows of a report put together first: its entities, whose rows are long, are then asked for once for each name."""
    return query.group_by(*columns).cte("told").prefix_with("MATERIALIZED")
