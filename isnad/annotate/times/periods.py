"""Periods counted from the day of publication, or from a time that was told before."""

from __future__ import annotations

from datetime import timedelta

from isnad.annotate.times.calendars import months_away, moved
from isnad.annotate.times.draft import When
from isnad.annotate.times.point import PRECISIONS, Point, day_point, month_point, unknown, week_point, year_point
from isnad.annotate.times.reference import Reference
from isnad.model import Basis, Precision

_TURNS = {"same": 0, "then": 1, "before": -1}


def counted(when: When, reference: Reference) -> Point:
    """A day or period that lies so many away from the reference."""
    unit, step = ("D", when.day_step) if when.day_step is not None else (when.unit or "D", when.step or 0)
    return away(unit, step, reference)


def away(unit: str, step: int, reference: Reference) -> Point:
    """The period so many units away.

    >>> from isnad.annotate.times.reference import reference
    >>> away("M", -1, reference("2018-01-05")).value
    '2017-12'
    """
    precision, basis = PRECISIONS[unit], reference.basis
    if unit in ("Y", "E", "C"):
        return _long(unit, step, reference) if reference.year is not None else unknown(reference.reason, precision)
    if unit == "M":
        if reference.year is None or reference.month is None:
            return unknown(reference.reason, precision)
        year, month = months_away(reference.year, reference.month, step)
        return month_point(year, month, basis) if 0 < year < 10_000 else unknown("out-of-range", precision)
    if unit in ("H", "MIN", "S"):
        return _moment(unit, step, reference)
    if reference.day is None:
        return unknown(reference.reason, precision)
    day = moved(reference.day, step * (7 if unit == "W" else 1))
    if day is None:
        return unknown("out-of-range", precision)
    return week_point(day, basis) if unit == "W" else day_point(day, basis)


def _long(unit: str, step: int, reference: Reference) -> Point:
    assert reference.year is not None
    year = reference.year + step * {"Y": 1, "E": 10, "C": 100}[unit]
    if not 0 < year < 10_000:
        return unknown("out-of-range", PRECISIONS[unit])
    if unit == "Y":
        return year_point(year, reference.basis)
    told = f"{year // 10:03}X" if unit == "E" else f"{year // 100:02}XX"
    return Point(told, PRECISIONS[unit], reference.basis)


def _moment(unit: str, step: int, reference: Reference) -> Point:
    if reference.moment is None:
        return unknown("no-publication-time" if reference.day else reference.reason, PRECISIONS[unit])
    try:
        moment = reference.moment + timedelta(seconds=step * {"H": 3600, "MIN": 60, "S": 1}[unit])
    except OverflowError:
        return unknown("out-of-range", PRECISIONS[unit])
    written = f"{moment:%Y-%m-%dT%H}" if unit == "H" else f"{moment:%Y-%m-%dT%H:%M}"
    precision = Precision.HOUR if unit == "H" else Precision.MINUTE
    return Point(written, precision, reference.basis, None, moment.year, moment.month, moment.date())


def from_previous(when: When, previous: Point | None) -> Point:
    """`العام نفسه`, `الشهر التالي`: counted from the time told before, where that is as precise."""
    unit = when.unit or "D"
    if previous is None or previous.year is None:
        return unknown("no-previous-time", PRECISIONS[unit])
    lacks = (unit == "M" and previous.month is None) or (unit in ("D", "W") and previous.day is None)
    if lacks or unit in ("H", "MIN", "S"):
        return unknown("no-previous-time", PRECISIONS[unit])
    origin = Reference(previous.year, previous.month, previous.day, None, Basis.PREVIOUS_TIME)
    return away(unit, _TURNS[when.turn or "same"], origin)
