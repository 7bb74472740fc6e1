"""Marks that several pictures draw in units of the drawing: keys of colours and shapes, words with a halo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10, sqrt
from typing import Any

import altair as alt

from isnad.web.pictures.look import SMALL, Look, told_by

ROW = 22  # from one line of a key to the next
_PLACES = 200  # of an axis of time that have words, at most; those that have room are shown
_GAP = 26  # between the words of an entry and the sign of the next


@dataclass(frozen=True)
class Sign:
    """An entry of a key: its words beside a shape of Vega (`square`, `circle`, `stroke`) with colours, area, dashes."""

    words: str
    fill: str | None
    stroke: str | None = None
    shape: str = "square"
    area: float = 110
    dash: tuple[int, ...] = ()


@dataclass(frozen=True)
class Key:
    """A key at the top of a picture, laid out from where lines begin: its layers, rows and height."""

    layers: tuple[alt.Chart, ...]
    rows: list[dict[str, Any]]
    height: int


def sizes(most: int) -> list[int]:
    """Round numbers up to about the greatest, for a key of circles.

    >>> sizes(3987), sizes(2)
    ([400, 2000, 4000], [1, 2])
    """
    return sorted({_rounded(most * part) for part in (0.1, 0.4, 1)})


def _rounded(number: float) -> int:
    power = int(10 ** floor(log10(max(1.0, number))))
    return max(1, round(number / power) * power)


def across(look: Look, x: float) -> float:
    """A place by its distance from where lines begin, from the left."""
    return look.width - x if look.rtl else x


def key(look: Look, signs: Sequence[Sign]) -> Key:
    """The key of some signs; its rows go to the drawing under the name `key`."""
    rows: list[dict[str, Any]] = []
    top = 0.0
    for line in _in_lines(look, signs):
        height = max(ROW, *(2 * _reach(sign) for sign in line))
        x = 0.0
        for sign in line:
            rows.append(_entry(look, sign, x, top + height / 2))
            x += _width(look, sign) + _GAP
        top += height
    if not rows:
        return Key((), [], 0)
    base = alt.Chart(alt.NamedData("key"))
    drawn = base.mark_point(filled=True, opacity=1, strokeWidth=2).encode(
        x=raw_x("key_x"),
        y=raw_y("key_y"),
        size=alt.Size("area:Q", scale=None),
        shape=alt.Shape("shape:N", scale=None),
        fill=alt.Fill("fill:N", scale=None),
        stroke=alt.Stroke("stroke:N", scale=None),
        strokeDash=alt.StrokeDash("dash:N", scale=None),
    )
    named = base.mark_text(align=look.side, baseline="middle", dy=1, color=look.colours.dim).encode(
        x=raw_x("words_x"), y=raw_y("key_y"), text="words:N"
    )
    return Key((drawn, named), rows, round(top) + 10)


def with_halo(look: Look) -> tuple[alt.Chart, alt.Chart]:
    """The rows named `words` (`x`, `y`, `words`) over other marks: paper around them keeps them readable."""
    base = alt.Chart(alt.NamedData("words")).encode(x=raw_x("x"), y=raw_y("y"), text="words:N")
    settings: dict[str, Any] = {"fontSize": SMALL, "baseline": "middle", "align": "center"}
    paint = look.colours
    under = base.mark_text(stroke=paint.paper, strokeWidth=4, strokeJoin="round", color=paint.paper, **settings)
    return under, base.mark_text(color=paint.ink, **settings)


def tooltips(look: Look, *names: str) -> list[alt.Tooltip]:
    """What is told of a mark to who points at it, by fields of its row."""
    return [alt.Tooltip(f"{name}:N", title=look.text(f"pictures.{name}")) for name in names]


def raw_x(field: str) -> alt.X:
    """A place from the left in units of the drawing."""
    return alt.X(f"{field}:Q", scale=None, axis=None, title=None)


def raw_y(field: str) -> alt.Y:
    """A place from the top in units of the drawing."""
    return alt.Y(f"{field}:Q", scale=None, axis=None, title=None)


def _in_lines(look: Look, signs: Sequence[Sign]) -> list[list[Sign]]:
    """Signs in as many lines as they need."""
    lines: list[list[Sign]] = []
    x = 0.0
    for sign in signs:
        if not lines or x + _width(look, sign) > look.width:
            lines.append([])
            x = 0.0
        lines[-1].append(sign)
        x += _width(look, sign) + _GAP
    return lines


def _entry(look: Look, sign: Sign, x: float, y: float) -> dict[str, Any]:
    return {
        "key_x": across(look, x + _reach(sign)),
        "key_y": y,
        "words_x": across(look, x + 2 * _reach(sign) + 6),
        "words": look.label(sign.words),
        "area": sign.area,
        "dash": list(sign.dash) or [1, 0],
        "fill": sign.fill or "transparent",
        "stroke": sign.stroke or "transparent",
        "shape": sign.shape,
    }


def _width(look: Look, sign: Sign) -> float:
    return 2 * _reach(sign) + 6 + look.space(sign.words)


def _reach(sign: Sign) -> float:
    return max(7.0, sqrt(sign.area) / 2 + 2)


def zoom() -> alt.Parameter:
    """What lets a reader move along the time, and with the shift key come nearer."""
    return alt.selection_interval(bind="scales", encodings=["x"], zoom="wheel![event.shiftKey]", name="zoom")


def time_axis(labels: Mapping[int, str], *, ticks: bool = False) -> alt.Axis:
    """The axis of time below a picture, with words at some of its places."""
    some = {at: labels[at] for at in list(labels)[:: -(-len(labels) // _PLACES) or 1]}
    return alt.Axis(
        values=list(some),
        labelExpr=told_by(some),
        labelOverlap="parity",
        labelSeparation=14,
        labelFlush=False,
        labelLimit=240,  # a month in Arabic has two names
        grid=False,
        ticks=ticks,
        labelPadding=8,
    )
