"""Which year a day or month without one falls in, and which date a day of the week.

A date without a year is the latest that is past (the day of publication included); the next that comes where the clause
is about the future, or where it lies within two months and the past one ten months back. `الماضي` is strictly past and
`المقبل` strictly to come.
"""

from __future__ import annotations

from datetime import date, timedelta

from isnad.annotate.times.calendars import gregorian, moved
from isnad.annotate.times.reference import Reference

_SOON, _LONG_AGO = 62, 300  # days


def weekday_date(today: date, weekday: int, turn: str | None, future: bool) -> date | None:
    """The date of a day of the week, ISO 8601 numbered.

    >>> weekday_date(date(2018, 5, 30), 2, None, False)  # a Wednesday: the Tuesday before
    datetime.date(2018, 5, 29)
    """
    back, ahead = (today.isoweekday() - weekday) % 7, (weekday - today.isoweekday()) % 7
    if turn == "past":
        return moved(today, -(back or 7))
    if turn == "before_last":
        return moved(today, -(back or 7) - 7)
    if turn in ("next", "after_next"):
        return moved(today, (ahead or 7) + (7 if turn == "after_next" else 0))
    if turn == "this":
        return moved(today, ahead if ahead <= back else -back)
    return moved(today, ahead if future else -back)


def year_of(
    reference: Reference, month: int, day: int | None, weekday: int | None, turn: str | None, future: bool
) -> int | None:
    """The year in which a day (or all of a month) falls; None where the day of publication does not tell."""
    if reference.year is None:
        return None
    if reference.month is None:
        return reference.year if turn == "this" else None
    if day is None or reference.day is None:
        return _by_month(reference.year, reference.month, month, turn, future)
    dates = [found for step in range(-8, 9) if (found := gregorian(reference.year + step, month, day))]
    near = [found for found in dates if found.isoweekday() == weekday and abs(found - reference.day).days < 370]
    chosen = _by_day(near or dates, reference.day, turn, future)
    return chosen.year if chosen else None


def _by_day(dates: list[date], today: date, turn: str | None, future: bool) -> date | None:
    past = [found for found in dates if found < today or (found == today and turn != "past")]
    ahead = [found for found in dates if found > today or (found == today and future and turn != "next")]
    before, after = past[-1] if past else None, ahead[0] if ahead else None
    if before is None or after is None:
        return before or after
    if turn in ("past", "next"):
        return before if turn == "past" else after
    if turn == "this":
        return min(before, after, key=lambda found: abs(found - today))
    soon = after - today <= timedelta(days=_SOON) and today - before >= timedelta(days=_LONG_AGO)
    return after if future or soon else before


def _by_month(year: int, now: int, month: int, turn: str | None, future: bool) -> int:
    if turn == "past":
        return year if month < now else year - 1
    if turn == "next":
        return year if month > now else year + 1
    back, ahead = (now - month) % 12, (month - now) % 12
    if turn == "this":
        return _moved_year(year, now, -back if back <= ahead else ahead)
    return _moved_year(year, now, ahead if future or (0 < ahead <= 2) else -back)


def _moved_year(year: int, month: int, step: int) -> int:
    return (year * 12 + month - 1 + step) // 12
