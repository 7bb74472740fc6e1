"""Pairs of reports that may tell one story, and the signs by which they are judged, as SQL over an archive's tables.

Words weigh by their rarity (Spärck Jones 1972) in the background archive and this one together. Only reports that share
weighty terms of their beginnings and were published within `DAYS` of one another are compared.
"""

from __future__ import annotations

from typing import Final

import duckdb
import pyarrow as pa

from isnad.resolve.archive import Archive
from isnad.resolve.background import background

DAYS: Final = 3
LEAD: Final = 600  # code points of a report that are its beginning, the headline with them
KEYS: Final = 32  # weighty terms of a beginning by which a report is found
MATES: Final = 60  # reports that one is compared with at most
SIGNS: Final = ("lead", "body", "crossed", "near")
"""The signs of a pair, each 0 to 1: the cosine of the beginnings, of the whole texts, of the one's headline with the
other's beginning (the mean of both ways), and of the two lists of reports that are near to either."""
_LEAST_KEYS: Final = 0.02  # the least cosine over the keys alone
_NEAR: Final = 0.08  # the least cosine of a neighbour
_BODY_TERMS: Final = 64

_STEPS: Final = f"""
create temp table weights as
    select term, ln((? + (select count(*) from reports) + 1.0) / (coalesce(b.reports, 0) + count(*) + 1.0)) as weight
    from terms left join background b using (term) group by term, b.reports;
create temp table beginnings as
    with counted as (
        select report, term, count(*) as count
        from (select report, unnest(terms) as term from sentences where start < {LEAD}) group by report, term
    ), weighed as (select report, term, (1 + ln(count)) * weight as value from counted join weights using (term))
    select report, term, value / sqrt(sum(value * value) over (partition by report)) as value from weighed
    where value > 0;
create temp table headlines as
    with weighed as (select report, term, weight as value from terms join weights using (term) where place = 2)
    select report, term, value / sqrt(sum(value * value) over (partition by report)) as value from weighed
    where value > 0;
create temp table bodies as
    with weighed as (
        select report, term, (1 + ln(count)) * weight as value from terms join weights using (term) where weight > 0
        qualify row_number() over (partition by report order by value desc, term) <= {_BODY_TERMS}
    )
    select report, term, value / sqrt(sum(value * value) over (partition by report)) as value from weighed;
create temp table keys as
    select report, term, value, day from beginnings join reports using (report)
    qualify row_number() over (partition by report order by value desc, term) <= {KEYS};
create temp table met as
    with ahead as (
        select report, term, value, day + shift.step::integer as day from keys, range({DAYS} + 1) shift(step)
        where day is not null
    ), touching as (
        select a.report as one, b.report as other, a.value * b.value as value
        from ahead a join keys b using (term, day) where a.report <> b.report
        union all
        select a.report, b.report, a.value * b.value from keys a join keys b using (term)
        where a.day is null and (b.day is not null or a.report < b.report)
    ), summed as (select one, other, round(sum(value), 7) as value from touching group by one, other)
    select least(one, other) as one, greatest(one, other) as other, max(value) as value from summed
    group by 1, 2 having max(value) >= {_LEAST_KEYS};
create temp table pairs as
    with sides as (select one, other, value from met union all select other, one, value from met),
    ranked as (
        select sides.one, sides.other from sides join reports r on r.report = sides.other
        qualify row_number() over (partition by sides.one order by value desc, r.published, r.id) <= {MATES}
    )
    select distinct least(one, other) as one, greatest(one, other) as other from ranked;
"""


def alike(archive: Archive) -> pa.Table:
    """The pairs that may tell one story: `one`, `other` (numbers of reports), `dated` (whether the days
    of both are told) and a column a sign."""
    count, terms = background()
    with archive.database() as database:
        database.register("background", terms)
        for step in _STEPS.strip().split(";\n"):
            if step.strip():
                database.execute(step, [count] if "?" in step else [])
        _cosines(database)
        return database.sql(
            """select pairs.one, pairs.other, a.day is not null and b.day is not null as dated,
                coalesce(lead.value, 0) as lead, coalesce(body.value, 0) as body, coalesce(crossed.value, 0) as crossed,
                coalesce(near.value, 0) as near
            from pairs join reports a on a.report = pairs.one join reports b on b.report = pairs.other
                left join lead using (one, other) left join body using (one, other)
                left join crossed using (one, other) left join near using (one, other)
            order by 1, 2"""
        ).to_arrow_table()


def _cosines(database: duckdb.DuckDBPyConnection) -> None:
    """The tables of signs, a row for each pair that is above 0."""
    for name, first, second in (
        ("lead", "beginnings", "beginnings"),
        ("body", "bodies", "bodies"),
        ("half", "headlines", "beginnings"),
        ("other_half", "beginnings", "headlines"),
    ):
        database.execute(
            f"""create temp table {name} as select one, other, round(sum(a.value * b.value), 7) as value
                from pairs join {first} a on a.report = one join {second} b on b.report = other and b.term = a.term
                group by one, other"""
        )
    database.execute(
        """create temp table crossed as
            select one, other, sum(value) / 2 as value
            from (select * from half union all select * from other_half) group by one, other"""
    )
    database.execute(
        f"""create temp table links as
            with sides as (
                select one, other, value from lead where value >= {_NEAR}
                union all select other, one, value from lead where value >= {_NEAR}
            )
            select one, other, value / sqrt(sum(value * value) over (partition by one)) as value from sides"""
    )
    database.execute(
        """create temp table near as
            select pairs.one, pairs.other, round(sum(a.value * b.value), 7) as value
            from pairs join links a on a.one = pairs.one join links b on b.one = pairs.other and b.other = a.other
            group by all"""
    )
