"""Calendar arithmetic, and the reference from which times are counted."""

from __future__ import annotations

import doctest
from datetime import date, timedelta
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.annotate.times import calendars, clocks, nearest, periods, point, reference
from isnad.annotate.times.calendars import hijri_day, hijri_of, hijri_range, months_away, week_of

TABLES = st.dates(date(1925, 1, 1), date(2077, 1, 1))


@pytest.mark.parametrize("module", [calendars, clocks, nearest, periods, point, reference], ids=lambda m: m.__name__)
def test_examples_of(module: ModuleType) -> None:
    found = doctest.testmod(module)
    assert found.attempted > 0
    assert found.failed == 0


@given(TABLES)
def test_a_day_goes_to_the_hijri_calendar_and_back(day: date) -> None:
    told = hijri_of(day)
    assert told is not None
    assert hijri_day(*told) == day


@given(st.integers(1343, 1499), st.integers(1, 12))
def test_hijri_months_follow_one_another(year: int, month: int) -> None:
    here = hijri_range(year, month)
    after = hijri_range(year + month // 12, month % 12 + 1)
    assert here is not None
    assert after is not None
    assert here[1] + timedelta(days=1) == after[0]
    assert (here[1] - here[0]).days + 1 in (28, 29, 30, 31)  # of old months the tables keep what was proclaimed


def test_the_hijri_tables_end() -> None:
    assert hijri_range(1342, None) is None
    assert hijri_range(1501, 1) is None
    assert hijri_day(1442, 13, 1) is None
    assert hijri_of(date(1900, 1, 1)) is None


@given(st.integers(1, 9998), st.integers(1, 12), st.integers(-40, 40))
def test_months_go_there_and_back(year: int, month: int, step: int) -> None:
    assert months_away(*months_away(year, month, step), -step) == (year, month)


@given(st.dates(date(1, 1, 8), date(9999, 12, 1)))
def test_a_week_runs_from_sunday_to_saturday(day: date) -> None:
    sunday = day - timedelta(days=day.isoweekday() % 7)
    assert week_of(sunday) == week_of(day) == week_of(sunday + timedelta(days=6))
    assert week_of(sunday) != week_of(sunday + timedelta(days=7))
