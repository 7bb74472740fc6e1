"""Events of all reports in the order of time, with what a table of them is narrowed down by."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Engine, Select, func, select

from isnad.store.rows import Rows
from isnad.store.schema import events, reports
from isnad.store.search.hits import Facet

# The day that the report gives an event, else that of the report: a report mostly tells of its own day.
WHEN: Any = func.coalesce(events.c.date, reports.c.day)


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which events: what is empty asks for nothing.

    `place` are words of the place; `since` and `until` a day, month or year, ISO 8601. A date that is less exact than
    these is in, where any day of it is.
    """

    type: str = ""
    status: str = ""
    place: str = ""
    since: str = ""
    until: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        """What the rows must have."""
        told: list[ColumnElement[bool]] = [reports.c.current, events.c.seen]
        if self.type:
            told.append(events.c.type == self.type)
        if self.status:
            told.append(events.c.status == self.status)
        if self.place:
            told.append(events.c.place.icontains(self.place, autoescape=True))
        if self.since:
            told.append(func.substr(self.since, 1, func.length(WHEN)) <= WHEN)
        if self.until:
            told.append(func.substr(WHEN, 1, len(self.until)) <= self.until)
        return told


class TableOfEvents:
    """The events that are wanted.

    Args:
        engine: Of a record.
        wanted: Which.
    """

    def __init__(self, engine: Engine, wanted: Wanted) -> None:
        self._engine = engine
        self._conditions = wanted.conditions()

    def count(self) -> int:
        """How many there are."""
        with self._engine.connect() as connection:
            return int(connection.execute(self._select(func.count())).scalar_one())

    def rows(self, *, newest: bool = False) -> Rows:
        """All of them in the order of time, those without any day last."""
        named: list[Any] = [reports.c[name] for name in ("outlet", "published", "title", "url")]
        fields = ("type", "mode", "status", "actors", "recipients", "date", "place", "claimed_by", "anchor")
        places = ("anchor_start", "anchor_end", "score", "judged")
        told = [reports.c.id.label("report"), events.c.at, WHEN.label("when")]
        told += [events.c[name] for name in (*fields, *places)] + named
        day = WHEN.desc() if newest else WHEN
        query = self._select(*told).order_by(WHEN.is_(None), day, reports.c.report, events.c.at)
        return Rows(self._engine, query)

    def page(self, *, limit: int, offset: int, newest: bool = False) -> list[dict[str, Any]]:
        """Some of them; names as lists."""
        query = self.rows(newest=newest).query.limit(limit).offset(offset)
        return [as_told(row) for row in Rows(self._engine, query)]

    def facet(self, name: str, *, limit: int) -> list[Facet]:
        """How they spread over `type`, `status` or `place`, the commonest first; what tells none is left out."""
        column, count = events.c[name], func.count().label("count")
        query = self._select(column.label("value"), count).where(column.is_not(None)).group_by(column)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(count.desc(), column).limit(limit)).mappings()
            return [Facet(**row) for row in rows]

    def _select(self, *columns: Any) -> Select[Any]:
        joined = events.join(reports, reports.c.report == events.c.report)
        return select(*columns).select_from(joined).where(*self._conditions)


def as_told(row: dict[str, Any]) -> dict[str, Any]:
    """A row with its names as lists."""
    names = {name: msgspec.json.decode(row[name]) if row[name] else [] for name in ("actors", "recipients")}
    return {**row, **names}
