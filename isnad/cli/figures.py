"""The tables of `isnad evaluate`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from isnad.workflow import Change, EventChange, Figure, Interval, Layer, Reached

PIPED_WIDTH = 120
FIGURES = ("figure", "precision", "recall", "F1 or share", "hit", "predicted", "gold")
# What stands in the table of the parts of a layer: first the figure whose counts are shown too.
SHORT = {
    "statements": {
        "detection (IoU 0.5)": "detection",
        "attributed": "attributed",
        "record": "record",
        "speaker accuracy": "speaker",
        "kind accuracy": "kind",
        "channel accuracy": "channel",
    },
    "events": {
        "type and place in the text": "detection",
        "with all roles right": "all roles",
        "actors": "actors",
        "recipients": "recipients",
        "date accuracy": "date",
        "status accuracy": "status",
        "claimant accuracy": "claimant",
    },
}


def show_figures(console: Console, layer: Layer, ranges: Mapping[str, Interval]) -> None:
    """Every figure of a layer; with its interval where there are any."""
    rows = [_figure_row(name, figure, ranges) for name, figure in layer.figures.items()]
    title = f"{layer.scale.layer.capitalize()} of {len(layer.matched)} reports"
    columns = [*FIGURES[:4], *(["95 %"] if ranges else []), *FIGURES[4:]]
    _table(console, title, columns, rows)


def _figure_row(name: str, figure: Figure, ranges: Mapping[str, Interval]) -> list[str]:
    within = [f"{ranges[name].low:.3f} to {ranges[name].high:.3f}" if name in ranges else ""] if ranges else []
    if isinstance(figure, float):
        return [name, "", "", f"{figure:.3f}", *within, "", "", ""]
    shares = [f"{share:.3f}" for share in (figure.precision, figure.recall, figure.f1)]
    return [name, *shares, *within, *map(str, (figure.hit, figure.predicted, figure.gold))]


def show_moves(console: Console, layer: Layer, before: Layer) -> None:
    """How the figures of a layer moved since a stored run."""
    from isnad.workflow import figure_value

    rows = []
    for name in {**layer.figures, **before.figures}:
        was, now = (figure_value(run.figures.get(name, 0.0)) for run in (before, layer))
        rows.append([name, f"{was:.3f}", f"{now:.3f}", f"{now - was:+.3f}"])
    title = f"{layer.scale.layer.capitalize()} since the stored run"
    _table(console, title, ["figure", "stored", "now", "change"], rows)


def show_changes(console: Console, layer: str, changed: Sequence[Change | EventChange]) -> None:
    """What became right or wrong, one by one."""
    if not changed:
        console.print(f"No gains and losses of {layer}")
        return
    columns = [name for name in changed[0]._fields if name != "gained"]
    rows = [[*(getattr(change, name) for name in columns), "gained" if change.gained else "lost"] for change in changed]
    _table(console, f"Gains and losses of {layer}: {len(rows)}", [*columns, ""], rows)


def show_groups(console: Console, grouping: str, layer: Layer) -> None:
    """A row of figures for each part."""
    from isnad.workflow import figure_value

    short = SHORT[layer.scale.layer]
    rows = []
    for group, figures in layer.by(grouping).items():
        found = figures[next(iter(short))]
        counts = ["", ""] if isinstance(found, float) else [str(found.gold), str(found.predicted)]
        rows.append([group, *counts, *(f"{figure_value(figures[name]):.3f}" for name in short)])
    title = f"{layer.scale.layer.capitalize()} by {grouping}"
    _table(console, title, [grouping, "gold", "predicted", *short.values()], rows)


def show_floors(console: Console, layer: str, reached: Iterable[Reached]) -> None:
    """Each floor of a layer, what was reached and by how much."""
    rows = [
        [floored.name, f"{floored.floor:.3f}", f"{floored.value:.3f}", f"{floored.gain:+.3f}", _verdict(floored.held)]
        for floored in reached
    ]
    _table(console, f"Floors of {layer}", ["figure", "floor", "reached", "gain", ""], rows)


def _verdict(held: bool) -> str:
    return "" if held else "below"


def _table(console: Console, title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left")
    for place, column in enumerate(columns):
        table.add_column(column, justify="right" if place else "left")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)
