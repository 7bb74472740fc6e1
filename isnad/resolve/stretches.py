"""Dates of any precision as stretches of days, so that they can be compared."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final, NamedTuple

_DATE: Final = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d\d)(?:-(?P<weekday>[1-7]))?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<season>SP|SU|FA|WI)))?(?:T.*)?"
)
_SEASONS: Final = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11)}


class Stretch(NamedTuple):
    """Days counted from 1 January of year 1, first and last included, and how exactly they are told.

    `precision` is `day`, `week`, `month`, `quarter`, `season`, `half` or `year`.
    """

    first: int
    last: int
    precision: str

    def gap(self, other: Stretch) -> int:
        """Days between the two, 0 where they share one.

        >>> stretch_of("2018-05-29").gap(stretch_of("2018-06"))
        3
        """
        return max(self.first - other.last, other.first - self.last, 0)

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return self.last - self.first + 1


def stretch_of(value: str | None) -> Stretch | None:
    """The days that a date in ISO 8601 or a TIMEX3 value names; None for what names no known days.

    A winter (`2018-WI`) is none: which December it means is not told.

    >>> stretch_of("2018-02").days, stretch_of("PAST_REF")
    (28, None)
    """
    match = _DATE.fullmatch(value or "")
    if match is None:
        return None
    try:
        return _stretch(match)
    except ValueError:
        return None


def _stretch(match: re.Match[str]) -> Stretch | None:
    year = int(match["year"])
    if match["day"]:
        return _whole(date(year, int(match["month"]), int(match["day"])), 1, "day")
    if match["week"]:
        first = date.fromisocalendar(year, int(match["week"]), int(match["weekday"] or 1))
        return _whole(first, 1, "day") if match["weekday"] else _whole(first, 7, "week")
    if match["month"]:
        return _months(year, int(match["month"]), int(match["month"]), "month")
    if match["quarter"]:
        last = 3 * int(match["quarter"])
        return _months(year, last - 2, last, "quarter")
    if match["half"]:
        last = 6 * int(match["half"])
        return _months(year, last - 5, last, "half")
    if match["season"]:
        months = _SEASONS.get(match["season"])
        return _months(year, *months, "season") if months else None
    return _months(year, 1, 12, "year")


def _whole(first: date, days: int, precision: str) -> Stretch:
    return Stretch(first.toordinal(), (first + timedelta(days=days - 1)).toordinal(), precision)


def _months(year: int, first: int, last: int, precision: str) -> Stretch:
    end = date(year, last, monthrange(year, last)[1])
    return Stretch(date(year, first, 1).toordinal(), end.toordinal(), precision)
