"""Months and days of months, in words and in numbers, in both calendars."""

from __future__ import annotations

import re
from dataclasses import replace

from isnad.annotate.times.calendars import gregorian
from isnad.annotate.times.draft import When
from isnad.annotate.times.numbers import ordinal
from isnad.annotate.times.tape import Hit, Tape
from isnad.annotate.times.years import Part, period, year

_NUMERIC = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{2,4})")
_FROM = frozenset({"من", "ل"})
_PAIRING = frozenset({"/", "(", "-", "–"})
_LONGEST_DAY = 99  # a number before a month that is taken for a day, though there is no such day


def month(tape: Tape, at: int, glued: str | None = None) -> Part | None:
    """A month and its year: `مايو الماضي`, `كانون الثاني/يناير 2015`, `شهر رمضان`, `مايو من عام 2015`."""
    head = tape.read(at, "unit", glued)
    place, before = at, ""
    if head is not None and head.value == "M" and tape.forms[at].endswith("شهر"):
        place, before = head.next, head.glued
    else:
        head = None
    for kind in ("hijri", "month"):
        hit = tape.read(place, kind, "" if head else glued)
        if hit is not None:
            return _with_year(tape, hit, kind == "hijri", before if head else hit.glued)
    return None


def _with_year(tape: Tape, hit: Hit, is_hijri: bool, glued: str) -> Part:
    value, place = int(hit.value), hit.next
    if not is_hijri:
        place = _second_name(tape, place, value)
    when = When(hijri=(None, value, None)) if is_hijri else When(month=value)
    turn = tape.read(place, "turn")
    if turn is not None and turn.value in ("past", "next", "this"):
        when, place = replace(when, turn=str(turn.value)), turn.next
    told = _year_behind(tape, place)
    if told is not None:
        return Part(_in_year(when, told.when), told.next, glued)
    return Part(when, place, glued)


def _year_behind(tape: Tape, at: int) -> Part | None:
    """`2015`, `عام 2015`, `من عام 2015`, `من العام الماضي`, `لعام 2015`."""
    if tape.form(at) == "من":
        return year(tape, at + 1, "", plain=False)
    return year(tape, at, "") or year(tape, at, "ل", plain=False)


def _in_year(when: When, told: When) -> When:
    if when.hijri is not None:
        value = told.hijri[0] if told.hijri else told.year
        if value is None:
            return replace(when, within=told) if told.fault is None else when
        return replace(when, hijri=(value, *when.hijri[1:]))
    if told.fault:
        return replace(when, fault=told.fault)
    return replace(when, year=told.year) if told.year is not None else replace(when, within=told)


def _second_name(tape: Tape, at: int, value: int) -> int:
    """The token behind another name of the same month: `مايو/أيار`, `أيار (مايو)`, `حزيران يونيو`."""
    mark = tape.form(at)
    other = tape.read(at + 1 if mark in _PAIRING else at, "month")
    if other is None or other.value != value:
        return at
    return other.next + 1 if mark == "(" and tape.form(other.next) == ")" else other.next


def second_month(tape: Tape, at: int) -> Part | None:
    """The later month of `مايو/حزيران`."""
    return month(tape, at + 1, "") if tape.form(at) in ("/", "-", "–") else None


def day_of_month(tape: Tape, at: int, glued: str | None = None) -> Part | None:
    """A day of a month: `23 يونيو/حزيران 2020`, `العاشر من ديسمبر`, `15 من الشهر المقبل`, `5 محرم 1442 هـ`."""
    digits = tape.read(at, "digits", glued)
    if digits is not None:
        value = int(digits.value)
        if not 0 < value <= _LONGEST_DAY:
            return None
        found = month(tape, digits.next, "")
        if found is None and value <= 31 and tape.form(digits.next) == "من":
            found = _month_or_period(tape, digits.next + 1)
        if found is None and value <= 31:
            found = _running_month(tape, digits.next)
        return Part(_on(found.when, value), found.next, digits.glued) if found else None
    nth = ordinal(tape, at, glued)
    if nth is not None and tape.form(nth.next) == "من":
        found = _month_or_period(tape, nth.next + 1)
        return Part(_on(found.when, nth.value), found.next, nth.glued) if found else None
    return None


def _running_month(tape: Tape, at: int) -> Part | None:
    """`5 الجاري`."""
    turn = tape.read(at, "turn")
    this = turn is not None and turn.value == "this"
    return Part(When(unit="M", step=0), turn.next) if this and turn and tape.forms[at].startswith("الجار") else None


def _month_or_period(tape: Tape, at: int) -> Part | None:
    found = month(tape, at, "")
    if found is not None:
        return found
    found = period(tape, at, "")
    return found if found is not None and found.when.unit == "M" else _running_month(tape, at)


def _on(when: When, day: int) -> When:
    if when.hijri is not None:
        return replace(when, hijri=(when.hijri[0], when.hijri[1], day))
    return replace(when, day=day) if when.month is not None else When(day=day, within=when)


def _behind_a_letter(tape: Tape, at: int, glued: str | None) -> Hit | None:
    """`و29/5/2018`, which the text layer cuts behind the number that a letter is glued to."""
    first, words = tape.read(at, "digits", glued), tape.layer.words
    if first is None or not first.glued or tape.form(at + 1) not in ("/", "-", "."):
        return None
    rest = tape.form(at + 2)
    close = at + 2 < tape.size and words.starts[at + 1] == words.ends[at] and words.starts[at + 2] == words.ends[at + 1]
    if not close or not rest[0].isdigit():
        return None
    return Hit(tape.forms[at].removeprefix(first.glued) + tape.form(at + 1) + rest, at + 3, first.glued)


def numeric(tape: Tape, at: int, glued: str | None = None) -> Part | None:
    """A date in numbers: `29/5/2018`, `2018-05-29`, `29.5.2018`; day before month, as Arab outlets write."""
    hit = tape.read(at, "joined", glued) or _behind_a_letter(tape, at, glued)
    found = _NUMERIC.fullmatch(str(hit.value)) if hit else None
    if hit is None or found is None:
        return None
    first, second, third = int(found[1]), int(found[3]), int(found[4])
    if len(found[1]) == 4:
        told, day = first, third
    elif len(found[1]) <= 2 and (len(found[4]) == 4 or found[2] == "/"):
        told, day = (third if len(found[4]) == 4 else third + 2000), first
        if len(found[4]) == 3:
            return None
    else:
        return None
    if len(found[4]) > 2 and len(found[1]) == 4:
        return None
    place, when = hit.next, When(year=told, month=second, day=day)
    if 1300 <= told < 1500:
        when = When(hijri=(told, second, day))
        mark = tape.read(place, "hijri_mark")
        place = mark.next if mark else place
    elif gregorian(told, second, day) is None:
        swapped = gregorian(told, day, second) if 1 <= day <= 12 else None
        when = When(year=told, month=day, day=second) if swapped else When(fault="no-such-day")
    else:
        mark = tape.read(place, "gregorian_mark")
        place = mark.next if mark else place
    return Part(when, place, hit.glued)
