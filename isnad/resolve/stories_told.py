"""The stories of an archive with what was found on it, as one database, and what their reports tell, part by part.

A person or body is its actor's number (`a7`); where none is resolved, the one actor of the story that has a name of
this key, else the key itself (`n...`). The rows are made by SQL over the tables of the archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log
from typing import Any, Final

import duckdb
import pyarrow as pa

from isnad.lexicon.gazetteer import place_key
from isnad.model import Span
from isnad.model.statement import UNRESOLVED
from isnad.resolve.archive import FOUND, Archive
from isnad.resolve.stretches import stretch_of
from isnad.resolve.told import Number, Told, common_terms
from isnad.text.names import name_key

_NAMES: Final = """
create temp table told_names as
select distinct report, name from (
    select report, name from entities
    union all select report, unnest(actors) from events
    union all select report, unnest(recipients) from events
    union all select report, claimed_by from events
    union all select report, speaker from statements where resolved_by <> 'unknown'
) where name is not null;
create temp table own as
select e.report, e.name, min(x.actor) as actor, min(e.country) as country
from entities e left join actors x using (report, entity) group by all;
"""
_WHO: Final = """
create temp table by_key as
select s.story, k.key, min(o.actor) as actor
from own o join stories s using (report) join name_keys k using (name)
where o.actor is not null group by all having count(distinct o.actor) = 1;
create temp table who as
select t.report, t.name, o.country, coalesce('a' || o.actor, 'a' || d.actor, 'a' || b.actor, 'n' || k.key) as key,
       case when o.actor is null then d.actor_name end as holder
from told_names t
join stories s using (report) join name_keys k using (name)
left join own o on o.report = t.report and o.name = t.name
left join described d on d.report = t.report and d.name = t.name
left join by_key b on b.story = s.story and b.key = k.key;
"""
_ORDER: Final = "s.story, r.day nulls last, r.published nulls last, r.id"
_EVENTS: Final = f"""
select row_number() over (order by {_ORDER}, e.event) - 1 as node, s.story, e.*, e.event as at,
       r.id, r.outlet, r.published, r.day
from part_events e join stories s using (report) join part_reports r using (report) order by node
"""
_STATEMENTS: Final = f"""
select row_number() over (order by {_ORDER}, t.statement) - 1 as node, s.story, t.*, t.statement as at,
       r.id, r.outlet, r.published, r.day
