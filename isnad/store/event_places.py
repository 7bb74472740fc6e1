"""Where in the world events were: counted by place, for a map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

import msgspec
from sqlalchemy import Connection, and_, func, select

from isnad.model import Place
from isnad.store.event_table import Wanted
from isnad.store.schema import entities, events, mentions, reports

_LOC = "LOC"
_WIDE = frozenset(("CONT", "OCN"))  # continents and oceans: a point for them would say what nobody told
_TOGETHER = 2_000


class PlaceOfEvents(msgspec.Struct, frozen=True, kw_only=True):
    """A town with its degrees, or a country without (`latitude` None), and how many events its reports put there.

    A country counts the events that are told of no place inside it; `geonames` is None where GeoNames has no id.
    """

    name: str
    country: str | None
    geonames: int | None
    latitude: float | None
    longitude: float | None
    events: int

    @property
    def is_point(self) -> bool:
        """Whether it has a place on a map."""
        return self.latitude is not None and self.longitude is not None


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """Events by place, the most first; those with a place that could not be told on the map, and those without any."""

    places: tuple[PlaceOfEvents, ...]
    unresolved: int
    nowhere: int


def events_by_place(connection: Connection, wanted: Wanted) -> Placed:
    """The events that are wanted by their places.

    The words of an event's place are a mention, or hold exactly one place that is known, as in GeoJSON.
    """
    counts = Counter(_places(connection, wanted))
    unresolved = counts.pop(None, 0)
    of, places = Counter[tuple[object, ...]](), dict[tuple[object, ...], Place]()
    for told, count in counts.items():
        place = msgspec.json.decode(told or "", type=Place)
        point = place.latitude is not None and place.longitude is not None
        if place.feature in _WIDE or (not point and place.feature != "PCLI"):
            unresolved += count
            continue
        key = (place.latitude, place.longitude) if point else (place.country,)
        of[key] += count
        places.setdefault(key, place)
    return Placed(
        places=tuple(_counted(places[key], count) for key, count in of.most_common()),
        unresolved=unresolved,
        nowhere=_without(connection, wanted),
    )


def _counted(place: Place, count: int) -> PlaceOfEvents:
    point = place.latitude is not None and place.longitude is not None
    latitude, longitude = (place.latitude, place.longitude) if point else (None, None)
    return PlaceOfEvents(
        name=place.name,
        country=place.country,
        geonames=place.geonames,
        latitude=latitude,
        longitude=longitude,
        events=count,
    )


def _places(connection: Connection, wanted: Wanted) -> Iterator[str | None]:
    """For each event that has a place, the place in the world as JSON; None where there is none or are several."""
    inside = and_(
        mentions.c.seen,
        mentions.c.report == events.c.report,
        mentions.c.type == _LOC,
        mentions.c.span_start >= events.c.place_start,
        mentions.c.span_end <= events.c.place_end,
    )
    named = and_(
        entities.c.seen,
        entities.c.report == mentions.c.report,
        entities.c.name == mentions.c.entity,
        entities.c.type == _LOC,
    )
    exact = and_(mentions.c.span_start == events.c.place_start, mentions.c.span_end == events.c.place_end)
    query = (
        select(events.c.report, events.c.at, entities.c.at.label("entity"), entities.c.place, exact.label("exact"))
        .select_from(
            events.join(reports, reports.c.report == events.c.report)
            .outerjoin(mentions, inside)
            .outerjoin(entities, named)
        )
        .where(events.c.place.is_not(None), *wanted.conditions())
        .order_by(events.c.report, events.c.at)
    )
    rows = connection.execute(query, execution_options={"yield_per": _TOGETHER})
    for _, some in groupby(rows, key=lambda row: (row.report, row.at)):
        yield _one_of((row.entity, row.place, bool(row.exact)) for row in some)


def _one_of(told: Iterable[tuple[int | None, str | None, bool]]) -> str | None:
    found = [(entity, place, exact) for entity, place, exact in told if entity is not None]
    exactly = [row for row in found if row[2]]
    by_entity = {entity: place for entity, place, _ in exactly or found}
    return next(iter(by_entity.values())) if len(by_entity) == 1 else None


def _without(connection: Connection, wanted: Wanted) -> int:
    query = (
        select(func.count())
        .select_from(events.join(reports, reports.c.report == events.c.report))
        .where(events.c.place.is_(None), *wanted.conditions())
    )
    return int(connection.execute(query).scalar_one())
