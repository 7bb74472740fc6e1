"""One actor for the entities of many reports that are one person, body or place.

The way is the usual one of record linkage (Fellegi and Sunter 1969; Christen, Data Matching, 2012): keys bring
candidates together, names are compared, and a pair is joined, refused, or left to a person. Three rounds:

1. Names that are one but for their spelling make a *node*; a name that two countries lay claim to makes one for each.
2. Nodes whose names are longer and shorter forms of one are joined where country, office or company agree, and never
   where country or given name contradict, or where one report tells both.
3. What is left open (a family name alone, a body without its country, a name that many bear) goes to the one node
   that its report fits; where two fit evenly, to none.

Known misses: two persons of one name, country and circle are one; a person known by a nickname in one outlet and by
name in another is two, unless reports give both; what annotation takes for a place or body and is none stays one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import duckdb
import msgspec
import pyarrow as pa

from isnad.lexicon.designations import designations
from isnad.model import Actor, Merge
from isnad.resolve.actor_names import NameRow, Nodes, other_name
from isnad.resolve.actor_pairs import Pair, candidate_pairs
from isnad.resolve.actor_records import ActorRecords, Decided, Link
from isnad.resolve.archive import FOUND, Archive
from isnad.resolve.company import FITTED, FITTING, SETTLED, alike, nodes_alike
from isnad.resolve.holders import described_names, find_described
from isnad.resolve.name_keys import PERSON, may_name
from isnad.text import fold
from isnad.text.names import name_parts

_FITS = 0.3  # of a report's weighted names that stand beside an actor elsewhere
_SURE = 0.9  # of all candidates' likelihood
_PAIR_ALIKE = 0.12  # cosine of the company of two nodes
_NEARLY_SURE, _SURE_ALIKE = 0.85, 0.02  # the score of a pair from which on little company is asked for
_ONE_CIRCLE = 0.35  # cosine from which on one full name with two countries is one person
_SHARED, _WEIGHT = 2, 9.0  # rare names that two reports of one bare name must share, and their weight
_DAYS = 45
_KNOWN = 3  # reports that name a person in full, from which on the family name alone may be meant for it
_ONE_WORD = 1.6  # how much more a name of one word needs
_OPEN_WITHOUT_COMPANY = 0.02
_MOST_ALONE = 150  # reports of a bare name that are compared with one another
_OFFICE_COUNTS = 20.0
_TOGETHER = 5_000  # rows that are fetched at a time


Arrange = Callable[[pa.Table, tuple[Actor, ...]], tuple[pa.Table, tuple[Actor, ...]]]


class FoundActors(NamedTuple):
    """The table `actors` of `FOUND`, its actors by number, and the merges that were made, or wait for a person."""

    table: pa.Table
    actors: tuple[Actor, ...]
    merges: tuple[Merge, ...]
    described: pa.Table  # of `FOUND`: speakers and participants that are told by an office alone


def find_actors(archive: Archive, arrange: Arrange | None = None) -> FoundActors:
    """The actors of all persons, bodies and places of an archive.

    Entities of other types (MISC) have none. The numbers are those of first appearance.

    Args:
        archive: The reports.
        arrange: Groups what was found as people want it, before it is told whom descriptions stand for.
    """
    with archive.database() as database:
        table, actors, merges = _Finder(database).found()
    if arrange is not None:
        table, actors = arrange(table, actors)
    mentions = find_described(archive, table, actors)
    actors = tuple(
        msgspec.structs.replace(actor, described=mentions[actor.id]) if actor.id in mentions else actor
        for actor in actors
    )
    return FoundActors(table, actors, merges, described_names(archive, actors))


class _Finder:
    """One run: the entities as rows, their nodes, and what was decided of each."""

    def __init__(self, database: duckdb.DuckDBPyConnection) -> None:
        self.database = database
        self.rows = _entity_rows(database)
        self.nodes = Nodes(_name_rows(database))
        self.links: dict[int, Link] = {}  # by place in `rows`
        self.joined: dict[int, int] = {}
        self.pairs: list[tuple[Pair, float, str, bool]] = []
        self.doubts: dict[tuple[str, int], tuple[int, float, str]] = {}

    def found(self) -> tuple[pa.Table, tuple[Actor, ...], tuple[Merge, ...]]:
        """All three rounds, and what they give."""
        self._settle()
        self._join_nodes()
        self._settle_open()
        self._settle_alone()
        return self._result()

    def _settle(self) -> None:
        """Round one: entities whose name alone tells the node."""
        once: dict[Link, Link] = {}
        for at, (_, _, kind, name, country, geonames, *_) in enumerate(self.rows):
            node, reason = self.nodes.of(kind, name, country, geonames)
            if node is not None:
                link = Link(node, 1.0 if reason == "same-name" else 0.95, reason)
                self.links[at] = once.setdefault(link, link)
        self._write_linked()

    def _write_linked(self) -> None:
        ends = {at: self.root(link.node) for at, link in self.links.items()}
        table = pa.table(
            {
                "report": pa.array([self.rows[at][0] for at in ends], pa.int32()),
                "entity": pa.array([self.rows[at][1] for at in ends], pa.int32()),
                "node": pa.array(list(ends.values()), pa.int32()),
            }
        )
        self.database.register("linked_rows", table)
        self.database.execute("create or replace temp table linked as select * from linked_rows")
        self.database.execute(SETTLED)

    def root(self, node: int) -> int:
        while (up := self.joined.get(node, node)) != node:
            node = up
        return node

    def _join_nodes(self) -> None:
        """Round two: longer and shorter names."""
        pairs = candidate_pairs(self.database, self.nodes)
        offices = self._offices()
        company = nodes_alike(self.database, [(pair.one, pair.other) for pair in pairs if pair.support])
        apart = self._told_apart(pairs)
        members = defaultdict(set, {node.number: {node.number} for node in self.nodes.all})
        for pair in sorted(pairs, key=lambda pair: (-pair.score, pair.one, pair.other)):
            one, other = self.root(pair.one), self.root(pair.other)
            if one == other:
                continue
            reason, score, joins = self._verdict(pair, company, offices, apart)
            if (
                joins
                and pair.reason != "same-name"
                and any(self._contradict(a, b, apart) for a in members[one] for b in members[other])
            ):
                reason, joins = "contradicts-others", False
            if joins:
                low, high = sorted((one, other))
                self.joined[high] = low
                members[low] |= members[high]
            if reason != "told-apart":
                self.pairs.append((pair, score, reason, joins))
        self._write_linked()

    def _verdict(
        self,
        pair: Pair,
        company: Mapping[tuple[int, int], float],
        offices: Mapping[int, set[str]],
        apart: set[tuple[int, int]],
    ) -> tuple[str, float, bool]:
        one, other = self.nodes.all[pair.one], self.nodes.all[pair.other]
        cosine = company.get((pair.one, pair.other), 0.0)
        if pair.reason == "same-name" and cosine >= _ONE_CIRCLE:
            return "same-name-company", pair.score * min(1.0, 0.6 + cosine), True
        if self._contradict(pair.one, pair.other, apart):
            differ = one.country and other.country and one.country != other.country
            holds = self._hold_apart(pair.one, pair.other)
            return (
                ("countries-differ" if differ else "offices-differ" if holds else "told-apart"),
                pair.score / 2,
                False,
            )
        if not pair.support:
            return pair.reason, pair.score, True
        office = bool(offices[pair.one] & offices[pair.other])
        country = one.country is not None and one.country == other.country
        score = pair.score * min(1.0, 0.6 + cosine + 0.25 * office + 0.1 * country)
        if office and (country or cosine >= _PAIR_ALIKE / 2):
            return f"{pair.reason}-office", score, True
        least = _PAIR_ALIKE if pair.score < _NEARLY_SURE else _SURE_ALIKE
        if cosine >= (least if country else 2 * least):
            return f"{pair.reason}-company", score, True
        return f"{pair.reason}-alone", score, False

    def _contradict(self, one: int, other: int, apart: set[tuple[int, int]]) -> bool:
        a, b = self.nodes.all[one], self.nodes.all[other]
        differ = a.country is not None and b.country is not None and a.country != b.country
        if self._hold_apart(one, other):
            return True
        misread = a.sort == PERSON and (a.weak_country or b.weak_country)
        if (differ and not misread) or (min(one, other), max(one, other)) in apart:
            return True
        return a.sort == b.sort == PERSON and other_name(a.name, b.name)

    def _hold_apart(self, one: int, other: int) -> bool:
        """Whether at one time they hold two offices of which a person holds one: ministers of two fields."""
        return any(
            title == other_title and first <= other_last and other_first <= last and fields.isdisjoint(other_fields)
            for title, (fields, first, last) in self._held[one].items()
            for other_title, (other_fields, other_first, other_last) in self._held[other].items()
        )

    @cached_property
    def _held(self) -> dict[int, dict[str, tuple[set[str], Any, Any]]]:
        """For each node its offices that are held alone: the first words of their fields, and from when to when."""
        found: dict[int, dict[str, tuple[set[str], Any, Any]]] = defaultdict(dict)
        rows = self.database.execute(
            "with told as (select node, day, unnest(roles) as role from linked join entities using (report, entity) "
            "join reports using (report) where day is not null) "
            "select node, split_part(role, '|', 1), list(distinct split_part(role, '|', 2)), min(day), max(day) "
            "from told where split_part(role, '|', 2) <> '' and split_part(role, '|', 4) = '' "
            "group by 1, 2 having count(*) >= 2 order by 1, 2"
        ).fetchall()
        for node, title, fields, first, last in rows:
            if fold(title) in designations().held_alone:
                found[node][title] = ({fold(field).split()[0] for field in fields}, first, last)
        return found

    def _told_apart(self, pairs: Iterable[Pair]) -> set[tuple[int, int]]:
        """Pairs of nodes that one report names as two."""
        wanted = {(min(pair.one, pair.other), max(pair.one, pair.other)) for pair in pairs if pair.support}
        ends = {node for pair in wanted for node in pair}
        by_report: dict[int, set[int]] = defaultdict(set)
        for at, link in self.links.items():
            if link.node in ends:
                by_report[self.rows[at][0]].add(link.node)
        return {
            (a, b) for nodes in by_report.values() if len(nodes) > 1 for a in nodes for b in nodes if (a, b) in wanted
        }

    def _offices(self) -> dict[int, set[str]]:
        """The offices of each node, those with a body or country alone."""
        found: dict[int, set[str]] = defaultdict(set)
        for node, role in self.database.execute(
            "select distinct node, unnest(roles) as role from linked join entities using (report, entity)"
        ).fetchall():
            if _office(role) is not None:
                found[node].add(_office(role) or "")
        return found

    def _settle_open(self) -> None:
        """Round three: what one of several nodes, or one alone, may be."""
        candidates: dict[int, list[int]] = {}
        for at, (_, _, kind, name, country, geonames, *_) in enumerate(self.rows):
            if at not in self.links:
                found = self.nodes.candidates(kind, name, country, geonames)
                if found:
                    candidates[at] = sorted({self.root(node) for node in found})
        rows = [(at, self.rows[at][0], node) for at, nodes in candidates.items() for node in nodes]
        table = pa.table(
            {
                name: pa.array([row[k] for row in rows], pa.int32())
                for k, name in enumerate(("row", "report", "candidate"))
            }
        )
        self.database.register("open_rows", table)
        self.database.execute("create or replace temp table open as select * from open_rows")
        self.database.execute(FITTING)
        fits: dict[int, dict[int, float]] = defaultdict(dict)
        for row, candidate, share, _ in self.database.sql("select * from fitting").fetchall():
            fits[row][candidate] = share
        self.database.execute(FITTED)
        times, offices = self._days(), self._offices()
        told: dict[int, set[int]] = defaultdict(set)
        for at, link in self.links.items():
            told[self.rows[at][0]].add(self.root(link.node))
        for at, nodes in candidates.items():
            free = [node for node in nodes if node not in told[self.rows[at][0]]]
            self._choose(at, free, fits[at], times, offices)
        self.__dict__.pop("_before", None)  # no later round asks for it

    def _choose(
        self,
        at: int,
        nodes: list[int],
        fits: Mapping[int, float],
        times: Mapping[int, list[int]],
        offices: Mapping[int, set[str]],
    ) -> None:
        _, _, kind, name, country, _, _, day = self.rows[at]
        held = {office for role in self.roles_of(at) if (office := _office(role)) is not None}
        likely: dict[int, float] = {}
        reason = self.nodes.open_reason(kind, name)
        given = self._given_name(at) if reason == "surname" else None
        for node in nodes:
            known = self.nodes.all[node]
            if given is not None and given not in name_parts(known.name):
                continue
            if (
                reason != "homonym"
                and country
                and known.country
                and country != known.country
                and not known.weak_country
            ):
                continue
            near = 1 + (_within(times[node], day.toordinal()) if day else len(times[node]))
            weight = _OFFICE_COUNTS if held & offices[node] else 1.0
            likely[node] = near * weight * (_OPEN_WITHOUT_COMPANY + fits.get(node, 0.0) ** 2)
        if not likely:
            return
        best = max(likely, key=lambda node: (likely[node], -node))
        sure = likely[best] / sum(likely.values())
        holds = bool(held & offices[best])
        fit = fits.get(best, 0.0)
        known_well = reason != "surname" or len(times[best]) >= _KNOWN
        if sure >= _SURE and (holds or (fit >= _FITS and known_well)) and not (kind == "ORG" and reason == "kind"):
            way = "office" if holds else "company"
            self.links[at] = Link(best, round(sure * min(1.0, 0.6 + fit), 3), f"{reason}-{way}")
        else:
            key = (name, best)
            doubt = (at, round(sure * min(0.6, fit), 3), f"{reason}-{'even' if sure < _SURE else 'alone'}")
            if key not in self.doubts or self.doubts[key][1] < doubt[1]:
                self.doubts[key] = doubt

    def _given_name(self, at: int) -> str | None:
        """The first name that stands in the text right before a name of one part, though the mention leaves it out."""
        report, _, _, name, *_ = self.rows[at]
        before = self._before.get((report, name))
        parts = name_parts(before) if before else ()
        return parts[-1] if parts and self.nodes.begins_names(parts[-1]) else None

    @cached_property
    def _before(self) -> dict[tuple[int, str], str]:
        """The word before the first mention of each name of one word."""
        return {
            (report, name): before
            for report, name, before in self.database.sql(
                "select m.report, m.name, regexp_extract(substr(text, greatest(1, first - 20), least(first, 20)), "
                "'([^ ]+) $', 1) from (select report, name, min(start) as first from mentions "
                "where form = 'name' and quote = name and not contains(name, ' ') group by 1, 2) m "
                "join reports using (report)"
            ).fetchall()
            if before
        }

    def roles_of(self, at: int) -> list[str]:
        return self._roles.get(self.rows[at][:2], [])

    @cached_property
    def _roles(self) -> dict[tuple[Any, ...], list[str]]:
        return {
            (report, entity): roles
            for report, entity, roles in self.database.sql(
                "select report, entity, roles from entities where len(roles) > 0"
            ).fetchall()
        }

    def _days(self) -> dict[int, list[int]]:
        """The days of the reports that name each node, in order; of one without a day a day far off."""
        found: dict[int, list[int]] = defaultdict(list)
        for at, link in self.links.items():
            day = self.rows[at][7]
            found[self.root(link.node)].append(day.toordinal() if day else -(10**6))
        for days in found.values():
            days.sort()
        return found

    def _settle_alone(self) -> None:
        """What no node fits: reports of one name that share rare names tell one; the others stand alone."""
        alone: dict[tuple[Any, ...], list[int]] = defaultdict(list)
        for at, (_, _, kind, name, country, geonames, *_) in enumerate(self.rows):
            if at not in self.links and (key := self.nodes.open_key(kind, name, country, geonames)) is not None:
                alone[key if may_name(name) else (*key, str(at))].append(at)
        names = {key: number for number, key in enumerate(alone)}
        rows = [(at, names[key]) for key, places in alone.items() if len(places) <= _MOST_ALONE for at in places]
        table = pa.table(
            {
                "row": pa.array([at for at, _ in rows], pa.int32()),
                "report": pa.array([self.rows[at][0] for at, _ in rows], pa.int32()),
                "name": pa.array([name for _, name in rows], pa.int32()),
            }
        )
        self._write_linked()
        self.database.register("alone_rows", table)
        self.database.execute("create or replace temp table alone as select * from alone_rows")
        up = {at: at for places in alone.values() for at in places}

        def root(at: int) -> int:
            while up[at] != at:
                at = up[at]
            return at

        for one, other, weight in alike(self.database, shared=_SHARED, weight=_WEIGHT):
            if weight < _WEIGHT * (_ONE_WORD if " " not in self.rows[one][3] else 1):
                continue
            low, high = sorted((root(one), root(other)))
            up[high] = low
        nodes: dict[int, int] = {}
        for at in sorted(up):
            first = root(at)
            if first not in nodes:
                _, _, kind, name, country, geonames, *_ = self.rows[first]
                nodes[first] = self.nodes.add(kind, name, country, geonames)
            self.links[at] = Link(nodes[first], 1.0 if at == first else 0.8, "alone" if at == first else "same-company")

    def _result(self) -> tuple[pa.Table, tuple[Actor, ...], tuple[Merge, ...]]:
        numbers: dict[int, int] = {}
        members: dict[int, list[int]] = defaultdict(list)
        found: dict[str, list[Any]] = {name: [] for name in FOUND["actors"].names}
        for at in sorted(self.links):
            link = self.links[at]
            root = self.root(link.node)
            number = numbers.setdefault(root, len(numbers))
            members[number].append(at)
            reason, score = link.reason, link.score
            if root != link.node and reason == "same-name":
                reason, score = "same-node", 0.9
            for name, value in zip(found, (self.rows[at][0], self.rows[at][1], number, score, reason), strict=True):
                found[name].append(value)
        decided = Decided(self.rows, self.links, self.root, self.pairs, self.doubts, self.roles_of)
        records = ActorRecords(self.database, decided, members)
        return (
            pa.table(found, schema=FOUND["actors"]),
            tuple(records.actor(number) for number in range(len(numbers))),
            tuple(records.merges()),
        )


def _entity_rows(database: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    """The entities in order; a value that many of them have is one object."""
    told = database.execute(
        "select report, entity, type, name, country, geonames, mentions, day from entities "
        "join reports using (report) order by report, entity"
    )
    once: dict[Any, Any] = {}
    rows: list[tuple[Any, ...]] = []
    while some := told.fetchmany(_TOGETHER):
        rows += [tuple([once.setdefault(value, value) for value in row]) for row in some]
    return rows


def _within(days: Sequence[int], day: int) -> int:
    """How many of some days in order are near a day."""
    return bisect_right(days, day + _DAYS) - bisect_left(days, day - _DAYS)


def _office(role: str) -> str | None:
    """An office that tells its body or country; None for a rank or calling."""
    title, organisation, country, _ = role.split("|")
    return f"{title}|{organisation}|{country}" if organisation or country else None


def _name_rows(database: duckdb.DuckDBPyConnection) -> list[NameRow]:
    """Each name as it is told, with its country and place, and in how many reports."""
    return [
        NameRow(*row)
        for row in database.sql(
            "select type, name, country, geonames, count(distinct report) from entities "
            "where type in ('PER', 'ORG', 'LOC') group by 1, 2, 3, 4 order by 1, 2, 3 nulls first, 4 nulls first"
        ).fetchall()
    ]
