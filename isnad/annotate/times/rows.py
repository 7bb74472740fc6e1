"""Years in digits alone, and two days or years in one expression: `في 2014`, `5-9 مايو`, `عامي 2011 و2014`."""

from __future__ import annotations

import re
from dataclasses import replace

from isnad.annotate.times.draft import Draft, When
from isnad.annotate.times.months import day_of_month, month
from isnad.annotate.times.tape import Tape
from isnad.annotate.times.years import Part, counts, number_of_year, year
from isnad.model import TimeType

_LONGEST_ROW = 12  # years one behind the other
_YEARS = range(1900, 2100)
_FIRST_ALONE = 1700  # two numbers alone of which the later is less are no years
_RANGES, _NEAR = "راوح", 4  # `يتراوح`, `تراوحت` and how many words behind it a number is no year
_TWO = re.compile(r"(\d{1,4})[-/](\d{1,4})")
_TO = frozenset({"و", "الي", "حتي", "-", "–", "—", "لغايه"})


def bare_year(tape: Tape, at: int) -> Draft | None:
    """A year in digits alone, behind a preposition or what years name: `في 2014`, `حرب 1967`, `1442 هـ`."""
    found = number_of_year(tape, at, None)
    if found is None:
        return None
    marked = found.when.hijri is not None or found.when.before_christ or "year_ce" in tape.entries[at]
    told = found.when.year
    if not marked and (told not in _YEARS or found.next != at + 1):
        marked = (
            told is not None and told in range(1000, 2100) and found.next > at + 1 and not _are_metres(tape, at, told)
        )
        if not marked:
            return None
    if not marked and not _says_year(tape, at, found):
        return None
    return Draft(at, found.next, "year", TimeType.DATE, found.glued, found.when)


def _are_metres(tape: Tape, at: int, told: int) -> bool:
    """`(1200 م) رملي`: a round number before م that no word calls a year."""
    rounded = told % 100 == 0 and told < _YEARS.start and tape.form(at + 1) == "م"
    return rounded and not tape.listed(at - 1, "year_prepositions")


def _says_year(tape: Tape, at: int, found: Part) -> bool:
    if counts(tape, at + 1):
        return False
    if found.glued in ("ب", "ل", "ال", "بال", "وال"):
        return False
    if found.glued in ("في", "وفي"):
        return True
    head = tape.listed(at - 1, "year_prepositions") or tape.listed(at - 1, "year_heads")
    return head or (found.glued == "و" and _behind_years(tape, at - 1) and not _in_a_year(tape, at + 1))


def _in_a_year(tape: Tape, at: int) -> bool:
    """Whether a year of its own stands behind a number, which is an amount then: `884 في 2016 و2099 في 2017`."""
    return tape.form(at) in ("في", "فى", "عام", "سنه") and year(tape, at + 1, "") is not None


def _behind_years(tape: Tape, at: int) -> bool:
    """Whether a row of years goes back to a preposition: `في 1978 و1979 و1998`."""
    for _ in range(_LONGEST_ROW):
        hit = tape.read(at, "digits", None)
        if hit is None or int(hit.value) not in _YEARS:
            return False
        if tape.listed(at - 1, "year_prepositions"):
            return True
        at -= 1
    return False


def _are_years(tape: Tape, at: int, first: Part, second: Part) -> bool:
    """Whether two numbers alone are years: `بين 1555 و1865`; not `بين 2804 و5041 طلبا`, `يتراوح بين 1600 و2000`."""
    if (
        first.when.before_christ
        or second.when.before_christ
        or "gregorian_mark" in tape.entries.get(second.next - 1, {})
    ):
        return True
    begin, end = first.when.year or 0, second.when.year or 0
    rounded = begin % 100 == 0 and end % 100 == 0 and begin < _YEARS.start
    if not 1000 <= begin <= end <= _YEARS.stop or end < _FIRST_ALONE or rounded or counts(tape, second.next):
        return False
    return not any(_RANGES in tape.form(before) for before in range(max(0, at - _NEAR), at))


def joined(tape: Tape, at: int) -> Draft | None:
    """`5-9 مايو`, `2011-2014`, `يوم 5/6`."""
    hit = tape.read(at, "joined", None)
    found = _TWO.fullmatch(str(hit.value)) if hit else None
    if hit is None or found is None:
        return None
    first, second = int(found[1]), int(found[2])
    behind = month(tape, hit.next, "")
    if behind is not None and 0 < first < second <= 31 and behind.when.month:
        when = behind.when
        return Draft(
            at, behind.next, "days", TimeType.DATE, hit.glued, replace(when, day=first), replace(when, day=second)
        )
    if len(found[1]) == 4 and first in _YEARS and (second in range(first, 2100) or second == (first + 1) % 100):
        later = second if second > 100 else first // 100 * 100 + second
        return Draft(at, hit.next, "years", TimeType.DATE, hit.glued, When(year=first), When(year=later))
    if tape.form(at - 1) in ("يوم", "تاريخ", "بتاريخ") and 0 < first <= 31 and 0 < second <= 12:
        both = first <= 12 and first != second
        when = When(fault="order-unknown") if both else When(month=second, day=first)
        return Draft(at, hit.next, "numeric", TimeType.DATE, hit.glued, when)
    return None


def days(tape: Tape, at: int) -> Draft | None:
    """Two days of a month: `5 إلى 9 مايو`, `5 و6 مايو`, `يومي 1 و2 مارس الجاري`."""
    head = tape.read(at, "pair_of", None)
    start = head.next if head and head.value == "D" else at
    first = tape.read(start, "digits", "" if start > at else None) or tape.read(
        start, "ordinal", "" if start > at else None
    )
    if first is None or not 0 < int(first.value) <= 31 or (head is not None and start == at):
        return None
    place = first.next
    joins = tape.form(place) in _TO
    second = day_of_month(tape, place + 1 if joins else place, "" if joins else "و")
    if second is None or not (joins or second.glued == "و"):
        return None
    when, glued = second.when, head.glued if head else first.glued
    return Draft(at, second.next, "days", TimeType.DATE, glued, replace(when, day=int(first.value), weekday=None), when)


def years(tape: Tape, at: int) -> Draft | None:
    """`عامي 2011 و2014`, `أعوام 2011 إلى 2014`, `2011 و2014` behind `بين`."""
    head = tape.read(at, "pair_of", None) or tape.read(at, "unit", None)
    start = head.next if head is not None and head.value == "Y" else at
    first = number_of_year(tape, start, "" if start > at else None)
    if first is None or first.when.year is None:
        return None
    joins = tape.form(first.next) in _TO
    second = number_of_year(tape, first.next + 1 if joins else first.next, "" if joins else "و")
    if second is None or second.when.year is None or not (joins or second.glued == "و"):
        return None
    told = start > at or tape.form(at - 1) in ("بين", "من") or (joins and first.when.year in _YEARS)
    if start == at and not _are_years(tape, at, first, second):
        return None
    if not told or (start > at and not joins and head and head.value == "Y" and not tape.read(at, "pair_of", None)):
        return None
    before_christ = first.when.before_christ or second.when.before_christ
    return Draft(
        at,
        second.next,
        "years",
        TimeType.DATE,
        head.glued if start > at and head else first.glued,
        replace(first.when, before_christ=before_christ),
        second.when,
    )
