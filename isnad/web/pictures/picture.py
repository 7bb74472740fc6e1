"""What a picture is: what it reads of the record, how it is drawn, and the table of its figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from isnad.web.pictures.look import Look
from isnad.web.views import Asked

Shown = Literal["text", "date", "number", "share", "outlet", "country"]


@dataclass(frozen=True)
class Column:
    """A column of the table: its name in CSV and how it is shown on the page.

    `values` are the kinds of values of the record that have words of their own (`type`, `relation`).
    """

    name: str
    shown: Shown = "text"
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """The figures behind a picture; rows have a value for each column."""

    columns: tuple[Column, ...]
    rows: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Said:
    """What is said of a picture: its title, what it shows, and what it leaves out or cannot show.

    `subtitle` is a line under the title that is part of the drawing.
    """

    title: str
    subtitle: str
    caption: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Drawing:
    """A chart whose rows stand apart by name: they are not looked through when the chart is made."""

    chart: alt.LayerChart | alt.FacetChart
    rows: Mapping[str, Sequence[Mapping[str, Any]]]

    def spec(self, look: Look, said: Said, *, validate: bool = False) -> dict[str, Any]:
        """The chart as Vega-Lite.

        Args:
            look: How it looks.
            said: Its title.
            validate: Whether it is held against the schema of Vega-Lite, which takes a fifth of a second.
        """
        head = look.title(said.title, said.subtitle)
        made = self.chart.properties(title=head, description=said.caption).configure(**look.config())
        told: dict[str, Any] = made.to_dict(validate=validate)
        return {**told, "datasets": {name: list(rows) for name, rows in self.rows.items()}}


@dataclass(frozen=True)
class Picture:
    """A picture by its name; `fields` are the fields of the address that it heeds.

    `read` takes what it shows from the record, as a struct of msgspec; `table`, `say` and `draw` make it into a table,
    words and a chart. `empty` tells whether there is nothing to draw, `moves` whether it can be dragged along its time.
    """

    name: str
    fields: tuple[str, ...]
    read: Callable[[Asked], Any]
    empty: Callable[[Any], bool]
    table: Callable[[Any], Table]
    say: Callable[[Any, Look], Said]
    draw: Callable[[Any, Look], Drawing]
    moves: bool = False
