"""What is known of each who could take part in an event, as a row of whole numbers for `choosing.py`.

No name and no word of content is in it: only where somebody stands, what he is, and what the report does with him.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple
from zlib import crc32

from isnad.annotate.events.candidate import EventCandidate
from isnad.annotate.events.participants import Participants
from isnad.annotate.events.pool import KINDS, Pool, Told
from isnad.annotate.events.shapes import shape_of, shape_of_pronoun, shape_of_subject, sort_of
from isnad.annotate.events.standing import CLOSED, Stand, Standings
from isnad.annotate.phrases.reference import display
from isnad.annotate.phrases.view import COMMAS, Range, View
from isnad.lexicon import Noun, particles
from isnad.lexicon.plover import MODES, SYMMETRIC
from isnad.model import MentionType, Span, Statement
from isnad.text import fold

COLUMNS: Final = (
    *("slot", "speaks", "hears", "again", "headline", "count", "rank", "places", "sort", "agrees", "suits"),
    *("kind", "far", "between", "before", "left", "content", "broken", "first", "beside", "wanted", "joined"),
    *("phrase", "subject", "nation"),
    *("type", "form", "of", "voice", "known", "crowd", "needs", "told", "previous", "pattern"),
)
"""The columns of a row, in order: what the report does with somebody, where he stands, and the event;
`docs/participant-model.md` tells what each is."""
TYPES: Final = {type: at + 1 for at, type in enumerate(MODES)}
FORMS: Final = {
    form: at for at, form in enumerate(("past", "present", "future", "passive", "participle", "masdar", "noun"))
}
_OF = {"actor": 0, "recipient": 1, "none": 2}
_FAR = (1, 2, 3, 4, 6, 9, 13, 20, 30)  # words between somebody and the event, the edges of classes
_WORDS = {number: form for form, number in CLOSED.items()}
_AUXILIARIES = particles("auxiliaries")
_ADJECTIVE, _PLACE, _PEOPLE = (KINDS.index(kind) for kind in ("adjective", "place", "people"))
_PATTERNS = 4096
_TOP = 4  # those told most often, who have a rank
_NOWHERE = (0,) * 14


class Row(NamedTuple):
    """One who could take part: the name, what is known of him, and the tokens where he is told, if in the sentence."""

    name: str
    values: tuple[int, ...]
    at: Range | None


class _Known(NamedTuple):
    """What is known of a name whatever the event: columns, or parts of them."""

    speaks: int
    headline: bool
    often: int
    rank: int
    sort: int
    shape: int


class _Sentence(NamedTuple):
    """Those told in a sentence, whatever the event: how they stand, their keys, where they begin, how often a key is
    told, the keys of descriptions with a space behind, and columns that no event changes."""

    told: list[Told]
    stands: list[Stand]
    keys: list[str]
    firsts: list[int]
    places: Counter[str]
    begun: tuple[str, ...]
    early: list[int]


class _Around(NamedTuple):
    """Whom the report tells around an event: names by what they are to it, and the last that agree with its word."""

    speaker: Sequence[str]
    cue_speaker: Sequence[str]
    hearers: Sequence[str]
    targets: Sequence[str]
    last: EventCandidate | None
    by_pronoun: str
    by_verb: str


class RowMaker:
    """Makes the rows of the events of one report."""

    def __init__(
        self,
        view: View,
        pool: Pool,
        participants: Participants,
        statements: tuple[Statement, ...],
        events: Sequence[EventCandidate],
    ) -> None:
        self.view = view
        self.pool = pool
        self.participants = participants
        self.statements = statements
        self.events = events
        self.standings = Standings(view)
        headline = view.report.headline
        end = headline.end if headline is not None else 0
        told = [name.mention for found in (view.names, view.nominals) for name in found.values()]
        self.headline = dict.fromkeys(m.entity for m in told if m.span.start < end and m.entity)
        self.speakers = {name for told in statements for name in participants.speakers(told)}
        self.top = {name: rank + 1 for rank, (name, _) in enumerate(pool.counts.most_common(_TOP))}
        self._spoken: dict[int, tuple[list[str], list[str]]] = {}
        self._spans = [(span.start, span.end, n) for n, told in enumerate(statements) for span in told.content]
        self._held: dict[int, frozenset[int]] = {}
        self._known: dict[str, _Known] = {}
        self._sentences: dict[Range, _Sentence] = {}

    def rows(self, number: int) -> list[Row]:
        """A row for each who could take part in one event of the report, those of its sentence first."""
        event = self.events[number]
        sentence = self._sentence(event.segment)
        told, keys = sentence.told, sentence.keys
        here = bisect_left(sentence.firsts, event.anchor[0])
        around = self._around(event, number, told[:here])
        of_event = self._of_event(event, len(told), around.last)
        phrases, gaps = _in_phrases(event, sentence.firsts), _gaps(event, sentence.firsts)
        seen: dict[str, int] = {}
        for _, _, k in sorted(zip([not phrase for phrase in phrases], gaps, range(len(told)), strict=True)):
            if keys[k]:
                seen.setdefault(keys[k], k)
        names = [told[k].name for k in seen.values()]
        places = [min(sentence.places[key], 3) for key in seen]
        elsewhere = self._elsewhere(event, around, sentence, seen)
        of = self._of(event, around, names + elsewhere, places + [0] * len(elsewhere))
        where = self._where(event, sentence, here, [(k, gaps[k], phrases[k]) for k in seen.values()])
        found = [
            Row(one.name, mine + his + of_event, (one.first, one.last))
            for one, mine, his in zip(map(told.__getitem__, seen.values()), of, where, strict=False)
        ]
        behind = _NOWHERE + of_event
        return found + [Row(name, mine + behind, None) for name, mine in zip(elsewhere, of[len(seen) :], strict=True)]

    def _sentence(self, segment: Range) -> _Sentence:
        """Those told in a sentence."""
        if segment not in self._sentences:
            told = self.pool.told(segment)
            stands, keys = self.standings.of(segment, told), [key_of(one.name) for one in told]
            begun = tuple(f"{key} " for key, one in zip(keys, told, strict=True) if one.kind == _PEOPLE)
            early = [2 * (stand.order == 0) + (stand.head - segment[0] < 3) for stand in stands]
            firsts = [one.first for one in told]
            self._sentences[segment] = _Sentence(told, stands, keys, firsts, Counter(keys), begun, early)
        return self._sentences[segment]

    def _elsewhere(
        self, event: EventCandidate, around: _Around, sentence: _Sentence, seen: Mapping[str, int]
    ) -> list[str]:
        """Those who could take part without being told in the sentence."""
        names = [*event.actors, *event.recipients]
        if sentence.begun:  # `ثلاثة مهندسين` is told, not `ثلاثة مهندسين قرب الحقل`
            names = [name for name in names if not key_of(name).startswith(sentence.begun)]
        names += (*around.speaker, *around.cue_speaker, *around.hearers, *around.targets)
        if around.last is not None:
            names += (*around.last.actors, *around.last.recipients)
        found: dict[str, str] = {}
        for name in names:
            key = key_of(name)
            if key and key not in seen:
                found.setdefault(key, name)
        return list(found.values())

    def _around(self, event: EventCandidate, number: int, before: Sequence[Told]) -> _Around:
        told = self.statements[event.told_in] if event.told_in is not None else None
        cue = self.statements[event.cue_of] if event.cue_of is not None else None
        spoken = [self._spoken_to(n) for n in (event.cue_of, event.told_in) if n is not None]
        return _Around(
            speaker=self.participants.speakers(told) if told is not None else (),
            cue_speaker=self.participants.speakers(cue) if cue is not None else (),
            hearers=[name for hearers, _ in spoken for name in hearers],
            targets=[name for _, targets in spoken for name in targets],
            last=self.events[number - 1] if number else None,
            by_pronoun=_last_of(before, shape_of_pronoun(event.reading.enclitic)),
            by_verb=_last_of(before, shape_of_subject(event.reading)),
        )

    def _spoken_to(self, number: int) -> tuple[list[str], list[str]]:
        """To whom, and against or for whom, a statement speaks."""
        if number not in self._spoken:
            told = self.statements[number]
            self._spoken[number] = self._named(told.addressee), self._named(told.target)
        return self._spoken[number]

    def _named(self, span: Span | None) -> list[str]:
        if span is None:
            return []
        words = self.view.layer.words
        first, last = words.holding(span.start), words.at(span.end)
        named = self.view.names.get(first)
        if named is not None and named.last >= last and named.mention.type is not MentionType.LOC:
            return [named.mention.entity or display(self.view, (named.first, named.last))]
        return [name for _, name in self.participants.parts((first, last))]

    def _of_event(self, event: EventCandidate, crowd: int, last: EventCandidate | None) -> tuple[int, ...]:
        pattern, reading = event.pattern, event.reading
        speaks_of_itself = reading.finite and reading.person == 1
        return (
            TYPES[event.type],
            FORMS[reading.form],
            _OF[pattern.of] + 3 * (event.type in SYMMETRIC),
            8 * speaks_of_itself + 4 * event.passive + 2 * bool(reading.enclitic) + (pattern.actor == "none"),
            2 * bool(event.actors) + bool(event.recipients),
            min(crowd, 9),
            4 * bool(pattern.needs) + 2 * pattern.transitive + bool(pattern.shared),
            (event.told_in is not None) + 2 * (event.cue_of is not None) + 4 * event.headline,
            0 if last is None else 1 + (last.segment == event.segment) + 2 * (last.type == event.type),
            _pattern(pattern.name),
        )

    def _of_name(self, name: str) -> _Known:
        """What is known of a name whatever the event."""
        if name not in self._known:
            self._known[name] = _Known(
                4 * (name in self.speakers),
                name in self.headline,
                min(self.pool.counts[name], 6),
                self.top.get(name, 0),
                sort_of(name),
                1 + shape_of(name),
            )
        return self._known[name]

    def _of(
        self, event: EventCandidate, around: _Around, names: Sequence[str], places: Sequence[int]
    ) -> list[tuple[int, ...]]:
        """What the report does with each of those named, wherever they stand."""
        actors, recipients, of_name = event.actors, event.recipients, self._of_name
        (speaker, cue_speaker, hearers, targets, last, by_pronoun, by_verb) = around
        near = 0 if last is None else 1 if last.segment == event.segment else 3
        verb, pronoun = shape_of_subject(event.reading), shape_of_pronoun(event.reading.enclitic)
        rows: list[tuple[int, ...]] = []
        for name, often in zip(names, places, strict=True):
            known = of_name(name)
            again = 0
            if last is not None:
                again = near if name in last.actors else near + 1 if name in last.recipients else 0
            rows.append(
                (
                    (name in actors) + 2 * (name in recipients),
                    (name in speaker) + 2 * (name in cue_speaker) + known.speaks,
                    (name in hearers) + 2 * (name in targets),
                    again,
                    known.headline,
                    known.often,
                    known.rank,
                    often,
                    known.sort,
                    known.shape + 8 * verb + 64 * (name == by_verb) if verb else 0,
                    known.shape + 8 * pronoun + 64 * (name == by_pronoun) if pronoun else 0,
                )
            )
        return rows

    def _where(
        self, event: EventCandidate, sentence: _Sentence, here: int, those: Sequence[tuple[int, int, int]]
    ) -> list[tuple[int, ...]]:
        """Where some of those told in the sentence stand.

        Args:
            event: The event.
            sentence: Those told.
            here: The first of them behind the event.
            those: Their places in `sentence`, the words between them and the event, and the rules' phrases for them.
        """
        told, stands, early = sentence.told, sentence.stands, sentence.early
        start, end = event.anchor
        held = self._holding(start)
        subject = _last_subject(stands, here)
        rows: list[tuple[int, ...]] = []
        for k, gap, phrase in those:
            kind, first, last, mine = told[k].kind, told[k].first, told[k].last, stands[k]
            behind = first >= end
            if behind:
                between = mine.order - (stands[here].order if here < len(stands) else mine.order)
                broken = self.standings.breaks(event.segment, end, mine.head)
            else:
                between = (stands[here - 1].order if here else mine.order) - mine.order
                broken = self.standings.breaks(event.segment, last, start)
            rows.append(
                (
                    kind,
                    bisect_left(_FAR, gap) + 10 * behind,
                    max(0, min(between, 4)) + 5 * behind,
                    mine.before,
                    mine.left,
                    _content(held, self._holding(first)),
                    broken,
                    early[k],
                    (mine.head == end) + 2 * self._right_before(start, last),
                    _wanted(event, mine),
                    mine.joined,
                    phrase,
                    0 if behind or subject is None else 1 if subject.order == mine.order else 2 if mine.subject else 3,
                    1 + (behind and kind == _ADJECTIVE and first <= end + 1),
                )
            )
        return rows

    def _right_before(self, event: int, last: int) -> int:
        """Whether one who ends at a token stands right before the event (1), or before its relative pronoun (2)."""
        k, forms = event, self.view.forms
        while k > last and forms[k - 1] in _AUXILIARIES:
            k -= 1
        if k <= last:
            return int(k == last)
        comma = k - 1 > last and forms[k - 2] in COMMAS
        return 2 if k - 1 - comma <= last and self.view.has(k - 1, Noun.RELATIVE) else 0

    def _holding(self, at: int) -> frozenset[int]:
        if at not in self._held:
            start = self.view.starts[at]
            self._held[at] = frozenset(n for first, last, n in self._spans if first <= start < last)
        return self._held[at]


def _content(event: frozenset[int], his: frozenset[int]) -> int:
    """Whether two tokens are told in the same statement (1), in none (0), or in different ones."""
    if event == his:
        return 1 if event else 0
    return 2 if event > his else 3 if his > event else 4


def _last_of(told: Sequence[Told], shape: int) -> str:
    """The last of those told who has a gender and number; empty where there is none."""
    if not shape:
        return ""
    people = (one.name for one in reversed(told) if one.kind not in {_ADJECTIVE, _PLACE})
    return next((name for name in people if shape_of(name) == shape), "")


def _last_subject(stands: Sequence[Stand], here: int) -> Stand | None:
    """The last before the event who stands as a subject."""
    return next((stands[n] for n in range(here - 1, -1, -1) if stands[n].subject), None)


def _wanted(event: EventCandidate, mine: Stand) -> int:
    """Whether the preposition in front is one behind which the pattern has a recipient (1) or a partner (2)."""
    preposition = _WORDS.get(mine.before, "")
    if preposition in event.pattern.shared:
        return 2
    return int(preposition in event.pattern.recipient)


def _in_phrases(event: EventCandidate, firsts: Sequence[int]) -> list[int]:
    """Whether the rules' phrase for an actor (1, 2) or a recipient (3, 4) begins with each told, or holds him."""
    found = [0] * len(firsts)
    phrases = [(phrase, 0) for phrase in event.actor_phrases] + [(phrase, 2) for phrase in event.recipient_phrases]
    for (first, last), role in reversed(phrases):
        for k in range(bisect_left(firsts, first - 2), bisect_left(firsts, last)):
            found[k] = role + (1 if firsts[k] <= first + 1 else 2)
    return found


def _gaps(event: EventCandidate, firsts: Sequence[int]) -> list[int]:
    """How many words each told stands away."""
    start, end = event.anchor
    return [first - end + 1 if first >= end else start - first for first in firsts]


@lru_cache(maxsize=1 << 16)
def _pattern(name: str) -> int:
    return crc32(name.encode()) % _PATTERNS


@lru_cache(maxsize=1 << 16)
def key_of(name: str) -> str:
    """A name as two spellings of it are compared: without letter variants and articles."""
    return " ".join(part[2:] if part.startswith("ال") and len(part) > 4 else part for part in fold(name).split())
