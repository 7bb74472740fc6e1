"""Whether a time near an event tells of something else: a noun, a relative clause, another deed."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from isnad.annotate.events.candidate import EventCandidate
from isnad.annotate.events.told_times import ToldTimes
from isnad.annotate.phrases.time_owner import is_of_what_happened, opens_before_or_after, points_back
from isnad.annotate.phrases.view import COMMAS, View
from isnad.lexicon import Noun, particles
from isnad.model import Relation, Status

_BOUNDS = frozenset({Relation.UNTIL, Relation.BEFORE})
_IN_TIME = particles("in_a_time")
_NO_RELATIVES = particles("relatives_or_prepositions")
_DATED_NOUNS = particles("told_of_a_time")
_SET_FOR = particles("set_for_a_time")
_NAMED_BY_YEAR = particles("named_by_their_year")
_DURING = particles("during")
_BEFORE_OR_AFTER = particles("before_or_after")
_OWNERS = ("ه", "ها", "هما", "هم")
_SIGNED = 3  # words between `الموقعة` and its time: those who signed
_REACH = 7  # words between a noun and the participle that sets it for a time


class TimeOwners:
    """Tells of the times of one report whether they belong to an event or to something else."""

    def __init__(self, view: View, told: ToldTimes, candidates: Sequence[EventCandidate]) -> None:
        self.view = view
        self.told = told
        self.anchors = {candidate.at for candidate in candidates}
        self.verbs = {c.at for c in candidates if not c.reading.nominal}

    def is_of_another(self, candidate: EventCandidate, token: int, at: int) -> bool:
        """Whether a time, which begins at a token, belongs to a noun, a relative clause or another deed.

        What something ended with or came before (`حتى الخميس`) does not tell when it happened, nor since how long it
        goes on (`منذ عامين`).
        """
        time = self.told.times[at]
        if time.relation in _BOUNDS and candidate.status is Status.ACTUAL:
            return True
        if time.relation is Relation.SINCE and time.distance is not None:
            return True
        if self.names_a_noun(candidate, token, at) or self._is_set_apart(candidate, token, at):
            return True
        if token < candidate.at:
            return opens_relative(self.view, max(token, candidate.anchor[0] - 3), candidate.anchor[0])
        nominal = candidate.reading.nominal
        between = range(candidate.anchor[1], token)
        if any(k in self.verbs for k in between):
            return True
        happened = is_of_what_happened(self.view, token, between.start)
        return not nominal and (happened or opens_relative(self.view, between.start + 2, token))

    def names_a_noun(self, candidate: EventCandidate, token: int, at: int) -> bool:
        """Whether a time is told of the noun or participle right before it (`اتفاق لعام 2014`, `الموقعة في مايو`)."""
        view = self.view
        k = token - 1
        if k < 0 or not view.is_word[k]:
            return False
        of = view.text[self.told.times[at].span.start - 1] == "ل"
        behind_in = view.forms[k] in _IN_TIME
        k -= behind_in
        if k < 0 or candidate.anchor[0] <= k < candidate.anchor[1]:
            return False
        if not behind_in and self.told.times[at].rule == "year" and view.forms[k] in _NAMED_BY_YEAR:
            return not _DURING & set(view.forms[max(0, k - 2) : k])
        dated = any(view.forms[j] in _DATED_NOUNS for j in range(max(k - _SIGNED, candidate.anchor[1]), k + 1))
        return dated or view.forms[k] in _DATED_NOUNS or (of and k == token - 1) or self._is_set_for(candidate, k)

    def _is_set_for(self, candidate: EventCandidate, k: int) -> bool:
        """Whether `المقررة`, `المزمع عقدها` or the like before a time tells it of a noun that is no event near by."""
        forms = self.view.forms
        k -= forms[k] not in _SET_FOR and forms[k].endswith(_OWNERS)
        if k < 0 or forms[k] not in _SET_FOR:
            return False
        if not candidate.reading.nominal:
            return True
        between = range(candidate.anchor[1], k)
        return len(between) > _REACH or any(j in self.anchors for j in between)

    def _is_set_apart(self, candidate: EventCandidate, token: int, at: int) -> bool:
        """Whether one of time and deed lies before the other (`قررت الخميس حبسه بعد أن حققت معه`).

        So does a time since which something else goes on (`اعتقل كثيرون منذ بدء الاحتجاجات قبل عامين`).
        """
        forms = self.view.forms
        if token >= candidate.at:
            between = range(candidate.anchor[1], token)
            if points_back(self.view, token, between.start):
                return True
        else:
            between = range(self.told.end(at), candidate.anchor[0])
            clause = itertools.takewhile(lambda k: forms[k] not in COMMAS, reversed(between))
            if candidate.reading.nominal and any(forms[k] in _BEFORE_OR_AFTER for k in clause):
                return True
        return any(opens_before_or_after(self.view, k) for k in between)


def opens_relative(view: View, start: int, end: int) -> bool:
    """Whether a relative clause begins among tokens."""
    return any(view.has(k, Noun.RELATIVE) and view.forms[k] not in _NO_RELATIVES for k in range(start, end))
