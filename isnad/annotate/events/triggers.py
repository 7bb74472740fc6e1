"""Which words of a report can name an event, before anything is known of who takes part."""

from __future__ import annotations

from collections.abc import Iterator

from isnad.annotate.events.candidate import EventCandidate
from isnad.annotate.events.refusals import refuse
from isnad.annotate.events.spelling import spellings, spelt
from isnad.annotate.phrases.view import Range, View
from isnad.annotate.statements.subjects import relative_before
from isnad.lexicon import Noun, attributions, particles
from isnad.lexicon.events import EventPattern, EventReading
from isnad.model import Rejection

_BODIES = Noun.BODY | Noun.OUTLET_KIND
_FINITE = frozenset({"past", "present", "future"})
_NOUNS = frozenset({"masdar", "noun"})
_BEFORE_VERBS = particles("before_verbs")
_PARTICLES = frozenset({"لن", "لا", "لم"})  # they belong to the word behind them
_REACH = 6  # words behind a verb among which the noun that it needs must stand
_BEFORE = 3  # words before it
_BACK = 4  # words before a relative pronoun among which that noun must stand
_GAP = 2  # words between a verb and its noun that still make one anchor


def find_triggers(view: View) -> tuple[list[EventCandidate], list[Rejection]]:
    """The candidates of a report in text order, and the words that look like events and are none."""
    forms = spelt(view)
    near = _Near(view)
    found: list[EventCandidate] = []
    rejected: list[Rejection] = []
    for segment in view.layer.segments:
        taken = -1
        for at in [at for at in range(*segment) if forms[at].readings and view.is_word[at]]:
            if at <= taken:
                continue
            candidate = _best(view, near, segment, at, forms[at].readings)
            if candidate is None or _told_by_its_noun(candidate, found):
                continue
            reason = refuse(view, candidate)
            if reason:
                rejected.append(Rejection(span=view.layer.words.span(*candidate.anchor), reason=reason))
                continue
            found.append(candidate)
            taken = candidate.anchor[1] - 1
    return found, rejected


