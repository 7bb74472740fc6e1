"""Where events were: towns as circles, countries shaded by the events that are told of no place inside them."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan, degrees, exp, log, pi, radians, tan
from typing import Any, NamedTuple

import altair as alt
import msgspec

from isnad.store.event_places import Placed, PlaceOfEvents, events_by_place
from isnad.store.event_table import Wanted
from isnad.web.pictures.look import SMALL, Look
from isnad.web.pictures.marks import Key, Sign, key, raw_x, raw_y, sizes, tooltips, with_halo
from isnad.web.pictures.outlines import Box, features, middle
from isnad.web.pictures.picture import Column, Drawing, Picture, Said, Table
from isnad.web.views import Asked
from isnad.web.wanted import wanted_events

POINTS = 300  # circles at most
LABELS, NARROW_LABELS = 26, 10
LARGEST, LEAST = 900, 9  # areas of circles
HEIGHT, NARROW_HEIGHT = 460, 400
_OUTSIDE = 0.05  # of the events, that may lie beyond each side of the map
_LEAST_DEGREES = 5.0  # from west to east
_FARTHEST = 72.0  # degrees north and south
_FIELDS = ("type", "status", "place", "since", "until")


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """Events by place, and what was asked for."""

    placed: Placed
    wanted: Wanted

    @property
    def points(self) -> tuple[PlaceOfEvents, ...]:
        """Places with degrees, the one of most events first."""
        return tuple(place for place in self.placed.places if place.is_point)

    @property
    def areas(self) -> dict[str, PlaceOfEvents]:
        """Countries that events are told of without a place in them."""
        return {place.country: place for place in self.placed.places if not place.is_point and place.country}


class View(NamedTuple):
    """A part of the world in Mercator's projection: `scale` units are one radian, `east` and `north` is the middle."""

    part: Box
    scale: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """Degrees of what stands in the middle."""
        north = (_mercator(self.part.north) + _mercator(self.part.south)) / 2
        return (self.part.west + self.part.east) / 2, _latitude(north)

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """From the left and from the top in units of the drawing."""
        east, north = self.middle
        x = self.width / 2 + self.scale * radians(longitude - east)
        return x, self.height / 2 - self.scale * (_mercator(latitude) - _mercator(north))

    def holds(self, x: float, y: float) -> bool:
        """Whether a place is on the map."""
        return 0 <= x <= self.width and 0 <= y <= self.height


def _read(asked: Asked) -> Told:
    wanted = wanted_events(asked)
    if wanted == Wanted():
        placed = asked.glances.take(asked.record, "map", lambda connection: events_by_place(connection, wanted))
        return Told(placed=placed, wanted=wanted)
    with asked.record.engine.connect() as connection:
        return Told(placed=events_by_place(connection, wanted), wanted=wanted)


def _table(told: Told) -> Table:
    columns = (
        *(Column("place"), Column("country", "country"), Column("events", "number")),
        *(Column("latitude"), Column("longitude"), Column("geonames")),
    )
    rows = [
        {
            "place": place.name,
            "country": place.country,
            "events": place.events,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "geonames": place.geonames,
        }
        for place in told.placed.places
    ]
    return Table(columns, rows)


def _say(told: Told, look: Look) -> Said:
    placed = told.placed
    in_towns = sum(place.events for place in told.points)
    in_countries = sum(place.events for place in told.areas.values())
    view = _view(told, look)
    beyond = sum(place.events for place in told.points if not _seen(place, view))
    notes = [
        look.counted(name, count)
        for name, count in (
            ("events-nowhere", placed.nowhere),
            ("events-unresolved", placed.unresolved),
            ("events-beyond", beyond),
        )
        if count
    ]
    title = look.text("pictures.map")
    if told.wanted.type:
        title = look.text("pictures.map-of", name=look.words.value("type", told.wanted.type))
    subtitle = look.text(
        "pictures.map-subtitle",
        towns=look.counted("events", in_towns),
        countries=look.counted("events", in_countries),
    )
    notes.append(look.text("pictures.map-borders"))
    return Said(title, subtitle, look.text("pictures.map-caption"), tuple(notes))


