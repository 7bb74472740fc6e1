"""Who has to do with whom: the strongest ties of the record, or those around an actor."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import atan2, degrees, hypot
from typing import Any

import altair as alt
import msgspec
import numpy as np
from msgspec.structs import replace

from isnad.store.linked import Known
from isnad.store.network import Bond, Bonds, strongest
from isnad.web.pictures.actor import named_actor
from isnad.web.pictures.layout import Floats, laid_out
from isnad.web.pictures.look import Look
from isnad.web.pictures.marks import Sign, key, raw_x, raw_y, tooltips, with_halo
from isnad.web.pictures.picture import Column, Drawing, Picture, Said, Table
from isnad.web.views import Asked

ACTORS, BONDS = 24, 60  # that are drawn at most
NARROW_BONDS = 24
FEW = 10  # reports that make the thickest line at least
LINES = ("met", "praised", "accused", "threatened", "attacked", "quoted", "addressed")
GROUPS = {  # relations that have one colour: dealing, speaking, contending
    **dict.fromkeys(("met", "praised"), 0),
    **dict.fromkeys(("quoted", "addressed"), 4),
    **dict.fromkeys(("accused", "threatened", "attacked"), 1),
}
_OTHER = 5
DASHES = {"praised": [2, 3], "addressed": [2, 3], "accused": [2, 3], "threatened": [7, 4]}
HEIGHT, NARROW_HEIGHT = 520, 560
_APART = 5.0  # between two lines of the same pair
_ARROW = 55.0


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """Bonds, the strongest first; around `actor`, where one is told. So many as `most` are drawn."""

    actor: str | None
    bonds: Bonds
    most: int = BONDS

    @property
    def drawn(self) -> tuple[Bond, ...]:
        """Those that are drawn."""
        return self.bonds.bonds[: self.most]

    @property
    def weights(self) -> Counter[Known]:
        """The actors that are drawn, each with how often its bonds are told."""
        weights = Counter[Known]()
        for bond in self.drawn:
            weights.update({bond.one: bond.independent, bond.other: bond.independent})
        return weights


def _read(asked: Asked) -> Told:
    who = named_actor(asked)
    if who is None:
        bonds: Bonds = asked.glances.take(
            asked.record, "network", lambda connection: strongest(connection, actors=ACTORS)
        )
        return Told(actor=None, bonds=bonds)
    with asked.record.engine.connect() as connection:
        return Told(actor=who.actor.name, bonds=strongest(connection, around=who.numbers, actors=ACTORS))


def _table(told: Told) -> Table:
    columns = (
        *(Column("one"), Column("relation", values=("relation",)), Column("other"), Column("wordings", "number")),
        *(Column("first", "date"), Column("last", "date")),
    )
    rows = [
        {
            "one": bond.one.name,
            "relation": bond.relation,
            "other": bond.other.name,
            "wordings": bond.independent,
            "first": bond.first,
            "last": bond.last,
        }
        for bond in told.drawn
    ]
    return Table(columns, rows)


def _for(told: Told, look: Look) -> Told:
    """As much as there is room for."""
    return replace(told, most=NARROW_BONDS) if look.narrow else told


def _say(told: Told, look: Look) -> Said:
    told = _for(told, look)
    title = look.text("pictures.network-of", name=told.actor) if told.actor else look.text("pictures.network")
    drawn, names = len(told.drawn), len(told.weights)
    subtitle = f"{look.counted('names', names)} · {look.counted('ties', drawn)}"
    notes = []
    if told.bonds.all > drawn or told.bonds.actors > names:
        all_of = {"names": look.counted("names", told.bonds.actors), "ties": look.counted("ties", told.bonds.all)}
        notes.append(look.text("pictures.network-cut", **all_of))
    return Said(title, subtitle, look.text("pictures.network-caption"), tuple(notes))


def _draw(told: Told, look: Look) -> Drawing:
    told = _for(told, look)
    legend = key(look, _signs(told, look))
    height = NARROW_HEIGHT if look.narrow else HEIGHT
    names = told.weights.most_common()
    at = {who.key: number for number, (who, _) in enumerate(names)}
    labels = [look.label(who.name, 22) for who, _ in names]
    boxes = np.array([[len(name) * 3.5 + 8, 17.0] for name in labels] or np.zeros((0, 2)))
    edges = [(at[bond.one.key], at[bond.other.key], float(bond.independent)) for bond in told.drawn]
    places = laid_out(len(names), edges, boxes, look.width, height) + np.array([0, legend.height])
    lines, arrows = _lines(told, places, at, look)
    nodes = _nodes(names, places, look)
    words = [{"x": node["x"], "y": node["y"] + 15, "words": label} for node, label in zip(nodes, labels, strict=True)]
    chart = alt.layer(*_layers(look), *with_halo(look), *legend.layers)
    rows = {"lines": lines, "arrows": arrows, "nodes": nodes, "words": words, "key": legend.rows}
    return Drawing(chart.properties(width=look.width, height=legend.height + height), rows)


def _layers(look: Look) -> tuple[alt.Chart, ...]:
    colour = alt.Stroke("colour:N", scale=None)
    told = tooltips(look, "one", "relation", "other", "wordings")
    lines = alt.Chart(alt.NamedData("lines")).mark_rule(strokeCap="butt", opacity=0.9)
    arrows = alt.Chart(alt.NamedData("arrows")).mark_point(shape="triangle", filled=True, opacity=1, strokeWidth=0)
    nodes = alt.Chart(alt.NamedData("nodes")).mark_circle(opacity=1, color=look.colours.ink)
    return (
        lines.encode(
            x=raw_x("x"),
            y=raw_y("y"),
            x2="x2:Q",
            y2="y2:Q",
            stroke=colour,
            strokeWidth=alt.StrokeWidth("width:Q", scale=None),
            strokeDash=alt.StrokeDash("dash:N", scale=None),
            tooltip=told,
        ),
        arrows.encode(
            x=raw_x("x"),
            y=raw_y("y"),
            angle=alt.Angle("angle:Q", scale=None),
            size=alt.Size("area:Q", scale=None),
            fill=alt.Fill("colour:N", scale=None),
        ),
        nodes.encode(
            x=raw_x("x"),
            y=raw_y("y"),
            size=alt.Size("area:Q", scale=None),
            tooltip=tooltips(look, "name"),
        ),
    )


def _lines(told: Told, places: Floats, at: dict[str, int], look: Look) -> tuple[list[Any], list[Any]]:
    """The lines of bonds, those of one pair side by side, and the arrows of those that have a direction."""
    pairs = defaultdict(list)
    for bond in told.drawn:
        pairs[frozenset((bond.one.key, bond.other.key))].append(bond)
    most = max((FEW, *(bond.independent for bond in told.drawn)))
    lines, arrows = [], []
    for some in pairs.values():
        for number, bond in enumerate(some):
            one, other = places[at[bond.one.key]], places[at[bond.other.key]]
            length = hypot(*(other - one)) or 1.0
            along = (other - one) / length
            beside = np.array([-along[1], along[0]]) * (1 if bond.one.key < bond.other.key else -1)
            shift = beside * _APART * (number - (len(some) - 1) / 2)
            start, end = one + shift, other + shift
            colour = _colour(bond.relation, look)
            lines.append(_line(bond, start, end, most, colour, look))
            if bond.relation != "met":
                tip = start + (end - start) * 0.62
                angle = degrees(atan2(along[1], along[0])) + 90
                place = {"x": _round(tip[0]), "y": _round(tip[1]), "angle": round(angle, 1)}
                arrows.append({**place, "area": _ARROW, "colour": colour})
    return lines, arrows


def _line(bond: Bond, start: Floats, end: Floats, most: int, colour: str, look: Look) -> dict[str, Any]:
    return {
        "x": _round(start[0]),
        "y": _round(start[1]),
        "x2": _round(end[0]),
        "y2": _round(end[1]),
        "width": round(1.4 + 4.6 * (bond.independent / most) ** 0.5, 1),
        "dash": DASHES.get(bond.relation, [1, 0]),
        "colour": colour,
        "one": look.label(bond.one.name, 40),
        "relation": look.label(str(look.words.value("relation", bond.relation))),
        "other": look.label(bond.other.name, 40),
        "wordings": look.manner.number(bond.independent),
    }


def _nodes(weights: Sequence[tuple[Known, int]], places: Floats, look: Look) -> list[dict[str, Any]]:
    most = weights[0][1] if weights else 1
    return [
        {
            "x": _round(place[0]),
            "y": _round(place[1]),
            "area": round(50 + 250 * weight / most, 1),
            "name": look.label(who.name, 40),
        }
        for (who, weight), place in zip(weights, places, strict=True)
    ]


def _signs(told: Told, look: Look) -> list[Sign]:
    there = {bond.relation for bond in told.drawn}
    return [
        Sign(
            str(look.words.value("relation", name)),
            None,
            _colour(name, look),
            "stroke",
            260,
            tuple(DASHES.get(name, ())),
        )
        for name in LINES
        if name in there
    ]


def _colour(relation: str, look: Look) -> str:
    return look.colours.categories[GROUPS.get(relation, _OTHER)]


def _round(value: float) -> float:
    return round(float(value), 1)


PICTURE = Picture("network", ("key",), _read, lambda told: not told.bonds.bonds, _table, _say, _draw)
