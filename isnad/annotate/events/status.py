"""Whether an event happened: planned, called for, denied, hypothetical, or actual."""

from __future__ import annotations

from isnad.annotate.events.candidate import EventCandidate
from isnad.annotate.phrases.view import COMMAS, THAT, View
from isnad.lexicon import particles
from isnad.model import Statement, Status

_PLANNING = particles("planning")
_SUPPOSING = particles("supposing_events")
_CALLING = particles("calling_for")
_HOPING = particles("hoping")
_LOOKS_FUTURE = particles("looks_future")
_GOVERNED = {"REQUEST": Status.CALLED_FOR, "THREATEN": Status.HYPOTHETICAL}
_AWAITED = particles("still_to_come")
_NOT = particles("denying_the_past")
_REACH = 7  # words before a deed among which something tells that it is planned, called for or supposed
_NEAR = 5  # words between a verb in the future and the noun that it leads to


def status_of(view: View, candidate: EventCandidate, statements: tuple[Statement, ...]) -> Status:
    """The status that the words before an event and the statement around it tell."""
    if candidate.pattern.status:
        return Status(candidate.pattern.status)
    if candidate.reading.form == "future":
        return Status.PLANNED
    told = _before(view, candidate)
    if told is not None:
        return told
    if candidate.reading.nominal and _is_awaited(view, candidate):
        return Status.PLANNED
    above = candidate.hangs_on
    if above is not None and above.type in _GOVERNED:
        return _GOVERNED[above.type]
    if candidate.reading.nominal and _led_by_future(view, candidate):
        return Status.PLANNED
    if candidate.told_in is None:
        return Status.ACTUAL
    return _said(view, candidate, statements[candidate.told_in])


def _before(view: View, candidate: EventCandidate) -> Status | None:
    """What stands right before the anchor in its clause."""
    first = max(candidate.segment[0], candidate.anchor[0] - _REACH)
    verbal = candidate.reading.form in {"past", "present"}
    for k in range(candidate.anchor[0] - 1, first - 1, -1):
        form = view.forms[k]
        stem = view.words[k].stem
        if form in COMMAS or form in ".:":
            return None
        right_before = k == candidate.anchor[0] - 1 and candidate.reading.form == "present"
        if right_before and form in _NOT and candidate.type != "REJECT":
            return Status.DENIED
        may = right_before and form in {"قد", "وقد", "فقد"}
        if form in _SUPPOSING or may:
            return Status.HYPOTHETICAL
        if form in _HOPING or stem in _HOPING:
            return Status.HYPOTHETICAL
        if form in _PLANNING or stem in _PLANNING:
            return Status.PLANNED
        if form in _CALLING or stem in _CALLING:
            return Status.CALLED_FOR
        if verbal and candidate.anchor[0] - k >= 4:
            return None
    return None


def _is_awaited(view: View, candidate: EventCandidate) -> bool:
    """Whether an adjective right behind a deed tells that it is still to come (`القمة المرتقبة`)."""
    last = min(candidate.anchor[1] + 2, candidate.segment[1])
    return any(view.forms[k] in _AWAITED for k in range(candidate.anchor[1], last))


def _said(view: View, candidate: EventCandidate, statement: Statement) -> Status:
    """What the statement makes of an event near the beginning of its content."""
    first = view.layer.words.holding(statement.content[0].start)
    near = candidate.at - first <= _REACH
    if not near or candidate.cue_of is not None:
        return Status.ACTUAL
    if statement.polarity == "negative":
        return Status.DENIED
    nominal = candidate.reading.nominal
    if statement.act == "demand" and (nominal or candidate.reading.form == "present"):
        return Status.CALLED_FOR
    if statement.act == "threaten":
        return Status.HYPOTHETICAL
    if statement.act in {"promise", "propose"}:
        return Status.PLANNED
    return Status.ACTUAL


def _led_by_future(view: View, candidate: EventCandidate) -> bool:
    """Whether a verb in the future leads to a deed (`سيجري محادثات`)."""
    for k in range(candidate.anchor[0] - 1, max(candidate.segment[0], candidate.anchor[0] - _NEAR) - 1, -1):
        form = view.forms[k]
        if form in COMMAS or form in ".:" or form in THAT:
            return False
        if k not in view.names and _is_future(form):
            return True
    return False


def _is_future(form: str) -> bool:
    """Whether a word is written as a verb in the future (`سيجري`), and is none of the nouns that look like one."""
    bare = form.lstrip("وف")
    return len(bare) >= 5 and bare[0] == "س" and bare[1] in "يتنا" and not bare.startswith(tuple(_LOOKS_FUTURE))
