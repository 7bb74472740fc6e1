"""Clock times: `الساعة السابعة مساء`, `10:30 صباحا`, `الساعة 15.30 بتوقيت غرينتش`, `منتصف الليل`."""

from __future__ import annotations

import re
from typing import NamedTuple

from isnad.annotate.times.days import day
from isnad.annotate.times.draft import Draft, When
from isnad.annotate.times.numbers import number, ordinal
from isnad.annotate.times.tape import Tape
from isnad.model import TimeType

_HOURS = re.compile(r"(\d{1,2})[:.,٫](\d{2})(?::\d{2})?")
_SHORT = frozenset({"م", "ص"})


class Reading(NamedTuple):
    """Hour and minute as written, whether they need a half of the day to be told, and the token behind them."""

    hour: int
    minute: int
    spelt: bool
    next: int
    glued: str = ""


def clock(tape: Tape, at: int) -> Draft | None:
    """The clock time that begins at a token, with its half of the day, zone and day."""
    head = tape.read(at, "clock", None)
    read = _reading(tape, head.next if head else at, "" if head else None)
    if read is None:
        return None
    draft = Draft(at, read.next, "clock", TimeType.TIME, head.glued if head else read.glued, open_day=True)
    told = _half_of_day(tape, draft, digits=not read.spelt or tape.forms[read.next - 1].isdigit())
    zoned = _zone(tape, draft)
    if not (head or told or zoned):
        return None
    if head and not told:
        _half_of_day(tape, draft, digits=True)
    _day_behind(tape, draft)
    if draft.open_day and not zoned:
        _zone(tape, draft)
    _set_clock(draft, read)
    return draft


def _reading(tape: Tape, at: int, glued: str | None) -> Reading | None:
    joined = tape.read(at, "joined", glued)
    if joined is not None:
        found = _HOURS.fullmatch(str(joined.value))
        return Reading(int(found[1]), int(found[2]), False, joined.next, joined.glued) if found else None
    digits = tape.read(at, "digits", glued)
    if digits is not None:
        return (
            _minutes(tape, Reading(int(digits.value), 0, True, digits.next, digits.glued))
            if int(digits.value) <= 24
            else None
        )
    nth = ordinal(tape, at, glued)
    if nth is None or nth.value > 12 or not tape.forms[at].endswith(("ه", "ي")):
        return None
    return _minutes(tape, Reading(nth.value, 0, True, nth.next, nth.glued))


def _minutes(tape: Tape, read: Reading) -> Reading:
    past = tape.read(read.next, "past_hour")
    if past is not None:
        shift = int(past.value)
        return read._replace(hour=read.hour - (shift < 0), minute=shift % 60, next=past.next)
    more = number(tape, read.next, "و")
    unit = tape.read(more.next, "unit") if more and more.glued == "و" else None
    if more is not None and unit is not None and unit.value == "MIN" and more.value < 60:
        return read._replace(minute=more.value, next=unit.next)
    return read


def _half_of_day(tape: Tape, draft: Draft, *, digits: bool) -> bool:
    """Takes `صباحا`, `من مساء الثلاثاء`, `بعد ظهر اليوم` behind the hour."""
    place = draft.last + 1 if tape.form(draft.last) == "من" else draft.last
    part = tape.read(place, "part")
    named = day(tape, part.next, "") if part else None
    if part is not None and named is not None:
        draft.part, draft.when, draft.last, draft.open_day = str(part.value), named.when, named.next, False
        return True
    adverb = tape.read(draft.last, "at_part")
    if adverb is None or (tape.form(draft.last) in _SHORT and not digits):
        the = tape.read(place, "the_part") if place > draft.last else None
        if the is None:
            return False
        draft.part, draft.last = str(the.value), the.next
        return True
    draft.part, draft.last = str(adverb.value), adverb.next
    if "بعد منتصف الليل" in " ".join(tape.forms[adverb.next - 3 : adverb.next]):
        draft.part = "MO"
    return True


def _zone(tape: Tape, draft: Draft) -> bool:
    place = draft.last + 1 if tape.form(draft.last) == "(" else draft.last
    hit = tape.read(place, "zone")
    if hit is not None:
        closes = place > draft.last and tape.form(hit.next) == ")"
        draft.zone, draft.last = str(hit.value), hit.next + 1 if closes else hit.next
        return True
    of = tape.read(draft.last, "zone_of")
    if of is None or of.next >= tape.size:
        return False
    draft.zone = "local"
    draft.last = of.next + (2 if tape.form(of.next + 1) in ("المكرمه", "المحتله", "يورك", "كونغ") else 1)
    return True


def _day_behind(tape: Tape, draft: Draft) -> None:
    if not draft.open_day:
        return
    place = draft.last + 1 if tape.form(draft.last) in ("من", "،") else draft.last
    if tape.form(place) == "(":
        return
    named = day(tape, place, "")
    if named is not None:
        draft.when, draft.last, draft.open_day = named.when, named.next, False


def _set_clock(draft: Draft, read: Reading) -> None:
    """The hour of 24; without its half of the day an hour in words is one of two."""
    hour, part = read.hour, draft.part
    if hour > 24 or read.minute > 59:
        draft.when = When(fault="no-such-time")
    elif part is None:
        draft.clock_spelt = read.spelt and 0 < hour <= 12
    elif hour <= 12:
        hour = of_24(hour, part)
    draft.clock, draft.part = (hour, read.minute), None


def of_24(hour: int, part: str) -> int:
    """An hour of twelve in a part of the day.

    >>> of_24(7, "EV"), of_24(12, "NI")
    (19, 24)
    """
    if part == "MO":
        return hour % 12
    if part == "NI":
        return 24 if hour == 12 else hour + 12 if hour >= 6 else hour
    if part == "MI":
        return hour if hour >= 10 else hour + 12
    return hour % 12 + 12


def midnight(tape: Tape, at: int) -> Draft | None:
    """`منتصف الليل`, `منتصف ليل الأحد الاثنين`."""
    hit = tape.read(at, "midnight", None)
    if hit is None:
        return None
    draft = Draft(at, hit.next, "midnight", TimeType.TIME, hit.glued, clock=(24, 0), open_day=True)
    named = day(tape, hit.next, "")
    if named is not None:
        draft.when, draft.last, draft.open_day = named.when, second_night(tape, named.next), False
    elif not tape.forms[hit.next - 1].startswith("ال"):
        return None
    return draft


def second_night(tape: Tape, at: int) -> int:
    """The token behind the second day of `ليل الأحد الاثنين`, `ليل الأحد - الاثنين`."""
    place = at + 1 if tape.form(at) in ("-", "–", "/", "الي") else at
    named = tape.read(place, "weekday")
    return named.next if named else at
