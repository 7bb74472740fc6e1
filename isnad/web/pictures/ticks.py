"""Where the marks of an axis stand, and which days stand for a month or a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from math import ceil, floor, log10

DAYS, MONTHS = 62, 60  # more of them than these are put together into months and years
_THIN = 0.02  # of what is counted, that may stand before or after the time that is shown
_MARKS = 4  # of an axis of counts, about
LENGTHS = {"day": 10, "month": 7, "year": 4}
YEAR = 365 * 24  # hours
_STEPS = (1, 2, 3, 6, 12, 24, 48, 7 * 24, 14 * 24, 30 * 24, 91 * 24, YEAR)  # hours


def counts_up_to(most: int) -> list[int]:
    """Round numbers from 0 to a little over the greatest.

    >>> counts_up_to(37), counts_up_to(1)
    ([0, 10, 20, 30, 40], [0, 1])
    """
    rough = max(1.0, most / _MARKS)
    power = 10 ** floor(log10(rough))
    step = next(int(power * one) for one in (1, 2, 5, 10) if power * one >= rough - 1e-9)
    return list(range(0, max(1, most) + step, step)) if most % step else list(range(0, max(most, step) + 1, step))


def unit_of(days: Iterable[str]) -> str:
    """Whether some days (ISO 8601) are shown as days, months or years."""
    told = sorted(day for day in days if len(day) == LENGTHS["day"])
    if not told:
        return "month"
    first, last = date.fromisoformat(told[0]), date.fromisoformat(told[-1])
    if (last - first).days < DAYS:
        return "day"
    return "month" if (last.year - first.year) * 12 + last.month - first.month < MONTHS else "year"


def without_thin_ends(counts: Mapping[str, int]) -> tuple[str, str] | None:
    """The first and the last day that are shown: before and after it stands a fiftieth of all at most."""
    counted = Counter({day: count for day, count in counts.items() if count > 0})
    if not counted:
        return None
    least = sum(counted.values()) * _THIN
    return _first(sorted(counted), counted, least), _first(sorted(counted, reverse=True), counted, least)


def _first(days: Sequence[str], counts: Mapping[str, int], least: float) -> str:
    passed = 0
    for day in days:
        passed += counts[day]
        if passed > least:
            return day
    return days[-1]


def is_time(told: str | None) -> bool:
    """Whether words name a day, month or year that the calendar has.

    >>> is_time("2025-02-30"), is_time("2025-02")
    (False, True)
    """
    if not told or len(told) not in LENGTHS.values():
        return False
    try:
        date.fromisoformat(told + "-01-01"[: LENGTHS["day"] - len(told)])
    except ValueError:
        return False
    return True


def hours(first: int, last: int, most: int) -> list[int]:
    """Hours at which the marks of a time of some hours stand: round steps, as many as there may be."""
    years = _STEPS[-1] * max(1, ceil((last - first) / _STEPS[-1] / most))
    step = next((one for one in _STEPS if (last - first) / one <= most), years)
    start = -(-first // step) * step
    return list(range(start, last + 1, step)) or [first]


def hour_of(published: str) -> int | None:
    """The hour of a moment since 1970 in UTC, of a day its noon; None for what is neither."""
    try:
        moment = datetime.fromisoformat(published)
        if "T" not in published and " " not in published:
            moment = moment.replace(hour=12)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # also a moment that in UTC is after the last year
        return None
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(hours=1)
