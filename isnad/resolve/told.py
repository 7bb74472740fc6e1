"""What each report tells, one row a statement or event, ready to be compared with what others of its story tell.

The rows are made by SQL over the tables of the archive. A person or body is its actor's number (`a7`); where none is
resolved, the one actor of the story that has a name of this key, else the key itself (`n...`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from math import log
from typing import Any, Final, NamedTuple

import duckdb
import pyarrow as pa

from isnad.lexicon.gazetteer import place_key
from isnad.lexicon.load import folded, word_lists
from isnad.model import Span
from isnad.resolve.archive import FOUND, Archive
from isnad.resolve.stretches import Stretch, stretch_of
from isnad.resolve.terms import term_of
from isnad.text.names import name_key


class Number(NamedTuple):
    """A quantity of an event: what it counts, the value (None for a number that is not told), bound and place."""

    of: str
    value: float | None
    bound: str
    span: Span


class Told(NamedTuple):
    """One statement or event of a report. `node` orders by story, time of publication, report id and place in it.

    `terms` are hashed stems without function words, `when` the days it is told for, `day` the day of publication as a
    count of days. `speaker` is the key of who said it or claims it, `actors` and `recipients` are keys, `names` their
    names by key, and `named` the keys that stand for an entity of the report and no description. `row` holds the other
    columns of the archive.
    """

    node: int
    story: int
    report: int
    at: int
    span: Span
    type: str
    terms: tuple[int, ...]
    when: Stretch | None
    day: int | None
    speaker: str | None
    actors: frozenset[str]
    recipients: frozenset[str]
    names: dict[str, str]
    named: frozenset[str]
    countries: frozenset[str]
    numbers: tuple[Number, ...]
    row: dict[str, Any]


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
select t.report, t.name, o.country, coalesce('a' || o.actor, 'a' || b.actor, 'n' || k.key) as key
from told_names t
join stories s using (report) join name_keys k using (name)
left join own o on o.report = t.report and o.name = t.name
left join by_key b on b.story = s.story and b.key = k.key;
"""
_ORDER: Final = "s.story, r.day nulls last, r.published nulls last, r.id"
_EVENTS: Final = f"""
select row_number() over (order by {_ORDER}, e.event) - 1 as node, s.story, e.*, e.event as at,
       r.id, r.outlet, r.published, r.day
from events e join stories s using (report) join reports r using (report) order by node
"""
_STATEMENTS: Final = f"""
select row_number() over (order by {_ORDER}, t.statement) - 1 as node, s.story, t.*, t.statement as at,
       r.id, r.outlet, r.published, r.day
from statements t join stories s using (report) join reports r using (report) order by node
"""
_TERMS: Final = "select term, count(distinct report) as reports from terms group by term"


