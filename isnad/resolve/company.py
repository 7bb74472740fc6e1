"""Who is named beside whom: how well a report, or all reports on an actor, fit another actor.

Weights are inverse report frequencies (Sparck Jones 1972): that two names stand beside a third which is rare says much.
"""

from __future__ import annotations

import duckdb

_RARE = 0.02  # of all reports
_LEAST_RARE = 8  # reports

SETTLED = """
create or replace temp table weights as
select node, count(distinct report) as reports,
       ln((select count(*) from reports) / count(distinct report) + 1) as weight
from linked group by node;
"""
"""Of the table `linked(report, entity, node)`: how often each node is named, and what it weighs."""

FITTING = """
create or replace temp table wanted as select distinct candidate as node from open;
create or replace temp table beside as
select w.node, b.node as other, count(distinct a.report) as reports
from wanted w join linked a using (node) join linked b on a.report = b.report and a.node <> b.node
group by 1, 2;
create or replace temp table fitting as
with named as (
  select distinct o.row, o.candidate, l.node as other, w.weight
  from open o join linked l using (report) join weights w on w.node = l.node
  where l.node <> o.candidate
)
select n.row, n.candidate,
       sum(case when b.reports is null then 0 else n.weight end) / sum(n.weight) as share,
       count(b.other) as shared
from named n left join beside b on b.node = n.candidate and b.other = n.other
group by 1, 2;
"""
"""For each row of `open(row, report, candidate)` the weighted share of the report's names that stand beside the
candidate elsewhere."""

FITTED = "drop table fitting; drop table beside; drop table wanted; drop table open;"
"""Lets go of what `FITTING` made, and of what it was asked."""

ALIKE = """
select a.row as one, b.row as other, sum(w.weight) as weight, count(*) as shared
from alone a join alone b on a.name = b.name and a.row < b.row
join (select distinct report, node from linked) la on la.report = a.report
join (select distinct report, node from linked) lb on lb.report = b.report and lb.node = la.node
join weights w on w.node = la.node
where w.reports <= greatest($rare * (select count(*) from reports), $least)
group by 1, 2
having count(*) >= $shared and sum(w.weight) >= $weight
order by 1, 2
"""
"""Pairs of rows of `alone(row, report, name)` of one name whose reports share rare names."""


def alike(database: duckdb.DuckDBPyConnection, *, shared: int, weight: float) -> list[tuple[int, int, float]]:
    """Pairs of one name in reports that share at least so many rare names, with their summed weight."""
    settings = {"rare": _RARE, "least": _LEAST_RARE, "shared": shared, "weight": weight}
    return [row[:3] for row in database.execute(ALIKE, settings).fetchall()]


NODES_ALIKE = """
with wanted as (select distinct unnest([one, other]) as node from pairs),
sides as (
  select w.node, b.node as other, ln(1 + count(distinct a.report)) * any_value(v.weight) as force
  from wanted w join linked a using (node) join linked b on a.report = b.report and a.node <> b.node
  join weights v on v.node = b.node
  group by 1, 2
),
lengths as (select node, sqrt(sum(force * force)) as length from sides group by 1)
select p.one, p.other, coalesce(sum(a.force * b.force), 0) / any_value(la.length * lb.length) as cosine
from pairs p join lengths la on la.node = p.one join lengths lb on lb.node = p.other
left join sides a on a.node = p.one left join sides b on b.node = p.other and b.other = a.other
where a.other is null or b.other is not null
group by 1, 2
"""
"""The cosine of those who stand beside the two nodes of each row of `pairs(one, other)`; none where they share none."""


def nodes_alike(database: duckdb.DuckDBPyConnection, pairs: list[tuple[int, int]]) -> dict[tuple[int, int], float]:
    """How alike the company of two nodes is, 0 to 1, for the pairs that share any."""
    if not pairs:
        return {}
    database.execute("create or replace temp table pairs (one integer, other integer)")
    database.executemany("insert into pairs values (?, ?)", pairs)
    return {(one, other): cosine for one, other, cosine in database.execute(NODES_ALIKE).fetchall()}
