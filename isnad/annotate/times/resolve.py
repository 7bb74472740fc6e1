"""From what an expression says of a date to its value, or the reason why there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from isnad.annotate.times.calendars import SEASON_MONTHS, gregorian, hijri_day, hijri_known, hijri_of, hijri_range
from isnad.annotate.times.draft import When
from isnad.annotate.times.nearest import weekday_date, year_of
from isnad.annotate.times.periods import counted, from_previous
from isnad.annotate.times.point import Point, day_point, month_point, unknown, year_point
from isnad.annotate.times.reference import Reference
from isnad.model import Basis, Precision

FIRST_YEAR, LAST_YEAR = 1, 2100  # beyond these a year is kept and flagged
_AGREE = 2  # days by which the sight of the moon may differ from the tables
_TURNS = frozenset({"same", "then", "before"})


class Known(NamedTuple):
    """What a value is resolved from: the reference, the time told before, and whether the clause is of the future."""

    reference: Reference
    previous: Point | None = None
    future: bool = False


def resolve(when: When, known: Known) -> Point:
    """The value of what is said of a date."""
    if when.fault:
        return unknown(when.fault)
    if when.vague:
        return Point(when.vague, None, known.reference.basis)
    if when.also is not None:
        return _in_both(when, known)
    if when.hijri:
        return _hijri(when, known)
    if when.decade is not None or when.century is not None:
        return _long_ago(when, known)
    if when.season or when.quarter:
        return _part_of_year(when, known)
    if when.day is not None:
        return _day(when, known)
    if when.month is not None:
        return _month(when, known)
    if when.weekday is not None:
        return _weekday(when, known)
    if when.year is not None:
        return _that_day_in(when, known) if when.unit == "D" else _year(when)
    if when.turn in _TURNS:
        return from_previous(when, known.previous)
    return counted(when, known.reference)


def _year(when: When) -> Point:
    year = when.year or 0
    if when.before_christ:
        return Point(f"BC{year:04}", Precision.YEAR, Basis.EXPLICIT)
    flag = None if FIRST_YEAR <= year <= LAST_YEAR else "out-of-range"
    return year_point(year, Basis.EXPLICIT)._replace(reason=flag)


def _that_day_in(when: When, known: Known) -> Point:
    """`نفس اليوم من عام 1931`, `مثل هذا اليوم من عام 1931`: day and month of the time told before, or of today."""
    day = known.reference.day
    if when.turn in _TURNS:
        day = known.previous.day if known.previous else None
    if day is None:
        return unknown("no-previous-time" if when.turn in _TURNS else known.reference.reason, Precision.DAY)
    return _dated(
        gregorian(when.year or 0, day.month, day.day), Basis.PREVIOUS_TIME if when.turn else known.reference.basis
    )


def _year_told(when: When, known: Known) -> Point | None:
    """The year where the expression tells one, in digits or as `العام الماضي`; it may be unknown."""
    if when.year is not None:
        return _year(when)
    return resolve(when.within, known) if when.within is not None else None


def _month(when: When, known: Known) -> Point:
    assert when.month is not None
    told = _year_told(when, known)
    if told is not None:
        return month_point(told.year, when.month, told.basis)._replace(reason=told.reason) if told.year else told
    year = year_of(known.reference, when.month, None, None, when.turn, known.future)
    if year is None:
        return unknown(known.reference.reason, Precision.MONTH)
    return month_point(year, when.month, _nearest(when.turn, known))


def _nearest(turn: str | None, known: Known) -> Basis:
    """The basis of a date without a year: turned by a word it is counted from the publication."""
    return known.reference.basis if turn or known.reference.basis is Basis.POST else Basis.NEAREST


def _day(when: When, known: Known) -> Point:
    day, month, told = when.day or 0, when.month, _year_told(when, known)
    year, basis = (told.year, told.basis) if told else (None, Basis.NONE)
    if told and told.value is None:
        return unknown(told.reason or "no-previous-time", Precision.DAY)
    if month is None:
        month = told.month if told else None
    if month is None:
        return unknown("no-previous-time", Precision.DAY)
    if gregorian(year or 2000, month, day) is None:
        return unknown("no-such-day", Precision.DAY)
    if year is None:
        year = year_of(known.reference, month, day, when.weekday, when.turn, known.future)
        basis = _nearest(when.turn, known)
    found = gregorian(year, month, day) if year else None
    if found is None:
        return unknown(known.reference.reason if year is None else "no-such-day", Precision.DAY)
    return day_point(found, basis)._replace(reason=told.reason if told else None)


def _weekday(when: When, known: Known) -> Point:
    reference, weekday = known.reference, when.weekday or 1
    if when.turn in _TURNS:
        previous = known.previous.day if known.previous else None
        if previous is None:
            return unknown("no-previous-time", Precision.DAY)
        return _dated(
            weekday_date(previous, weekday, {"then": "next", "before": "past"}.get(when.turn or ""), True),
            Basis.PREVIOUS_TIME,
        )
    if reference.day is None:
        return unknown(reference.reason, Precision.DAY)
    if when.within is not None and when.within.unit == "W":
        week = resolve(when.within, known)
        if week.day is None:
            return unknown(week.reason or reference.reason, Precision.DAY)
        return _dated(weekday_date(week.day, weekday, "this", False), week.basis)
    today = reference.day
    if when.day_step is not None:
        return _dated(_told_by_both(today, when.day_step, weekday), reference.basis)
    basis = reference.basis if when.turn or reference.basis is Basis.POST else Basis.WEEKDAY
    return _dated(weekday_date(today, weekday, when.turn, known.future), basis)


def _told_by_both(today: date, step: int, weekday: int) -> date | None:
    """`أمس الثلاثاء`: the day of the week decides, since a report may be published after midnight."""
    day = counted(When(day_step=step), Reference(today.year, today.month, today)).day
    return weekday_date(day, weekday, "this", False) if day else None


def _dated(day: date | None, basis: Basis) -> Point:
    return day_point(day, basis) if day else unknown("out-of-range", Precision.DAY)


def _part_of_year(when: When, known: Known) -> Point:
    """A season, a quarter or half of a year."""
    name = when.season or when.quarter or ""
    precision = Precision.SEASON if when.season else Precision.HALF if name[0] == "H" else Precision.QUARTER
    told = _year_told(when, known)
    if told is not None:
        if told.year is None or told.precision is not Precision.YEAR:
            return unknown(told.reason or "no-anchor", precision)
        return Point(f"{told.year:04}-{name}", precision, told.basis, told.reason, told.year)
    reference = known.reference
    if reference.year is None or reference.month is None:
        return unknown(reference.reason, precision)
    if when.season is None:
        return unknown("no-anchor", precision)
    year = _season_year(reference.year, reference.month, SEASON_MONTHS[name], when.turn)
    return Point(f"{year:04}-{name}", precision, reference.basis, None, year)


def _season_year(year: int, month: int, begins: int, turn: str | None) -> int:
    """The year in which the season begins: the last that is over, the next that begins, or the one that is now."""
    now = year * 12 + month
    begun = max(y * 12 + begins for y in (year - 1, year) if y * 12 + begins <= now)
    if turn == "next":
        begun += 12
    elif turn == "past" and now < begun + 3:
        begun -= 12
    elif turn == "this" and now >= begun + 3:
        begun += 12
    return (begun - 1) // 12


def _long_ago(when: When, known: Known) -> Point:
    """Decades and centuries; a decade alone is one of the 20th century, but for the twenties."""
    century = when.century
    if century is None and when.within is not None:
        inner = resolve(when.within, known)
        century = int(inner.value[:2]) + 1 if inner.value and inner.precision is Precision.CENTURY else None
        if century is None:
            return unknown(inner.reason or "century-unknown", Precision.DECADE)
        basis = inner.basis
    else:
        basis = Basis.EXPLICIT
    if when.decade is None:
        era = "BC" if when.before_christ else ""
        return Point(f"{era}{(century or 1) - 1:02}XX", Precision.CENTURY, basis)
    if century is None and when.decade <= 2:
        return unknown("century-unknown", Precision.DECADE)
    return Point(f"{(century or 20) - 1:02}{when.decade}X", Precision.DECADE, basis)


def _hijri(when: When, known: Known) -> Point:
    """A date of the Hijri calendar as the Gregorian days that it names; a Gregorian date beside it decides."""
    assert when.hijri is not None
    year, month, day = when.hijri
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    if when.within is not None and year is None and (when.within.hijri or when.within.month is None):
        told = resolve(when.within, known)
        year = int(told.hijri[:4]) if told.hijri else None
    basis = Basis.EXPLICIT
    if year is None and month is not None:
        year, basis = _hijri_year(month, when.turn, known), _nearest(when.turn, known)
    if year is None:
        return unknown(known.reference.reason, precision)
    written = "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part)])
    if not hijri_known(year):
        return unknown("out-of-range", precision)._replace(hijri=written)
    if day:
        found = hijri_day(year, month or 1, day)
        point = day_point(found, basis) if found else unknown("no-such-day", precision)
        return point._replace(hijri=written)
    days = hijri_range(year, month)
    if days is None:
        return unknown("out-of-range", precision)._replace(hijri=written)
    begin, end = days[0].isoformat(), days[1].isoformat()
    return Point(begin, precision, basis, None, None, None, None, begin, end, written)


def _in_both(when: When, known: Known) -> Point:
    """A day told in both calendars: the Gregorian date decides, the Hijri one where that has no year."""
    assert when.also is not None
    hijri, alone = resolve(when.also, known), replace(when, also=None)
    if when.year is None and when.within is None and hijri.day is not None:
        alone = replace(alone, year=hijri.day.year)
    told = resolve(alone, known)
    apart = hijri.day is not None and told.day is not None and abs(hijri.day - told.day).days > _AGREE
    return told._replace(hijri=hijri.hijri, reason="calendars-disagree" if apart else told.reason)


def _hijri_year(month: int, turn: str | None, known: Known) -> int | None:
    now = hijri_of(known.reference.day) if known.reference.day else None
    if now is None:
        return None
    today = Reference(now[0], now[1])
    return year_of(today, month, None, None, turn, known.future)