class Stories:
    """An archive with what was found on it, as one database, and the weights of its terms.

    Args:
        archive: The reports.
        found: The tables `stories`, `copies` and `actors` of `FOUND`; one that is missing is empty.
    """

    def __init__(self, archive: Archive, found: dict[str, pa.Table]) -> None:
        self.archive = archive
        self.database: duckdb.DuckDBPyConnection = archive.database()
        for name in ("stories", "copies", "actors"):
            self.database.register(name, found.get(name, FOUND[name].empty_table()))
        self.database.execute(_NAMES)
        names = [name for (name,) in self.database.execute("select distinct name from told_names").fetchall()]
        keys = pa.table({"name": pa.array(names, pa.string()), "key": pa.array(map(_key, names), pa.string())})
        self.database.register("name_keys", keys)
        self.database.execute(_WHO)
        self._reports = max(len(archive), 2)
        self._weights = {
            term: log(1 + self._reports / reports) for term, reports in self.database.execute(_TERMS).fetchall()
        }
        self._entities = set(self.database.execute("select report, name from own").fetchall())
        self._who = {
            (report, name): (key, country)
            for report, name, key, country in self.database.execute(
                "select report, name, key, country from who order by all"
            ).fetchall()
        }

    def weight(self, term: int) -> float:
        """How much a term tells: the rarer among the reports, the more (inverse document frequency)."""
        return self._weights.get(term, log(1 + self._reports))

    def events(self) -> list[Told]:
        """Every event of every report that stands in a story."""
        numbers: dict[tuple[int, int], list[Number]] = {}
        for row in self.archive.table("quantities").to_pylist():
            number = Number(row["of"], row["value"], row["bound"] or "", Span(row["start"], row["end"]))
            numbers.setdefault((row["report"], row["event"]), []).append(number)
        return [self._event(row, numbers) for row in self._rows(_EVENTS)]

    def statements(self) -> list[Told]:
        """Every statement of every report that stands in a story."""
        return [self._statement(row) for row in self._rows(_STATEMENTS)]

    def key_of(self, report: int, name: str | None) -> str | None:
        """The key of a person or body as a report calls it."""
        key: str | None = self._who.get((report, name or ""), (None, None))[0]
        return key

    def _rows(self, query: str) -> Iterator[dict[str, Any]]:
        yield from self.database.sql(query).to_arrow_table().to_pylist()

    def _event(self, row: dict[str, Any], numbers: dict[tuple[int, int], list[Number]]) -> Told:
        actors, recipients = (self._keyed(row["report"], row[side]) for side in ("actors", "recipients"))
        row["place_key"] = place_key(row["place"]) if row["place"] else None
        speaker = self.key_of(row["report"], row["claimed_by"])
        return self._told(
            row,
            type=row["type"],
            when=stretch_of(row["date"]),
            speaker=speaker,
            actors=frozenset(actors),
            recipients=frozenset(recipients),
            names=actors | recipients | ({speaker: row["claimed_by"]} if speaker else {}),
            countries=frozenset(self._countries(row["report"], (*row["actors"], *row["recipients"]))),
            numbers=tuple(numbers.get((row["report"], row["event"]), ())),
        )

    def _statement(self, row: dict[str, Any]) -> Told:
        known = row["resolved_by"] != "unknown"
        speaker = self.key_of(row["report"], row["speaker"]) if known else None
        heard = [name for name in (row["addressee"], row["target"]) if name]
        hearers = self._keyed(row["report"], heard)
        return self._told(
            row,
            type=row["act"],
            when=stretch_of(row["time"]),
            speaker=speaker,
            actors=frozenset({speaker} if speaker else ()),
            recipients=frozenset(hearers),
            names=hearers | ({speaker: row["speaker"]} if speaker else {}),
            countries=frozenset(self._countries(row["report"], [row["speaker"]])),
            numbers=(),
        )

    def _told(self, row: dict[str, Any], **fields: Any) -> Told:
        names = fields["names"]
        terms = dict.fromkeys(term for term in row["terms"] or () if term not in common_terms())
        return Told(
            node=row["node"],
            story=row["story"],
            report=row["report"],
            at=row["at"],
            span=Span(row["start"], row["end"]),
            terms=tuple(terms),
            day=row["day"].toordinal() if row["day"] is not None else None,
            row=row,
            named=frozenset(key for key, name in names.items() if (row["report"], name) in self._entities),
            **fields,
        )

    def _keyed(self, report: int, names: Iterable[str]) -> dict[str, str]:
        return {key: name for name in names if (key := self.key_of(report, name)) is not None}

    def _countries(self, report: int, names: Iterable[str]) -> Iterator[str]:
        for name in names:
            if country := self._who.get((report, name), (None, None))[1]:
                yield country


def _key(name: str) -> str:
    return name_key(name) or name


@cache
def common_terms() -> frozenset[int]:
    """The terms that are left out where sentences are compared."""
    lists = word_lists("happenings")
    words = folded([*lists["function_words"], *lists["words_of_saying"]])
    return frozenset(term for word in words if (term := term_of(word)))
