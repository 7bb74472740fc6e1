"""Who hands on what somebody said (`via`): the outlet that was told it, on which it was heard, or that reports it."""

from __future__ import annotations

from collections.abc import Iterable

from isnad.annotate.phrases.view import COMMAS, Range, View
from isnad.annotate.statements.candidate import Candidate
from isnad.annotate.statements.outlets import (
    begins_outlet,
    can_hand_on,
    is_outlet,
    named_end,
    outlet_behind,
    outlet_end,
    outlet_told,
)
from isnad.lexicon import Noun, particles
from isnad.text import fold

_ACCORDING = particles("attribution_marks")
_WHAT = particles("what_was_told")
_RELAYS = particles("relays")
_TURNS = particles("turns")
_LONGEST = 8  # words in the name of an outlet
_BROADCASTING = particles("broadcasting")
_INFORMS = particles("informs")


def split_informed(view: View, candidate: Candidate) -> None:
    """`أفاد عضو النقابة سامر الهلالي وكالة الأفق أن …`: the outlet behind the subject is told and no part of it."""
    verb, source = candidate.verb, candidate.source
    if verb is None or fold(verb.lemma) not in _INFORMS or source is None or candidate.via is not None:
        return
    first, last = source
    if first < candidate.cue[0] or is_outlet(view, source):
        return
    for at in range(first + 1, last):
        bare = view.words[at].stem == view.forms[at]
        begins = bare and begins_outlet(view, at, last)
        before = view.words[at - 1]
        if begins and (before.article or before.pronoun or at - 1 in view.names or view.forms[at - 1] in COMMAS):
            candidate.source, candidate.via = (first, at), (at, last)
            return


def outlet_around(view: View, candidate: Candidate, at: int) -> Range | None:
    """The outlet that a token around a cue tells as who hands on what is said, or None."""
    return _told_to_outlet(view, candidate, at) or _handed_on(view, candidate, at) or _broadcast(view, candidate, at)


def attach_relays(view: View, candidates: list[Candidate], segments: Iterable[list[Candidate]]) -> None:
    """Fills `via` from what stands around whole statements, and from one to those that go on with it.

    Args:
        view: Of the text.
        candidates: All statements.
        segments: The statements of each sentence.
    """
    for candidate in candidates:
        _reported_by(view, candidate)
        _subject_of_relay(view, candidate)
    for of_segment in segments:
        _relayed_whole(view, of_segment)
        _go_on(of_segment)


def _told_to_outlet(view: View, candidate: Candidate, at: int) -> Range | None:
    """The outlet that begins at a token behind `لـ`, `إلى` or `مع`."""
    if _in_source(candidate, at):
        return None
    return outlet_told(view, at, candidate.segment)


def _handed_on(view: View, candidate: Candidate, at: int) -> Range | None:
    """The outlet or page behind a verb of handing on (`كما ورد على صفحة الوزارة`, `حسبما نقلت وكالة الضفاف`)."""
    if not can_hand_on(view.forms[at]) or not view.is_word[at]:
        return None
    outlet = outlet_behind(view, at, candidate.segment[1])
    return outlet if outlet is not None and not _in_source(candidate, outlet[0]) else None


def _broadcast(view: View, candidate: Candidate, at: int) -> Range | None:
    """The outlet on which somebody is heard (`قال الوزير على التلفزيون الرسمي إن`, `أضاف عبر قناة الأفق: …`)."""
    heard = view.words[at].stem in _BROADCASTING and at > candidate.cue[0] and view.starts[at] < candidate.start
    if not heard or view.forms[at - 1] not in {"علي", "عبر"} or _in_source(candidate, at):
        return None
    return at, outlet_end(view, at, candidate.segment[1])


