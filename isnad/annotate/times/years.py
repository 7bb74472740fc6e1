"""Years, and periods that a word turns: `عام 2014`, `العام الماضي`, `هذا الأسبوع`, `الشهر نفسه`, `القرن العشرين`."""

from __future__ import annotations

from typing import NamedTuple

from isnad.annotate.times.draft import When
from isnad.annotate.times.numbers import Number, ordinal
from isnad.annotate.times.tape import Hit, Tape

STEPS = {"past": -1, "next": 1, "this": 0, "before_last": -2, "after_next": 2}
_HIJRI_YEARS = range(1300, 1500)
_LONGEST_YEAR = 9999


class Part(NamedTuple):
    """A piece of an expression: what it says, the token behind it, the letters glued to its first word."""

    when: When
    next: int
    glued: str = ""


def turned(unit: str, turn: str) -> When:
    """A period that a word turns."""
    if turn in STEPS:
        return When(unit=unit, step=STEPS[turn])
    return When(unit=unit, turn=turn)


def period(tape: Tape, at: int, glued: str | None = None) -> Part | None:
    """A period that is turned: `الشهر المقبل`, `هذا العام`, `تلك السنة`, `نفس اليوم`, `القرن العشرين`."""
    entry = tape.entries.get(at)
    if entry is None:
        return None
    unit = tape.read(at, "the_unit", glued)
    if unit is not None:
        return _definite(tape, at, unit)
    for kind, turn in (("this", "this"), ("that", "same"), ("same", "same")):
        hit = tape.read(at, kind, glued) if kind in entry else None
        unit = tape.read(hit.next, "the_unit") if hit else None
        if hit and unit and unit.value != "E" and tape.read(unit.next, "turn") is None:
            return Part(turned(str(unit.value), turn), unit.next, hit.glued)
    return None


def _definite(tape: Tape, at: int, unit: Hit) -> Part | None:
    if unit.value == "Y" and tape.listed(at - 1, "offices_before"):
        return None
    if unit.value == "C":
        return _century(tape, unit)
    kind = tape.read(unit.next, "year_kind") if unit.value == "Y" else None
    place = kind.next if kind else unit.next
    turn = tape.read(place, "turn")
    if unit.value == "E" and (turn is None or turn.value not in ("past", "next")):
        return None  # `العقد الحالي` is a contract
    if turn is not None:
        return Part(turned(str(unit.value), str(turn.value)), turn.next, unit.glued)
    this = tape.read(place, "this")
    if this is not None and tape.read(this.next, "the_unit") is None:
        return Part(turned(str(unit.value), "this"), this.next, unit.glued)
    return None


def _century(tape: Tape, unit: Hit) -> Part | None:
    turn = tape.read(unit.next, "turn")
    if turn is not None and turn.value in STEPS:
        return Part(turned("C", str(turn.value)), turn.next, unit.glued)
    digits = tape.read(unit.next, "digits")
    nth = Number(int(digits.value), digits.next) if digits and int(digits.value) < 22 else ordinal(tape, unit.next, "")
    if nth is None or nth.value < 1 or tape.read(nth.next, "hijri_mark"):
        return None
    before = tape.read(nth.next, "before_christ")
    if before is not None:
        return Part(When(century=nth.value, before_christ=True), before.next, unit.glued)
    mark = tape.read(nth.next, "gregorian_mark")
    return Part(When(century=nth.value), mark.next if mark else nth.next, unit.glued)


def bare_period(tape: Tape, at: int) -> Part | None:
    """A definite period without a word that turns it, behind a part of it (`نهاية العام`): the present one."""
    unit = tape.read(at, "the_unit")
    if unit is None or unit.value in ("C", "E") or tape.listed(at - 1, "offices_before"):
        return None
    return Part(When(unit=str(unit.value), step=0), unit.next)


def year(tape: Tape, at: int, glued: str | None = None, *, plain: bool = True) -> Part | None:
    """A year: `عام 2014`, `العام 2019`, `سنة 1442 هـ`, `العام الماضي`, and a number alone where `plain` allows it."""
    entry = tape.entries.get(at)
    if entry is None:
        return None
    for kind in ("unit", "the_unit"):
        hit = tape.read(at, kind, glued)
        if hit is not None and hit.value == "Y":
            place = hit.next
            named = tape.read(place, "year_kind")
            if named is not None and kind == "the_unit":
                place = named.next
            told = number_of_year(tape, place, any_number=True)
            if told is not None and (kind == "the_unit" or tape.forms[at].endswith(("عام", "سنه"))):
                return told._replace(glued=hit.glued)
    found = period(tape, at, glued)
    if found is not None and found.when.unit == "Y":
        return found
    return number_of_year(tape, at, glued) if plain else None


def number_of_year(tape: Tape, at: int, glued: str | None = "", *, any_number: bool = False) -> Part | None:
    """The number of a year, with the mark of its calendar; behind `عام` any number, else one of four digits."""
    for kind in ("year_ah", "year_ce"):
        hit = tape.read(at, kind, glued)
        if hit is not None and 0 < int(hit.value) <= _LONGEST_YEAR:
            told = int(hit.value)
            return Part(When(hijri=(told, None, None)) if kind == "year_ah" else When(year=told), hit.next, hit.glued)
    hit = tape.read(at, "digits", glued)
    if hit is None or not 0 < int(hit.value) <= _LONGEST_YEAR:
        return None
    value = int(hit.value)
    if tape.read(hit.next, "before_christ"):
        return Part(When(year=value, before_christ=True), _behind(tape, hit.next, "before_christ"), hit.glued)
    if tape.read(hit.next, "hijri_mark"):
        return Part(When(hijri=(value, None, None)), _behind(tape, hit.next, "hijri_mark"), hit.glued)
    if tape.read(hit.next, "gregorian_mark"):
        return Part(When(year=value), _behind(tape, hit.next, "gregorian_mark"), hit.glued)
    if any_number and value in _HIJRI_YEARS and value > 1343:
        return Part(When(fault="calendar-unknown"), hit.next, hit.glued)
    if value < 1000 and (not any_number or value < 100):
        return None
    if any_number and counts(tape, hit.next) and not 1900 <= value <= 2100:
        return None
    return Part(When(year=value), hit.next, hit.glued)


def counts(tape: Tape, at: int) -> bool:
    """Whether a word behind a number is what it counts: `شخص`, `ريالا`, `في المئة`."""
    form, listed = tape.form(at), tape.lists["not_of_years"]
    if form in listed or form.removesuffix("ا") in listed or "unit" in tape.entries.get(at, {}):
        return True
    return form in ("في", "فى") and tape.form(at + 1) in ("المئه", "المائه")


def _behind(tape: Tape, at: int, kind: str) -> int:
    hit = tape.read(at, kind)
    return hit.next if hit else at
