"""How many things of which kind there were on each day, for pictures of time."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, func, select

from isnad.store.event_table import WHEN, Wanted
from isnad.store.schema import events, happening_actors, happenings, reports


class OnDay(msgspec.Struct, frozen=True, kw_only=True):
    """How many things of a kind there were on a day; `when` may be a month or a year, None where no day is known."""

    when: str | None
    kind: str
    count: int


def events_on_days(connection: Connection, wanted: Wanted) -> list[OnDay]:
    """The events that are wanted by their type; one that its report does not date stands at the day of publication."""
    day = func.substr(WHEN, 1, 10)
    query = (
        select(day.label("when"), events.c.type.label("kind"), func.count().label("count"))
        .select_from(events.join(reports, reports.c.report == events.c.report))
        .where(*wanted.conditions())
        .group_by(day, events.c.type)
    )
    return [OnDay(**row) for row in connection.execute(query.order_by(day.is_(None), day, events.c.type)).mappings()]


def takes_part(connection: Connection, actors: Sequence[int]) -> bool:
    """Whether an actor takes part in any statement or event that stands in its chronology."""
    joined = happening_actors.join(happenings, happenings.c.happening == happening_actors.c.happening)
    some = select(happenings.c.happening).select_from(joined)
    some = some.where(happening_actors.c.actor.in_(actors), happenings.c.told_with.is_(None))
    return connection.execute(some.limit(1)).first() is not None


def happenings_on_days(connection: Connection, actors: Sequence[int]) -> list[OnDay]:
    """What an actor takes part in: its statements as `statement`, its meetings and other events by their type.

    It has several numbers where people joined others to it.
    What no telling dates stands at the first day on which it was told; an event that is the verb of a statement is told
    with the statement alone.
    """
    day = func.substr(func.coalesce(happenings.c.first, happenings.c.first_told), 1, 10)
    kind = func.coalesce(func.nullif(happenings.c.kind, "event"), happenings.c.type)
    query = (
        select(day.label("when"), kind.label("kind"), func.count(happenings.c.happening.distinct()).label("count"))
        .select_from(happening_actors.join(happenings, happenings.c.happening == happening_actors.c.happening))
        .where(happening_actors.c.actor.in_(actors), happenings.c.told_with.is_(None))
        .group_by(day, kind)
    )
    return [OnDay(**row) for row in connection.execute(query.order_by(day.is_(None), day, kind)).mappings()]
