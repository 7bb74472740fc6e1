"""When and where an event happened: the time and the place of its own clause, else of its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from isnad.annotate.events.candidate import EventCandidate
from isnad.annotate.events.claims import BY_WORDS
from isnad.annotate.events.roles import is_mere_place
from isnad.annotate.phrases.view import COMMAS, THAT, Named, Range, View
from isnad.annotate.times.reference import reference
from isnad.lexicon import Noun, particles
from isnad.lexicon.countries import country_of
from isnad.model import Basis, MentionType, Relation, Span, Statement, Status, Time, TimeType

_IN = particles("in_a_place")
_SIDES = particles("sides_of_a_place")
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_FAR = 14  # words between anchor and time, from which on it tells of something else
_BOUNDS = frozenset({Relation.UNTIL, Relation.BEFORE})
_IN_TIME = particles("in_a_time")
_NO_RELATIVES = particles("relatives_or_prepositions")
_AFTER = particles("after_what")
_SINCE_WHAT = particles("counted_from")
_DATED_NOUNS = particles("told_of_a_time")
_PHYSICAL = frozenset({"ASSAULT", "COERCE", "RETREAT", "MOBILIZE", "PROTEST", "AID", "CONSULT"})
_NEAR = 7  # words between a deed and a place that it reaches without a preposition of place
_COUNTRY = 4  # words that a town may stand farther away than a country
_ANNOUNCING = particles("announcing_a_deed")
_AT_ONCE = 3  # words of a content before the deed that it announces
_DAYS = re.compile(r"P(\d{1,3})([DW])")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_ISO_DAY = 10
_ISO_MONTH = 7
_LONG = 80  # words between two sentences of one paragraph, from which on the day may be another
_DATED = frozenset({TimeType.DATE, TimeType.TIME})


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
        self.anchors = {candidate.at for candidate in candidates}
        self.verbs = {c.at for c in candidates if not c.reading.nominal}
        self.times = times
        self.statements = statements
        words = view.layer.words
        self._dated = [
            (words.at(time.span.start), at, value)
            for at, time in enumerate(times)
            if time.type in _DATED and (value := iso_date(time)) is not None
        ]
        self._after = [
            (at, words.at(time.span.end), int(days[1]) * (7 if days[2] == "W" else 1))
            for at, time in enumerate(times)
            if time.reason == "no-anchor"
            and (days := _DAYS.fullmatch(time.distance or "")) is not None
            and view.forms[words.holding(time.span.start)] in _AFTER
        ]
        self._last: tuple[tuple[int, str], EventCandidate] | None = None
        day = reference(view.report.published).day
        self._published = day.isoformat() if day is not None else ""
        self._locations = [name for name in view.named_in_order if name.mention.type is MentionType.LOC]
        self._is_set = {name.first: self._is_setting(name) for name in self._locations}

    def fill(self, candidate: EventCandidate) -> None:
        """Fills date and place where the words tell them."""
        when = self._nearest_time(candidate)
        if when is None:
            when = self._counted_back(candidate)
        if when is None:
            when = self._of_utterance(candidate)
        if when is None:
            when = self._of_announcement(candidate)
        own = candidate.told_in is None and candidate.reading.form == "past"
        if when is None and (own or candidate.cue_of is not None):
            when = self._gone_on(candidate)
        if when is None and candidate.type in BY_WORDS and candidate.told_in is None:
            when = self._of_the_same_speaker(candidate)
        if when is not None:
            candidate.date_at, candidate.date = when[0], self._not_after(candidate, *when)
            if candidate.told_in is None:
                self._last = when, candidate
        candidate.place = self._nearest_place(candidate)

    def _bounds(self, candidate: EventCandidate) -> Range:
        """The tokens among which time and place are its own: the content that tells it, or its sentence."""
        first, last = candidate.segment
        if candidate.told_in is None:
            return first, last
        words = self.view.layer.words
        content = self.statements[candidate.told_in].content
        piece = next((s for s in content if s.start <= self.view.starts[candidate.at] < s.end), content[0])
        return max(first, words.holding(piece.start)), min(last, words.at(piece.end))

    def _nearest_time(self, candidate: EventCandidate) -> tuple[int, str] | None:
        first, last = self._bounds(candidate)
        best: tuple[int, int, str] | None = None
        for token, at, value in self._dated:
            if not first <= token < last or not self._within_reach(candidate, token):
                continue
            if candidate.status is Status.ACTUAL and self.times[at].relation in _BOUNDS:
                continue
            far = token - candidate.anchor[1] if token >= candidate.at else 3 + candidate.at - token
            if far <= _FAR and (best is None or far < best[0]) and not self._of_another(candidate, token, at):
                best = far, at, value
        return best[1:] if best is not None else None

    def _of_another(self, candidate: EventCandidate, token: int, at: int) -> bool:
        """Whether a time belongs to a noun, a relative clause or a deed that is not the event."""
        if self._names_a_noun(candidate, token, at):
            return True
        if self.times[at].relation is Relation.SINCE and self.times[at].distance is not None:
            return True
        if token < candidate.at:
            return self._relative(max(token, candidate.anchor[0] - 3), candidate.anchor[0])
        nominal = candidate.reading.nominal
        between = range(candidate.anchor[1], token)
        return any(k in self.verbs for k in between) or (not nominal and self._relative(between.start + 2, token))

    def _names_a_noun(self, candidate: EventCandidate, token: int, at: int) -> bool:
        """Whether a time is told of the noun or participle right before it (`اتفاق لعام 2014`, `الموقعة في مايو`)."""
        view = self.view
        k = token - 1
        if k < 0 or not view.is_word[k]:
            return False
        of = view.text[self.times[at].span.start - 1] == "ل"
        k -= view.forms[k] in _IN_TIME
        if k < 0 or candidate.anchor[0] <= k < candidate.anchor[1]:
            return False
        return view.forms[k] in _DATED_NOUNS or (of and k == token - 1)

    def _relative(self, start: int, end: int) -> bool:
        """Whether a relative clause begins among tokens."""
        view = self.view
        return any(view.has(k, Noun.RELATIVE) and view.forms[k] not in _NO_RELATIVES for k in range(start, end))

    def _within_reach(self, candidate: EventCandidate, token: int) -> bool:
        """Whether a token stands in no content without the event; the hearer's part of a cue's own counts."""
        if candidate.told_in is not None:
            return True
        place, own = self.view.starts[token], self.view.starts[candidate.at]
        for number, statement in enumerate(self.statements):
            for span in statement.content:
                if span.start <= place < span.end and not span.start <= own < span.end:
                    return number == candidate.cue_of and self._before_complement(candidate, token)
        return True

    def _before_complement(self, candidate: EventCandidate, token: int) -> bool:
        """Whether nothing of what is said stands before a time behind a cue (`اتهم الوزير موسكو الخميس بـ`)."""
        view = self.view
        if token < candidate.anchor[1] or token - candidate.anchor[1] > _FAR:
            return False
        return not any(
            view.forms[k] in THAT
            or view.has(k, Noun.RELATIVE)
            or k in self.anchors
            or (k not in view.names and view.words[k].preposition == "ب")
            for k in range(candidate.anchor[1], token)
        )

    def _not_after(self, candidate: EventCandidate, at: int, value: str) -> str:
        """A weekday of what has happened lies before the publication (`أدانت الاثنين`)."""
        weekday = self.times[at].basis is Basis.WEEKDAY and len(value) == _ISO_DAY
        if not weekday or candidate.reading.form != "past" or not self._published or value <= self._published:
            return value
        return (date.fromisoformat(value) - timedelta(days=7)).isoformat()

    def _counted_back(self, candidate: EventCandidate) -> tuple[int, str] | None:
        """The day of what came some days before something else (`يأتي الهجوم بعد يومين من لقاء`)."""
        view = self.view
        if not candidate.reading.nominal:
            return None
        first = candidate.anchor[0]
        base = self._last[0][1] if self._last is not None and len(self._last[0][1]) == _ISO_DAY else self._published
        if not base:
            return None
        for at, last, days in self._after:
            if last < first <= last + 3 and view.forms[last] in _SINCE_WHAT:
                return at, (date.fromisoformat(base) - timedelta(days=days)).isoformat()
        return None

    def _of_utterance(self, candidate: EventCandidate) -> tuple[int, str] | None:
        """The time at which a speaker did by words what the content tells of himself (`نشكر`, `لا نقبل`)."""
        if candidate.told_in is None or candidate.type not in BY_WORDS:
            return None
        if candidate.reading.person != 1 and candidate.told_in != candidate.performed_in:
            return None
        statement = self.statements[candidate.told_in]
        return self._at(statement.time_span)

    def _of_announcement(self, candidate: EventCandidate) -> tuple[int, str] | None:
        """The day on which a speaker announced what he does by announcing it (`أعلن السبت استقالته`)."""
        if candidate.told_in is None or not candidate.reading.nominal or candidate.status is not Status.ACTUAL:
            return None
        statement = self.statements[candidate.told_in]
        holding = self.view.layer.words.holding
        cue = holding(statement.cue.start)
        if not {self.view.words[cue].stem, self.view.forms[cue]} & _ANNOUNCING:
            return None
        if candidate.anchor[0] - holding(statement.content[0].start) > _AT_ONCE:
            return None
        return self._at(statement.time_span)

    def _of_the_same_speaker(self, candidate: EventCandidate) -> tuple[int, str] | None:
        """The day of the last dated words of one who goes on speaking, for what he does by words too."""
        if candidate.reading.form == "future" or candidate.status is not Status.ACTUAL:
            return None
        place = self.view.starts[candidate.at]
        for statement in reversed(self.statements):
            if statement.cue.start > place or statement.speaker not in candidate.actors:
                continue
            if statement.time_span is not None and statement.nested_in is None:
                return self._at(statement.time_span)
        return None

    def _at(self, span: Span | None) -> tuple[int, str] | None:
        for at, time in enumerate(self.times):
            if time.span == span and (value := iso_date(time)) is not None:
                return at, value
        return None

    def _gone_on(self, candidate: EventCandidate) -> tuple[int, str] | None:
        """The day of what was told before in the same paragraph, for what follows there in the past."""
        if self._last is None:
            return None
        when, before = self._last
        start, end = self.view.starts[before.at], self.view.starts[candidate.at]
        if "\n" in self.view.text[start:end] or candidate.segment[0] - before.segment[1] > _LONG:
            return None
        return when

    def _nearest_place(self, candidate: EventCandidate) -> Range | None:
        """The nearest place of the clause; of two that are told together, the one that is no country."""
        if candidate.type in BY_WORDS and candidate.type != "SUPPORT":
            return None
        first, last = self._bounds(candidate)
        taken = {k for phrase in (*candidate.actor_phrases, *candidate.recipient_phrases) for k in range(*phrase)}
        best: tuple[int, Range] | None = None
        for name in self._locations:
            if not first <= name.first < last or self._is_taken(name, taken):
                continue
            behind = name.first >= candidate.at
            far = name.first - candidate.anchor[1] if behind else 4 + candidate.at - name.first
            reached = behind and far <= _NEAR and self._is_reached(candidate, name)
            if far > _FAR or not (self._is_set[name.first] or reached):
                continue
            if behind and any(k in self.verbs for k in range(candidate.anchor[1], name.first)):
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


def iso_date(time: Time) -> str | None:
    """The day, month or year of a time's value: of a week its month, of a season, quarter or half its year; else None.

    A week that lies in two months has none.
    """
    value = time.value or ""
    week = _WEEK.fullmatch(value)
    if week is not None:
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        sunday = monday + timedelta(days=6)
        return monday.isoformat()[:_ISO_MONTH] if monday.month == sunday.month else None
    match = _DAY.match(value)
    return match.group() if match is not None else None
