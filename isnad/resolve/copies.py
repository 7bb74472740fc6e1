"""Which reports carry one text: agency text, re-filed articles, a text under a new lead.

Candidates share a band of a MinHash (Broder 1997) over the pairs of neighbouring terms of their bodies. A candidate is
a copy by the mean of two shares: of the shorter body's runs of three terms, those that stand in the other; and of the
longer body's terms, those of the longest common subsequence. One outlet puts the same background under fresh news again
and again, so that more is asked of two reports of one outlet.

Known misses: a text that was reworded in every sentence; a short report and a long one that quotes all of it; bodies of
less than `LEAST` terms. Texts of one form with other values (share prices, results) can come out as copies.
"""

from __future__ import annotations

from typing import Final

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from rapidfuzz.distance import LCSseq
from rensa import RMinHash

from isnad.resolve.archive import FOUND, Archive

LEAST: Final = 15  # terms of a body
ALIKE: Final = 0.565  # the least similarity of two outlets' copies
ALIKE_AT_HOME: Final = 0.765  # of one outlet's
_PERMUTATIONS: Final = 256
_ROWS: Final = 3  # of a band: at a Jaccard similarity of 0.35, 976 of 1,000 pairs share one of the 85 bands
_NEXT: Final = 20  # of one band's bucket, that a report is compared with: a bucket of n costs n and not n squared
_TOGETHER: Final = 2_000  # reports whose MinHashes are in memory at a time
_SEED: Final = 20180529
# Reports of one bucket are compared with those that came next after them, so that the order of reading is no matter.
_CANDIDATES: Final = f"""
    with placed as (
        select bands.report, band, key, outlet,
            row_number() over (partition by band, key order by published nulls last, id) as place
        from bands join reports using (report)
    )
    select distinct a.report, b.report as other, coalesce(a.outlet = b.outlet, false) as at_home
    from placed a join placed b using (band, key)
    where b.place > a.place and b.place <= a.place + {_NEXT}
    order by 1, 2
"""
_ORDERED: Final = """
    select
        case when {swap} then f.other else f.report end as earlier,
        case when {swap} then f.report else f.other end as later,
        similarity
    from found f join reports a on a.report = f.report join reports b on b.report = f.other
    order by 1, 2
"""
_SWAP: Final = """coalesce(
    case when a.published <> b.published then b.published < a.published end,
    case when a.day <> b.day then b.day < a.day end,
    b.id < a.id)"""


def find_copies(archive: Archive) -> pa.Table:
    """The pairs of copies, as `FOUND["copies"]` has them.

    `earlier` was published first; where the times are not told or equal, it is the one whose id comes first.
    `similarity` is `likeness`.
    """
    bodies = _bodies(archive)
    with archive.database() as database:
        database.register("bands", _bands(bodies))
        found = [
            (report, other, similarity)
            for report, other, at_home in database.execute(_CANDIDATES).fetchall()
            if (similarity := likeness(bodies[report], bodies[other])) >= (ALIKE_AT_HOME if at_home else ALIKE)
        ]
        return _ordered(database, found)


def likeness(one: npt.NDArray[np.int64], other: npt.NDArray[np.int64]) -> float:
    """How far two bodies are one text, 0 to 1.

    Args:
        one: The terms of a body, in order; three at least.
        other: The same of another.
    """
    shorter, longer = sorted((one, other), key=len)
    runs = _runs(shorter)
    stretches = len(np.intersect1d(runs, _runs(longer), assume_unique=True)) / len(runs)
    if stretches + len(shorter) / len(longer) < 2 * ALIKE:  # no subsequence can make it a copy
        return 0.0
    shared = LCSseq.similarity(shorter.tolist(), longer.tolist()) / len(longer)
    return float(stretches + shared) / 2


