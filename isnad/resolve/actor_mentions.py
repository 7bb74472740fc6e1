"""Where the actors of an archive are mentioned, and under which name a report knows them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final, NamedTuple

import pyarrow as pa

from isnad.resolve.archive import Archive

_MENTIONS: Final = """
with known as (
  select report, name, min(entity) as entity from entities where type in ('PER', 'ORG', 'LOC') group by 1, 2
)
select m.report, m.start, m."end", m.form, m.quote, a.actor, e.type
from mentions m join known k using (report, name) join actors a using (report, entity)
join entities e using (report, entity)
where m.form in ('name', 'nominal')
order by m.report, m.start, m."end"
"""
_NAMES: Final = """
select e.report, e.name, e.names, a.actor from entities e join actors a using (report, entity) order by 1, e.entity
"""
_TOGETHER: Final = 5_000  # rows that are made into objects at a time


class ActorMention(NamedTuple):
    """A mention by name or title, with its actor and the actor's type."""

    report: int
    start: int
    end: int
    form: str
    quote: str
    actor: int
    type: str


class ReportRow(NamedTuple):
    """What a step tells of a report beside a span of it; the text is read each time that it is asked for."""

    id: str
    outlet: str | None
    day: str | None
    number: int
    texts: pa.ChunkedArray

    @property
    def text(self) -> str:
        """The report's text."""
        words: str = self.texts[self.number].as_py()
        return words


class ActorMentions:
    """All mentions by name or title whose actor is known, in order of report and place; every pass makes them anew.

    Args:
        archive: The reports.
        actors: The table `actors` of `FOUND`.
    """

    def __init__(self, archive: Archive, actors: pa.Table) -> None:
        with archive.database() as database:
            database.register("actors", actors)
            self._table = database.sql(_MENTIONS).to_arrow_table()

    def __iter__(self) -> Iterator[ActorMention]:
        return map(ActorMention._make, _rows(self._table))


def report_rows(archive: Archive) -> list[ReportRow]:
    """All reports by their number."""
    texts = archive.table("reports").column("text")
    return [
        ReportRow(id, outlet, day.isoformat() if day else None, number, texts)
        for number, (id, outlet, day) in enumerate(archive.each("reports", ["id", "outlet", "day"]))
    ]


def actors_by_name(archive: Archive, actors: pa.Table) -> dict[int, dict[str, int]]:
    """For each report the actor that each of its names stands for; the fullest names go before other ones."""
    with archive.database() as database:
        database.register("actors", actors)
        table = database.sql(_NAMES).to_arrow_table()
    found: dict[int, dict[str, int]] = {}
    once: dict[str, str] = {}  # one object for a name in many reports
    for report, rows in groupby(_rows(table), key=lambda row: row[0]):
        told = list(rows)
        known = found[report] = {}
        for _, name, _, actor in told:
            known.setdefault(once.setdefault(name, name), actor)
        for _, _, names, actor in told:
            for name in names:
                known.setdefault(once.setdefault(name, name), actor)
    return found


def _rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    for batch in table.to_batches(max_chunksize=_TOGETHER):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
