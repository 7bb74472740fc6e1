"""Events, what an actor takes part in, or the reports of a story, over time: a line for each kind or outlet."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import altair as alt
import msgspec

from isnad.store.event_table import Wanted
from isnad.store.linked import heads
from isnad.store.over_time import OnDay, events_on_days, happenings_on_days
from isnad.store.overview import every
from isnad.web.pages.story import found_story, story_of_id
from isnad.web.pictures.actor import named_actor
from isnad.web.pictures.look import Look
from isnad.web.pictures.marks import Key, Sign, key, sizes, time_axis, tooltips, zoom
from isnad.web.pictures.picture import Column, Drawing, Picture, Said, Table
from isnad.web.pictures.ticks import LENGTHS, YEAR, hour_of, hours, is_time, unit_of, without_thin_ends
from isnad.web.views import Asked
from isnad.web.wanted import wanted_events
from isnad.web.words import named

LINES = 10
LINE = 34  # from one line to the next
LARGEST, LEAST = 700, 12  # areas of circles
KINDS = ("happening", "type")  # of words that lines have
FIELDS = ("key", "id", "type", "status", "place", "since", "until")


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """Some things of one line: `at` is the number of the unit of time from the first one shown, of a story the hour
    since 1970. A report of a story has its `title`, and `copy` tells whether it carries the text of another."""

    line: str | None
    when: str
    at: int
    count: int = 1
    title: str = ""
    report: str = ""
    copy: bool = False


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """Points line by line, the line of most first. `outside` and `inexact` count what has a day that is not shown, or
    none that is exact enough; `lines` in all may be more than are drawn."""

    of: str  # events, actor, story
    name: str
    unit: str  # day, month, year, hour
    times: tuple[str, ...]
    lines: tuple[str | None, ...]
    points: tuple[Point, ...]
    outside: int = 0
    inexact: int = 0

    @property
    def drawn(self) -> tuple[str | None, ...]:
        """The lines that are drawn."""
        return self.lines[:LINES]


def _read(asked: Asked) -> Told:
    if asked.params.get("id"):
        return _of_story(asked)
    if (who := named_actor(asked)) is not None:
        with asked.record.engine.connect() as connection:
            return told_of_days("actor", who.actor.name, happenings_on_days(connection, who.numbers))
    wanted = wanted_events(asked)
    if wanted == Wanted():
        told: Told = asked.glances.take(
            asked.record,
            "chronology",
            lambda connection: told_of_days("events", "", events_on_days(connection, wanted)),
        )
        return told
    with asked.record.engine.connect() as connection:
        return told_of_days("events", wanted.place, events_on_days(connection, wanted))


def told_of_days(of: str, name: str, days: list[OnDay]) -> Told:
    """What was counted on days, put together by day, month or year, as the time that most of it takes asks for."""
    per_day = Counter[str]()
    for one in days:
        if one.when and len(one.when) == LENGTHS["day"] and is_time(one.when):
            per_day[one.when] += one.count
    ends = without_thin_ends(per_day)
    if ends is None:
        inexact = sum(one.count for one in days)
        return Told(of=of, name=name, unit="day", times=(), lines=(), points=(), inexact=inexact)
    unit = unit_of(ends)
    length = LENGTHS[unit]
    times = tuple(every(ends[0][:length], ends[1][:length]))
    at = {time: place for place, time in enumerate(times)}
    found, lines = Counter[tuple[str, str]](), Counter[str]()
    outside = inexact = 0
    for one in days:
        when = one.when or ""
        if len(when) < length or not is_time(when):
            inexact += one.count
        elif when[:length] not in at:
            outside += one.count
        else:
            found[one.kind, when[:length]] += one.count
            lines[one.kind] += one.count
    points = [Point(line=kind, when=when, at=at[when], count=count) for (kind, when), count in found.items()]
    ordered = tuple(line for line, _ in sorted(lines.items(), key=lambda item: (-item[1], item[0])))
    told = {"times": times, "lines": ordered, "points": _in_order(points, ordered)}
    return Told(of=of, name=name, unit=unit, outside=outside, inexact=inexact, **told)  # type: ignore[arg-type]


def _of_story(asked: Asked) -> Told:
    found = found_story(asked)
    if isinstance(found, str):
        found = story_of_id(asked, found)
    assert not isinstance(found, str)
    with asked.record.engine.connect() as connection:
        known = heads(connection, found.reports)
    copies = {report for group in found.copies for report in group[1:]}
    points, inexact, lines = [], 0, Counter[str | None]()
    for report in found.reports:
        head = known.get(report)
        at = hour_of(head.published) if head and head.published else None
        if head is None or at is None:
            inexact += 1
            continue
        lines[head.outlet] += 1
        told = {"title": head.title, "report": report, "copy": report in copies}
        points.append(Point(line=head.outlet, when=head.published or "", at=at, **told))  # type: ignore[arg-type]
    ordered = tuple(line for line, _ in sorted(lines.items(), key=lambda item: (-item[1], item[0] or "")))
    name = found.label or ""
    return Told(
        of="story", name=name, unit="hour", times=(), lines=ordered, points=_in_order(points, ordered), inexact=inexact
    )


def _in_order(points: list[Point], lines: tuple[str | None, ...]) -> tuple[Point, ...]:
    place = {line: number for number, line in enumerate(lines)}
    return tuple(sorted(points, key=lambda point: (place[point.line], point.at, point.report)))


def _table(told: Told) -> Table:
    if told.of == "story":
        columns = [Column("outlet", "outlet"), Column("published", "date"), Column("headline"), Column("report")]
        rows = [
            {"outlet": one.line, "published": one.when, "headline": one.title, "report": one.report, "role": _role(one)}
            for one in told.points
        ]
        return Table((*columns, Column("role", values=("pictures",))), rows)
    columns = [Column("kind", values=KINDS), Column("when", "date"), Column(_counted(told), "number")]
    return Table(
        tuple(columns), [{"kind": one.line, "when": one.when, _counted(told): one.count} for one in told.points]
    )


def _role(one: Point) -> str:
    return "copied" if one.copy else "original"


def _counted(told: Told) -> str:
    return "events" if told.of == "events" else "happenings"


def _say(told: Told, look: Look) -> Said:
    title = look.text(f"pictures.chronology-{told.of}", name=told.name or look.text("untitled"))
    if told.of == "events" and told.name:
        title = look.text("pictures.chronology-place", name=told.name)
    counted = {"events": "events", "actor": "happenings", "story": "reports"}[told.of]
    subtitle = look.counted(counted, sum(one.count for one in told.points))
    notes = []
    if more := len(told.lines) - len(told.drawn):
        notes.append(look.counted("lines-left-out", more))
    if told.outside:
        notes.append(look.counted("outside-time", told.outside))
    if told.inexact:
        notes.append(look.counted("inexact-time", told.inexact))
    if told.points:
        first, last = min(told.points, key=lambda one: one.at), max(told.points, key=lambda one: one.at)
        subtitle += " · " + look.manner.plain_between(first.when, last.when)
    return Said(title, subtitle, look.text(f"pictures.chronology-caption-{told.of}"), tuple(notes))


def _draw(told: Told, look: Look) -> Drawing:
    paint = look.colours
    names = [look.label(_line_name(told, line, look), 22) for line in told.drawn]
    shown = [one for one in told.points if one.line in told.drawn]
    most = max((one.count for one in shown), default=1)
    legend = _key(told, most, look)
    height = legend.height + LINE * max(1, len(names))
    y = alt.Y(
        "line:N",
        sort=None,
        scale=alt.Scale(domain=names, range=[legend.height, height]),
        axis=alt.Axis(orient=look.side, grid=True, domain=False, ticks=False, labelPadding=10, labelLimit=190),
        title=None,
    )
    circles = alt.Chart(alt.NamedData("points")).mark_circle(strokeWidth=1.5, opacity=1)
    drawn = circles.encode(
        x=_time(told, look, shown),
        y=y,
        size=alt.Size("area:Q", scale=None),
        fill=alt.Fill("fill:N", scale=None),
        fillOpacity=alt.value(0.62 if told.of == "story" else 0.8),
        stroke=alt.value(paint.accent),
        tooltip=tooltips(look, "line", "when", "what"),
    )
    chart = alt.layer(drawn, *legend.layers).properties(width=look.width, height=height)
    by_line = dict(zip(told.drawn, names, strict=True))
    rows = [_row(told, one, by_line[one.line], most, look) for one in shown]
    return Drawing(chart.add_params(zoom()), {"points": rows, "key": legend.rows})


def _row(told: Told, one: Point, line: str, most: int, look: Look) -> dict[str, Any]:
    what = look.label(one.title, 70) if told.of == "story" else look.manner.number(one.count)
    return {
        "line": line,
        "at": one.at,
        "when": look.label(look.manner.plain_date(one.when)),
        "what": what,
        "area": 90 if told.of == "story" else _area(told, one.count, most, look),
        "fill": look.colours.paper if one.copy else look.colours.accent,
    }


def _area(told: Told, count: int, most: int, look: Look) -> float:
    """Of a circle; neighbours meet but a little."""
    step = look.width / max(1, len(told.times))
    return round(max(LEAST, min(LARGEST, 1.2 * step**2) * count / most), 1)


def _key(told: Told, most: int, look: Look) -> Key:
    paint = look.colours
    if told.of == "story":
        signs = [
            Sign(look.text(f"pictures.{name}"), fill, paint.accent, "circle", 90)
            for name, fill in (("original", paint.accent), ("copied", paint.paper))
        ]
        return key(look, signs)
    areas = {size: _area(told, size, most, look) for size in sizes(most)}
    return key(look, [Sign(look.manner.number(size), paint.accent, None, "circle", at) for size, at in areas.items()])


def _time(told: Told, look: Look, shown: list[Point]) -> alt.X:
    labels, ends = _labels(told, look, shown)
    axis = time_axis(labels, ticks=told.unit == "hour")
    scale = alt.Scale(domain=ends, nice=False, zero=False, reverse=look.rtl, padding=LINE / 2)
    return alt.X("at:Q", scale=scale, axis=axis, title=None)


def _labels(told: Told, look: Look, shown: list[Point]) -> tuple[dict[int, str], list[int]]:
    """The words at each place of the axis of time, and where it begins and ends."""
    if told.unit != "hour":
        return (
            {at: look.label(look.manner.plain_date(time)) for at, time in enumerate(told.times)},
            [0, max(1, len(told.times) - 1)],
        )
    first, last = min((one.at for one in shown), default=0), max((one.at for one in shown), default=1)
    ticks = hours(first, max(last, first + 1), 4 if look.narrow else 8)
    return {hour: look.label(_moment(hour, ticks, look)) for hour in ticks}, [first, max(last, first + 1)]


def _moment(hour: int, ticks: list[int], look: Look) -> str:
    """A day, and the clock where marks stand nearer than days; the head of the picture tells the year, and over years a
    month with its own."""
    if len(ticks) > 1 and ticks[1] - ticks[0] >= YEAR:
        return look.manner.plain_date(_iso(hour)[: LENGTHS["month"]])
    day = look.manner.plain_date(_iso(hour)[:10]).rpartition(" ")[0]
    whole_days = len(ticks) > 1 and (ticks[1] - ticks[0]) % 24 == 0
    return day if whole_days else day + look.text("date.at") + look.manner.digit(_iso(hour)[11:])


def _iso(hour: int) -> str:
    return datetime.fromtimestamp(hour * 3600, UTC).strftime("%Y-%m-%dT%H:%M")


def _line_name(told: Told, line: str | None, look: Look) -> str:
    if told.of == "story":
        return line or look.text("no-outlet")
    return named(look.words, KINDS, line)


PICTURE = Picture("chronology", FIELDS, _read, lambda told: not told.points, _table, _say, _draw, moves=True)
