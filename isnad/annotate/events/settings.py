"""When and where an event happened: the time and the place of its own clause, else of its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from isnad.annotate.events.candidate import EventCandidate
from isnad.annotate.phrases.view import COMMAS, Named, Range, View
from isnad.lexicon import Noun, particles
from isnad.model import MentionType, Statement, Time, TimeType

_IN = particles("in_a_place")
_SIDES = particles("sides_of_a_place")
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_FAR = 14  # words between anchor and time, from which on it tells of something else
_DATED = frozenset({TimeType.DATE, TimeType.TIME})


class Settings:
    """Finds the date and place of the events of one report."""

    def __init__(self, view: View, times: Sequence[Time], statements: tuple[Statement, ...]) -> None:
        self.view = view
        self.times = times
        self.statements = statements
        words = view.layer.words
        self._dated = [
            (words.at(time.span.start), at, value)
            for at, time in enumerate(times)
            if time.type in _DATED and (value := iso_date(time)) is not None
        ]
        self._places = [
            name for name in view.named_in_order if name.mention.type is MentionType.LOC and self._is_setting(name)
        ]

    def fill(self, candidate: EventCandidate) -> None:
        """Fills date and place where the words tell them."""
        when = self._nearest_time(candidate)
        if when is not None:
            candidate.date_at, candidate.date = when
        candidate.place = self._nearest_place(candidate)

    def _bounds(self, candidate: EventCandidate) -> Range:
        """The tokens among which time and place are the event's own: those of the content that tells it, or all."""
        first, last = candidate.segment
        if candidate.told_in is None:
            return first, last
        words = self.view.layer.words
        content = self.statements[candidate.told_in].content
        piece = next((s for s in content if s.start <= self.view.starts[candidate.at] < s.end), content[0])
        return max(first, words.at(piece.start + 1) - 1), min(last, words.at(piece.end))

    def _nearest_time(self, candidate: EventCandidate) -> tuple[int, str] | None:
        first, last = self._bounds(candidate)
        best: tuple[int, int, str] | None = None
        for token, at, value in self._dated:
            if not first <= token < last or not self._outside_contents(candidate, token):
                continue
            far = token - candidate.anchor[1] if token >= candidate.at else 3 + candidate.at - token
            if far <= _FAR and (best is None or far < best[0]):
                best = far, at, value
        return best[1:] if best is not None else None

    def _outside_contents(self, candidate: EventCandidate, token: int) -> bool:
        """Whether a token does not stand in a content that does not hold the event."""
        if candidate.told_in is not None:
            return True
        place, own = self.view.starts[token], self.view.starts[candidate.at]
        for statement in self.statements:
            for span in statement.content:
                if span.start <= place < span.end and not span.start <= own < span.end:
                    return False
        return True

    def _nearest_place(self, candidate: EventCandidate) -> Range | None:
        first, last = self._bounds(candidate)
        taken = {k for phrase in (*candidate.actor_phrases, *candidate.recipient_phrases) for k in range(*phrase)}
        best: tuple[int, Range] | None = None
        for name in self._places:
            if not first <= name.first < last or name.first in taken:
                continue
            far = name.first - candidate.anchor[1] if name.first >= candidate.at else 4 + candidate.at - name.first
            if far <= _FAR and (best is None or far < best[0]):
                best = far, (name.first, name.last)
        return best[1] if best is not None else None

    def _is_setting(self, name: Named) -> bool:
        """Whether a place stands where something happens: behind في, ب, or a side or kind of place (`مدينة`)."""
        view = self.view
        k = name.first - 1
        if name.mention.span.start > view.starts[name.first] and view.forms[name.first][0] in "بو":
            glued = view.forms[name.first].lstrip("و")
            if glued.startswith("ب"):
                return True
        for _ in range(3):
            if k < 0 or not view.is_word[k]:
                return False
            form = view.forms[k]
            if form in _IN or form in _SIDES or view.words[k].stem in _SIDES:
                return True
            if not view.has(k, Noun.PLACE_KIND | Noun.ADJECTIVE) or form in COMMAS:
                return False
            k -= 1
        return False


def iso_date(time: Time) -> str | None:
    """The day, month or year of a time's value; None for a season, a week or what is not resolved."""
    match = _DAY.match(time.value or "")
    if match is None or (time.value or "")[match.end() :][:1] == "-":
        return None
    return match.group()
