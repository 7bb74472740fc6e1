"""How many reports each outlet published over time, of all or of those that name an actor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import msgspec
from sqlalchemy import Connection

from isnad.store.overview import Attention, Period, attention_of_late
from isnad.web.pictures.actor import named_actor
from isnad.web.pictures.look import Look, told_by
from isnad.web.pictures.marks import Sign, key, time_axis, tooltips, zoom
from isnad.web.pictures.picture import Column, Drawing, Picture, Said, Table
from isnad.web.pictures.ticks import DAYS, counts_up_to
from isnad.web.views import Asked

MONTHS = 36  # that are shown at most
APART = 6  # outlets with a colour of their own
HEIGHT = 240


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """Reports by period and outlet, the busiest outlet first; of those that name `actor`, where one is told."""

    actor: str | None
    period: Period
    periods: tuple[str, ...]
    rows: tuple[Attention, ...]
    ahead: int = 0

    @property
    def apart(self) -> tuple[Attention, ...]:
        """The outlets that have a colour of their own."""
        return self.rows if len(self.rows) <= APART + 1 else self.rows[:APART]

    @property
    def together(self) -> tuple[Attention, ...]:
        """The outlets that are drawn as one."""
        return self.rows[len(self.apart) :]


def _read(asked: Asked) -> Told:
    who = named_actor(asked)
    if who is not None:
        with asked.record.engine.connect() as connection:
            return _count(connection, who.actor.name, who.numbers)
    told: Told = asked.glances.take(asked.record, "attention", lambda connection: _count(connection, None, None))
    return told


def _count(connection: Connection, name: str | None, numbers: Sequence[int] | None) -> Told:
    late = attention_of_late(connection, few=DAYS, days=DAYS, months=MONTHS, actors=numbers)
    return Told(actor=name, period=late.period, periods=late.periods, rows=late.rows, ahead=late.ahead)


def _table(told: Told) -> Table:
    columns = (Column("outlet", "outlet"), Column("period", "date"), Column("reports", "number"))
    rows = [
        {"outlet": row.outlet, "period": period, "reports": count}
        for row in told.rows
        for period, count in zip(told.periods, row.counts, strict=True)
        if count
    ]
    return Table(columns, rows)


def _say(told: Told, look: Look) -> Said:
    title = look.text("pictures.attention-of", name=told.actor) if told.actor else look.text("pictures.attention")
    subtitle = look.counted("reports", sum(row.total for row in told.rows))
    if told.periods:
        subtitle += " · " + look.manner.plain_between(told.periods[0], told.periods[-1])
    counts = {"outlets-together": len(told.together), "dated-ahead": told.ahead}
    notes = tuple(look.counted(words, count) for words, count in counts.items() if count)
    return Said(title, subtitle, look.text(f"pictures.attention-caption-{told.period}"), notes)


def _draw(told: Told, look: Look) -> Drawing:
    paint = look.colours
    signs = [
        (look.label(_name(row, look), 28), colour, row.counts)
        for row, colour in zip(told.apart, (*paint.categories, paint.others), strict=False)
    ]
    if told.together:
        counts = tuple(map(sum, zip(*(row.counts for row in told.together), strict=True)))
        signs.append((look.label(look.text("pictures.others")), paint.others, counts))
    legend = key(look, [Sign(name, colour) for name, colour, _ in signs])
    highest = max((sum(at) for at in zip(*(counts for _, _, counts in signs), strict=True)), default=0)
    drawn = _layer(told, counts_up_to(highest), legend.height, look)
    chart = alt.layer(drawn, *legend.layers).properties(width=look.width, height=legend.height + HEIGHT)
    return Drawing(chart.add_params(zoom()), {"reports": _bars(told, signs, look), "key": legend.rows})


def _layer(told: Told, axis: list[int], top: int, look: Look) -> alt.Chart:
    """The bars; their axis of counts begins `top` from the top."""
    bars = alt.Chart(alt.NamedData("reports")).mark_bar(stroke=look.colours.paper, strokeWidth=0.5)
    drawn: alt.Chart = bars.encode(
        x=alt.X(
            "at:Q",
            scale=alt.Scale(domain=[-0.5, len(told.periods) - 0.5], nice=False, zero=False, reverse=look.rtl),
            axis=_time_axis(told, look),
            title=None,
        ),
        x2="to:Q",
        y=alt.Y(
            "base:Q",
            scale=alt.Scale(domain=[0, axis[-1]], range=[top + HEIGHT, top], nice=False),
            axis=_count_axis(axis, look),
            title=None,
        ),
        y2="top:Q",
        fill=alt.Fill("colour:N", scale=None),
        tooltip=tooltips(look, "outlet", "period", "reports"),
    )
    return drawn


def _bars(told: Told, signs: Any, look: Look) -> list[dict[str, Any]]:
    base = [0] * len(told.periods)
    rows = []
    for name, colour, counts in signs:
        for at, count in enumerate(counts):
            if count:
                shown = {"outlet": name, "period": look.label(look.manner.plain_date(told.periods[at]))}
                place = {"at": at - 0.46, "to": at + 0.46, "base": base[at], "top": base[at] + count}
                rows.append({**place, **shown, "reports": look.manner.number(count), "colour": colour})
                base[at] += count
    return rows


def _time_axis(told: Told, look: Look) -> alt.Axis:
    labels = {at: look.label(look.manner.plain_date(period)) for at, period in enumerate(told.periods)}
    return time_axis(labels)


def _count_axis(values: list[int], look: Look) -> alt.Axis:
    labels = {value: look.manner.number(value) for value in values}
    return alt.Axis(values=values, labelExpr=told_by(labels), orient=look.side, domain=False, ticks=False)


def _name(row: Attention, look: Look) -> str:
    return row.outlet or look.text("no-outlet")


PICTURE = Picture("attention", ("key",), _read, lambda told: not told.rows, _table, _say, _draw, moves=True)
