"""Days, parts of days, months and periods on their own."""

from __future__ import annotations

from dataclasses import replace

from isnad.annotate.times.clocks import second_night
from isnad.annotate.times.days import day
from isnad.annotate.times.draft import Draft, When
from isnad.annotate.times.months import month, numeric, second_month
from isnad.annotate.times.refusals import is_name, is_no_month
from isnad.annotate.times.tape import Tape
from isnad.annotate.times.years import period, year
from isnad.model import TimeType

NAME = "name"  # the rule of what is a name and no time: it is passed over


def dated(tape: Tape, at: int) -> Draft | None:
    """A day, with a part of it behind: `الثلاثاء 29 مايو`, `أمس مساء`, `اليوم السبت`."""
    found = day(tape, at)
    if found is None:
        return None
    short = found.when.year is None and found.when.within is None and found.when.turn is None
    if short and found.when.month is not None and found.when.weekday is None and is_name(tape, at):
        return Draft(at, found.next, NAME)
    rule = (
        "today"
        if found.when.day_step is not None
        else "weekday"
        if found.when.day is None and found.when.weekday
        else "day"
    )
    draft = Draft(at, found.next, rule, TimeType.DATE, found.glued, found.when)
    if tape.form(found.next) == "من":
        again = tape.read(found.next + 1, "every")
        unit = tape.read(again.next, "unit") if again else None
        if unit is not None and unit.value == "Y" and found.when.month:
            draft.type, draft.last = TimeType.SET, unit.next
            draft.value = f"XXXX-{found.when.month:02}-{found.when.day or 1:02}"
            return draft
    part = tape.read(found.next, "at_part")
    if part is not None and tape.form(found.next) not in ("م", "ص"):
        draft.type, draft.part, draft.last = TimeType.TIME, str(part.value), part.next
    return draft


def part_of_day(tape: Tape, at: int) -> Draft | None:
    """`صباح الأحد`, `مساء أمس`, `فجر اليوم`, `ليل السبت الأحد`."""
    part = tape.read(at, "part", None)
    found = day(tape, part.next, "") if part else None
    if part is None or found is None:
        return None
    last = second_night(tape, found.next) if part.value == "NI" and found.when.weekday else found.next
    return Draft(at, last, "part", TimeType.TIME, part.glued, found.when, part=str(part.value))


def named_part(tape: Tape, at: int) -> Draft | None:
    """`الليلة`, `الليلة الماضية`, `هذا الصباح`, `هذه الليلة`."""
    this = tape.read(at, "this", None)
    part = tape.read(this.next if this else at, "the_part", "" if this else None)
    if part is None:
        return None
    glued = this.glued if this else part.glued
    is_night = tape.forms[part.next - 1].endswith("ليله")
    turn = tape.read(part.next, "turn") if is_night else None
    if turn is not None:
        step = {"past": -1, "next": 1, "before_last": -2}.get(str(turn.value))
        if step is None:
            return None
        return Draft(at, turn.next, "part", TimeType.TIME, glued, When(day_step=step), part=str(part.value))
    if this is None and (not is_night or part.glued not in ("", "و")):
        return None
    return Draft(at, part.next, "part", TimeType.TIME, glued, When(day_step=0), part=str(part.value))


def monthly(tape: Tape, at: int) -> Draft | None:
    """A month: `مايو الماضي`, `نيسان/إبريل`, `مايو/حزيران 2018`."""
    found = month(tape, at)
    if found is None:
        return None
    when = found.when
    bare = when.year is None and when.within is None and when.turn is None and (when.hijri or (0,))[0] is None
    bare = bare or (when.hijri is None and when.year is None and when.within is None and when.turn is None)
    if is_no_month(tape, at, found.glued, found.next - at, bare=bare):
        return None
    if bare and is_name(tape, at):
        return Draft(at, found.next, NAME)
    draft = Draft(at, found.next, "month", TimeType.DATE, found.glued, when)
    later = second_month(tape, found.next)
    if later is not None and when.month and later.when.month:
        draft.until, draft.last = later.when, later.next
        if bare:
            draft.when = replace(later.when, month=when.month)
    return draft


def turned(tape: Tape, at: int) -> Draft | None:
    """A period: `العام الماضي`, `هذا الأسبوع`, `عام 2014`, `القرن الماضي`, `في 2014`."""
    found = period(tape, at) or year(tape, at, plain=False)
    if found is None:
        return None
    rule = "year" if found.when.year or found.when.hijri or found.when.fault else "period"
    return Draft(at, found.next, rule, TimeType.DATE, found.glued, found.when)


def dated_in_numbers(tape: Tape, at: int) -> Draft | None:
    """`29/5/2018`."""
    found = numeric(tape, at)
    return Draft(at, found.next, "numeric", TimeType.DATE, found.glued, found.when) if found else None
