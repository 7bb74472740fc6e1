"""Which statements or events of a story are worth comparing: those that share a key, never all with all.

Method: sorted neighbourhood (Hernández and Stolfo 1995, "The merge/purge problem for large databases"). What shares a
key is put in the order of publication, and each is paired with the next few; so a key that hundreds share costs no
more than its rows times the width of the window.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Final

import pyarrow as pa

from isnad.resolve.stories_told import Stories
from isnad.resolve.told import Told

WINDOW: Final = 40  # rows of one key that each is compared with
RAREST: Final = 16  # terms of a sentence that can bring it together with another

_PAIRS: Final = """
with ranked as (
    select story, type, key, node, is_term,
           row_number() over (partition by story, type, key order by node) as at
    from keys
), ahead as (select *, unnest(range(1, {window} + 1)) as step from ranked
             qualify count(*) over (partition by story, type, key) > 1)
select a.node as one, b.node as other
from ahead a join ranked b on a.story = b.story and a.type = b.type and a.key = b.key and b.at = a.at + a.step
group by a.node, b.node
having count(*) filter (a.is_term) >= 2 or count(*) filter (not a.is_term) >= 1
order by a.node, b.node
"""


def candidate_pairs(stories: Stories, told: Iterable[Told], group: dict[str, str]) -> list[tuple[int, int]]:
    """Pairs of nodes of one story and one group of types that share a person or body, or two rare terms.

    Stories of one report have none.

    Args:
        stories: The archive and its stories.
        told: Statements or events.
        group: The group of a type; a type that is not named is a group of its own.
    """
    columns: dict[str, list[Any]] = {"story": [], "type": [], "key": [], "node": [], "is_term": []}
    reports: dict[int, set[int]] = {}
    told = list(told)
    for one in told:
        reports.setdefault(one.story, set()).add(one.report)
    for one in told:
        if len(reports[one.story]) == 1:  # annotation has joined what one report tells twice
            continue
        terms = _rarest(stories, one)
        who = [_number(key) for key in sorted(one.actors | one.recipients)]
        size = len(terms) + len(who)
        columns["story"] += [one.story] * size
        columns["type"] += [group.get(one.type, one.type)] * size
        columns["key"] += terms + who
        columns["node"] += [one.node] * size
        columns["is_term"] += [True] * len(terms) + [False] * len(who)
    types = {"story": pa.int32(), "type": pa.string(), "key": pa.int64(), "node": pa.int32(), "is_term": pa.bool_()}
    keys = pa.table({name: pa.array(values, types[name]) for name, values in columns.items()})
    stories.database.register("keys", keys)
    pairs = stories.database.execute(_PAIRS.format(window=WINDOW)).fetchall()
    stories.database.unregister("keys")
    return [(int(one), int(other)) for one, other in pairs]


def _rarest(stories: Stories, one: Told) -> list[int]:
    return [term for _, term in sorted((-stories.weight(term), term) for term in one.terms)[:RAREST]]


@lru_cache(maxsize=1 << 16)
def _number(key: str) -> int:
    """A person or body as a number below 0, where no term's is."""
    return -1 - (int.from_bytes(blake2b(key.encode(), digest_size=8).digest()) >> 1)


_SHARING: Final = """
with ranked as (
    select story, key, place, row_number() over (partition by story, key order by place) as at from keys
), ahead as (
    select *, unnest(range(-{window}, {window} + 1)) as step from ranked where place in (select place from wanted)
)
select a.place as one, b.place as other
from ahead a join ranked b on a.story = b.story and a.key = b.key and b.at = a.at + a.step
where a.place <> b.place group by all having count(*) >= 3 order by all
"""


def sharing_terms(stories: Stories, told: Sequence[Told], wanted: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of places in `told`, the first of them wanted, of one story that share three of their rarest terms."""
    stories_of = {told[at].story for at in wanted}
    rows = [
        (one.story, term, at)
        for at, one in enumerate(told)
        if one.story in stories_of
        for term in _rarest(stories, one)
    ]
    keys, types = ("story", "key", "place"), (pa.int32(), pa.int64(), pa.int32())
    columns = zip(*rows, strict=True) if rows else ((), (), ())
    stories.database.register(
        "keys", pa.table({name: pa.array(v, t) for name, v, t in zip(keys, columns, types, strict=True)})
    )
    stories.database.register("wanted", pa.table({"place": pa.array(wanted, pa.int32())}))
    pairs = stories.database.execute(_SHARING.format(window=WINDOW)).fetchall()
    stories.database.unregister("keys")
    stories.database.unregister("wanted")
    return [(int(one), int(other)) for one, other in pairs]
