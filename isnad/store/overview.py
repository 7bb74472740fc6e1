"""What a record holds at a glance: how much, from whom, over which time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, Table, func, select

from isnad.store.narrow import narrow
from isnad.store.schema import (
    actor_entities,
    events,
    problems,
    reports,
    runs,
    statements,
)


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """How much a record holds; `first` and `last` are days of publication, None in an empty record."""

    reports: int
    statements: int
    events: int
    outlets: int
    problems: int
    first: str | None
    last: str | None


class Period(StrEnum):
    """What is counted together."""

    MONTH = "month"
    DAY = "day"


_LENGTHS = {Period.MONTH: 7, Period.DAY: 10}  # of their names


class Attention(msgspec.Struct, frozen=True, kw_only=True):
    """How many reports an outlet published in each period; `counts` run along `periods`, gaps are 0."""

    outlet: str | None
    total: int
    counts: tuple[int, ...]


class OfLate(msgspec.Struct, frozen=True, kw_only=True):
    """Reports by outlet in the last periods; `ahead` counts those that a date of the future leaves outside these."""

    period: Period
    periods: tuple[str, ...]
    rows: tuple[Attention, ...]
    ahead: int


class MadeBy(msgspec.Struct, frozen=True, kw_only=True):
    """A version of the program with its rules and models, and how many current reports it read."""

    run: int
    version: str
    rules: str
    models: str
    reports: int


def totals(connection: Connection) -> Totals:
    """How much there is, of current reports alone."""
    told = (func.count(), func.count(reports.c.outlet.distinct()), func.min(reports.c.day), func.max(reports.c.day))
    count, outlets, first, last = connection.execute(_of(reports, *told)).one()
    found = {
        table.name: connection.execute(_of_current(table, func.count())).scalar_one() for table in (statements, events)
    }
    failed = connection.execute(select(func.count()).select_from(problems)).scalar_one()
    return Totals(reports=count, outlets=outlets, first=first, last=last, problems=failed, **found)


def attention(
    connection: Connection, period: Period, *, last: int, until: str | None = None, actors: Sequence[int] | None = None
) -> tuple[list[str], list[Attention]]:
    """The last periods of a record, gaps among them, and each outlet's reports in them, the busiest outlet first.

    Periods at the beginning that together hold less than a hundredth of the reports are left out.

    Args:
        connection: To the record.
        period: Months or days.
        last: How many periods at most, back from the newest.
        until: The day from which on periods are left out, where there are any before, so that one wrong date does not
            stand for all.
        actors: Numbers of actors that are one: only reports that name it.
    """
    length = _LENGTHS[period]
    column = func.substr(reports.c.day, 1, length)
    query = _that_name(
        actors,
        select(reports.c.outlet, column, func.count())
        .where(reports.c.current, reports.c.day.is_not(None), func.length(reports.c.day) >= length)
        .group_by(reports.c.outlet, column),
    )
    counts: dict[str | None, Counter[str]] = defaultdict(Counter)
    for outlet, name, count in connection.execute(narrow(query, reports)):
        counts[outlet][name] += count
    names = {name for counted in counts.values() for name in counted}
    names = {name for name in names if until is None or name <= until[:length]} or names
    periods = every(min(names), max(names))[-last:] if names else []
    periods = _without_thin_beginning(periods, sum(counts.values(), Counter()))
    rows = [
        Attention(
            outlet=outlet,
            total=sum(counted[name] for name in periods),
            counts=tuple(counted[name] for name in periods),
        )
        for outlet, counted in counts.items()
    ]
    return periods, sorted((row for row in rows if row.total), key=lambda row: (-row.total, row.outlet or ""))


def attention_of_late(
    connection: Connection, *, few: int, days: int, months: int, actors: Sequence[int] | None = None
) -> OfLate:
    """The last days of a record of few days, else the last months, none in the future; see `attention`.

    Args:
        connection: To the record.
        few: How many days a record has at most that is told by days.
        days: How many of them at most.
        months: How many months at most.
        actors: Only reports that name these.
    """
    until = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()  # somewhere it is tomorrow already
    period = Period.DAY
    periods, rows = attention(connection, period, last=few + 1, until=until, actors=actors)
    if len(periods) > few:
        period = Period.MONTH
        periods, rows = attention(connection, period, last=months, until=until, actors=actors)
    elif len(periods) > days:
        periods, rows = attention(connection, period, last=days, until=until, actors=actors)
    shown = not periods or periods[-1] > until[: _LENGTHS[period]]
    ahead = 0 if shown else _dated_after(connection, until[: _LENGTHS[period]], actors)
    return OfLate(period=period, periods=tuple(periods), rows=tuple(rows), ahead=ahead)


def runs_of(connection: Connection) -> list[MadeBy]:
    """What made the rows of the record, the newest first."""
    count = func.count(reports.c.report).label("reports")
    query = (
        select(runs, count)
        .outerjoin(reports, (reports.c.run == runs.c.run) & reports.c.current)
        .group_by(*runs.c)
        .order_by(runs.c.run.desc())
    )
    return [MadeBy(**row) for row in connection.execute(narrow(query, reports)).mappings()]


def _that_name(actors: Sequence[int] | None, query: Select[Any]) -> Select[Any]:
    """A query for reports, of those alone that name some actors where any are told."""
    if actors is None:
        return query
    return query.where(reports.c.report.in_(select(actor_entities.c.report).where(actor_entities.c.actor.in_(actors))))


def _dated_after(connection: Connection, time: str, actors: Sequence[int] | None) -> int:
    """How many reports have a date after a day or a month."""
    count = _of(reports, func.count()).where(func.substr(reports.c.day, 1, len(time)) > time)
    return int(connection.execute(_that_name(actors, count)).scalar_one())


def _of(table: Table, *columns: Any) -> Select[Any]:
    return narrow(select(*columns).select_from(table).where(reports.c.current), table)


def _of_current(table: Table, *columns: Any) -> Select[Any]:
    """A query for columns of a layer, of current reports."""
    joined = table.join(reports, reports.c.report == table.c.report)
    return narrow(select(*columns).select_from(joined).where(reports.c.current), table, reports)


def _without_thin_beginning(periods: list[str], counts: Counter[str]) -> list[str]:
    most, passed = sum(counts[name] for name in periods) / 100, 0
    for place, name in enumerate(periods):
        passed += counts[name]
        if passed > most:
            return periods[place:]
    return periods


def every(first: str, last: str) -> list[str]:
    """Every day, month or year from one to another, both included, as precise as these are.

    Where one of them names none, just the two.

    >>> every("2025-11", "2026-01")
    ['2025-11', '2025-12', '2026-01']
    """
    try:
        if len(first) == len("2025"):
            return [f"{year:04}" for year in range(int(first), int(last) + 1)]
        if len(first) == len("2025-11"):
            (year, month), (to_year, to_month) = (map(int, told.split("-")) for told in (first, last))
            count = (to_year - year) * 12 + to_month - month + 1
            return [f"{year + (month - 1 + n) // 12:04}-{(month - 1 + n) % 12 + 1:02}" for n in range(count)]
        begin, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return sorted({first, last})
    return [(begin + timedelta(days)).isoformat() for days in range((end - begin).days + 1)]
