"""What was read of which outlet on which day, so that "not read" is never taken for "not reported"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

import msgspec
from sqlalchemy import BigInteger, Connection, cast, func, select

from isnad.store.schema import reports, statements


class CoveredDay(msgspec.Struct, frozen=True, kw_only=True):
    """One outlet on one day of publication.

    `outlet` is None for reports that name none, `day` ISO 8601 and None for reports without a date. `reports` is how
    many the record holds: 0 for a day between the outlet's first and last of which nothing was read, though the outlet
    may well have published. `characters` is the length of their texts in code points, `statements` what was found.
    """

    outlet: str | None
    day: str | None
    reports: int
    characters: int = 0
    statements: int = 0


def coverage(connection: Connection, *, outlet: str | None = None) -> Iterator[CoveredDay]:
    """Every day of every outlet from its first to its last, in order; then what has no date.

    Args:
        connection: To the record.
        outlet: This one alone.
    """
    said = (
        select(statements.c.report, func.count().label("statements"))
        .where(statements.c.seen)
        .group_by(statements.c.report)
        .subquery("said")
    )
    query = (
        select(
            reports.c.outlet,
            reports.c.day,
            func.count().label("reports"),
            func.sum(func.length(reports.c.text)).label("characters"),
            cast(func.coalesce(func.sum(said.c.statements), 0), BigInteger).label("statements"),
        )
        .outerjoin(said, said.c.report == reports.c.report)
        .where(reports.c.current)
        .group_by(reports.c.outlet, reports.c.day)
        .order_by(reports.c.outlet, reports.c.day)
    )
    if outlet is not None:
        query = query.where(reports.c.outlet == outlet)
    rows = [CoveredDay(**row) for row in connection.execute(query).mappings()]
    rows.sort(key=lambda row: (row.outlet is None, row.outlet or "", row.day is None, row.day or ""))
    for _, days in groupby(rows, key=lambda row: row.outlet):
        yield from _without_gaps(list(days))


def _without_gaps(days: list[CoveredDay]) -> Iterator[CoveredDay]:
    before: date | None = None
    for told in days:
        day = _date(told.day)
        if before is not None and day is not None:
            for gone in range(1, (day - before).days):
                yield CoveredDay(outlet=told.outlet, day=(before + timedelta(gone)).isoformat(), reports=0)
        before = day or before
        yield told


def _date(told: str | None) -> date | None:
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        return None
