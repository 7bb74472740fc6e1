"""Outlets compared: whom they name how, by which verbs they let somebody speak, how much room they give to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection

from isnad.store.compared import (
    Called,
    Room,
    Said,
    What,
    by_actor,
    called,
    compared,
    outlets_of,
    room,
    said,
    whole_room,
)
from isnad.store.kept import CHUNK, chunks
from isnad.store.linked import Known
from isnad.web.answered import COMPARED
from isnad.web.paging import Paged
from isnad.web.parameters import choice, number, text
from isnad.web.pictures.addresses import Addresses
from isnad.web.views import Answer, Asked, View

Rows = Sequence[Called | Said | Room]
ACTORS, OUTLETS, WORDS = 20, 8, 3  # on a page, in a row, in a cell
LEVELS = 5


@dataclass(frozen=True)
class Told:
    """Some words in a cell: their count, their share, and how strong the share is from 0 to `LEVELS`."""

    words: str
    count: int
    share: float
    level: int


@dataclass(frozen=True)
class Compared:
    """An actor and, outlet by outlet, what is told of it there, the most first, with how many words more there are."""

    key: str
    name: str
    cells: tuple[tuple[tuple[Told, ...], int], ...]


_Reading = Callable[[Connection, Sequence[str]], Rows]
SHOWS: dict[str, type[msgspec.Struct]] = {What.NAMING: Called, What.VERBS: Said, What.ATTENTION: Room}


def _read(asked: Asked) -> Answer:
    show, name = What(asked.choice("show", tuple(SHOWS))), asked.text("name")
    actors = asked.glances.take(asked.record, ("actors compared", show), lambda found: compared(found, show))
    if name:
        actors = [actor for actor in actors if name in actor.name]
    read = _reading(asked, show)
    if asked.form == "csv":
        return Answer(columns=SHOWS[show].__struct_fields__, rows=_all_rows(asked, read, actors))
    pager = Paged("/outlets", asked.number("page", 1), ACTORS, len(actors), {"show": _told_in(show), "name": name})
    shown = pager.shown(actors)
    keys = tuple(actor.key for actor in shown)
    rows = asked.glances.take(asked.record, ("compared", show, keys), lambda found: read(found, keys), passing=True)
    if asked.form == "json":
        head = {"show": show, "page": pager.page, "pages": pager.pages, "actors": pager.count}
        return Answer(data={**head, "next": pager.data()["next"], "rows": rows})
    outlets = asked.glances.take(asked.record, "outlets", outlets_of)
    found = by_actor(rows)
    return Answer(
        values={
            "show": show,
            "sought": name,
            "pager": pager,
            "shows": [(one, pager.url(show=_told_in(one))) for one in SHOWS],
            "outlets": outlets[:OUTLETS],
            "more_outlets": max(0, len(outlets) - OUTLETS),
            "rows": [Compared(one.key, one.name, _cells(found[one.key], outlets[:OUTLETS])) for one in shown],
            "drawn": _drawn(asked, show, shown),
            "levels": range(LEVELS + 1),
        }
    )


def _reading(asked: Asked, show: What) -> _Reading:
    """What reads the rows of some actors by their keys."""
    if show is What.NAMING:
        return called
    if show is What.VERBS:
        return said
    whole = asked.glances.take(asked.record, "room of outlets", whole_room)
    return lambda connection, keys: room(connection, keys, whole)


def _told_in(show: str) -> str | None:
    """What is compared, as it stands in an address."""
    return show if show != next(iter(SHOWS)) else None


def _all_rows(asked: Asked, read: _Reading, actors: Sequence[Known]) -> Iterator[dict[str, Any]]:
    """The rows of many actors, some actors at a time."""
    for some in chunks(actors, CHUNK):
        with asked.record.engine.connect() as connection:
            rows = read(connection, [actor.key for actor in some])
        yield from map(msgspec.structs.asdict, rows)


def _drawn(asked: Asked, show: str, shown: Sequence[Known]) -> Addresses | None:
    """How the first of the actors is named, or who wrote when."""
    if show == "naming" and shown:
        return Addresses("naming", {"key": shown[0].key}, asked.manner)
    return Addresses("attention", {}, asked.manner) if show == "attention" else None


def _cells(of: dict[str | None, list[Any]], outlets: list[str | None]) -> tuple[tuple[tuple[Told, ...], int], ...]:
    cells = []
    for outlet in outlets:
        found = [told for row in of.get(outlet, ()) for told in _told(row)]
        most = len(found) if isinstance(next(iter(of.get(outlet, ())), None), Room) else WORDS
        cells.append((tuple(found[:most]), len(found[most:])))
    return tuple(cells)


def _told(row: Called | Said | Room) -> list[Told]:
    if isinstance(row, Called):
        return [Told(row.words, row.count, row.share, level(row.share))]
    if isinstance(row, Said):
        return [Told(row.lemma, row.count, row.share, level(row.share))]
    return [
        Told("mentions", row.mentions, row.mentions_share, level(row.mentions_share * 10)),
        Told("statements", row.statements, row.statements_share, level(row.statements_share * 10)),
    ]


def level(share: float) -> int:
    """How strong a cell is coloured, for a style sheet: 0 for nothing, `LEVELS` for all.

    >>> [level(share) for share in (0, 0.1, 0.5, 1, 3)]
    [0, 1, 3, 5, 5]
    """
    return min(LEVELS, -(-int(share * LEVELS * 1000) // 1000))


PARAMETERS = (choice("show", tuple(SHOWS), default=next(iter(SHOWS))), text("name"), number("page", default=1))
VIEW = View("/outlets", "outlets", _read, parameters=PARAMETERS, answer=COMPARED)
