"""Dates as an Arabic reader reads them."""

from __future__ import annotations

import re
from datetime import date, datetime

MONTHS = (
    *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"),
    *("يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
)
MONTH = re.compile(r"(\d{4})-(\d{2})")
YEAR = re.compile(r"\d{4}")


def readable_date(iso: str) -> str:
    """An ISO 8601 date in words, at the precision and in the zone that it has; what is none is given back as it is.

    >>> readable_date("2018-05-29T09:05:00+02:00"), readable_date("2018-05")
    ('29 مايو 2018، الساعة 09:05', 'مايو 2018')
    """
    if YEAR.fullmatch(iso):
        return iso
    if (month := MONTH.fullmatch(iso)) and 1 <= int(month[2]) <= 12:
        return f"{MONTHS[int(month[2]) - 1]} {month[1]}"
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return _day(moment) + (f"، الساعة {moment:%H:%M}" if "T" in iso else "")


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