def _bodies(archive: Archive) -> dict[int, npt.NDArray[np.int64]]:
    """The terms of every body that is long enough, in order."""
    with archive.database() as database:
        rows = database.execute(
            """select report, flatten(list(terms order by start)) from sentences join reports using (report)
               where start >= body group by report having sum(len(terms)) >= ? order by report""",
            [LEAST],
        ).fetchnumpy()
    terms = [np.asarray(found, dtype=np.int64) for found in list(rows.values())[1]]
    return dict(zip(rows["report"].tolist(), terms, strict=True))


def _bands(bodies: dict[int, npt.NDArray[np.int64]]) -> pa.Table:
    """One row a report and band of its MinHash: the band's number and its key."""
    bands = _PERMUTATIONS // _ROWS
    told = list(bodies.values())
    parts = [_keys(told[at : at + _TOGETHER], bands) for at in range(0, len(told), _TOGETHER)]
    keys = np.concatenate([*parts, np.zeros((0, bands), np.uint64)])
    return pa.table(
        {
            "report": np.repeat(np.fromiter(bodies, np.int32, len(bodies)), bands),
            "band": np.tile(np.arange(bands, dtype=np.int16), len(bodies)),
            "key": keys.ravel(),
        }
    )


def _keys(bodies: list[npt.NDArray[np.int64]], bands: int) -> npt.NDArray[np.uint64]:
    """The keys of the bands of some bodies, a row a body."""
    pairs = [_pairs(body) for body in bodies]
    offsets = np.cumsum([0, *map(len, pairs)]).astype(np.uint64)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(np.concatenate(pairs), offsets, _PERMUTATIONS, _SEED)
    digests = np.array(matrix.to_rows(), dtype=np.uint64).reshape(len(bodies), _PERMUTATIONS)
    rows = digests[:, : bands * _ROWS].reshape(len(bodies), bands, _ROWS)
    keys = np.zeros(rows.shape[:2], np.uint64)
    for at in range(_ROWS):
        keys = _mixed(keys ^ rows[:, :, at])
    return keys


def _pairs(body: npt.NDArray[np.int64]) -> npt.NDArray[np.uint64]:
    terms = body.view(np.uint64)
    return np.unique(_mixed(terms[:-1]) ^ terms[1:])


def _runs(body: npt.NDArray[np.int64]) -> npt.NDArray[np.uint64]:
    terms = body.view(np.uint64)
    return np.unique(_mixed(_mixed(terms[:-2]) ^ terms[1:-1]) ^ terms[2:])


def _mixed(numbers: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Numbers scattered over 64 bits (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators")."""
    mixed = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    found: npt.NDArray[np.uint64] = mixed ^ (mixed >> np.uint64(31))
    return found


def _ordered(database: duckdb.DuckDBPyConnection, found: list[tuple[int, int, float]]) -> pa.Table:
    columns = list(zip(*found, strict=True)) or [(), (), ()]
    types = (pa.int32(), pa.int32(), pa.float32())
    arrays = [pa.array(column, type=kind) for column, kind in zip(columns, types, strict=True)]
    database.register("found", pa.table(arrays, names=["report", "other", "similarity"]))
    return database.sql(_ORDERED.format(swap=_SWAP)).to_arrow_table().cast(FOUND["copies"])


def grouped(pairs: list[tuple[int, int]]) -> list[list[int]]:
    """Groups of reports that the pairs hold together, each sorted, in the order of their first."""
    home: dict[int, list[int]] = {}
    for one, other in pairs:
        first, second = home.setdefault(one, [one]), home.setdefault(other, [other])
        if first is not second:
            first += second
            for report in second:
                home[report] = first
    return sorted({id(group): sorted(group) for group in home.values()}.values())


def copy_groups(pairs: list[tuple[int, int]]) -> dict[int, int]:
    """The group of each report that has copies, named by its least number."""
    return {report: group[0] for group in grouped(pairs) for report in group}


def pairs_of(copies: pa.Table) -> list[tuple[int, int]]:
    """The reports of each row of the table `copies`: who had it earlier, who later."""
    return list(zip(copies.column("earlier").to_pylist(), copies.column("later").to_pylist(), strict=True))
