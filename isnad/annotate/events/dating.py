"""When an event happened: the time of its own clause, else that of the words that do it or of what goes before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from isnad.annotate.events.candidate import EventCandidate
from isnad.annotate.events.claims import BY_WORDS
from isnad.annotate.events.time_owners import TimeOwners, opens_relative
from isnad.annotate.events.told_times import ToldTimes, When
from isnad.annotate.phrases.time_owner import is_before_or_after
from isnad.annotate.phrases.view import THAT, Range, View
from isnad.lexicon import Noun, particles
from isnad.model import Statement, Status

_FAR = 14  # words between anchor and time, from which on it tells of something else
_LONG = 80  # words between two sentences of one paragraph, from which on the day may be another
_NEAR = 7  # words between `كان` and `قد`
_AT_ONCE = 3  # words of a content before the deed that it announces
_DAYS = re.compile(r"P(\d{1,3})([DW])")
_AFTER = particles("after_what")
_SINCE_WHAT = particles("counted_from")
_ANNOUNCING = particles("announcing_a_deed")
_ALREADY = particles("already")
_HAD = particles("had")
_THERE = particles("said_there")
_REFUSING = particles("refusing_by_a_verb")
_AND = ("و", "ف", "ثم")


class Dating:
    """Finds the time of the events of one report, which are asked for in text order."""

    def __init__(self, view: View, told: ToldTimes, owners: TimeOwners, statements: tuple[Statement, ...]) -> None:
        self.view = view
        self.told = told
        self.owners = owners
        self.statements = statements
        holding = view.layer.words.holding
        self._after = [
            (at, told.end(at), int(days[1]) * (7 if days[2] == "W" else 1))
            for at, time in enumerate(told.times)
            if time.reason == "no-anchor"
            and (days := _DAYS.fullmatch(time.distance or "")) is not None
            and view.forms[holding(time.span.start)] in _AFTER
        ]
        self._last: dict[int | None, tuple[When, EventCandidate]] = {}

    def when(self, candidate: EventCandidate, bounds: Range) -> When | None:
        """The time of an event; `bounds` are the tokens of its sentence, or of the content that tells it."""
        when = (
            self._nearest(candidate, bounds)
            or self._counted_back(candidate)
            or self._of_utterance(candidate)
            or self._of_announcement(candidate)
            or self._of_what_was_said_there(candidate)
            or self._of_what_went_before(candidate)
        )
        if when is None:
            return None
        when = self.told.week_before(when) if candidate.reading.form == "past" else when
        if not self.told.is_to_come(when):
            self._last[candidate.told_in] = when, candidate
        return when

    def _nearest(self, candidate: EventCandidate, bounds: Range) -> When | None:
        best: tuple[int, When] | None = None
        for token, when in self.told.dated:
            if not bounds[0] <= token < bounds[1] or not self._within_reach(candidate, token):
                continue
            if candidate.reading.form == "past" and self.told.is_to_come(when):
                continue
            far = token - candidate.anchor[1] if token >= candidate.at else 3 + candidate.at - token
            if far > _FAR or (best is not None and far >= best[0]):
                continue
            if not self.owners.is_of_another(candidate, token, when.at):
                best = far, when
        return best[1] if best is not None else None

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
            or k in self.owners.anchors
            or (k not in view.names and view.words[k].preposition == "ب")
            for k in range(candidate.anchor[1], token)
        )

    def _counted_back(self, candidate: EventCandidate) -> When | None:
        """The day of what came some days before something else (`يأتي الهجوم بعد يومين من لقاء`)."""
        if not candidate.reading.nominal:
            return None
        last = self._last.get(None)
        near = last is not None and last[0].is_day and candidate.segment[0] - last[1].segment[1] <= _LONG
        base = last[0].value if last is not None and near else self.told.published
        if not base:
            return None
        first = candidate.anchor[0]
        for at, end, days in self._after:
            if end < first <= end + 3 and self.view.forms[end] in _SINCE_WHAT:
                return When(at, (date.fromisoformat(base) - timedelta(days=days)).isoformat())
        return None

    def _of_utterance(self, candidate: EventCandidate) -> When | None:
        """The time at which a speaker did by words what the content tells of himself (`نشكر`, `لا نقبل`)."""
        if candidate.told_in is None or candidate.type not in BY_WORDS or candidate.status is not Status.ACTUAL:
            return None
        does = candidate.reading.person == 1 or candidate.told_in == candidate.performed_in
        if not does and self.view.forms[candidate.anchor[0]] not in _REFUSING:
            return None
        return self._said(self.statements[candidate.told_in]) or self._on_the_day(candidate)

    def _said(self, statement: Statement) -> When | None:
        """When a statement was made: its own time, else that of the last dated words of one who goes on speaking."""
        own = self.told.of_span(statement.time_span)
        if own is not None:
            return own
        return self._last_said(earlier for earlier in reversed(self.statements) if _goes_on(earlier, statement))

    def _last_said(self, statements: Iterable[Statement]) -> When | None:
        dated = (said for said in statements if said.time_span is not None and said.nested_in is None)
        return next((self.told.of_span(said.time_span) for said in dated), None)

    def _of_announcement(self, candidate: EventCandidate) -> When | None:
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
        return self.told.of_span(statement.time_span)

    def _of_what_was_said_there(self, candidate: EventCandidate) -> When | None:
        """The day of words said at a meeting or right behind it (`وأضاف خلال اجتماع مع المصدرين أن`)."""
        first, view = candidate.anchor[0], self.view
        nominal = candidate.type == "CONSULT" and candidate.reading.nominal and candidate.told_in is None
        if not nominal or first <= candidate.segment[0] or view.forms[first - 1] not in _THERE:
            return None
        place, start = view.starts[first], view.starts[candidate.segment[0]]
        for statement in reversed(self.statements):
            if not start <= statement.cue.start < place < statement.content[0].start:
                continue
            if not opens_relative(view, view.layer.words.at(statement.cue.end), first):
                return self._said(statement) or self._on_the_day(candidate) or self._of_the_paragraph(candidate)
        return None

    def _of_what_went_before(self, candidate: EventCandidate) -> When | None:
        """The day that goes on (`_gone_on`), and for what is done by words that of the speaker's last ones."""
        form, cue = candidate.reading.form, candidate.cue_of is not None
        if form == "present":
            return None
        when = None
        if (form == "past" or cue) and not self._lies_further_back(candidate):
            when = self._gone_on(candidate)
            if when is None and form == "past" and cue and candidate.told_in is None and None not in self._last:
                when = self._of_the_paragraph(candidate)
        if when is None and candidate.type in BY_WORDS and candidate.told_in is None:
            when = self._of_the_same_speaker(candidate)
        return when

    def _of_the_same_speaker(self, candidate: EventCandidate) -> When | None:
        """The day of the last dated words of one who goes on speaking, for what he does by words too."""
        if candidate.reading.form == "future" or candidate.status is not Status.ACTUAL:
            return None
        place = self.view.starts[candidate.at]
        return self._last_said(
            said for said in reversed(self.statements) if said.cue.start <= place and said.speaker in candidate.actors
        )

    def _gone_on(self, candidate: EventCandidate) -> When | None:
        """The day of what was told before in the same paragraph, for what follows there in the past.

        What somebody tells goes on in his own content alone, but for what is done by words; a deed, where it is joined.
        """
        by_words = candidate.type in BY_WORDS
        if candidate.told_in is not None and not by_words and not self._is_joined(candidate):
            return None
        last = self._last.get(candidate.told_in) or (self._last.get(None) if by_words else None)
        return last[0] if last is not None and self._is_near(last[1].at, last[1].segment[1], candidate) else None

    def _on_the_day(self, candidate: EventCandidate) -> When | None:
        """As `_gone_on`, where that is a day: words are said on one."""
        when = self._gone_on(candidate)
        return when if when is not None and when.is_day else None

    def _of_the_paragraph(self, candidate: EventCandidate) -> When | None:
        """The first day that the paragraph tells in its own voice."""
        first = candidate.anchor[0]
        for token, when in self.told.dated:
            if token >= first or not when.is_day or self.told.is_to_come(when):
                continue
            bound = self.told.times[when.at].relation is not None or not self._is_near(token, token, candidate)
            if bound or not self._within_reach(candidate, token):
                continue
            if not self.owners.names_a_noun(candidate, token, when.at):
                return when
        return None

    def _is_near(self, at: int, end: int, candidate: EventCandidate) -> bool:
        """Whether a token, of a sentence that ends at `end`, stands in the candidate's paragraph and not far before."""
        between = self.view.text[self.view.starts[at] : self.view.starts[candidate.at]]
        return "\n" not in between and candidate.segment[0] - end <= _LONG

    def _is_joined(self, candidate: EventCandidate) -> bool:
        """Whether a deed is joined to the one told before it (`وقتلت`, `وأنها قتلت`)."""
        first, forms = candidate.anchor[0], self.view.forms
        return forms[first].startswith(_AND) or forms[first - 1].startswith(_AND)

    def _lies_further_back(self, candidate: EventCandidate) -> bool:
        """Whether a deed is told as one before those around it (`وكان قد طرد`, `السفينة التي انتشلتهم`)."""
        at, view = candidate.anchor[0], self.view
        if at <= candidate.segment[0]:
            return False
        if opens_relative(view, at - 1, at) or (candidate.reading.form == "past" and is_before_or_after(view, at)):
            return True
        had = range(max(candidate.segment[0], at - _NEAR), at)
        return view.forms[at - 1] in _ALREADY and any(view.forms[k] in _HAD for k in had)


def _goes_on(earlier: Statement, statement: Statement) -> bool:
    return earlier.cue.start < statement.cue.start and earlier.speaker == statement.speaker
