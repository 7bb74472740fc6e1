"""What was read of each outlet between two days, so that a reader sees what a story or an actor's file cannot hold."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, func, select

from isnad.store.schema import actor_entities, reports, stories, story_reports


class OutletRead(msgspec.Struct, frozen=True, kw_only=True):
    """One outlet between two days: `reports` that were read, how many of them are `told` of, on how many `days`.

    `empty` days are those of which nothing of it was read, though it may well have published.
    """

    outlet: str | None
    reports: int
    told: int
    days: int
    empty: int


def of_story(id: str) -> Select[Any]:
    """A query for the numbers of a story's reports."""
    at = story_reports.c.story == stories.c.story
    return select(story_reports.c.report).join(stories, at).where(stories.c.id == id)


def naming_actor(number: int) -> Select[Any]:
    """A query for the numbers of the reports that name an actor."""
    return select(actor_entities.c.report).where(actor_entities.c.actor == number)


def span_of(connection: Connection, of: Select[Any]) -> tuple[str, str] | None:
    """The first and last day on which reports of a query were published, None where none tells a day."""
    day = func.substr(reports.c.day, 1, 10)
    query = select(func.min(day), func.max(day)).where(
        reports.c.current, func.length(reports.c.day) >= 10, reports.c.report.in_(of)
    )
    first, last = connection.execute(query).one()
    return (first, last) if first else None


def read_between(connection: Connection, first: str, last: str, of: Select[Any]) -> list[OutletRead]:
    """Each outlet of which something was read between two days, both included, that with the most told of first.

    Args:
        connection: To the record.
        first: A day, ISO 8601.
        last: The same.
        of: A query for the numbers of the reports that are told of.
    """
    length = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    told = of.subquery("told")
    query = (
        select(
            reports.c.outlet,
            func.count().label("reports"),
            func.count(told.c.report).label("told"),
            func.count(func.substr(reports.c.day, 1, 10).distinct()).label("days"),
        )
        .outerjoin(told, told.c.report == reports.c.report)
        .where(reports.c.current, func.length(reports.c.day) >= 10, reports.c.day.between(first, last))
        .group_by(reports.c.outlet)
    )
    rows = [OutletRead(**row, empty=length - row["days"]) for row in connection.execute(query).mappings()]
    return sorted(rows, key=lambda row: (-row.told, -row.reports, row.outlet or ""))