from part_statements t join stories s using (report) join part_reports r using (report) order by node
"""
_TERMS: Final = "select term, count(*) as reports from terms group by term having count(*) > 1"
_INSIDE: Final = "select q.* from {table} q join part_reports using (report) order by all"
_TABLES: Final = ("reports", "events", "statements", "quantities")  # of which a part has its rows as `part_...`
_NOBODY: Final = (None, None, None)
NAMED: Final = frozenset({"own", "who"})
"""The tables that `named` gives."""
_PART: Final = 250  # reports whose stories are looked at together, so that memory does not grow with the archive


class Stories:
    """An archive with what was found on it, as one database, and the weights of its terms.

    Args:
        archive: The reports.
        found: The tables `stories`, `copies` and `actors` of `FOUND`; one that is missing is empty. Where those that
            `named` gives are among them, they are not made anew.
    """

    def __init__(self, archive: Archive, found: Mapping[str, pa.Table]) -> None:
        self.archive = archive
        self.database: duckdb.DuckDBPyConnection = archive.database(())  # a part brings its rows
        for name in ("stories", "copies"):
            self.database.register(name, found.get(name, FOUND[name].empty_table()))
        known = found if found.keys() >= NAMED else named(archive, found)
        for name in NAMED:
            self.database.register(name, known[name])
        many = max(len(archive), 2)
        self._rarest = log(1 + many)
        with archive.database(["terms"]) as database:
            told = database.execute(_TERMS).fetchall()
        self._weights = {term: log(1 + many / reports) for term, reports in told}

    def weight(self, term: int) -> float:
        """How much a term tells: the rarer among the reports, the more (inverse document frequency)."""
        return self._weights.get(term, self._rarest)

    def weigh(self, terms: Iterable[int]) -> float:
        """How much terms tell together."""
        weights, rarest = self._weights, self._rarest
        return sum([weights.get(term, rarest) for term in terms])


def named(archive: Archive, found: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """Who is meant by each name in each report: the tables `own`, the actors of a report's entities, and `who`.

    Args:
        archive: The reports.
        found: As for `Stories`.
    """
    with archive.database() as database:
        for name in ("stories", "actors", "described"):
            database.register(name, found.get(name, FOUND[name].empty_table()))
        database.execute(_NAMES)
        names = [name for (name,) in database.execute("select distinct name from told_names").fetchall()]
        keys = pa.table({"name": pa.array(names, pa.string()), "key": pa.array(map(_key, names), pa.string())})
        database.register("name_keys", keys)
        database.execute(_WHO)
        return {name: database.sql(f"select * from {name} order by report, name").to_arrow_table() for name in NAMED}


def cuts(found: Mapping[str, pa.Table]) -> Iterator[list[int]]:
    """The reports of the table `stories` part by part: stories in order of their numbers, none of them cut."""
    stories = found.get("stories", FOUND["stories"].empty_table())
    told: dict[int, list[int]] = {}
    for report, story in zip(stories.column("report").to_pylist(), stories.column("story").to_pylist(), strict=True):
        told.setdefault(story, []).append(report)
    reports: list[int] = []
    for story in sorted(told):
        if reports and len(reports) + len(told[story]) > _PART:
            yield sorted(reports)
            reports = []
        reports += told[story]
    if reports:
        yield sorted(reports)


class Part:
    """What some reports tell, which are those of whole stories; `texts` are their texts by number."""

    def __init__(self, stories: Stories, reports: Sequence[int]) -> None:
        self.stories = stories
        for name in _TABLES:
            stories.database.register(f"part_{name}", stories.archive.rows(name, reports))
        texts = stories.archive.rows("reports", reports)
        self.texts: dict[int, str] = dict(zip(reports, texts.column("text").to_pylist(), strict=True))
        self._entities = {(row["report"], row["name"]) for row in self._inside("own")}
        self._who = {
            (row["report"], row["name"]): (row["key"], row["country"], row["holder"]) for row in self._inside("who")
        }

    def events(self) -> list[Told]:
        """Every event, in order of its node."""
        numbers: dict[tuple[int, int], list[Number]] = {}
        for row in self._inside("part_quantities"):
            number = Number(row["of"], row["value"], row["bound"] or "", Span(row["start"], row["end"]))
            numbers.setdefault((row["report"], row["event"]), []).append(number)
        return [self._event(row, numbers) for row in self._rows(_EVENTS)]

    def statements(self) -> list[Told]:
        """Every statement, in order of its node."""
        return [self._statement(row) for row in self._rows(_STATEMENTS)]

    def _inside(self, table: str) -> list[dict[str, Any]]:
        return self._rows(_INSIDE.format(table=table))

    def _rows(self, query: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.stories.database.sql(query).to_arrow_table().to_pylist()
        return rows

    def _key_of(self, report: int, name: str | None) -> str | None:
        key: str | None = self._who.get((report, name or ""), _NOBODY)[0]
        return key

    def _event(self, row: dict[str, Any], numbers: dict[tuple[int, int], list[Number]]) -> Told:
        actors, recipients = (self._keyed(row["report"], row[side]) for side in ("actors", "recipients"))
        row["place_key"] = place_key(row["place"]) if row["place"] else None
        speaker = self._key_of(row["report"], row["claimed_by"])
        return self._told(
            row,
            type=row["type"],
            when=stretch_of(row["date"]),
            speaker=speaker,
            actors=frozenset(actors),
            recipients=frozenset(recipients),
            names=actors | recipients | self._keyed(row["report"], [row["claimed_by"]] if speaker else []),
            countries=frozenset(self._countries(row["report"], (*row["actors"], *row["recipients"]))),
            numbers=tuple(numbers.get((row["report"], row["event"]), ())),
        )

    def _statement(self, row: dict[str, Any]) -> Told:
        known = row["resolved_by"] != UNRESOLVED
        speaker = self._key_of(row["report"], row["speaker"]) if known else None
        heard = [name for name in (row["addressee"], row["target"]) if name]
        hearers = self._keyed(row["report"], heard)
        return self._told(
            row,
            type=row["act"],
            when=stretch_of(row["time"]),
            speaker=speaker,
            actors=frozenset({speaker} if speaker else ()),
            recipients=frozenset(hearers),
            names=hearers | self._keyed(row["report"], [row["speaker"]] if speaker else []),
            countries=frozenset(self._countries(row["report"], [row["speaker"]])),
            numbers=(),
        )

    def _told(self, row: dict[str, Any], **fields: Any) -> Told:
        names = fields["names"]
        common = common_terms()
        terms = tuple(dict.fromkeys(term for term in row["terms"] or () if term not in common))
        return Told(
            node=row["node"],
            story=row["story"],
            report=row["report"],
            at=row["at"],
            span=Span(row["start"], row["end"]),
            terms=terms,
            bag=frozenset(terms),
            weight=self.stories.weigh(terms),
            day=row["day"].toordinal() if row["day"] is not None else None,
            row=row,
            by_office=self._by_office(row),
            named=frozenset(key for key, name in names.items() if (row["report"], name) in self._entities),
            **fields,
        )

    def _keyed(self, report: int, names: Iterable[str]) -> dict[str, str]:
        """Their keys with their names; the name of the actor for who is told by an office alone."""
        return {
            key: self._holder(report, name) or name for name in names if (key := self._key_of(report, name)) is not None
        }

    def _holder(self, report: int, name: str | None) -> str | None:
        holder: str | None = self._who.get((report, name or ""), _NOBODY)[2]
        return holder

    def _by_office(self, row: dict[str, Any]) -> frozenset[str]:
        """The keys of those whom this row names by an office alone."""
        told = [row.get(column) for column in ("speaker", "addressee", "target", "claimed_by")]
        told += [*row.get("actors", ()), *row.get("recipients", ())]
        return frozenset(
            key for name in told if self._holder(row["report"], name) and (key := self._key_of(row["report"], name))
        )

    def _countries(self, report: int, names: Iterable[str]) -> Iterator[str]:
        for name in names:
            if country := self._who.get((report, name), _NOBODY)[1]:
                yield country


def _key(name: str) -> str:
    return name_key(name) or name
