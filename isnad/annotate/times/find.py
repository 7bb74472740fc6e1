"""One pass over the words of a report that asks the rules at each word of time and keeps the longest expression."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from isnad.annotate.times import clocks, dates, lengths, rows, seasons
from isnad.annotate.times.draft import Draft, When
from isnad.annotate.times.tape import Tape
from isnad.annotate.times.years import year
from isnad.model import Mod, Relation, TimeType

Rule = Callable[[Tape, int], Draft | None]


def vague(tape: Tape, at: int) -> Draft | None:
    """`حاليا`, `مؤخرا`, `الفترة المقبلة`; not `قريبا من`, nor `في وقت سابق اليوم`, where a date follows."""
    hit = tape.read(at, "vague", None)
    if hit is None or tape.form(hit.next) == "من":
        return None
    if "وقت" in tape.forms[at] and any(k in tape.entries.get(hit.next, {}) for k in ("day", "weekday", "this", "part")):
        return None
    return Draft(at, hit.next, "vague", TimeType.DATE, hit.glued, When(vague=str(hit.value)))


def adverb(tape: Tape, at: int) -> Draft | None:
    """`يوميا`, `سنويا`, `بشكل شهري`."""
    hit = tape.read(at, "adverb", None) or tape.read(at, "regular", None)
    return Draft(at, hit.next, "set", TimeType.SET, hit.glued, value=str(hit.value)) if hit else None


def about(tape: Tape, at: int) -> Draft | None:
    """`نحو الساعة السابعة مساء`, `حوالي عام 2010`, `نحو 48 ساعة`."""
    found = lengths.about(tape, at)
    hit = tape.read(at, "about", None)
    if found is not None or hit is None:
        return found
    found = clocks.clock(tape, hit.next)
    if found is None:
        told = year(tape, hit.next, "", plain=False)
        found = Draft(at, told.next, "year", when=told.when) if told and told.when.year else None
    if found is None or found.glued:
        return None
    found.first, found.glued, found.mod = at, hit.glued, Mod(str(hit.value))
    return found


_DAY_RULES: tuple[Rule, ...] = (dates.dated,)
RULES: Mapping[str, tuple[Rule, ...]] = {
    "about": (about,),
    "adverb": (adverb,),
    "clock": (clocks.clock,),
    "day": _DAY_RULES,
    "decade": (seasons.decade,),
    "digits": (
        dates.dated,
        rows.days,
        rows.years,
        rows.bare_year,
        lengths.length,
        clocks.clock,
        lengths.counted_first,
    ),
    "edge": (seasons.edge, lengths.last_ones),
    "every": (lengths.every,),
    "few": (lengths.length,),
    "half": (lengths.length,),
    "half_of": (seasons.quarter,),
    "hijri": (dates.monthly,),
    "joined": (dates.dated, dates.dated_in_numbers, rows.joined, clocks.clock),
    "midnight": (clocks.midnight,),
    "month": (dates.monthly,),
    "number": (lengths.length,),
    "ordinal": (dates.dated, rows.days, clocks.clock),
    "pair": (lengths.length,),
    "pair_of": (rows.days, rows.years),
    "part": (dates.part_of_day,),
    "point": (lengths.pointed,),
    "quarter": (seasons.quarter,),
    "regular": (adverb,),
    "same": (dates.turned, dates.dated),
    "season": (seasons.seasonal,),
    "that": (dates.turned, dates.dated),
    "the_many": (lengths.anchored,),
    "the_pair": (lengths.anchored,),
    "the_part": (dates.named_part,),
    "the_season": (seasons.seasonal,),
    "the_unit": (dates.turned, dates.dated),
    "this": (dates.turned, dates.dated, dates.named_part, seasons.seasonal),
    "unit": (dates.dated, dates.turned, dates.monthly, rows.years, lengths.length, lengths.every),
    "vague": (vague,),
    "weekday": _DAY_RULES,
    "year_ah": (rows.bare_year,),
    "year_ce": (rows.bare_year,),
}


def drafts(tape: Tape, blocked: frozenset[int]) -> list[Draft]:
    """The expressions of a report in text order; none begins at a blocked token and no two overlap."""
    found: list[Draft] = []
    done = 0
    for at, entry in tape.entries.items():
        if at < done or at in blocked:
            continue
        best: Draft | None = None
        for rule in _rules(tuple(entry)):
            draft = rule(tape, at)
            if draft is not None and (best is None or draft.last > best.last):
                best = draft
        if best is not None and tape.same_line(at, best.last - 1):
            done = best.last
            if best.rule != dates.NAME:
                best.relation = _relation(tape, at)
                found.append(best)
    return found


@cache
def _rules(kinds: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules of several kinds, each once."""
    return tuple(dict.fromkeys(rule for kind in kinds for rule in RULES.get(kind, ())))


def _relation(tape: Tape, at: int) -> Relation | None:
    """What the preposition that ends just before a token says."""
    for back in (1, 2):
        if at >= back and "relation" in tape.entries.get(at - back, {}):
            hit = tape.read(at - back, "relation", None)
            if hit is not None and hit.next == at:
                return Relation(str(hit.value))
    return None
