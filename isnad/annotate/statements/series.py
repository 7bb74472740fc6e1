"""How far a channel holds: a series is what one speaker says through it.

A sentence of its own tells the channel of what stands before it (`جاء ذلك في تغريدة`) or after it (`أجرى الهاشم مقابلة
مع قناة الأفق`). From there it holds for what the speaker says next, whoever speaks in between, until the report tells
another one, and for the headline and lead that open the series. Known misses: what somebody said on another day
(`وكان قد صرح`), which as often goes on with the series.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

from isnad.annotate.entities.actors import JOINED
from isnad.annotate.phrases.view import Range, View
from isnad.annotate.statements.candidate import Candidate
from isnad.annotate.statements.outlets import outlet_told
from isnad.annotate.statements.surroundings import channel_at
from isnad.lexicon import particles
from isnad.model import Channel
from isnad.text import fold

_THIS_CAME = particles("came")
_THIS = particles("these_words")
_MARKS = particles("channel_marks")
_WITHIN = frozenset({"في", "خلال", "اثناء", "لدي"})
_OPENS = 4  # words in which a sentence opens with its channel (`وخلال مؤتمر صحفي`)
_GIVES = ("اجر", "عقد", "الق", "اصدر")
_SERIES = frozenset({Channel.INTERVIEW, Channel.PRESS_CONFERENCE, Channel.SPEECH, Channel.TWEET, Channel.STATEMENT})
_LEADS = 20  # statements of a headline that are looked at


def told_after(view: View, candidates: list[Candidate]) -> None:
    """`جاء ذلك في تغريدة`: the channel of the statements before it that have none."""
    cues = [c.cue[0] for c in candidates]
    done = 0
    for first, last in view.layer.segments:
        if view.forms[first] not in _THIS_CAME or last - first < 4 or view.forms[first + 1] not in _THIS:
            continue
        hits = ((channel_at(view, k, last), k) for k in range(first + 2, min(last, first + 12)))
        found = next(((hit[0], hit[1], k) for hit, k in hits if hit is not None), None)
        if found is None:
            continue
        channel, end, at = found
        before = bisect_left(cues, first)
        if not before:
            continue
        speaker = candidates[before - 1].speaker
        for candidate in reversed(candidates[done:before]):
            if candidate.speaker != speaker:
                break
            if candidate.channel is Channel.UNSPECIFIED:
                candidate.channel, candidate.channel_at = channel, (at, end)
        done = before


def context(view: View, candidates: list[Candidate]) -> None:
    """A sentence in which nobody speaks tells the channel of its subject's next statements.

    `أجرى الهاشم مقابلة مع قناة الأفق`, `وخلال مؤتمر صحفي سئل الهاشم عن تقرير ذكر أن …`.
    """
    cues = [c.cue[0] for c in candidates]
    named = {c.segment[0] for c in candidates if c.source is not None}
    spoken = {c.segment[0] for c in candidates}
    for first, last in view.layer.segments:
        if first in named or (first in spoken and view.forms[first].removeprefix("و") not in _WITHIN):
            continue
        until = min(last, first + _OPENS) if first in spoken else last
        hits = (_opens_series(view, first, at, until) for at in range(first, until) if at in view.channel_words)
        found = next((hit for hit in hits if hit is not None), None)
        if found is not None:
            _give(view, candidates[bisect_left(cues, last) :], (first, last), found)


def _give(view: View, following: list[Candidate], segment: Range, found: tuple[Channel, Range]) -> None:
    """Gives the channel of a sentence to the next statement, where the sentence names its speaker."""
    if not following or following[0].channel is not Channel.UNSPECIFIED:
        return
    next_one, (first, last) = following[0], segment
    if not set(fold(next_one.speaker).split()[-1:]) & set(view.forms[first:last]):
        return
    next_one.channel, next_one.channel_at = found
    if next_one.channel is Channel.INTERVIEW and next_one.via is None:
        told = (outlet_told(view, at, segment) for at in range(found[1][1], last))
        outlet = next((outlet for outlet in told if outlet is not None), None)
        if outlet is not None:
            _carry_interviewer(following, next_one.speaker, outlet)


def _opens_series(view: View, first: int, at: int, last: int) -> tuple[Channel, Range] | None:
    found = channel_at(view, at, last)
    if found is None or found[0] not in _SERIES:
        return None
    before = view.forms[at - 1].removeprefix("و") if at else ""
    given = any(form.removeprefix("و").startswith(_GIVES) for form in view.forms[first : first + 2])
    if view.forms[at].endswith("ا") or given:
        return found[0], (at, found[1])
    return (found[0], (at, found[1])) if before in _MARKS or before.startswith(_GIVES) else None


def _carry_interviewer(candidates: list[Candidate], speaker: str, outlet: Range) -> None:
    """To whom an interview was given, where only the sentence before tells it, holds for all that is said in it."""
    for candidate in candidates:
        if candidate.nested_in is not None:
            continue
        if candidate.speaker != speaker:
            return
        if candidate.channel in {Channel.INTERVIEW, Channel.UNSPECIFIED} and candidate.via is None:
            candidate.via = outlet


def _called(candidates: list[Candidate]) -> dict[str, str]:
    """The longest name of each speaker: one who is called by the end of just one other name is the same."""
    ending: defaultdict[str, set[str]] = defaultdict(set)
    for name in {candidate.speaker for candidate in candidates if JOINED not in candidate.speaker}:
        ending[name.rpartition(" ")[2]].add(name)
    out = {candidate.speaker: candidate.speaker for candidate in candidates}
    for names in ending.values():
        for name in names:
            longer = [other for other in names if other.endswith(" " + name)]
            out[name] = longer[0] if len(longer) == 1 else name
    return out


def _goes_on(candidate: Candidate) -> bool:
    """Whether a channel is that of a series; what somebody told one other (`قال له`) is told once."""
    told = candidate.channel_at
    once = told is not None and (told == candidate.addressee or told[0] == candidate.cue[1])
    return candidate.channel is not Channel.MEETING or not once


def carry(view: View, candidates: list[Candidate]) -> None:
    """A channel holds for the speaker's following statements, and for the headline and lead before them."""
    called = _called(candidates)
    _hold(candidates, called)
    _hold(candidates[::-1], called)
    _lead(view, candidates)


