"""Pairs of nodes that may be one: longer and shorter names, names with and without their kind, other names in a report.

Blocking is SQL over the nodes; a block of more than `_BLOCK` is left out, since a key that so many share tells nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import duckdb
import pyarrow as pa

from isnad.lexicon.designations import designations
from isnad.resolve.actor_names import Node, Nodes
from isnad.resolve.name_keys import BODY, PERSON, without_titles
from isnad.text import fold
from isnad.text.names import SAME_IN_REPORT, compare_names

_BLOCK = 60
_KIND_SHARE = 0.8  # of the reports that name a body with its kind
_ALIAS_REPORTS, _ALIAS_SHARE = 3, 0.8
_RIVAL = 0.2  # of a shorter name's reports, from which on a longer one may be meant by it
_RIVALS = 2
_COUNTRY_SCORE, _KIND_SCORE, _ALIAS_SCORE, _HOMONYM_SCORE = 0.8, 0.85, 0.9, 0.9


class Pair(NamedTuple):
    """Two nodes, by number, that may be one; `support` tells that names alone do not decide."""

    one: int
    other: int
    score: float
    reason: str
    support: bool = True


_BLOCKS = """
with blocks as (
  select node, parts, unnest([first || '…' || last, first || ' ' || second, '… ' || before || ' ' || last]) as block
  from person_parts
),
small as (select block from blocks group by block having count(*) between 2 and $most)
select distinct a.node, b.node from blocks a join blocks b using (block) join small using (block)
where a.parts < b.parts order by 1, 2
"""


def candidate_pairs(database: duckdb.DuckDBPyConnection, nodes: Nodes) -> list[Pair]:
    """All pairs worth a look, each once, with the best of its scores."""
    best: dict[tuple[int, int], Pair] = {}
    for pair in (
        *_longer(database, nodes),
        *_homonyms(nodes),
        *_countries(nodes),
        *_kinds(nodes),
        *_other_kinds(nodes),
        *_aliases(database, nodes),
    ):
        ends = (min(pair.one, pair.other), max(pair.one, pair.other))
        if ends[0] != ends[1] and (ends not in best or best[ends].score < pair.score):
            best[ends] = pair._replace(one=ends[0], other=ends[1])
    return [best[ends] for ends in sorted(best)]


def _longer(database: duckdb.DuckDBPyConnection, nodes: Nodes) -> Iterator[Pair]:
    """Names of persons of which one has more parts."""
    people = [(node.number, node.key.split()) for node in nodes.all if node.sort == PERSON]
    columns = {
        "node": [number for number, _ in people],
        "parts": [len(parts) for _, parts in people],
        "first": [parts[0] for _, parts in people],
        "second": [parts[1] if len(parts) > 1 else "" for _, parts in people],
        "before": [parts[-2] if len(parts) > 1 else "" for _, parts in people],
        "last": [parts[-1] for _, parts in people],
    }
    if not people:
        return
    database.register("person_parts", pa.table(columns))
    longer: dict[int, list[Pair]] = defaultdict(list)
    for one, other in database.execute(_BLOCKS, {"most": _BLOCK}).fetchall():
        score = compare_names(without_titles(nodes.all[one].name), without_titles(nodes.all[other].name))
        if score >= SAME_IN_REPORT:
            longer[one].append(Pair(one, other, score, "longer-name"))
    for one, pairs in longer.items():
        rivals = [pair for pair in pairs if nodes.all[pair.other].reports >= _RIVAL * nodes.all[one].reports]
        yield from pairs if len(rivals) < _RIVALS else (pair for pair in pairs if pair not in rivals)


def _homonyms(nodes: Nodes) -> Iterator[Pair]:
    """One full name in two countries: a misread country, or two persons."""
    by_name: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for node in nodes.all:
        if node.sort == PERSON:
            by_name[node.type, node.key, node.name].append(node.number)
    for numbers in by_name.values():
        for at, one in enumerate(numbers):
            for other in numbers[at + 1 :]:
                yield Pair(one, other, _HOMONYM_SCORE, "same-name")


def _countries(nodes: Nodes) -> Iterator[Pair]:
    """A body's name that few reports tell a country of, and the same with it."""
    by_name: dict[str, list[Node]] = defaultdict(list)
    for node in nodes.all:
        if node.sort == BODY:
            by_name[node.key].append(node)
    for alike in by_name.values():
        without = [node for node in alike if node.country is None]
        yield from (
            Pair(one.number, other.number, _COUNTRY_SCORE, "country-left-out")
            for one in without
            for other in alike
            if other.country is not None
        )


def _kinds(nodes: Nodes) -> Iterator[Pair]:
    """A body's name with its kind and without."""
    words = designations()
    alone = {node.key: node for node in nodes.all if node.sort == BODY}
    with_kind: dict[str, Counter[str]] = defaultdict(Counter)
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for node in nodes.all:
        kind, _, rest = node.key.partition(" ")
        if node.sort == BODY and rest in alone and kind in words.kinds:
            group = "" if kind in words.one_kind else fold(kind)
            with_kind[rest][group] += node.reports
            found[rest].append((group, node.number))
    for rest, numbers in found.items():
        for group, number in numbers:
            if with_kind[rest][group] >= _KIND_SHARE * sum(with_kind[rest].values()):
                yield Pair(alone[rest].number, number, _KIND_SCORE, "kind-left-out")


def _other_kinds(nodes: Nodes) -> Iterator[Pair]:
    """A body's name with two nouns that are said of one kind: `جماعة …`, `ميليشيات …`."""
    by_rest: dict[str, list[Node]] = defaultdict(list)
    for node in nodes.all:
        kind, _, rest = node.key.partition(" ")
        if node.sort == BODY and rest and kind in designations().one_kind:
            by_rest[rest].append(node)
    for alike in by_rest.values():
        main = min(alike, key=lambda node: (-node.reports, node.number))
        yield from (Pair(main.number, node.number, _KIND_SCORE, "other-kind") for node in alike if node is not main)


def _aliases(database: duckdb.DuckDBPyConnection, nodes: Nodes) -> Iterator[Pair]:
    """Two names that reports give one entity."""
    counts: dict[int, Counter[int]] = defaultdict(Counter)
    told = database.sql(
        "select type, name, country, geonames, alias, count(distinct report) from "
        "(select *, unnest(names) as alias from entities where type in ('PER', 'ORG') and len(names) > 1) "
        "where alias <> name group by all order by all"
    ).fetchall()
    for kind, name, country, geonames, alias, reports in told:
        one = nodes.of(kind, name, country, geonames)[0]
        other = nodes.node_of(kind, alias, country)
        if one is not None and other is not None and one != other:
            counts[other][one] += reports
    for other, ones in counts.items():
        one, reports = min(ones.items(), key=lambda item: (-item[1], item[0]))
        if reports >= _ALIAS_REPORTS and reports >= _ALIAS_SHARE * sum(ones.values()):
            yield Pair(one, other, _ALIAS_SCORE, "alias")
