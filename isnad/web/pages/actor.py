"""One actor: names and offices, what was said, dealings with others, and how outlets name it."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from isnad.errors import RefusedError
from isnad.model import Actor, Naming, Tie
from isnad.store.actor_list import partners
from isnad.store.actor_statements import Said, count_said, said_by
from isnad.store.actors import actors_of, naming_of, ties_of
from isnad.store.linked import Known, actors_numbered
from isnad.store.schema import actors
from isnad.web.answered import ACTOR
from isnad.web.paging import paged
from isnad.web.parameters import PAGES, choice, text
from isnad.web.views import Answer, Asked, View

ORDERS = ("newest", "oldest")
PARTNERS = 12
TIES = 15  # that are shown at once
WORDS = 8  # of an outlet that are shown at once
LOUD = 2.0  # standard deviations from which an outlet's use stands out

Rows = Iterator[dict[str, Any]]


@dataclass(frozen=True)
class Dealing:
    """One relation to one other over all months; `outgoing` is None where it has no direction."""

    other: Known
    relation: str
    outgoing: bool | None
    ties: tuple[Tie, ...]

    @property
    def independent(self) -> int:
        """In how many wordings it is told, months added."""
        return sum(tie.independent for tie in self.ties)


@dataclass(frozen=True)
class Named:
    """The words of one outlet for an actor, or for those who belong to it; the commonest first."""

    outlet: str | None
    of: str
    words: tuple[Naming, ...]


def _read(asked: Asked) -> Answer:
    who = found_actor(asked, "key")
    table = asked.choice("table", tuple(TABLES))
    if asked.form == "csv":
        columns, rows = TABLES[table]
        return Answer(columns=columns, rows=rows(asked, who))
    key, order = asked.params["key"], asked.choice("order", ORDERS)
    ties, naming = list(ties_of(asked.record.engine, who.id)), list(naming_of(asked.record.engine, who.id))
    with asked.record.engine.connect() as connection:
        pager = paged(asked, "/actor", count_said(connection, who.id), key=key)
        pager.told["order"] = order if order != ORDERS[0] else None
        said = list(said_by(connection, who.id, oldest=order == "oldest", limit=pager.size, offset=pager.offset))
        beside = partners(connection, who.id, limit=PARTNERS)
        known = actors_numbered(connection, (tie.one if tie.other == who.id else tie.other for tie in ties))
    if asked.form == "json":
        return Answer(data=_data(key, who, ties, naming) | {"with": beside, **pager.data(), "statements": said})
    return Answer(
        values={
            "key": key,
            "actor": who,
            "roles": sorted(who.roles, key=lambda role: (role.first or "9999", role.last or "", -role.reports)),
            "said": said,
            "pager": pager,
            "order": order,
            "orders": ORDERS,
            "dealings": _dealings(who.id, ties, known),
            "at_once": TIES,
            "named": _named(naming),
            "loud": LOUD,
            "most_words": WORDS,
            "partners": beside,
            "tables": tuple(TABLES),
            "commands": commands(asked.record.name, who.name),
        }
    )


def found_actor(asked: Asked, field: str) -> Actor:
    """The actor whose key a field of the address holds, without its members.

    Raises:
        RefusedError: where there is none.
    """
    key = asked.params.get(field, "")
    who = next(actors_of(asked.record.engine, actors.c.key == key, limit=1, members=False), None)
    if who is None:
        raise RefusedError(f"{key}: the record holds no actor of this key", status=404, slug="not-found")
    return who


def commands(record: str, *names: str) -> tuple[str, ...]:
    """What writes a chronology as a page and, of one actor, as a text document."""
    whose = " ".join(f"--actor {shlex.quote(name)}" for name in names)
    at = f"--record {shlex.quote(record)}"
    told = [f"isnad chronology {at} {whose} --format html --output chronology.html"]
    if len(names) == 1:
        told.append(f"isnad export {at} {whose} --format docx --output chronology.docx")
    return tuple(told)


def _data(key: str, who: Actor, ties: Sequence[Tie], naming: Sequence[Naming]) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(who)
    del told["id"], told["members"]
    return {"key": key, "actor": told, "ties": msgspec.to_builtins(ties), "naming": msgspec.to_builtins(naming)}


def _dealings(number: int, ties: Sequence[Tie], known: dict[int, Known]) -> list[Dealing]:
    """Ties put together over months: meetings first, then by how many tell them."""
    found: dict[tuple[int, str, bool | None], list[Tie]] = {}
    for tie in ties:
        outgoing = None if tie.relation == "met" else tie.one == number
        other = tie.other if tie.one == number else tie.one
        found.setdefault((other, tie.relation, outgoing), []).append(tie)
    made = [
        Dealing(known[other], relation, outgoing, tuple(sorted(some, key=lambda tie: tie.period or "9999")))
        for (other, relation, outgoing), some in found.items()
        if other in known
    ]
    return sorted(made, key=lambda one: (one.relation != "met", -one.independent, one.other.name))


def _named(naming: Sequence[Naming]) -> list[Named]:
    found: dict[tuple[str, str | None], list[Naming]] = {}
    for one in naming:
        found.setdefault((one.of, one.outlet), []).append(one)
    return [
        Named(outlet, of, tuple(sorted(some, key=lambda one: (-one.count, one.words))))
        for (of, outlet), some in sorted(found.items(), key=lambda item: (item[0][0], item[0][1] or ""))
    ]


def _statements(asked: Asked, who: Actor) -> Rows:
    with asked.record.engine.connect() as connection:
        for one in said_by(connection, who.id, oldest=True):
            yield msgspec.structs.asdict(one)


def _names(asked: Asked, who: Actor) -> Rows:
    yield from (msgspec.structs.asdict(name) for name in who.names)


def _offices(asked: Asked, who: Actor) -> Rows:
    yield from (msgspec.structs.asdict(role) for role in who.roles)


def _ties(asked: Asked, who: Actor) -> Rows:
    for tie in ties_of(asked.record.engine, who.id):
        told = msgspec.structs.asdict(tie)
        yield {name: told[name] for name in TIE} | {"examples": tuple(one.report for one in tie.examples)}


def _naming(asked: Asked, who: Actor) -> Rows:
    for one in naming_of(asked.record.engine, who.id):
        told = msgspec.structs.asdict(one)
        yield {name: told[name] for name in NAMING} | {"examples": tuple(some.report for some in one.examples)}


TIE = ("one_name", "relation", "other_name", "period", "dated_by", "reports", "independent", "claimed", "by_office")
NAMING = ("outlet", "of", "words", "count", "reports", "share", "first", "log_odds", "z")
OFFICES = ("title", "organisation", "country", "qualifiers", "reports", "first", "last")
TABLES: dict[str, tuple[tuple[str, ...], Callable[[Asked, Actor], Rows]]] = {
    "statements": (Said.__struct_fields__, _statements),
    "names": (("name", "reports"), _names),
    "offices": (OFFICES, _offices),
    "ties": ((*TIE, "examples"), _ties),
    "naming": ((*NAMING, "examples"), _naming),
}
PARAMETERS = (
    text("key", required=True),
    choice("order", ORDERS, default=ORDERS[0]),
    *PAGES,
    choice("table", tuple(TABLES), default=next(iter(TABLES))),
)
VIEW = View("/actor", "actor", _read, listed=False, parameters=PARAMETERS, answer=ACTOR)
