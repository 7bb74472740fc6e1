"""Floors: what a figure may not fall below, kept in a file.

The file is TOML; each entry names a figure and its least value, F1 for one with precision and recall:

    [statements]
    "detection (IoU 0.5)" = 0.80
    "speaker accuracy" = 0.90

    [events]
    "type and place in the text" = 0.50
    "ASSAULT" = 0.60

The tables are the layers that are measured, so that no figure of one is taken for one of the other.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from isnad.errors import GoldError
from isnad.evaluate.figures import Figure, figure_value

TABLES = ("statements", "events")
ROUNDING = 0.0005  # floors are written with three decimals


@dataclass(frozen=True)
class Reached:
    """A floor and the value that was reached."""

    name: str
    floor: float
    value: float

    @property
    def gain(self) -> float:
        """How far above the floor, negative below."""
        return self.value - self.floor

    @property
    def held(self) -> bool:
        """Whether the floor holds, to three decimals."""
        return self.gain > -ROUNDING


def read_floor(path: str) -> dict[str, dict[str, float]]:
    """The floors of each layer that the file names.

    Raises:
        GoldError: for a file that is no such TOML, names no layer, or names another.
    """
    try:
        tables = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise GoldError(f"{path}: {error}") from error
    if not tables or not all(name in TABLES and _is_table(table) for name, table in tables.items()):
        raise GoldError(f"{path}: needs tables of figures and numbers: {', '.join(f'[{name}]' for name in TABLES)}")
    return {layer: {name: float(value) for name, value in table.items()} for layer, table in tables.items()}


def _is_table(table: Any) -> bool:
    return isinstance(table, dict) and all(type(value) in (int, float) for value in table.values())


def compare(figures: Mapping[str, Figure], floor: Mapping[str, float]) -> list[Reached]:
    """Each floor with what was reached.

    Raises:
        GoldError: for a floor of a figure that there is not.
    """
    if unknown := [name for name in floor if name not in figures]:
        raise GoldError(f"no figure {unknown[0]!r}: there are {', '.join(figures)}")
    return [Reached(name, least, figure_value(figures[name])) for name, least in floor.items()]
