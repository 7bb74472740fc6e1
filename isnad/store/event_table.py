"""Events of all reports in the order of time, with what a table of them is narrowed down by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Engine, Select, func, select, tuple_

from isnad.store.days import PUBLISHED, between
from isnad.store.narrow import counted, narrow
from isnad.store.rows import Rows
from isnad.store.schema import events, reports
from isnad.store.search.hits import Facet, Spread

_TABLES = (events, reports)
_FACETS = ("type", "status", "place")
# The day that the report gives an event, else that of the report: a report mostly tells of its own day.
WHEN: Any = func.coalesce(events.c.date, PUBLISHED)


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
        return told + between(WHEN, self.since, self.until)


class TableOfEvents:
    """The events that are wanted.

    Args:
        engine: Of a record.
        wanted: Which.
    """

    def __init__(self, engine: Engine, wanted: Wanted) -> None:
        self._engine = engine
        self._conditions = wanted.conditions()

    def rows(self, *, newest: bool = False) -> Rows:
        """All of them in the order of time, those without any day last."""
        named: list[Any] = [reports.c[name] for name in ("outlet", "published", "title", "url")]
        fields = ("type", "mode", "status", "actors", "recipients", "date", "place", "claimed_by", "anchor")
        places = ("anchor_start", "anchor_end", "score", "judged")
        told = [reports.c.id.label("report"), events.c.at, WHEN.label("when")]
        told += [events.c[name] for name in (*fields, *places)] + named
        return Rows(self._engine, self._ordered(told, newest=newest))

    def page(self, *, limit: int, offset: int, newest: bool = False) -> list[dict[str, Any]]:
        """Some of them; names as lists."""
        keys = narrow(
            self._ordered((events.c.report, events.c.at), newest=newest).limit(limit).offset(offset), *_TABLES
        )
        with self._engine.connect() as connection:
            wanted = [tuple(key) for key in connection.execute(keys)]
        some = self.rows(newest=newest).query.where(
            reports.c.report.in_({report for report, _ in wanted}), tuple_(events.c.report, events.c.at).in_(wanted)
        )
        return [as_told(row) for row in Rows(self._engine, some)]

    def spread(self, *, limit: int) -> Spread:
        """How many there are, and their commonest types, statuses and places; what tells none is left out."""
        columns = [events.c[name] for name in _FACETS]
        with self._engine.connect() as connection:
            query = narrow(self._select(*columns), *_TABLES)
            count, counts = counted(connection, query, dict.fromkeys(_FACETS, limit + 1))
        told = {name: [one for one in some if one[0] is not None][:limit] for name, some in counts.items()}
        facets = {name: [Facet(value=value, count=of) for value, of in some] for name, some in told.items()}
        return Spread(count=count, facets=facets)

    def _ordered(self, columns: Sequence[Any], *, newest: bool) -> Select[Any]:
        """In the order of time, those without any day last."""
        day = WHEN.desc() if newest else WHEN
        return self._select(*columns).order_by(WHEN.is_(None), day, reports.c.report, events.c.at)

    def _select(self, *columns: Any) -> Select[Any]:
        joined = events.join(reports, reports.c.report == events.c.report)
        return select(*columns).select_from(joined).where(*self._conditions)


def as_told(row: dict[str, Any]) -> dict[str, Any]:
    """A row with its names as lists."""
    names = {name: msgspec.json.decode(row[name]) if row[name] else [] for name in ("actors", "recipients")}
    return {**row, **names}
