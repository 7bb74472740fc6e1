"""From when to when reports used each name of an actor."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from isnad.model import ActorName
from isnad.store.actor_statements import Of
from isnad.store.narrow import narrow
from isnad.store.schema import STANDS_FOR, actor_entities, entities, reports


class DatedName(ActorName, frozen=True, kw_only=True):
    """A name with the days of publication (ISO 8601) of the first and last report of the actor that uses it.

    Both are None where no such report has a day.
    """

    first: str | None
    last: str | None


def dated_names(connection: Connection, who: Of, names: Iterable[ActorName]) -> list[DatedName]:
    """Some names of an actor with their days, in the same order.

    Args:
        connection: To the record.
        who: The actor.
        names: Of it.
    """
    told = list(names)
    query = (
        select(entities.c.name, func.min(reports.c.day), func.max(reports.c.day))
        .select_from(actor_entities)
        .join(entities, STANDS_FOR)
        .join(reports, reports.c.report == actor_entities.c.report)
        .where(*who.entities(), entities.c.seen, reports.c.current, entities.c.name.in_({one.name for one in told}))
        .group_by(entities.c.name)
    )
    days = {name: (first, last) for name, first, last in connection.execute(narrow(query, reports))}
    made = []
    for one in told:
        first, last = days.get(one.name, (None, None))
        made.append(DatedName(name=one.name, reports=one.reports, first=first, last=last))
    return made
