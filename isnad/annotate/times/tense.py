"""Whether the clause around a time is about what is still to come."""

from __future__ import annotations

import re
from bisect import bisect_right

from isnad.annotate.times.tape import Tape
from isnad.lexicon import verbs

_REACH, _AHEAD, _NEAR = 16, 3, 6  # tokens
_FUTURE_VERB = re.compile(r"[وف]?س[يتن][ء-ي]{2,}")
_PRESENT_VERB = re.compile(r"[وف]?[يت][ء-ي]{3,}")
_IMPERFECT = re.compile(r"[وف]?ي[ء-ي]{3,}")
_STOPS = frozenset(".؟!")
_SINCE = frozenset({"منذ", "ومنذ"})
_BEFORE = frozenset({"قبل", "وقبل", "دون", "منذ"})  # what stands behind `قبل أن` has the tense of the clause before
_DISTANT = frozenset("YEC")


def is_future(tape: Tape, first: int, last: int) -> bool:
    """Whether the nearest mark of time before the tokens, or just behind them, is one of the future.

    A verb with س, `سوف`, `المقرر`, `من المتوقع` are marks of the future, and a verb in the imperfect that stands near
    without a comma between; a verb of saying is none. `منذ 30 مارس` is never of the future.
    """
    while "weekday" in tape.entries.get(first - 1, {}):
        first -= 1  # `الجمعة والسبت`
    if tape.form(first - 1) in _SINCE:
        return False
    opens = first == 0 or not tape.layer.words.is_word[first - 1] or not tape.same_line(first - 1, first)
    for at in range(last, min(last + _AHEAD, tape.size)):
        if tape.forms[at] in _STOPS or tape.forms[at].startswith(("ان", "بان")):
            break  # what follows is said, not the day on which it is said
        if not opens and (tape.forms[at] in tape.lists["commas"] or tape.forms[at] in tape.lists["other_clauses"]):
            break
        if _is_to_come(tape, at):
            return True
    for at in range(first - 1, max(_clause_start(tape, first), first - _REACH) - 1, -1):
        if _is_to_come(tape, at):
            return True
        if tape.forms[at] in tape.lists["clause_openers"]:
            return False
        if any(reading.form in ("past", "present") for reading in verbs().readings(tape.forms[at])):
            return False
        if first - at <= _NEAR and _is_present(tape, at) and not tape.lists["commas"] & set(tape.forms[at:first]):
            return True
    return False


def is_open(tape: Tape, first: int, last: int, unit: str) -> bool:
    """Whether the clause is of the future or present: `يعود بعد يومين` counts from now, `عاد بعد يومين` not.

    Years count from now in the future alone (`تودع الفريق بعد 20 عاما` ends them), and nothing does that something
    behind it filled (`بعد أربعة أشهر شهدت`, `بعد تسعة أعوام في المنصب`).
    """
    if tape.form(last) in tape.lists["filled_by"] or tape.form(last).startswith(("قض", "شهد")):
        return False
    for at in range(first - 1, max(_clause_start(tape, first), first - 8) - 1, -1):
        if _is_to_come(tape, at) or (unit not in _DISTANT and _is_imperfect(tape, at)):
            return True
        if any(reading.form == "past" for reading in verbs().readings(tape.forms[at])):
            return False
    return False


def _is_imperfect(tape: Tape, at: int) -> bool:
    """A word spelt like a verb in the imperfect, but for `يأتي`, which tells what has come, and a past in ت."""
    form = tape.forms[at]
    if not _PRESENT_VERB.fullmatch(form) or form in tape.lists["coming"]:
        return False
    return not (form.lstrip("وف")[0] == "ت" and form.endswith("ت"))


def _is_present(tape: Tape, at: int) -> bool:
    """A verb in the imperfect that is not negated to the past: `يلتقي الفريقان الأحد`."""
    form = tape.forms[at]
    if at in tape.named or not _IMPERFECT.fullmatch(form) or form in tape.lists["no_verbs"]:
        return False
    before = tape.form(at - 1)
    if before == "ان" and tape.form(at - 2) in _BEFORE:
        return False
    return before not in tape.lists["pasts"] and before not in tape.lists["clause_openers"]


def _clause_start(tape: Tape, at: int) -> int:
    segments = tape.layer.segments
    place = bisect_right(segments, (at, tape.size)) - 1
    return segments[place][0] if place >= 0 else 0


def _is_to_come(tape: Tape, at: int) -> bool:
    form = tape.forms[at]
    if at in tape.named:
        return False
    if form in tape.lists["future"] or (form in tape.lists["supposed"] and tape.form(at - 1) in ("من", "ومن")):
        return True
    if not _FUTURE_VERB.fullmatch(form):
        return False
    bare = form[1:] if form[0] in "وف" else form
    return bare not in tape.lists["not_future"] and not any(
        bare.startswith(stem) for stem in ("سياس", "سيار", "سياح", "سياد", "سين", "سيد", "ستين", "سنو", "سيطر")
    )
