"""Parts of years and of other periods, and decades: `مطلع الأسبوع المقبل`, `صيف 2020`, `الربع الأول`, `التسعينيات`."""

from __future__ import annotations

from dataclasses import replace

from isnad.annotate.times.draft import Draft, When
from isnad.annotate.times.months import month
from isnad.annotate.times.numbers import ordinal
from isnad.annotate.times.refusals import is_age
from isnad.annotate.times.tape import Tape
from isnad.annotate.times.years import Part, bare_period, period, year
from isnad.model import Mod, TimeType


def edge(tape: Tape, at: int) -> Draft | None:
    """A part of a period: `مطلع الأسبوع المقبل`, `منتصف مارس`, `نهاية العام`, `أواخر 2017`."""
    hit = tape.read(at, "edge", None)
    if hit is None:
        return None
    place = hit.next
    found = month(tape, place, "") or period(tape, place, "") or year(tape, place, "") or bare_period(tape, place)
    if found is None:
        season = seasonal(tape, place) or decade(tape, place)
        found = Part(season.when, season.last) if season and not season.glued else None
    if found is None:
        return None
    return Draft(at, found.next, "edge", TimeType.DATE, hit.glued, found.when, mod=Mod(str(hit.value)))


def seasonal(tape: Tape, at: int) -> Draft | None:
    """`صيف 2020`, `صيف العام الماضي`, `الربيع الماضي`, `هذا الشتاء`."""
    name = tape.read(at, "season", None)
    if name is not None:
        told = year(tape, name.next, "") or (year(tape, name.next + 1, "") if tape.form(name.next) == "من" else None)
        if told is None or told.when.hijri:
            return None
        return Draft(at, told.next, "season", TimeType.DATE, name.glued, _in(told.when, season=str(name.value)))
    this = tape.read(at, "this", None)
    name = tape.read(this.next if this else at, "the_season", "" if this else None)
    turn = tape.read(name.next, "turn") if name else None
    if name is None or not (this or (turn and turn.value in ("past", "next", "this"))):
        return None
    when = When(season=str(name.value), turn=str(turn.value) if turn else "this")
    return Draft(
        at, turn.next if turn else name.next, "season", TimeType.DATE, this.glued if this else name.glued, when
    )


def _in(told: When, season: str | None = None, quarter: str | None = None) -> When:
    if told.year is not None:
        return When(year=told.year, season=season, quarter=quarter)
    return When(within=told, season=season, quarter=quarter)


def quarter(tape: Tape, at: int) -> Draft | None:
    """`الربع الأول من العام الجاري`, `النصف الثاني من 2018`."""
    hit, count = tape.read(at, "quarter", None), 4
    if hit is None:
        hit, count = tape.read(at, "half_of", None), 2
    elif not tape.forms[at].endswith("ربع"):
        return None
    if hit is None:
        return None
    nth, last = ordinal(tape, hit.next, ""), tape.read(hit.next, "last_ordinal")
    number = nth.value if nth else count if last else 0
    place = nth.next if nth else last.next if last else 0
    if not 0 < number <= count:
        return None
    told = year(tape, place + 1, "") if tape.form(place) == "من" else year(tape, place, "ل", plain=False)
    if told is None and tape.form(place) == "من":
        told = _this_year(tape, place + 1)
    if told is None or told.when.hijri:
        return None
    when = _in(told.when, quarter=f"{'Q' if count == 4 else 'H'}{number}")
    return Draft(at, told.next, "quarter", TimeType.DATE, hit.glued, when)


def _this_year(tape: Tape, at: int) -> Part | None:
    found = bare_period(tape, at)
    return found if found is not None and found.when.unit == "Y" else None


def decade(tape: Tape, at: int) -> Draft | None:
    """`التسعينيات`, `ثمانينات القرن الماضي`, not `في الثلاثينيات من عمره`."""
    hit = tape.read(at, "decade", None)
    if hit is None or is_age(tape, hit.next):
        return None
    place = hit.next + 1 if tape.form(hit.next) == "من" else hit.next
    told = period(tape, place, "")
    when = When(decade=int(hit.value))
    if told is not None and told.when.unit == "C":
        return Draft(at, told.next, "decade", TimeType.DATE, hit.glued, replace(when, within=told.when))
    if told is not None and told.when.century is not None:
        return Draft(at, told.next, "decade", TimeType.DATE, hit.glued, replace(when, century=told.when.century))
    definite = tape.forms[at].removeprefix(hit.glued).startswith(("ال", "ل"))
    return Draft(at, hit.next, "decade", TimeType.DATE, hit.glued, when) if definite else None