def _draw(told: Told, look: Look) -> Drawing:
    view = _view(told, look)
    steps = _steps(told)
    most = max((place.events for place in told.points), default=1)
    legend = _key(told, steps, most, look)
    top = legend.height
    circles = []
    for place in told.points[:POINTS]:
        x, y = view.place(place.longitude or 0, place.latitude or 0)
        if view.holds(x, y):
            circles.append(_circle(place, x, y + top, most, look))
    rows = {
        "countries": [_shape(one, told, steps, look) for one in features(view.part)],
        "places": circles,
        "words": _labels(circles, view, top, look),
        "key": legend.rows,
        "sea": [{"x": 0, "y": top, "x2": look.width, "y2": top + view.height}],
    }
    chart = alt.layer(*_layers(view, top, look), *with_halo(look), *legend.layers)
    return Drawing(chart.properties(width=look.width, height=top + view.height), rows)


def _layers(view: View, top: float, look: Look) -> tuple[alt.Chart, ...]:
    """Sea, land and the circles of places."""
    east, north = view.middle
    told = tooltips(look, "place", "events")
    sea = alt.Chart(alt.NamedData("sea")).mark_rect(fill=look.colours.paper, stroke=look.colours.line)
    land = alt.Chart(alt.NamedData("countries"))
    dots = alt.Chart(alt.NamedData("places"))
    return (
        sea.encode(x=raw_x("x"), y=raw_y("y"), x2="x2:Q", y2="y2:Q"),
        land.mark_geoshape(stroke=look.colours.others, strokeWidth=0.6, clip=True)
        .encode(fill=alt.Fill("fill:N", scale=None), tooltip=told)
        .project(
            type="mercator",
            scale=round(view.scale, 3),
            center=[round(east, 4), round(north, 4)],
            translate=[look.width / 2, view.height / 2 + top],
            clipExtent=[[0, top], [look.width, top + view.height]],
        ),
        dots.mark_circle(strokeWidth=1, opacity=1, color=look.colours.categories[1], fillOpacity=0.72).encode(
            x=raw_x("x"),
            y=raw_y("y"),
            size=alt.Size("area:Q", scale=None),
            stroke=alt.value(look.colours.paper),
            tooltip=told,
        ),
    )


def _circle(place: PlaceOfEvents, x: float, y: float, most: int, look: Look) -> dict[str, Any]:
    return {
        "x": round(x, 1),
        "y": round(y, 1),
        "area": _area(place.events, most),
        "place": look.label(place.name, 40),
        "events": look.manner.number(place.events),
    }


def _area(events: int, most: int) -> float:
    return round(max(LEAST, LARGEST * events / most), 1)


def _steps(told: Told) -> list[int]:
    """From how many events on each shade is used."""
    most = max((place.events for place in told.areas.values()), default=0)
    fine = [step for step in (1, 3, 10, 30, 100) if step <= most]
    return fine if most < 300 else [10**power for power in range(5) if 10**power <= most]


def _shape(feature: dict[str, Any], told: Told, steps: Sequence[int], look: Look) -> dict[str, Any]:
    place = told.areas.get(feature["country"])
    fill = look.colours.panel
    if place is not None:
        fill = look.colours.shades[1:][max(0, sum(place.events >= step for step in steps) - 1)]
    name = place.name if place else feature["country"].lstrip("-0123456789")
    shown = {"place": look.label(name, 40), "events": look.manner.number(place.events if place else 0)}
    return {**feature, "fill": fill, **shown}


