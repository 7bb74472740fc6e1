"""The arithmetic of calendars: months, weeks, seasons, and the Hijri calendar of Umm al-Qura."""

from __future__ import annotations

from datetime import date, timedelta

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # the first month of each, on the northern half of the globe
_HIJRI_YEARS = range(1343, 1501)  # the tables of Umm al-Qura


def gregorian(year: int, month: int = 1, day: int = 1) -> date | None:
    """The day, or None if there is no such day.

    >>> gregorian(2018, 2, 31) is None
    True
    """
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def hijri_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of one of the Hijri calendar of Umm al-Qura; None outside its tables (1343 to 1500) or where
    the month is not as long.

    >>> hijri_day(1442, 1, 5)
    datetime.date(2020, 8, 24)
    """
    if year not in _HIJRI_YEARS or not 1 <= month <= 12:
        return None
    from hijridate import Hijri

    try:
        told = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(told.year, told.month, told.day)


def hijri_of(day: date) -> tuple[int, int, int] | None:
    """Year, month and day of a Gregorian day in the Hijri calendar, None outside the tables."""
    from hijridate import Gregorian

    try:
        return Gregorian(day.year, day.month, day.day).to_hijri().datetuple()
    except (ValueError, OverflowError):
        return None


def hijri_known(year: int) -> bool:
    """Whether the tables reach the Hijri year."""
    return year in _HIJRI_YEARS


def hijri_range(year: int, month: int | None) -> tuple[date, date] | None:
    """The first and last Gregorian day of a Hijri month, or of a year (month None)."""
    first = hijri_day(year, month or 1, 1)
    after = hijri_day(year, month + 1, 1) if month and month < 12 else hijri_day(year + 1, 1, 1)
    return (first, after - timedelta(days=1)) if first and after else None


def months_away(year: int, month: int, step: int) -> tuple[int, int]:
    """Year and month so many months away."""
    place = year * 12 + month - 1 + step
    return place // 12, place % 12 + 1


def week_of(day: date) -> str:
    """The week in ISO 8601. A Sunday counts to the week that begins with it, as Arab calendars have it.

    >>> week_of(date(2018, 5, 27)), week_of(date(2018, 5, 29))
    ('2018-W22', '2018-W22')
    """
    year, week, _ = (day + timedelta(days=1) if day.isoweekday() == 7 else day).isocalendar()
    return f"{year:04}-W{week:02}"


def moved(day: date, days: int) -> date | None:
    """The day so many days away, None outside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
