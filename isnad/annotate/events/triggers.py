"""Which words of a report can name an event, before anything is known of who takes part."""

from __future__ import annotations

from functools import lru_cache

from isnad.annotate.events.candidate import EventCandidate
from isnad.annotate.events.refusals import refuse
from isnad.annotate.phrases.view import Range, View
from isnad.lexicon import Noun, attributions, particles
from isnad.lexicon.events import EventReading, event_patterns
from isnad.model import Rejection

_BODIES = Noun.BODY | Noun.OUTLET_KIND
_BEFORE_VERBS = particles("before_verbs")
_REACH = 6  # words behind a verb among which the noun that it needs must stand
_GAP = 2  # words between a verb and its noun that still make one anchor


def find_triggers(view: View) -> tuple[list[EventCandidate], list[Rejection]]:
    """The candidates of a report in text order, and the words that look like events and are none."""
    readings = event_patterns().readings
    near = _Near(view)
    found: list[EventCandidate] = []
    rejected: list[Rejection] = []
    for segment in view.layer.segments:
        taken = -1
        for at in range(*segment):
            if at <= taken or not view.is_word[at] or not (known := readings(view.forms[at])):
                continue
            candidate = _best(view, near, segment, at, known)
            if candidate is None:
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
        self._names = view.names
        stems = [info.stem for info in view.words]
        ends = [view.text[end - 1] == "ة" for end in view.ends]
        self._spellings = list(map(_spellings, view.forms, stems, ends))
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
            self._behind, self._last, furthest = at, at + 1 + _REACH, min(segment[1], at + 1 + 2 * _REACH)
            while self._last in self._names:
                self._last += 1
            self._last = min(self._last + 1, furthest)
            self._later = frozenset().union(*self._spellings[at + 1 : self._last])
        if needs.isdisjoint(self._later):
            return -1
        return next(k for k in range(at + 1, self._last) if not needs.isdisjoint(self._spellings[k]))


def _best(
    view: View, near: _Near, segment: Range, at: int, readings: tuple[EventReading, ...]
) -> EventCandidate | None:
    """The reading that stands: one that finds the noun that it needs is better than one that needs none."""
    best: tuple[int, EventCandidate] | None = None
    nominal = _stands_as_noun(view, segment, at)
    for reading in readings:
        pattern = reading.pattern
        if at in view.names and not reading.nominal:
            continue
        if not reading.nominal and (view.has(at, _BODIES) or view.forms[at] in attributions().never_verbs):
            continue
        if _spelt_otherwise(view, at, reading):
            continue
        if pattern.unless and not pattern.unless.isdisjoint(near.around(segment, at)):  # `هجوم إعلامي`, `خط هجوم`
            continue
        last, noun = at + 1, -1
        if pattern.needs:
            noun = near.needed(segment, at, pattern.needs)
            if noun < 0:
                continue
            if noun - at <= _GAP:
                last = noun + 1
        rank = 4 * bool(pattern.needs) + 2 * (reading.form != "passive") + (nominal == (reading.nominal))
        if best is None or rank > best[0]:
            best = rank, EventCandidate(pattern, reading, at, (at, last), segment, noun)
    return best[1] if best is not None else None


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


@lru_cache(maxsize=1 << 15)
def _spellings(form: str, known: str, marbuta: bool) -> frozenset[str]:
    """A word as it is written, its stem, and that without a glued preposition, tanwin's alef or owner (`بهجومها`)."""
    stem = known.removesuffix("ا")
    stem = stem.removeprefix("ال") if len(stem) > 4 else stem
    for owner in ("هم", "ها", "ه"):
        if len(stem) > len(owner) + 3 and stem.endswith(owner) and not marbuta:
            stem = stem.removesuffix(owner)
            break
    bare = stem[1:] if form[0] in "بل" and len(stem) > 3 and stem[0] in "بل" else stem
    return frozenset((form, known, bare))


def _spelt_otherwise(view: View, at: int, reading: EventReading) -> bool:
    """Whether the source's spelling tells another word: a final ة is no pronoun and no alef."""
    if reading.enclitic != "ه":
        return False
    return "ة" in view.text[view.ends[at] - 2 : view.ends[at]]
