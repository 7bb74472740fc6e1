"""A date that was resolved, and how it is written in TIMEX3."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from isnad.annotate.times.calendars import week_of
from isnad.model import Basis, Precision

_SMALLER = {"Y": (12, "M"), "E": (10, "Y"), "C": (100, "Y"), "D": (24, "H"), "H": (60, "MIN"), "MIN": (60, "S")}
_LETTERS = {"Y": "P{}Y", "M": "P{}M", "W": "P{}W", "D": "P{}D", "H": "PT{}H", "MIN": "PT{}M", "S": "PT{}S"}
PRECISIONS = {
    "Y": Precision.YEAR,
    "M": Precision.MONTH,
    "W": Precision.WEEK,
    "D": Precision.DAY,
    "H": Precision.HOUR,
    "MIN": Precision.MINUTE,
    "S": Precision.SECOND,
    "E": Precision.DECADE,
    "C": Precision.CENTURY,
}


class Point(NamedTuple):
    """A value with its precision and basis, or the reason why there is none. `year`, `month`, `day` are what later
    expressions may count from."""

    value: str | None = None
    precision: Precision | None = None
    basis: Basis = Basis.NONE
    reason: str | None = None
    year: int | None = None
    month: int | None = None
    day: date | None = None
    begin: str | None = None
    end: str | None = None
    hijri: str | None = None


def unknown(reason: str, precision: Precision | None = None) -> Point:
    """No value, and why."""
    return Point(None, precision, Basis.NONE, reason)


def day_point(day: date, basis: Basis) -> Point:
    """A day."""
    return Point(day.isoformat(), Precision.DAY, basis, None, day.year, day.month, day)


def month_point(year: int, month: int, basis: Basis) -> Point:
    """A month."""
    return Point(f"{year:04}-{month:02}", Precision.MONTH, basis, None, year, month)


def year_point(year: int, basis: Basis) -> Point:
    """A year."""
    return Point(f"{year:04}", Precision.YEAR, basis, None, year)


def week_point(day: date, basis: Basis) -> Point:
    """The week of a day."""
    return Point(week_of(day), Precision.WEEK, basis, None, day.year, day.month, day)


def length(many: float | None, unit: str) -> str:
    """A length of time in TIMEX3.

    >>> length(3, "D"), length(1.5, "Y"), length(None, "H"), length(2, "E")
    ('P3D', 'P18M', 'PTXH', 'P20Y')
    """
    if many is None:
        return {"E": "PXDE", "C": "PXCE"}.get(unit) or _LETTERS[unit].format("X")
    if unit in _SMALLER and (many != int(many) or unit in "EC"):
        times, unit = _SMALLER[unit]
        many *= times
    return _LETTERS[unit].format(int(many) if many == int(many) else many)
