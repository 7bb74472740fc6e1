"""Where the actors of an archive are mentioned, and under which name a report knows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

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
    """What a step tells of a report beside a span of it."""

    id: str
    outlet: str | None
    day: str | None
    text: str


def actor_mentions(archive: Archive, actors: Any) -> Iterator[ActorMention]:
    """All mentions by name or title whose actor is known, in order of report and place.

    Args:
        archive: The reports.
        actors: The table `actors` of `FOUND`.
    """
    with archive.database() as database:
        database.register("actors", actors)
        yield from map(ActorMention._make, database.execute(_MENTIONS).fetchall())


def report_rows(archive: Archive) -> list[ReportRow]:
    """All reports by their number."""
    columns = archive.table("reports").select(["id", "outlet", "day", "text"]).to_pydict()
    days = [day.isoformat() if day else None for day in columns["day"]]
    return [ReportRow(*row) for row in zip(columns["id"], columns["outlet"], days, columns["text"], strict=True)]


def actors_by_name(archive: Archive, actors: Any) -> dict[int, dict[str, int]]:
    """For each report the actor that each of its names stands for; the fullest names go before other ones."""
    found: dict[int, dict[str, int]] = {}
    with archive.database() as database:
        database.register("actors", actors)
        rows = database.execute(_NAMES).fetchall()
    for report, name, _, actor in rows:
        found.setdefault(report, {}).setdefault(name, actor)
    for report, _, names, actor in rows:
        for name in names:
            found[report].setdefault(name, actor)
    return found
