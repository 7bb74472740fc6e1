"""Words for the times of a report that are no day, month or year: the values of TIMEX3 as a reader would say them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Protocol

from isnad.web.words import WordList

_UNITS = {"D": "days", "W": "weeks", "M": "months", "Y": "years", "DE": "decades", "CE": "centuries"}
_CLOCK_UNITS = {"H": "hours", "M": "minutes", "S": "seconds"}


class Speaker(Protocol):
    """What `Manner` gives for this: words, numbers, digits and dates as a reader wants them."""

    @property
    def words(self) -> WordList:
        """The words of the language."""

    def number(self, number: float) -> str:
        """A number with its thousands apart."""

    def digit(self, text: str) -> str:
        """Digits of the page itself."""

    def plain_date(self, iso: str) -> str:
        """A day, a month or a year in words."""


Words = Callable[[re.Match[str], "Speaker"], str | None]


def time_words(value: str, manner: Speaker) -> str | None:
    """A value of `Time` in words, None where there are none for it.

    >>> from isnad.web.manner import Manner
    >>> time_words("2018-05-29TMO", Manner()), time_words("P3D", Manner())
    ('صباح 29 مايو/أيار 2018', '3 أيام')
    """
    for pattern, words in _FORMS:
        if found := pattern.fullmatch(value):
            return words(found, manner)
    return None


def _part_of_day(found: re.Match[str], manner: Speaker) -> str | None:
    day = manner.plain_date(found[1]) if found[1][0] != "X" else ""
    return str(manner.words.text(f"time.{found[2]}", day=day)).strip(" ,")


def _week(found: re.Match[str], manner: Speaker) -> str | None:
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        return None
    return str(manner.words.text("time.week", day=manner.plain_date(monday.isoformat())))


def _part_of_year(found: re.Match[str], manner: Speaker) -> str | None:
    return str(manner.words.text(f"time.{found[2]}", year=_year(found[1], manner)))


def _decade(found: re.Match[str], manner: Speaker) -> str | None:
    return str(manner.words.text("time.decade", year=_year(f"{found[1]}0", manner)))


def _century(found: re.Match[str], manner: Speaker) -> str | None:
    return str(manner.words.text("time.century", n=manner.number(int(found[1]) + 1)))


def _before_christ(found: re.Match[str], manner: Speaker) -> str | None:
    return str(manner.words.text("time.bc", year=_year(found[1], manner)))


def _century_before_christ(found: re.Match[str], manner: Speaker) -> str | None:
    return str(manner.words.text("time.bc", year=_century(found, manner)))


def _reference(found: re.Match[str], manner: Speaker) -> str | None:
    return str(manner.words.text(f"time.{found[0]}"))


def _clock(found: re.Match[str], manner: Speaker) -> str | None:
    clock = manner.digit(found[1])
    return str(manner.words.text("time.greenwich", clock=clock)) if found[2] else clock


def _weekday(found: re.Match[str], manner: Speaker) -> str | None:
    return str(manner.words.text(f"time.every-{found[1]}"))


def _day_of_year(found: re.Match[str], manner: Speaker) -> str | None:
    month = int(found[1])
    return manner.digit(f"{int(found[2])} {manner.words.text(f'months.m{month}')}") if 1 <= month <= 12 else None


def _length(found: re.Match[str], manner: Speaker) -> str | None:
    unit = (_CLOCK_UNITS if found[1] else _UNITS).get(found[3])
    if unit is None:
        return None
    if found[2] == "X":
        return str(manner.words.text(f"time.some-{unit}"))
    if "." in found[2]:
        return str(manner.words.text(f"count.{unit}", count=11, n=manner.digit(found[2])))
    return str(manner.words.text(f"count.{unit}", count=int(found[2]), n=manner.number(int(found[2]))))


def _year(year: str, manner: Speaker) -> str:
    return manner.digit(str(int(year)))


_FORMS: tuple[tuple[re.Pattern[str], Words], ...] = (
    (re.compile(r"(\d{4}-\d\d-\d\d|XXXX-XX-XX)(TMO|TMI|TAF|TEV|TNI|TDT)"), _part_of_day),
    (re.compile(r"(\d{4})-W(\d\d)"), _week),
    (re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])"), _part_of_year),
    (re.compile(r"(\d{3})X"), _decade),
    (re.compile(r"(\d{2})XX"), _century),
    (re.compile(r"BC(\d{4})"), _before_christ),
    (re.compile(r"BC(\d{2})XX"), _century_before_christ),
    (re.compile(r"PAST_REF|PRESENT_REF|FUTURE_REF"), _reference),
    (re.compile(r"XXXX-XX-XXT(\d\d:\d\d)(Z?)"), _clock),
    (re.compile(r"XXXX-WXX-([1-7])"), _weekday),
    (re.compile(r"XXXX-(\d\d)-(\d\d)"), _day_of_year),
    (re.compile(r"P(T?)(X|\d{1,9}(?:\.\d+)?)([A-Z]{1,2})"), _length),
)
