"""One actor: names and offices, what was said, dealings with others, and how outlets name it."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection

from isnad.errors import RefusedError
from isnad.model import Actor, ActorRole, Channel, MentionType, Naming, Tie
from isnad.store.actor_list import partners
from isnad.store.actor_statements import Of, Said, SaidWanted, count_said, said_by, spread_said
from isnad.store.actors import actors_of, naming_of, ties_of_one
from isnad.store.happenings import chronology_of
from isnad.store.linked import known_actors
from isnad.store.named_days import DatedName, dated_names
from isnad.store.over_time import takes_part
from isnad.store.schema import actors
from isnad.store.search.hits import Spread
from isnad.store.waiting import key_now
from isnad.web.answered import ACTOR
from isnad.web.chronicle import FILES, chronology_file
from isnad.web.dealings import dealings
from isnad.web.paging import paged
from isnad.web.parameters import PAGES, choice, text
from isnad.web.pictures.addresses import Addresses
from isnad.web.regrouped import judged_since, ungrouped
from isnad.web.rendering import url
from isnad.web.tellings import TELLINGS, telling_rows
from isnad.web.views import Answer, Asked, View
from isnad.web.wanted import DAYS, date_of

ORDERS = ("newest", "oldest")
CHANNELS = ("", *(one.value for one in Channel))
ADDRESSEES = 12
PARTNERS = 12
TIES = 15  # that are shown at once
NAMED = 12  # outlets that are shown at once
WORDS = 8  # of an outlet that are shown at once
DESCRIBED = 6
ROLES = 12  # offices that are shown at once, those that most reports tell
LOUD = 2.0  # standard deviations from which an outlet's use stands out

Rows = Iterator[dict[str, Any]]


@dataclass(frozen=True)
class Named:
    """The words of one outlet for an actor, or for those who belong to it; the commonest first."""

    outlet: str | None
    of: str
    words: tuple[Naming, ...]


def _read(asked: Asked) -> Answer:
    found = found_actor(asked, "key")
    if found.moved is not None:
        return Answer(moved=moved(asked, "/actor", key=found.moved))
    who, numbers = found.actor, found.numbers
    if asked.form.startswith("file."):
        return Answer(file=chronology_file(asked.record, asked.form, (who,)))
    table = asked.choice("table", tuple(TABLES))
    if asked.form == "csv":
        columns, rows = TABLES[table]
        return Answer(columns=columns, rows=rows(asked, found))
    wanted = _wanted(asked)
    fields: dict[str, str] = {name: told for name, told in msgspec.to_builtins(wanted).items() if told}
    key, order = asked.params["key"], asked.choice("order", ORDERS)
    with asked.record.engine.connect() as connection:
        spread, count = _counted(asked, found, wanted)
        pager = paged(asked, "/actor", count, key=key, **fields)
        pager.told["order"] = order if order != ORDERS[0] else None
        page = {"limit": pager.size, "offset": pager.offset}
        said = list(said_by(connection, found.of, wanted, oldest=order == "oldest", folded=True, **page))
    about = pager.page == 1 and not fields  # pages of statements alone tell nothing else
    values = _about(asked, found) if about and asked.form == "html" else {}
    if asked.form == "json":
        with asked.record.engine.connect() as connection:
            names = dated_names(connection, found.of, who.names)
            beside = partners(connection, *numbers, limit=PARTNERS)
        ties, naming = list(ties_of_one(asked.record.engine, numbers)), list(naming_of(asked.record.engine, *numbers))
        told = {"with": beside, **msgspec.to_builtins(wanted), **pager.data(), "statements": said}
        return Answer(data=_data(key, who, names, ties, naming) | told | {"facets": spread.facets})
    return Answer(
        values={
            **values,
            "key": key,
            "actor": who,
            "about": about,
            "whole": url("/actor", key=key),
            "said": said,
            "statements": spread.count,
            "chips": [(name, told, pager.url("", **{name: None})) for name, told in fields.items()],
            "cleared": pager.url("", **dict.fromkeys(fields)),
            "facets": spread.facets,
            "wanted": wanted,
            **ungrouped(asked),
            "pager": pager,
            "order": order,
            "orders": ORDERS,
            "tables": tuple(TABLES),
        }
    )


def _about(asked: Asked, found: Found) -> dict[str, Any]:
    """What the first page tells beside statements: names, offices, dealings, pictures, how outlets name the actor."""
    who, numbers = found.actor, found.numbers
    ties, naming = list(ties_of_one(asked.record.engine, numbers)), list(naming_of(asked.record.engine, *numbers))
    with asked.record.engine.connect() as connection:
        names = dated_names(connection, found.of, who.names)
        active = takes_part(connection, numbers)
        beside = partners(connection, *numbers, limit=PARTNERS)
        known = known_actors(connection, (tie.one if tie.other in numbers else tie.other for tie in ties))
    roles, more_roles = _in_time(who.roles)
    named = _named(naming)
    return {
        "known_by": names,
        "roles": roles,
        "more_roles": more_roles,
        "dealings": dealings(numbers, ties, known),
        "at_once": TIES,
        "active": active,
        "drawn": _drawn(
            asked,
            asked.params["key"],
            attention=sum(one.reports for one in who.names) > 1,
            chronology=active,
            network=bool(ties),
            naming=bool(naming),
        ),
        "named": named,
        "most_named": NAMED,
        "more_words": len(naming) - sum(len(one.words[:WORDS]) for one in named[:NAMED]),
        "loud": LOUD,
        "most_words": WORDS,
        "most_described": DESCRIBED,
        "partners": beside,
        "commands": commands(asked.record.name, who.name),
    }


def _wanted(asked: Asked) -> SaidWanted:
    return SaidWanted(
        channel=asked.choice("channel", CHANNELS),
        addressee=asked.text("addressee"),
        since=date_of(asked, "since"),
        until=date_of(asked, "until"),
    )


def _counted(asked: Asked, found: Found, wanted: SaidWanted) -> tuple[Spread, int]:
    """How the statements that are wanted spread, and how many they are with copies folded."""

    def count(connection: Connection) -> tuple[Spread, int]:
        spread = spread_said(connection, found.of, wanted, limit=ADDRESSEES)
        return spread, count_said(connection, found.of, wanted, folded=True)

    return asked.glances.take(asked.record, ("said", asked.params["key"], wanted), count, passing=True)


def _drawn(asked: Asked, key: str, **there: bool) -> list[Addresses]:
    """The pictures that there is something to draw for."""
    return [Addresses(name, {"key": key}, asked.manner) for name, some in there.items() if some]


def _in_time(roles: Sequence[ActorRole]) -> tuple[list[ActorRole], list[ActorRole]]:
    """The offices that most reports tell, and the others; both in the order of time."""
    told = sorted(roles, key=lambda role: -role.reports)
    first, others = (
        sorted(some, key=lambda role: (role.first or "9999", role.last or "", -role.reports))
        for some in (told[:ROLES], told[ROLES:])
    )
    return first, others


@dataclass(frozen=True)
class Found:
    """An actor as a reader sees it, and what of the tables is its own.

    `moved` is the key of the actor to which people joined it.
    """

    actor: Actor
    of: Of
    moved: str | None = None

    @property
    def numbers(self) -> Sequence[int]:
        """Its numbers in the tables."""
        return self.of.numbers


def found_actor(asked: Asked, field: str) -> Found:
    """The actor whose key a field of the address holds.

    Raises:
        RefusedError: where there is none, or people said that it is none.
    """
    return actor_of_key(asked, asked.params.get(field, ""))


def actor_of_key(asked: Asked, key: str) -> Found:
    """The actor of a key.

    Raises:
        RefusedError: where there is none, or people said that it is none.
    """
    who = next(actors_of(asked.record.engine, actors.c.key == key, limit=1, members=False), None)
    since = judged_since(asked)
    if who is None:
        former, now = key_now(asked.record.engine, key)
        if now is None:
            told = "people said that this is none" if former else "the record holds no actor of this key"
            raise RefusedError(f"{key}: {told}", status=404, slug="not-found")
        return Found(Actor(id=0, name="", type=MentionType.MISC), Of(()), moved=now)
    number = since.into.get(who.id, who.id)
    if number in since.rejected:
        raise RefusedError(f"{key}: people said that this is none", status=404, slug="not-found")
    if number != who.id:
        return Found(who, Of((who.id,)), moved=since.keys[number])
    return Found(since.actors.get(number, who), Of(since.together(number), since.parted))


def moved(asked: Asked, path: str, **fields: str) -> str:
    """The address of a page with some fields changed, in the form that was asked for."""
    return url(
        path + ("" if asked.form == "html" else f".{asked.form.removeprefix('file.')}"),
        **{**dict(asked.params), **fields},
    )


def commands(record: str, *names: str) -> tuple[str, ...]:
    """What writes a chronology as a page and, of one actor, as a text document."""
    whose = " ".join(f"--actor {shlex.quote(name)}" for name in names)
    at = f"--record {shlex.quote(record)}"
    told = [f"isnad chronology {at} {whose} --format html --output chronology.html"]
    if len(names) == 1:
        told.append(f"isnad export {at} {whose} --format docx --output chronology.docx")
    return tuple(told)


def _data(
    key: str, who: Actor, names: Sequence[DatedName], ties: Sequence[Tie], naming: Sequence[Naming]
) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(who)
    del told["id"], told["members"]
    told["names"] = msgspec.to_builtins(names)
    return {"key": key, "actor": told, "ties": msgspec.to_builtins(ties), "naming": msgspec.to_builtins(naming)}


def _named(naming: Sequence[Naming]) -> list[Named]:
    found: dict[tuple[str, str | None], list[Naming]] = {}
    for one in naming:
        found.setdefault((one.of, one.outlet), []).append(one)
    return [
        Named(outlet, of, tuple(sorted(some, key=lambda one: (-one.count, one.words))))
        for (of, outlet), some in sorted(
            found.items(), key=lambda item: (item[0][0], -_total(item[1]), item[0][1] or "")
        )
    ]


def _total(naming: Sequence[Naming]) -> int:
    return sum(one.count for one in naming)


def _statements(asked: Asked, found: Found) -> Rows:
    with asked.record.engine.connect() as connection:
        for one in said_by(connection, found.of, _wanted(asked), oldest=True):
            yield msgspec.structs.asdict(one)


def _names(asked: Asked, found: Found) -> Rows:
    with asked.record.engine.connect() as connection:
        names = dated_names(connection, found.of, found.actor.names)
    yield from map(msgspec.structs.asdict, names)


def _offices(asked: Asked, found: Found) -> Rows:
    yield from (msgspec.structs.asdict(role) for role in found.actor.roles)


def _ties(asked: Asked, found: Found) -> Rows:
    for tie in ties_of_one(asked.record.engine, found.numbers):
        told = msgspec.structs.asdict(tie)
        yield {name: told[name] for name in TIE} | {"examples": tuple(one.report for one in tie.examples)}


def _naming(asked: Asked, found: Found) -> Rows:
    for one in naming_of(asked.record.engine, *found.numbers):
        told = msgspec.structs.asdict(one)
        yield {name: told[name] for name in NAMING} | {"examples": tuple(some.report for some in one.examples)}


def _chronology(asked: Asked, found: Found) -> Rows:
    for dated in (True, False):
        yield from telling_rows(chronology_of(asked.record.engine, actors=(found.actor.id,), dated=dated))


TIE = ("one_name", "relation", "other_name", "period", "dated_by", "reports", "independent", "claimed", "by_office")
NAMING = ("outlet", "of", "words", "count", "reports", "share", "first", "log_odds", "z")
OFFICES = ("title", "organisation", "country", "qualifiers", "reports", "first", "last")
TABLES: dict[str, tuple[tuple[str, ...], Callable[[Asked, Found], Rows]]] = {
    "statements": (Said.__struct_fields__, _statements),
    "names": (("name", "reports", "first", "last"), _names),
    "offices": (OFFICES, _offices),
    "ties": ((*TIE, "examples"), _ties),
    "naming": ((*NAMING, "examples"), _naming),
    "chronology": (TELLINGS, _chronology),
}
PARAMETERS = (
    text("key", required=True),
    choice("order", ORDERS, default=ORDERS[0]),
    choice("channel", CHANNELS),
    text("addressee"),
    *DAYS,
    *PAGES,
    choice("table", tuple(TABLES), default=next(iter(TABLES))),
)
VIEW = View("/actor", "actor", _read, listed=False, parameters=PARAMETERS, answer=ACTOR, files=FILES)