class _Near:
    """The spellings of the words near a token; those of the last token asked for are kept for all its patterns."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._names = view.names
        self._spellings = [told.spellings for told in spelt(view)]
        for at in view.spelt_apart:
            self._spellings[at] = spellings(view.forms[at], view.stems[at], marbuta=view.text[view.ends[at] - 1] == "ة")
        self._around = self._behind = -1
        self._all: frozenset[str] = frozenset()
        self._last = 0
        self._later: frozenset[str] = frozenset()

    def around(self, segment: Range, at: int) -> frozenset[str]:
        """All spellings of the words right around a token."""
        if self._around != at:
            self._around, known = at, self._spellings
            first, last = max(segment[0], at - 2), min(segment[1], at + 5)
            self._all = frozenset().union(*known[first:at], *known[at + 1 : last])
        return self._all

    def needed(self, segment: Range, at: int, needs: frozenset[str]) -> int:
        """The token of the noun that a verb needs behind it, or -1."""
        if self._behind != at:
            reach = 0 if self._view.forms[at] in _PARTICLES else _REACH
            self._behind, self._last, furthest = at, at + 1 + reach, min(segment[1], at + 1 + 2 * _REACH)
            while self._last in self._names:
                self._last += 1
            self._last = min(self._last + 1, furthest)
            self._later = frozenset().union(*self._spellings[at + 1 : self._last])
        if needs.isdisjoint(self._later):
            return -1
        return next(k for k in range(at + 1, self._last) if not needs.isdisjoint(self._spellings[k]))

    def before(self, segment: Range, at: int, pattern: EventPattern) -> int:
        """The noun that a finite verb needs where it stands right before it (`صواريخ أطلقها`), or -1.

        A noun that names an event of its own is left to that.
        """
        view = self._view
        for k in range(at - 1, max(segment[0], at - _BEFORE) - 1, -1):
            if not view.is_word[k]:
                break
            if view.words[k].preposition or pattern.needs.isdisjoint(self._spellings[k]):
                continue
            told = spelt(view)[k].readings
            return -1 if any(r.nominal and r.pattern.type == pattern.type for r in told) else k
        return -1

    def in_front(self, segment: Range, at: int, pattern: EventPattern) -> int:
        """The token of that noun before a relative clause that takes it up again (`الهدنة التي أعلنها`), or -1."""
        view = self._view
        link = relative_before(view, segment[0], at)
        for k in range(link - 1, max(segment[0], link - 1 - _BACK) - 1, -1):
            if not pattern.needs.isdisjoint(self._spellings[k]):
                return k
            if not (view.words[k].article or k in view.names):
                break
        return -1


def _best(
    view: View, near: _Near, segment: Range, at: int, readings: tuple[EventReading, ...]
) -> EventCandidate | None:
    """The reading that stands: one that finds the noun that it needs is better than one that needs none."""
    fitting = list(_fitting(view, near, segment, at, readings))
    if not fitting:
        return None
    reading, noun = fitting[0]
    if len(fitting) > 1:
        as_noun = _stands_as_noun(view, segment, at)
        ranks = [
            4 * bool(r.pattern.needs) + 2 * (r.form != "passive") + (as_noun == (r.form in _NOUNS)) for r, _ in fitting
        ]
        reading, noun = fitting[ranks.index(max(ranks))]
    last = noun + 1 if 0 < noun - at <= _GAP else at + 1
    return EventCandidate(reading.pattern, reading, at, (at, last), segment, noun)


def _fitting(
    view: View, near: _Near, segment: Range, at: int, readings: tuple[EventReading, ...]
) -> Iterator[tuple[EventReading, int]]:
    """The readings that what stands around lets be, with the noun that each needs, or -1."""
    no_verb = at in view.names or view.has(at, _BODIES) or view.forms[at] in attributions().never_verbs
    for reading in readings:
        pattern, form = reading.pattern, reading.form
        if no_verb and form not in _NOUNS:
            continue
        if reading.enclitic == "ه" and _is_marbuta(view, at):
            continue
        if form == "masdar" and _qualifies(view, segment, at, reading):
            continue
        if pattern.unless and not pattern.unless.isdisjoint(near.around(segment, at)):  # `هجوم إعلامي`, `خط هجوم`
            continue
        noun = -1
        if pattern.needs:
            noun = near.needed(segment, at, pattern.needs)
            if noun < 0 and (form == "passive" or (form in _FINITE and reading.enclitic)):
                noun = near.in_front(segment, at, pattern)
            if noun < 0 and form in _FINITE and not reading.conjunction:
                noun = near.before(segment, at, pattern)
            if noun < 0:
                continue
        yield reading, noun


def _stands_as_noun(view: View, segment: Range, at: int) -> bool:
    """Whether what stands before lets a word be a noun alone: a preposition or the head of a construct."""
    if at == segment[0] or view.line_start(at):
        return False
    before = view.words[at - 1]
    if view.forms[at - 1] in _BEFORE_VERBS:
        return False
    return bool(before.classes & Noun.PREPOSITION) or (
        bool(before.classes & (Noun.MASDAR_SHAPE | Noun.OBJECT_HEAD)) and not before.article and not before.pronoun
    )


def _told_by_its_noun(candidate: EventCandidate, found: list[EventCandidate]) -> bool:
    """Whether the noun before a relative clause names the event already (`الاتصال الذي أجراه`)."""
    return candidate.noun_at < candidate.at and any(
        event.type == candidate.type and event.anchor[0] <= candidate.noun_at < event.anchor[1] for event in found
    )


def _is_marbuta(view: View, at: int) -> bool:
    """Whether the source's spelling tells another word: a final ة is no pronoun and no alef."""
    return "ة" in view.text[view.ends[at] - 2 : view.ends[at]]


def _qualifies(view: View, segment: Range, at: int, reading: EventReading) -> bool:
    """Whether a word that could be a verbal noun is the adjective of the noun before it (`المدينة المحاصرة`)."""
    form = view.forms[at]
    if not reading.article or at == segment[0] or view.line_start(at):
        return False
    before = view.words[at - 1]
    shaped = form.removeprefix("و").startswith("الم") and form.endswith("ه") and not reading.conjunction
    return shaped and bool(before.article) and not before.classes & Noun.PREPOSITION
