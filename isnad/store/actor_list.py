"""The actors of a record in one list, and who takes part in the same happenings as one of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

import msgspec
from sqlalchemy import Connection, func, select

from isnad.model import ActorName
from isnad.store.linked import Known
from isnad.store.schema import actors, happening_actors
from isnad.store.waiting import Waiting
from isnad.text import fold

_NAMES = msgspec.json.Decoder(tuple[ActorName, ...])


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """An actor in a list: `also` are its other names, the commonest first; `reports` name it."""

    key: str
    name: str
    also: tuple[str, ...]
    type: str
    country: str | None
    reports: int


class Partner(msgspec.Struct, frozen=True, kw_only=True):
    """An actor, and how many happenings both take part in."""

    who: Known
    happenings: int


def listed(connection: Connection) -> list[Listed]:
    """All actors, those that most reports name first."""
    columns = (actors.c.key, actors.c.name, actors.c.names, actors.c.type, actors.c.country, actors.c.reports)
    query = select(*columns).order_by(actors.c.reports.desc(), actors.c.actor)
    return [
        Listed(key=key, name=name, also=_others(names, name), type=type, country=country, reports=count)
        for key, name, names, type, country, count in connection.execute(query)
    ]


def judged_actors(some: Iterable[Listed], since: Waiting) -> Iterator[Listed]:
    """The list with what people judged since the record was regrouped: joined, renamed, without what they rejected."""
    numbers = {key: number for number, key in since.keys.items()}
    for one in some:
        number = numbers.get(one.key)
        if number is None:
            yield one
        elif (now := since.actors.get(number)) is not None:
            also = tuple(name.name for name in now.names if name.name != now.name)
            count = len({report for report, _ in now.members})
            told = {"name": now.name, "also": also, "type": now.type.value, "country": now.country, "reports": count}
            yield msgspec.structs.replace(one, **told)


def has_words(names: Iterable[str], words: str) -> bool:
    """Whether one of some names has all of some words, or parts of them, in it."""
    wanted = fold(words).split()
    return any(all(word in folded for word in wanted) for folded in map(fold, names))


class Folded:
    """All names of some actors as one text, in which words are found however alef, hamza and marks are written.

    Args:
        some: The actors.
    """

    def __init__(self, some: Iterable[Listed]) -> None:
        names = ["\n".join(fold(name) for name in (one.name, *one.also)) for one in some]
        self._text = "\0".join(names)
        self._starts = list(accumulate((len(told) + 1 for told in names), initial=0))

    def having(self, words: str) -> list[int]:
        """The places in the list of those that have each of some words, or a part of it, in a name; all for no word."""
        found = set(range(len(self._starts) - 1))
        for word in fold(words).split():
            found &= set(self._places(word))
        return sorted(found)

    def _places(self, word: str) -> Iterator[int]:
        at = self._text.find(word)
        while at >= 0:
            place = bisect_right(self._starts, at) - 1
            yield place
            at = self._text.find(word, self._starts[place + 1])


def partners(connection: Connection, *numbers: int, limit: int) -> list[Partner]:
    """Those who take part in most happenings together with an actor, or with any of some that are one."""
    one, other = happening_actors.alias(), happening_actors.alias()
    count = func.count(other.c.happening.distinct()).label("count")
    together = (
        select(other.c.actor, count)
        .join(one, one.c.happening == other.c.happening)
        .where(one.c.actor.in_(numbers), other.c.actor.not_in(numbers))
        .group_by(other.c.actor)
        .order_by(count.desc(), other.c.actor)
        .limit(limit)
        .subquery()
    )
    query = select(actors.c.key, actors.c.name, together.c.count).join(together, together.c.actor == actors.c.actor)
    rows = connection.execute(query.order_by(together.c.count.desc(), actors.c.actor))
    return [Partner(who=Known(key=key, name=name), happenings=count) for key, name, count in rows]


def _others(names: str | None, name: str) -> tuple[str, ...]:
    return tuple(one.name for one in _NAMES.decode(names) if one.name != name) if names else ()
