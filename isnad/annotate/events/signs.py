"""What speaks for and against a candidate being an event of the report: a row of small whole numbers each.

No name and no word of content goes in but the name of the pattern: only the form of the word, what stands around it,
what was found to belong to it, and where in the report it stands.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Final
from zlib import crc32

from isnad.annotate.events.candidate import EventCandidate
from isnad.annotate.events.refusals import is_about_sport
from isnad.annotate.events.spelling import CASUALTIES, CROWDS, GENERALLY, MEANS, spelt
from isnad.annotate.phrases.view import View
from isnad.lexicon import Noun, particles
from isnad.lexicon.plover import MODES
from isnad.model import Statement, Status

COLUMNS: Final = (
    *("type", "form", "article", "enclitic", "glued", "conjunction", "status", "relative", "before", "behind-that"),
    *("plural", "known", "phrases", "dated", "placed", "told", "headline", "length", "position", "of-type", "earlier"),
    *("first-here", "told-in-headline", "sport", "mentions", "pattern", "adjective", "number", "means", "casualties"),
    *("crowd", "generally", "name-behind", "quoted", "act", "behind", "person", "apart", "names", "left"),
)
"""The columns of a row, in order."""
Row = tuple[int, ...]
_TYPES = {kind: at for at, kind in enumerate(MODES)}
_FORMS = {form: at for at, form in enumerate(("past", "present", "future", "passive", "participle", "masdar", "noun"))}
_STATUSES = {status: at for at, status in enumerate(Status)}
_GLUED = {"": 0, "ل": 1, "ب": 2, "ك": 3}
_ACTS = {
    act: at
    for at, act in enumerate(("", "say", "demand", "threaten", "promise", "propose", "accuse", "praise", "deny"))
}
_THAT = particles("before_subjunctives")
_PATTERNS = 4096
_AROUND = 12  # words to each side among which means, casualties and crowds are looked for
_MANY = ("ات", "ين", "ون")
_LENGTHS, _TENTHS, _LEFT, _NAMES = (8, 15, 25, 40, 60), (1, 2, 4, 6, 8), (2, 3, 5), (1, 2, 4, 8)


def signs_of(view: View, statements: Sequence[Statement], events: Sequence[EventCandidate]) -> list[Row]:
    """A row for each event of a report, in text order; `COLUMNS` names the numbers."""
    types = Counter(event.type for event in events)
    headline = {event.type for event in events if event.headline}
    sport = is_about_sport(view, 0) if events else False
    size, segments = len(view.forms), len(view.layer.segments)
    names = [name.first for name in view.named_in_order]
    earlier: Counter[str] = Counter()
    here: set[tuple[str, int]] = set()
    rows = []
    for event in events:
        kind, (first, last) = event.type, event.segment
        act = statements[event.told_in].act if event.told_in is not None else ""
        rows.append(
            (
                *_word(view, event),
                2 * bool(event.actors) + bool(event.recipients),
                2 * bool(event.actor_phrases) + bool(event.recipient_phrases),
                (event.date is not None) + (event.date_at is not None),
                event.place is not None,
                (event.told_in is not None) + 2 * (event.cue_of is not None) + 4 * (event.claimed_by is not None),
                event.headline,
                bisect_right(_LENGTHS, last - first),
                bisect_right(_TENTHS, 10 * event.at // size),
                min(types[kind], 6),
                min(earlier[kind], 4),
                (kind, first) not in here,
                kind in headline,
                sport,
                min(len(event.mentions), 3),
                crc32(event.pattern.name.encode()) % _PATTERNS,
                *_around(view, event),
                _ACTS.get(act, len(_ACTS)),
                *_behind(view, event),
                bisect_right(_NAMES, bisect_right(names, last - 1) - bisect_right(names, first - 1)),
                bisect_right(_LEFT, segments - view.segment_number(event.at)),
            )
        )
        earlier[kind] += 1
        here.add((kind, first))
    return rows


def _word(view: View, event: EventCandidate) -> Row:
    """The word itself and what leads to it."""
    reading, first, start = event.reading, event.anchor[0], event.segment[0]
    relative = any(view.has(k, Noun.RELATIVE) for k in range(max(start, first - 2), first))
    return (
        _TYPES[event.type],
        _FORMS[reading.form],
        reading.article,
        bool(reading.enclitic),
        _GLUED.get(reading.preposition, 4),
        bool(reading.conjunction),
        _STATUSES[event.status],
        relative,
        _before(view, first, start),
        any(view.forms[k] in _THAT for k in range(max(start, first - 4), first)),
        view.forms[event.at].endswith(_MANY),
    )


def _before(view: View, first: int, start: int) -> int:
    """What kind of word stands right before."""
    k = first - 1
    if first == start:
        return 0
    if not view.is_word[k]:
        return 1
    if view.has(k, Noun.PREPOSITION):
        return 2
    if k in view.names:
        return 3
    if view.has(k, Noun.MASDAR_SHAPE):
        return 4
    return 5 + view.words[k].article


def _around(view: View, event: EventCandidate) -> Row:
    """Words of means, casualties, crowds and habits, numbers, adjective and name behind, quotation marks."""
    first, last = event.segment
    low, high = max(first, event.anchor[0] - _AROUND), min(last, event.anchor[1] + _AROUND)
    own, told = {view.forms[event.at], view.words[event.at].stem}, spelt(view)
    tell = [k for k in range(low, high) if told[k].signs]
    words = {*(view.forms[k] for k in tell), *(view.words[k].stem for k in tell)} - own
    behind = event.anchor[1]
    here = behind < last and view.is_word[behind]
    return (
        (here and view.has(behind, Noun.ADJECTIVE)) + 2 * (here and view.words[behind].article),
        any(view.forms[k][0].isdigit() for k in tell) or any(view.words[k].classes & Noun.QUANTITY for k in tell),
        not words.isdisjoint(MEANS),
        not words.isdisjoint(CASUALTIES),
        not words.isdisjoint(CROWDS),
        not words.isdisjoint(GENERALLY),
        behind < last and behind in view.names,
        view.quotation_around(event.at) is not None,
    )


def _behind(view: View, event: EventCandidate) -> Row:
    """Whether a preposition follows, the person of a verb, and whether its noun stands apart."""
    behind = event.anchor[1]
    here = behind < event.segment[1] and view.is_word[behind]
    return (
        1 + view.has(behind, Noun.PREPOSITION) if here else 0,
        event.reading.person + 4 * (event.reading.number != "s"),
        event.noun_at >= behind,
    )
