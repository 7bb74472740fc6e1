"""Two expressions that are one range: `من 5 مارس إلى 9 مايو`, `بين عام 2011 وعام 2014`, `من الأحد حتى الخميس`."""

from __future__ import annotations

from dataclasses import replace

from isnad.annotate.times.draft import Draft
from isnad.annotate.times.tape import Tape
from isnad.model import TimeType

_FROM = frozenset({"من", "ومن", "بين", "وبين"})
_BETWEEN = frozenset({"بين", "وبين"})
_TO = frozenset({"الي", "حتي", "وحتي", "لغايه", "والي", "ولغايه"})


def joined(tape: Tape, found: list[Draft]) -> list[Draft]:
    """The expressions with those that are one range joined; a date without a year takes the year of the next."""
    out: list[Draft] = []
    for draft in found:
        before = out[-1] if out else None
        if before is not None and _one_range(tape, before, draft):
            out[-1] = _joined(before, draft)
            continue
        if before is not None and draft.first == before.last and draft.glued == "و":
            _share_year(before, draft)
        out.append(draft)
    return out


def _one_range(tape: Tape, first: Draft, second: Draft) -> bool:
    if first.until is not None or second.until is not None or first.part or second.part:
        return False
    if TimeType.DURATION in (first.type, second.type) or TimeType.SET in (first.type, second.type):
        return False
    if first.type is not second.type or first.points or second.points or first.when.vague or second.when.vague:
        return False
    opener = tape.form(first.first - 1)
    if opener in _BETWEEN or first.glued in ("بين",):
        return second.first == first.last and second.glued == "و"
    between = tape.forms[first.last : second.first]
    return opener in _FROM and len(between) == 1 and between[0] in _TO and not second.glued


def _joined(first: Draft, second: Draft) -> Draft:
    _share_year(first, second)
    out = replace(first, last=second.last, until=second.when, rule="range")
    if second.clock is not None:
        out.until_clock = second.clock
        if out.open_day and not second.open_day:
            out.when, out.open_day = second.when, False
    return out


def _share_year(first: Draft, second: Draft) -> None:
    """`5 مارس و9 مايو 2018`: the year stands behind the second alone."""
    told, when = second.when, first.when
    if when.month is None or told.month is None or (when.day is None) != (told.day is None):
        return
    if when.year is None and when.within is None and when.turn is None and (told.year or told.within):
        first.when = replace(when, year=told.year, within=told.within)
    elif told.year is None and told.within is None and told.turn is None and _follows(first, second):
        second.when = replace(told, year=when.year)


def _follows(first: Draft, second: Draft) -> bool:
    """Whether the second of two dates stands right behind the first, which tells the year, and lies later in it."""
    when, told = first.when, second.when
    if not when.year or not when.month or not told.month or second.first != first.last:
        return False
    return told.month >= when.month
