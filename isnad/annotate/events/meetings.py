"""Meetings, visits and talks: who received whom, what it was about, and what was said there.

Known misses: a host or guest that only a later sentence names; a subject told without a word that opens it; what was
said at a meeting whose statements name no such channel.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from isnad.annotate.entities.actors import JOINED
from isnad.annotate.events.candidate import EventCandidate
from isnad.annotate.phrases.reference import unglued_span
from isnad.annotate.phrases.view import THAT, Range, View
from isnad.lexicon import Noun, particles, word
from isnad.lexicon.countries import country_of
from isnad.lexicon.meetings import meeting_words
from isnad.model import Channel, MentionType, Span, Statement
from isnad.text import fold

_FAR = 30  # words between a meeting and the phrase that tells its subject
_LONGEST = 30  # words of that phrase
_CLAUSE = 12  # words behind an anchor in which the two sides stand
_SENTENCES = 4  # behind a meeting in which its statements stand
_THERE = frozenset({Channel.MEETING, Channel.PRESS_CONFERENCE, Channel.PHONE})
_THAT_HE = particles("pronoun_hosts")
_BETWEEN = particles("between")
_PARTIES = Noun.TITLE | Noun.BODY
_FINITE = frozenset({"past", "present", "future", "passive"})


class Meeting(NamedTuple):
    """What an event of the type CONSULT has beyond other events."""

    host: str | None = None
    guest: str | None = None
    about: Span | None = None
    said_there: tuple[int, ...] = ()


_NONE = Meeting()


def meetings_of(
    view: View,
    events: Sequence[EventCandidate],
    candidates: Sequence[EventCandidate],
    statements: Sequence[Statement],
) -> list[Meeting]:
    """What each event has as a meeting; nothing for those that are none. A visit also gets the place where it went.

    Args:
        view: The report.
        events: The events.
        candidates: The mentions that they were put together from.
        statements: The statements of the report.
    """
    found = [_NONE] * len(events)
    met = [at for at, event in enumerate(events) if event.type == "CONSULT"]
    if not met:
        return found
    by_anchor = {candidate.anchor: candidate for candidate in candidates if candidate.type == "CONSULT"}
    said = _said_there(view, events, met, statements)
    for at in met:
        event = events[at]
        told = [event, *(by_anchor[m] for m in event.mentions if m in by_anchor)]
        pairs = [pair for candidate in told if (pair := _host_and_guest(view, candidate)) is not None]
        host, guest = pairs[0] if pairs else (None, None)
        about = next((span for candidate in told if (span := _about(view, candidate)) is not None), None)
        if event.place is None and fold(event.pattern.lemma) in meeting_words().visiting:
            event.place = _visited(view, event)
        found[at] = Meeting(host, guest, about, tuple(said.get(at, ())))
    return found


def _host_and_guest(view: View, event: EventCandidate) -> tuple[str | None, str | None] | None:
    """Who received and who came, by the verb; None where it tells neither."""
    words, lemma = meeting_words(), fold(event.pattern.name.partition(":")[2].partition("+")[0])
    hosting = lemma in words.hosting
    if not hosting and lemma not in words.visiting:
        return None
    if any(view.forms[phrase[0] - 1] in _BETWEEN for phrase in event.actor_phrases if phrase[0]):
        return None
    subject, other = (_parties(view, side) for side in _sides(view, event))
    if event.passive and hosting and not other and not _is_marked(view, event):
        return None
    if not hosting and not other and _is_place(view, event):
        subject, other = "", subject
    if event.passive and hosting and _is_marked(view, event):
        subject, other = "", subject or other
    if not subject and not other:
        return None
    return (subject or None, other or None) if hosting else (other or None, subject or None)


def _is_marked(view: View, event: EventCandidate) -> bool:
    """Whether a verb is passive by its spelling (`استُقبل`), and not because no object was found."""
    written = view.text[view.starts[event.at] : view.ends[event.at]]
    return event.reading.form == "passive" or "\N{ARABIC DAMMA}" in written[1:5]


def _parties(view: View, side: str) -> str:
    """Those of a side who can receive or visit: people, bodies and countries; a town is a place."""
    named = {name.mention.entity or name.mention.span.quote(view.text): name for name in view.named_in_order}
    kept = []
    for one in side.split(JOINED) if side else ():
        name = named.get(one)
        town = name is not None and name.mention.type is MentionType.LOC and country_of(one) is None
        first = word(fold(one).split()[0])
        if not town and (name is not None or country_of(one) or (" " in one and first.classes & _PARTIES)):
            kept.append(one)
    return JOINED.join(kept)


def _sides(view: View, event: EventCandidate) -> tuple[str, str]:
    """The subject of a verb or verbal noun, and the other; several names are joined."""
    words, owner = meeting_words(), _owner(view, event)
    phrases = [phrase for phrase in event.actor_phrases if view.forms[phrase[0]] not in words.about]
    subjects = {fold(unglued_span(view, p).quote(view.text)) for p in event.actor_phrases if p not in phrases}
    names = [name for name in event.actors if fold(name) not in subjects]
    if owner:
        rest = [name for name in names if name not in owner] or _named(view, event)[:1]
        verbal = event.reading.form in _FINITE
        return (JOINED.join(rest), JOINED.join(owner)) if verbal else (JOINED.join(owner), JOINED.join(rest))
    if len(phrases) < 2 or len(names) < 2:
        others = [name for name in _named(view, event)[1:2] if name not in names]
        if len(names) == 1 and others:
            return names[0], others[0]
        one_side = len(names) < 2 or len(phrases) == 1
        return (JOINED.join(names), "") if one_side else (names[0], JOINED.join(names[1:]))
    behind = _names_in(view, phrases[1], names)
    cut = len(names) - behind if 0 < behind < len(names) else 1
    return JOINED.join(names[:cut]), JOINED.join(names[cut:])


def _named(view: View, event: EventCandidate) -> list[str]:
    """The people named behind the anchor in its clause."""
    found: list[str] = []
    for k in range(event.anchor[1], min(event.segment[1], event.anchor[1] + _CLAUSE)):
        form = view.forms[k]
        if (
            form in THAT
            or view.has(k, Noun.RELATIVE)
            or form in ".:"
            or form in meeting_words().ends
            or form in meeting_words().about
        ):
            break
        name = view.names.get(k)
        if name is not None and name.first == k and name.mention.type is MentionType.PER:
            if view.forms[k][0] == "و" and name.mention.span.start > view.starts[k]:
                break
            found.append(name.mention.entity or name.mention.span.quote(view.text))
    return found


def _visited(view: View, event: EventCandidate) -> Range | None:
    """The place to which a visit went (`زار الوزير مدينة الواحة`)."""
    found = view.named(event.anchor[1], min(event.segment[1], event.anchor[1] + _CLAUSE), MentionType.LOC)
    return (found.first, found.last) if found is not None else None


def _is_place(view: View, event: EventCandidate) -> bool:
    """Whether the one whom a noun names is a country: where the visit goes (`زيارة السودان`)."""
    return any(
        (name := view.names.get(first)) is not None and name.mention.type is MentionType.LOC
        for first, _ in event.actor_phrases[:1]
    )


def _owner(view: View, event: EventCandidate) -> list[str]:
    """Whom the pronoun glued to the word stands for (`استقباله`, `زارهم`)."""
    told = view.pronouns.get(event.at) if event.reading.enclitic else None
    return told.mention.entity.split(JOINED) if told is not None and told.mention.entity is not None else []


def _names_in(view: View, phrase: Range, names: Sequence[str]) -> int:
    """How many of the last names stand in the second phrase: one, unless a conjunction joins several."""
    joined = sum(
        1
        for k in range(phrase[0] + 1, phrase[1])
        if view.forms[k][0] == "و" and (k in view.names or view.words[k].conjunction)
    )
    return min(1 + joined, len(names) - 1)


def _about(view: View, event: EventCandidate) -> Span | None:
    """What a meeting was about, told in its sentence or by `بحث الجانبان` in the next."""
    words, first, end = meeting_words(), event.anchor[1], event.segment[1]
    verbal = event.reading.form in _FINITE and fold(event.pattern.lemma) in words.talking
    direct = _object(view, event, first, end) if verbal else None
    if direct is None:
        direct = _opened(view, first, min(end, first + _FAR))
    if direct is not None:
        return _phrase(view, direct, end)
    if end < len(view.forms):
        following = view.segment_end(end)
        k = _talking(view, end, min(following, end + 4))
        if k is not None:
            return _phrase(view, k, following)
    return None


def _opened(view: View, first: int, end: int) -> int | None:
    """The token behind `حول`, `لبحث` or a verb of talking."""
    words = meeting_words().about
    for k in range(first, end):
        if view.forms[k] in THAT or view.forms[k] in ".:؛" or view.forms[k] in _THAT_HE:
            return _talking(view, first, k)
        for rest in words.get(view.forms[k], ()):
            if tuple(view.forms[k + 1 : k + 1 + len(rest)]) == rest and k + 1 + len(rest) < end:
                return k + 1 + len(rest)
    return _talking(view, first, end)


def _talking(view: View, first: int, end: int) -> int | None:
    """The token behind a verb of talking and its subject (`وبحث الجانبان خلال اللقاء …`)."""
    words, forms = meeting_words(), view.forms
    for k in range(first, end):
        for rest in words.talking.get(forms[k], ()):
            at = k + 1 + len(rest)
            if tuple(forms[k + 1 : at]) == rest:
                return _past_subject(view, at, view.segment_end(k))
    return None


def _past_subject(view: View, at: int, end: int) -> int | None:
    """The first token that is not of who talks, with whom and when."""
    both, during = meeting_words().both, meeting_words().during
    while at < end and (view.forms[at] in both or at in view.names or view.forms[at] in "،,"):
        at += 2 if view.forms[at] in during else 1
    if at >= end or not view.is_word[at] or view.has(at, Noun.PREPOSITION | Noun.TITLE) or view.words[at].pronoun:
        return None
    return at


def _object(view: View, event: EventCandidate, first: int, end: int) -> int | None:
    """The object of `بحث`: behind those who talk."""
    if event.noun_at >= 0 and not view.has(event.noun_at - 1, Noun.PREPOSITION):
        return event.noun_at
    last = first
    for begin, after in event.actor_phrases:
        named = [k + 1 for k in range(begin, after) if k in view.names and begin >= first]
        last = max(last, named[-1] if named else after if begin >= first else first)
    return _past_subject(view, last, end)


def _phrase(view: View, first: int, end: int) -> Span | None:
    """The phrase that begins at a token, up to a comma, a clause or a time."""
    words, k = meeting_words(), first
    if view.forms[first] in words.ends or view.forms[first] in THAT or view.has(first, Noun.RELATIVE):
        return None
    while k < min(end, first + _LONGEST):
        form = view.forms[k]
        if k > first and (form in words.ends or form in '.:؛;!؟?()"«»“”'):
            break
        if form in "،," and not (k + 1 < end and view.forms[k + 1][0] == "و" and not _is_verb(view, k + 1)):
            break
        if k > first and form[0] == "و" and _is_verb(view, k):
            break
        k += 1
    while k > first and view.forms[k - 1] in "،,":
        k -= 1
    return unglued_span(view, (first, k)) if k > first and view.is_word[first] else None


def _is_verb(view: View, at: int) -> bool:
    if view.words[at].article or at in view.names:
        return False
    return any(r.form in {"past", "present"} for r in view.readings(at)) or view.forms[at] in meeting_words().talking


def _said_there(
    view: View, events: Sequence[EventCandidate], met: Sequence[int], statements: Sequence[Statement]
) -> Mapping[int, list[int]]:
    """The statements made at each meeting: of one who takes part, made there, in its sentence or soon after."""
    found: dict[int, list[int]] = {}
    for at, statement in enumerate(statements):
        if statement.channel not in _THERE or statement.nested_in is not None:
            continue
        cue = view.layer.words.holding(statement.cue.start)
        place = view.segment_number(cue)
        best: tuple[int, int, int] | None = None
        for one in met:
            event = events[one]
            phone = event.pattern.mode == "phone"
            if phone != (statement.channel is Channel.PHONE) or not _takes_part(statement, event):
                continue
            for anchor in (event.anchor, *event.mentions):
                behind = place - view.segment_number(anchor[0])
                if 0 <= behind <= _SENTENCES and (best is None or (behind, abs(cue - anchor[0])) < best[:2]):
                    best = behind, abs(cue - anchor[0]), one
        if best is not None:
            found.setdefault(best[2], []).append(at)
    return found


def _takes_part(statement: Statement, event: EventCandidate) -> bool:
    speakers = {*statement.speaker.split(JOINED)}
    return bool(speakers & {*event.actors, *event.recipients})