def _reported_by(view: View, candidate: Candidate) -> None:
    """`أكد الوزير، بحسب ما أفادت قناة الأفق، أن …`: the outlet of an attribution around a statement hands it on."""
    outer = candidate.nested_in
    if outer is None or not handed_on_around(candidate) or outer.source is None:
        return
    if candidate.via is None and candidate.source is not None and is_outlet(view, outer.source):
        candidate.via = outer.source if not is_outlet(view, candidate.source) else None


def handed_on_around(candidate: Candidate) -> bool:
    """Whether a statement stands in the clause that an attribution is added to (`…، حسبما ذكرت قناة الأفق`)."""
    return candidate.nested_in is not None and candidate.nested_in.rule in {"adverb", "backward"}


def _subject_of_relay(view: View, candidate: Candidate) -> None:
    """`لكن وكالة الضفاف نقلت عن شاهد قوله`: the outlet before the verb of handing on."""
    if candidate.form != "relay" or candidate.via is not None:
        return
    first = candidate.segment[0]
    at = next((k for k in range(candidate.cue[1] - 1, first, -1) if view.forms[k] in _RELAYS), first)
    before = at
    while before > first and (view.forms[before - 1] in COMMAS or view.forms[before - 1] in _TURNS):
        before -= 1
    for k in range(before - 1, max(first - 1, before - _LONGEST), -1):
        past = named_end(view, k, before)
        if past == before:
            candidate.via = k, past
            return


def _relayed_whole(view: View, of_segment: list[Candidate]) -> None:
    """`قال …، مضيفا …، وفقا لما نقلت عنه وكالة الضفاف`: who hands on a whole sentence stands at its end or head."""
    first, last = of_segment[0].segment
    forms = view.forms
    for at in [k for k in range(first, last) if can_hand_on(forms[k]) or forms[k] in _ACCORDING]:
        if not view.is_word[at] or not _hands_on_whole(view, at, first):
            continue
        outlet = outlet_behind(view, _verb_behind(view, at, last), last)
        if outlet is None:
            continue
        for candidate in of_segment:
            told = _in_source(candidate, outlet[0]) or (
                candidate.source is not None and is_outlet(view, candidate.source)
            )
            # `حسب وكالة الضفاف، يرى الوزير أن …`
            around = candidate.cue[0] < at or (at == first and candidate.source is not None)
            if around and candidate.via is None and candidate.nested_in is None and not told:
                candidate.via = outlet


def _verb_behind(view: View, at: int, end: int) -> int:
    """The verb of saying of an attribution (`حسب ما | أضافت الوكالة`), or the token itself where none follows."""
    if view.forms[at] not in _ACCORDING or at + 2 >= end or view.forms[at + 1] not in _WHAT:
        return at
    told = any(r.form in {"past", "present"} for r in view.readings(at + 2)) or can_hand_on(view.forms[at + 2])
    return at + 2 if told else at


def _hands_on_whole(view: View, at: int, first: int) -> bool:
    """Whether a token tells who hands on the words before it (`وفقا لوكالة الضفاف`, `كما نقلت وكالة الضفاف`)."""
    if view.forms[at] in _ACCORDING:
        return True
    return can_hand_on(view.forms[at]) and _links(view, at, first)


def _links(view: View, at: int, first: int) -> bool:
    """Whether a verb of handing on stands in a clause that tells where the words come from."""
    before = view.forms[at - 1] if at > first else ""
    return before in _WHAT or view.has(at - 1, Noun.RELATIVE)


def _go_on(of_segment: list[Candidate]) -> None:
    """What goes on within the sentence (`…، مؤكدا أن`) was handed on by the same."""
    told: dict[str, Range] = {}
    for candidate in of_segment:
        if candidate.nested_in is not None:
            continue
        if candidate.via is not None:
            told[candidate.speaker] = candidate.via
        elif candidate.form == "participle" and candidate.source is None and candidate.speaker in told:
            candidate.via = told[candidate.speaker]


def _in_source(candidate: Candidate, at: int) -> bool:
    """Whether a token stands in the words that name the speaker."""
    return candidate.source is not None and candidate.source[0] <= at < candidate.source[1]
