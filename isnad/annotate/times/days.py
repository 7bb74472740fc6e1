"""Days: `اليوم`, `أمس الثلاثاء`, `يوم الأحد المقبل`, `الجمعة 28 أفريل`, `الخميس 5 محرم 1442 الموافق 24 أغسطس 2020`."""

from __future__ import annotations

from dataclasses import replace

from isnad.annotate.times.draft import When
from isnad.annotate.times.months import day_of_month, numeric
from isnad.annotate.times.refusals import is_no_today, is_no_weekday
from isnad.annotate.times.tape import Tape
from isnad.annotate.times.years import Part, period, year

_OPEN, _CLOSE = "(", ")"
_BETWEEN = frozenset({"،", ",", "-", "–", "/"})


def day(tape: Tape, at: int, glued: str | None = None) -> Part | None:
    """The day that is named at a token."""
    if at not in tape.entries:
        return None
    head = tape.read(at, "unit", glued)
    if head is not None and tape.forms[at].endswith("يوم") and tape.same_line(at, min(at + 1, tape.size - 1)):
        found = _told(tape, head.next, "", bare=True)
        if found is not None:
            return found._replace(glued=head.glued)
    return _told(tape, at, glued, bare=False)


def _told(tape: Tape, at: int, glued: str | None, *, bare: bool) -> Part | None:
    for rule in (_from_today, _weekday, _dated, _same_day):
        found = rule(tape, at, glued)
        if found is not None:
            return found
    name = tape.read(at, "bare_weekday", glued) if bare else None
    return Part(When(weekday=int(name.value)), name.next, name.glued) if name and name.value != 7 else None


def _same_day(tape: Tape, at: int, glued: str | None) -> Part | None:
    """`اليوم نفسه`, `ذلك اليوم`; with a year behind the same day of that year."""
    found = period(tape, at, glued)
    if found is None or found.when.unit != "D":
        return None
    told = year(tape, found.next + (tape.form(found.next) == "من"), "", plain=False)
    if told is None or told.when.year is None or (found.when.turn != "same" and found.when.step != 0):
        return found
    return Part(replace(found.when, year=told.when.year), told.next, found.glued)


def _from_today(tape: Tape, at: int, glued: str | None) -> Part | None:
    """`اليوم`, `أمس`, `غدا`, with the day of the week or the date behind."""
    hit = tape.read(at, "day", glued)
    if hit is None or is_no_today(tape, at, hit):
        return None
    when, place = When(day_step=int(hit.value)), hit.next
    named = tape.read(_skip_open(tape, place), "weekday")
    if named is not None and not is_no_weekday(tape, place):
        when, place = replace(when, weekday=int(named.value)), _close(tape, place, named.next)
    date = _date_behind(tape, place)
    if date is not None and date.when.hijri is None and named is not None:
        when, place = replace(date.when, weekday=when.weekday), _close(tape, hit.next, date.next)
    return Part(when, place, hit.glued)


def _skip_open(tape: Tape, at: int) -> int:
    return at + 1 if tape.form(at) == _OPEN else at


def _close(tape: Tape, opened: int, at: int) -> int:
    return at + 1 if tape.form(opened) == _OPEN and tape.form(at) == _CLOSE else at


def _weekday(tape: Tape, at: int, glued: str | None) -> Part | None:
    """A day of the week, with a word that turns it, its week or its date."""
    hit = tape.read(at, "weekday", glued)
    if hit is None or is_no_weekday(tape, at):
        return None
    when, place = When(weekday=int(hit.value)), hit.next
    turn = tape.read(place, "turn")
    if turn is not None:
        when, place = replace(when, turn=str(turn.value)), turn.next
    week = period(tape, place + 1, "") if tape.form(place) == "من" else None
    if week is not None and week.when.unit == "W":
        return Part(replace(when, within=week.when), week.next, hit.glued)
    date = _date_behind(tape, place)
    if date is not None:
        return Part(replace(date.when, weekday=when.weekday), date.next, hit.glued)
    return Part(when, place, hit.glued)


def _date_behind(tape: Tape, at: int) -> Part | None:
    """The date behind a day of the week, in brackets or behind `الموافق`."""
    place = at + 1 if tape.form(at) in _BETWEEN or tape.form(at) == _OPEN else at
    also = tape.read(place, "also")
    found = _dated(tape, also.next if also else place, "" if also is None else None)
    if found is None:
        return None
    return found._replace(next=_close(tape, at, found.next))


def _dated(tape: Tape, at: int, glued: str | None) -> Part | None:
    """A date of either calendar, and the same day in the other behind it."""
    found = day_of_month(tape, at, glued) or numeric(tape, at, glued)
    if found is None:
        return None
    place = found.next
    also = tape.read(_skip_open(tape, place), "also")
    start = also.next if also else place + 1 if tape.form(place) in ("/", _OPEN, "-") else -1
    named = tape.read(start, "weekday")
    start = named.next if named else start
    other = (day_of_month(tape, start, None) or numeric(tape, start, None)) if start > 0 else None
    if other is None or (other.when.hijri is None) == (found.when.hijri is None):
        return found
    return Part(_both(found.when, other.when), _close(tape, place, other.next), found.glued)


def _both(first: When, second: When) -> When:
    """One day that is told in both calendars: the Gregorian date holds the Hijri one."""
    hijri, gregorian = (first, second) if first.hijri else (second, first)
    return replace(gregorian, also=hijri)
