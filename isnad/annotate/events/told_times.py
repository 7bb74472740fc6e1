"""The times of a report that can date an event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from isnad.annotate.phrases.view import View
from isnad.annotate.times.reference import reference
from isnad.model import Basis, Span, Time, TimeType

ISO_DAY, _ISO_MONTH = 10, 7  # characters of a day and of a month
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_DATED = frozenset({TimeType.DATE, TimeType.TIME})


class When(NamedTuple):
    """The place of a time among those of its report, and the day, month or year that it tells (ISO 8601)."""

    at: int
    value: str

    @property
    def is_day(self) -> bool:
        """Whether it is told to the day."""
        return len(self.value) == ISO_DAY


class ToldTimes:
    """The times of one report; `dated` are those with a day, month or year, each with its first token, in text order,
    `published` is the day of publication, empty where it is not known."""

    def __init__(self, view: View, times: Sequence[Time]) -> None:
        self.times = times
        self._words = view.layer.words
        self.dated = [
            (self._words.at(time.span.start), When(at, value))
            for at, time in enumerate(times)
            if time.type in _DATED and (value := iso_date(time)) is not None
        ]
        day = reference(view.report.published).day
        self.published = day.isoformat() if day is not None else ""

    def end(self, at: int) -> int:
        """The token behind a time."""
        return self._words.at(self.times[at].span.end)

    def of_span(self, span: Span | None) -> When | None:
        """What the time at a span tells."""
        found = ((at, iso_date(time)) for at, time in enumerate(self.times) if time.span == span)
        return next((When(at, value) for at, value in found if value is not None), None)

    def is_to_come(self, when: When) -> bool:
        """Whether it lies behind the day of publication; a weekday may be of the week before."""
        known = self.published[: len(when.value)]
        return bool(known) and when.value > known and self.times[when.at].basis is not Basis.WEEKDAY

    def week_before(self, when: When) -> When:
        """A weekday that lies behind the publication, a week earlier (`أدانت الاثنين`); any other as it is."""
        weekday = self.times[when.at].basis is Basis.WEEKDAY and when.is_day
        if not weekday or not self.published or when.value <= self.published:
            return when
        return when._replace(value=(date.fromisoformat(when.value) - timedelta(days=7)).isoformat())


def iso_date(time: Time) -> str | None:
    """The day, month or year of a time's value: of a week its month, of a season, quarter or half its year; else None.

    A week that lies in two months has none.
    """
    value = time.value or ""
    week = _WEEK.fullmatch(value)
    if week is not None:
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        sunday = monday + timedelta(days=6)
        return monday.isoformat()[:_ISO_MONTH] if monday.month == sunday.month else None
    match = _DAY.match(value)
    return match.group() if match is not None and time.reason != "out-of-range" else None