def _key(told: Told, steps: Sequence[int], most: int, look: Look) -> Key:
    signs = []
    if told.points:
        colour = look.colours.categories[1]
        signs += [Sign(look.manner.number(size), colour, None, "circle", _area(size, most)) for size in sizes(most)]
    for shade, step in zip(look.colours.shades[1:], steps, strict=False):
        signs.append(Sign(look.text("pictures.and-more", n=look.manner.number(step)), shade, look.colours.others))
    return key(look, signs)


def _view(told: Told, look: Look) -> View:
    """The part of the world that holds nearly all events, as large as the drawing allows."""
    height = NARROW_HEIGHT if look.narrow else HEIGHT
    weighed = [(place.longitude or 0.0, place.latitude or 0.0, place.events) for place in told.points]
    if not weighed:
        middles = ((middle(code), place.events) for code, place in told.areas.items())
        weighed = [(at[0], at[1], count) for at, count in middles if at]
    if not weighed:
        weighed = [(10.0, 10.0, 1), (60.0, 40.0, 1)]  # the lands where Arabic is spoken
    west, east = _ends([(x, count) for x, _, count in weighed])
    south, north = _ends([(y, count) for _, y, count in weighed])
    south, north = max(south, -_FARTHEST), min(north, _FARTHEST)
    pad = max(1.0, (east - west) * 0.06, (north - south) * 0.06)
    west, east, south, north = west - pad, east + pad, south - pad, north + pad
    if east - west < _LEAST_DEGREES:
        west, east = (west + east - _LEAST_DEGREES) / 2, (west + east + _LEAST_DEGREES) / 2
    tall = _mercator(north) - _mercator(south)
    scale = min(look.width / radians(east - west), height / tall)
    return _filled(Box(west, south, east, north), scale, look.width, height)


def _filled(part: Box, scale: float, width: float, height: float) -> View:
    """The view with the part that the whole drawing shows."""
    east, north = View(part, scale, width, height).middle
    half, tall, at = degrees(width / scale / 2), height / scale / 2, _mercator(north)
    return View(Box(east - half, _latitude(at - tall), east + half, _latitude(at + tall)), scale, width, height)


def _ends(weighed: list[tuple[float, int]]) -> tuple[float, float]:
    weighed.sort()
    least = sum(count for _, count in weighed) * _OUTSIDE
    ends = []
    for some in (weighed, weighed[::-1]):
        passed = 0.0
        for at, count in some:
            passed += count
            if passed > least:
                ends.append(at)
                break
    return ends[0], ends[1]


def _seen(place: PlaceOfEvents, view: View) -> bool:
    return view.holds(*view.place(place.longitude or 0, place.latitude or 0))


def _labels(circles: list[dict[str, Any]], view: View, top: float, look: Look) -> list[dict[str, Any]]:
    """The names of the places of most events, those left out that would lie over others or leave the map."""
    taken: list[tuple[float, float, float, float]] = []
    labels: list[dict[str, Any]] = []
    wanted = [(one["x"], one["y"], one["place"], (one["area"] / pi) ** 0.5) for one in circles]
    for x, y, words, radius in wanted:
        if len(labels) == (NARROW_LABELS if look.narrow else LABELS):
            break
        half = look.space(words) / 2
        x = min(max(x, half + 2), view.width - half - 2)
        for down in (min(radius, 8) + SMALL * 0.8, -min(radius, 8) - SMALL * 0.8):
            box = (x - half, y + down - 8, x + half, y + down + 8)
            inside = box[0] > 0 and box[2] < view.width and box[1] > top and box[3] < top + view.height
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                labels.append({"x": round(x, 1), "y": round(y + down, 1), "words": words})
                break
    return labels


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _mercator(latitude: float) -> float:
    return log(tan(pi / 4 + radians(latitude) / 2))


def _latitude(mercator: float) -> float:
    return degrees(2 * atan(exp(mercator)) - pi / 2)


PICTURE = Picture("map", _FIELDS, _read, lambda told: not told.placed.places, _table, _say, _draw)
