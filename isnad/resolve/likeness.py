"""Pairs of reports that may tell one story, and their signs, found by SQL over the tables of an archive.

Words weigh by their rarity (Spärck Jones 1972) in the background archive and this one together. Only reports that share
weighty terms of their beginnings and were published within `DAYS` of one another are compared.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import duckdb
import numpy as np
import pyarrow as pa

from isnad.resolve.archive import Archive
from isnad.resolve.background import background
from isnad.resolve.products import Numbers, Rows, Values, products

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
    select term, row_number() over (order by term) - 1 as number,
        ln((? + (select count(*) from reports) + 1.0) / (coalesce(b.reports, 0) + count(*) + 1.0)) as weight
    from terms left join background b using (term) group by term, b.reports;
create temp table beginnings as
    with counted as (
        select report, term, count(*) as count
        from (select report, unnest(terms) as term from sentences semi join chosen using (report) where start < {LEAD})
        group by report, term
    ), weighed as (select report, term, (1 + ln(count)) * weight as value from counted join weights using (term))
    select report, term, value / sqrt(sum(value * value) over (partition by report)) as value from weighed
    where value > 0;
create temp table headlines as
    with weighed as (
        select report, term, weight as value from terms semi join chosen using (report) join weights using (term)
        where place = 2
    )
    select report, term, value / sqrt(sum(value * value) over (partition by report)) as value from weighed
    where value > 0;
create temp table bodies as
    with weighed as (
        select report, term, (1 + ln(count)) * weight as value
        from terms semi join chosen using (report) join weights using (term) where weight > 0
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
_PAIRS: Final = """
select one, other, a.day is not null and b.day is not null as dated
from pairs join reports a on a.report = one join reports b on b.report = other order by one, other
"""


def alike(archive: Archive, among: Collection[int] | None = None) -> pa.Table:
    """The pairs that may tell one story: `one`, `other` (numbers of reports), `dated` (whether the days
    of both are told) and a column a sign.

    Args:
        archive: The reports, by all of which a word's rarity is known.
        among: The numbers of those that are compared; all where it is None.
    """
    count, terms = background()
    chosen = np.arange(len(archive)) if among is None else np.array(sorted(among), dtype=np.int64)
    with archive.database() as database:
        database.register("background", terms)
        database.register("chosen", pa.table({"report": pa.array(chosen, type=pa.int32())}))
        for step in _STEPS.strip().split(";\n"):
            if step.strip():
                database.execute(step, [count] if "?" in step else [])
        beginnings, headlines, bodies = (_rows(database, name) for name in ("beginnings", "headlines", "bodies"))
        pairs = database.sql(_PAIRS).to_arrow_table()
    one, other = (pairs.column(name).to_numpy() for name in ("one", "other"))
    lead = products(one, other, beginnings, beginnings)
    signs = {
        "lead": lead,
        "body": products(one, other, bodies, bodies),
        "crossed": (products(one, other, headlines, beginnings) + products(one, other, beginnings, headlines)) / 2,
        "near": _near(one, other, lead, len(archive)),
    }
    for sign in SIGNS:
        pairs = pairs.append_column(sign, pa.array(signs[sign]))
    return pairs


def _rows(database: duckdb.DuckDBPyConnection, name: str) -> Rows:
    """A table `report`, `term`, `value` as rows, the terms by their numbers in `weights`."""
    query = f"select report, number, value from {name} join weights using (term) order by report, number"
    reports = database.execute("select count(*) from reports").fetchall()[0][0]
    return Rows.of(int(reports), *database.execute(query).fetchnumpy().values())


def _near(one: Numbers, other: Numbers, lead: Values, reports: int) -> Values:
    """The cosine of the two lists of reports whose beginnings are near to either's."""
    close = lead >= _NEAR
    ends = np.concatenate([one[close], other[close]])
    others = np.concatenate([other[close], one[close]])
    values = np.concatenate([lead[close], lead[close]])
    order = np.lexsort((others, ends))
    length = np.sqrt(np.bincount(ends, values * values, minlength=reports))
    links = Rows.of(reports, ends[order], others[order], (values / length[ends])[order])
    return products(one, other, links, links)
