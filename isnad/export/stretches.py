"""Dates of any precision as other formats have them: the first and the last day, an instant, and words."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from typing import Final

from isnad.export.dates import readable_date

PARTIAL: Final = re.compile(r"\d{4}(-\d\d){0,2}")
_WEEK: Final = re.compile(r"(\d{4})-W(\d\d)")
_PART: Final = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
_MONTHS: Final = {
    **{f"Q{n}": (3 * n - 2, 3 * n) for n in range(1, 5)},
    **{"H1": (1, 6), "H2": (7, 12), "SP": (3, 5), "SU": (6, 8), "FA": (9, 11)},
}
_WORDS: Final = {
    **{
        "Q1": "الربع الأول من عام",
        "Q2": "الربع الثاني من عام",
        "Q3": "الربع الثالث من عام",
        "Q4": "الربع الرابع من عام",
    },
    **{"H1": "النصف الأول من عام", "H2": "النصف الثاني من عام"},
    **{"SP": "ربيع", "SU": "صيف", "FA": "خريف", "WI": "شتاء"},
}


def days(value: str | None) -> tuple[str, str] | None:
    """The first and the last day of a date in ISO 8601 or a TIMEX3 value, None for what names no known days.

    >>> days("2018-02"), days("2018-W22"), days("PAST_REF")
    (('2018-02-01', '2018-02-28'), ('2018-05-28', '2018-06-03'), None)
    """
    try:
        return _days((value or "").partition("T")[0])
    except ValueError:
        return None


def _days(value: str) -> tuple[str, str] | None:
    if week := _WEEK.fullmatch(value):
        first = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return first.isoformat(), (first + timedelta(days=6)).isoformat()
    if part := _PART.fullmatch(value):
        months = _MONTHS.get(part[2])
        return _months(int(part[1]), *months) if months else None
    if not PARTIAL.fullmatch(value):
        return None
    if len(value) == 10:
        return date.fromisoformat(value).isoformat(), value
    return _months(int(value[:4]), *((int(value[5:]),) * 2 if value[5:] else (1, 12)))


def _months(year: int, first: int, last: int) -> tuple[str, str]:
    end = date(year, last, monthrange(year, last)[1])
    return date(year, first, 1).isoformat(), end.isoformat()


def instant(value: str | None) -> str | None:
    """A time with its zone as RFC 3339 has it, in UTC; None where no time or no zone is told.

    >>> instant("2018-05-29T09:05:00+02:00"), instant("2018-05-29")
    ('2018-05-29T07:05:00Z', None)
    """
    if not value or "T" not in value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        return None
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def precise_words(value: str) -> str:
    """A date in Arabic words that tell how exact it is; what is no date is given back as it is.

    >>> precise_words("2018-05"), precise_words("2018-Q2")
    ('مايو 2018', 'الربع الثاني من عام 2018')
    """
    if _WEEK.fullmatch(value) and (stretch := days(value)):
        return f"الأسبوع من {readable_date(stretch[0])} إلى {readable_date(stretch[1])}"
    if part := _PART.fullmatch(value):
        return f"{_WORDS[part[2]]} {part[1]}"
    return readable_date(value)
