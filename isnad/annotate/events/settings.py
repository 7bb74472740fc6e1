"""When and where an event happened: the time and the place of its own clause, else of its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from isnad.annotate.events.candidate import EventCandidate
from isnad.annotate.events.claims import BY_WORDS
from isnad.annotate.events.dating import Dating
from isnad.annotate.events.roles import is_mere_place
from isnad.annotate.events.time_owners import TimeOwners
from isnad.annotate.events.told_times import ToldTimes, When
from isnad.annotate.phrases.view import COMMAS, THAT, Named, Range, View
from isnad.lexicon import Noun, particles
from isnad.lexicon.countries import country_of
from isnad.model import MentionType, Statement, Status, Time

_IN = particles("in_a_place")
_SIDES = particles("sides_of_a_place")
_FAR = 14  # words between anchor and place, from which on it tells of something else
_PHYSICAL = frozenset({"ASSAULT", "COERCE", "RETREAT", "MOBILIZE", "PROTEST", "AID", "CONSULT"})
_NEAR = 7  # words between a deed and a place that it reaches without a preposition of place
_COUNTRY = 4  # words that a town may stand farther away than a country


class Settings:
    """Finds the date and place of the events of one report."""

    def __init__(
        self,
        view: View,
        times: Sequence[Time],
        statements: tuple[Statement, ...],
        candidates: Sequence[EventCandidate],
    ) -> None:
        self.view = view
        self.statements = statements
        self._told = ToldTimes(view, times)
        self._owners = TimeOwners(view, self._told, candidates)
        self._dating = Dating(view, self._told, self._owners, statements)
        self._locations = [name for name in view.named_in_order if name.mention.type is MentionType.LOC]
        self._is_set = {name.first: self._is_setting(name) for name in self._locations}

    def fill(self, candidate: EventCandidate) -> None:
        """Fills date and place where the words tell them."""
        bounds = self._bounds(candidate)
        when = self._dating.when(candidate, bounds)
        if when is not None:
            self._date(candidate, when)
        candidate.place = self._nearest_place(candidate, bounds)

    def _date(self, candidate: EventCandidate, when: When) -> None:
        """Dates an event. What is told as a fact and lies behind the publication is planned.

        What is done by words, and violence, is told when it is done, so that such a day is that of something else.
        """
        awaited = candidate.status is Status.ACTUAL and self._told.is_to_come(when)
        if awaited and (candidate.type in BY_WORDS or candidate.type == "ASSAULT"):
            return
        candidate.date_at, candidate.date = when
        if awaited:
            candidate.status = Status.PLANNED

    def _bounds(self, candidate: EventCandidate) -> Range:
        """The tokens among which time and place are its own: the content that tells it, or its sentence."""
        first, last = candidate.segment
        if candidate.told_in is None:
            return first, last
        words = self.view.layer.words
        content = self.statements[candidate.told_in].content
        piece = next((s for s in content if s.start <= self.view.starts[candidate.at] < s.end), content[0])
        return max(first, words.holding(piece.start)), min(last, words.at(piece.end))

    def _nearest_place(self, candidate: EventCandidate, bounds: Range) -> Range | None:
        """The nearest place of the clause; of two that are told together, the one that is no country."""
        if candidate.type in BY_WORDS and candidate.type != "SUPPORT":
            return None
        taken = {k for phrase in (*candidate.actor_phrases, *candidate.recipient_phrases) for k in range(*phrase)}
        best: tuple[int, Range] | None = None
        for name in self._locations:
            if not bounds[0] <= name.first < bounds[1] or self._is_taken(name, taken):
                continue
            behind = name.first >= candidate.at
            far = name.first - candidate.anchor[1] if behind else 4 + candidate.at - name.first
            reached = behind and far <= _NEAR and self._is_reached(candidate, name)
            if far > _FAR or not (self._is_set[name.first] or reached):
                continue
            if behind and any(k in self._owners.verbs for k in range(candidate.anchor[1], name.first)):
                continue
            far += _COUNTRY * self._is_country(name)
            if best is None or far < best[0]:
                best = far, (name.first, name.last)
        return best[1] if best is not None else None

    def _is_taken(self, name: Named, taken: set[int]) -> bool:
        """Whether a place takes part in the event itself, as a country or a capital for its government does."""
        return name.first in taken and not is_mere_place(self.view, (name.first, name.last))

    def _is_country(self, name: Named) -> bool:
        told = " ".join(self.view.forms[name.first : name.last])
        alone = name.last - name.first == 1 and country_of(self.view.words[name.first].stem) is not None
        return alone or country_of(told) is not None

    def _is_reached(self, candidate: EventCandidate, name: Named) -> bool:
        """Whether a deed reaches a place in its own clause (`طرد من البلدة`, `زيارة إلى باريس`)."""
        if candidate.type not in _PHYSICAL:
            return False
        view = self.view
        return not any(
            view.forms[k] in COMMAS or view.forms[k] in THAT or view.has(k, Noun.RELATIVE)
            for k in range(candidate.anchor[1], name.first)
        )

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
