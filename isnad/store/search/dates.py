"""The days that a date of a query stands for."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")


def day_range(text: str) -> tuple[date, date] | None:
    """The first and the last day of a year, a month or a day, None for what is no date.

    >>> day_range("2018-02")
    (datetime.date(2018, 2, 1), datetime.date(2018, 2, 28))
    """
    found = _DATE.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        assert year is not None
        first = date(year, month or 1, day or 1)
        last_month = month or 12
        return first, date(year, last_month, day or monthrange(year, last_month)[1])
    except ValueError:
        return None