def _hold(candidates: list[Candidate], called: dict[str, str]) -> None:
    """Carries channels on in the order of the candidates."""
    last: dict[str, Candidate] = {}
    for candidate in candidates:
        speaker = called[candidate.speaker]
        if candidate.channel is Channel.UNSPECIFIED and speaker in last:
            _take(candidate, last[speaker])
        elif candidate.channel is not Channel.UNSPECIFIED and _goes_on(candidate):
            last[speaker] = candidate


def _take(candidate: Candidate, told: Candidate) -> None:
    candidate.channel, candidate.channel_at = told.channel, told.channel_at


def _lead(view: View, candidates: list[Candidate]) -> None:
    """The headline and first statement of a body take the channel of who speaks for it.

    `نقابة الموانئ: الإضراب مستمر … وقال رئيس نقابة الموانئ سالم الهادي في تصريح`.
    """
    body = next((place for place, c in enumerate(candidates) if not c.headline), len(candidates) - 1)
    for place, candidate in enumerate(candidates[: min(body + 1, _LEADS)]):
        if candidate.channel is not Channel.UNSPECIFIED:
            continue
        name = {_bare(word) for word in fold(candidate.speaker).split()}
        told = (c for c in candidates[place + 1 :] if c.channel is not Channel.UNSPECIFIED and c.source is not None)
        office = next((c for c in told if len(name) > 1 and name <= _words(view, c)), None)
        if office is not None:
            _take(candidate, office)


def _words(view: View, candidate: Candidate) -> set[str]:
    """The words that name a speaker, in bare form."""
    return {_bare(form) for form in view.forms[slice(*candidate.source)]} if candidate.source is not None else set()


def _bare(form: str) -> str:
    """A word without article and ل."""
    form = form.removeprefix("و") if form.startswith("وال") else form
    return next((form.removeprefix(glued) for glued in ("لل", "ال") if form.startswith(glued)), form.removeprefix("ل"))
