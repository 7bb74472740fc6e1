"""Actors and merges as records, from what `actors` decided of each entity."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from isnad.model import Actor, ActorName, ActorRole, Evidence, MentionType, Merge, Span
from isnad.resolve.actor_pairs import Pair


class Link(NamedTuple):
    """An entity of a report, the node that it stands for, and why."""

    node: int
    score: float
    reason: str


class Decided(NamedTuple):
    """What was decided.

    `rows` are the entities (report, place, type, name, country, geonames, mentions, day), `links` those that have a
    node, by place in `rows`; `root` gives the node that one became part of; `pairs` are pairs of nodes with score,
    reason and whether they were joined, `doubts` the best of those for an open name and a node: row, score, reason.
    """

    rows: list[tuple[Any, ...]]
    links: dict[int, Link]
    root: Callable[[int], int]
    pairs: list[tuple[Pair, float, str, bool]]
    doubts: dict[tuple[str, int], tuple[int, float, str]]
    roles_of: Callable[[int], list[str]]


class ActorRecords:
    """The records of what was found; `members` are the places of the rows of each actor."""

    def __init__(self, database: duckdb.DuckDBPyConnection, decided: Decided, members: Mapping[int, list[int]]) -> None:
        self.decided, self.members = decided, members
        self.reports = {
            report: (identifier, outlet, day.isoformat() if day else None)
            for report, identifier, outlet, day in database.sql(
                "select report, id, outlet, day from reports"
            ).fetchall()
        }
        self._database = database

    def actor(self, number: int) -> Actor:
        """The record of one."""
        rows = [self.decided.rows[at] for at in self.members[number]]
        names = Counter(row[3] for row in rows)
        settled = Counter(
            self.decided.rows[at][3] for at in self.members[number] if self.decided.links[at].reason.startswith("same")
        )
        countries = Counter(row[4] for row in rows if row[4])
        places = Counter(row[5] for row in rows if row[5])
        best = settled or names
        return Actor(
            id=number,
            name=min(best, key=lambda name: (-best[name], name)),
            type=MentionType(rows[0][2]),
            names=tuple(ActorName(name=name, reports=count) for name, count in commonest(names)),
            roles=self._roles(self.members[number]),
            country=commonest(countries)[0][0] if countries else None,
            geonames=commonest(places)[0][0] if places else None,
            members=tuple((self.reports[row[0]][0], row[1]) for row in rows),
        )

    def _roles(self, places: Iterable[int]) -> tuple[ActorRole, ...]:
        told = ((self.decided.roles_of(at), self.reports[self.decided.rows[at][0]][2]) for at in places)
        return tuple(offices(told))

    def merges(self) -> Iterable[Merge]:
        """Those of nodes, decided or not, and the best doubt of each open name."""
        first: dict[int, int] = {}
        for at, link in sorted(self.decided.links.items()):
            first.setdefault(link.node, at)
            first.setdefault(self.decided.root(link.node), at)
        told: list[tuple[int | None, int | None, float, str, bool]] = [
            *(
                (first.get(pair.one), first.get(pair.other), score, reason, decided)
                for pair, score, reason, decided in self.decided.pairs
            ),
            *(
                (first.get(node), at, score, reason, False)
                for (_, node), (at, score, reason) in sorted(self.decided.doubts.items())
            ),
        ]
        spans = self._spans(sorted({at for one, other, *_ in told for at in (one, other) if at is not None}))
        for one, other, score, reason, decided in told:
            sides = [self._evidence(at, spans) for at in (one, other) if at is not None]
            if len(sides) == 2 and sides[0] is not None and sides[1] is not None:
                yield Merge(one=sides[0], other=sides[1], score=round(score, 3), reason=reason, decided=decided)

    def _spans(self, places: Sequence[int]) -> dict[tuple[int, str], tuple[int, int, str]]:
        """Where the reports of some rows name their entities: as the name stands, else in most words; the first."""
        rows = [self.decided.rows[at] for at in places]
        table = pa.table(
            {
                "report": pa.array([row[0] for row in rows], pa.int32()),
                "name": pa.array([row[3] for row in rows], pa.string()),
            }
        )
        self._database.register("evidenced", table)
        return {
            (report, name): (start, end, quote)
            for report, name, start, end, quote in self._database.sql(
                'select report, name, arg_min(start, place), arg_min("end", place), arg_min(quote, place) from '
                "(select *, start - (len(quote) + if(quote = name, 10000, 0)) * 1000000000 as place from mentions "
                "semi join evidenced using (report, name) where form = 'name') group by 1, 2"
            ).fetchall()
        }

    def _evidence(self, at: int, spans: Mapping[tuple[int, str], tuple[int, int, str]]) -> Evidence | None:
        report, _, _, name, *_ = self.decided.rows[at]
        place = spans.get((report, name))
        if place is None:
            return None
        identifier, outlet, day = self.reports[report]
        span = Span(place[0], place[1])
        return Evidence(report=identifier, span=span, quote=place[2], outlet=outlet, published=day)


def offices(told: Iterable[tuple[Iterable[str], str | None]]) -> Iterator[ActorRole]:
    """The offices of an actor, the one that most reports tell first.

    Args:
        told: Of each member its roles (title, organisation, country and qualifiers with `|` between) and its day.
    """
    days: dict[str, list[str | None]] = defaultdict(list)
    for roles, day in told:
        for role in sorted(set(roles)):
            days[role].append(day)
    for role, found in sorted(days.items(), key=lambda item: (-len(item[1]), item[0])):
        title, organisation, country, qualifiers = role.split("|")
        known = sorted(day for day in found if day)
        yield ActorRole(
            title=title,
            organisation=organisation or None,
            country=country or None,
            qualifiers=qualifiers,
            reports=len(found),
            first=known[0] if known else None,
            last=known[-1] if known else None,
        )


def commonest(counts: Counter[Any]) -> list[tuple[Any, int]]:
    """What was counted, the most often first; of as many in the order of the values."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
