"""Why a word that can name an event names none; every reason is a slug that the output shows."""

from __future__ import annotations

from isnad.annotate.events.candidate import EventCandidate
from isnad.annotate.phrases.view import View
from isnad.lexicon import particles

_ANNIVERSARIES = particles("anniversaries")
_WORKS = particles("works_of_art")
_FIGURES = particles("figures_of_speech")
_SPORT = particles("sport")
_PHYSICAL = frozenset({"ASSAULT", "PROTEST", "MOBILIZE", "RETREAT", "COERCE"})
_SPORT_WORDS = 4  # in a report, from which on it tells of sport
_NOT = frozenset({"عدم", "بعدم", "لعدم", "وعدم", "دون", "بدون"})
_NEGATED_PAST = frozenset({"لم", "لما", "ما"})
_NEGATED = frozenset({"لا", "لن", "ليس", "ليست"})


def refuse(view: View, candidate: EventCandidate) -> str:
    """Why a candidate is no event, or an empty string."""
    first, last = candidate.anchor
    before = view.forms[first - 1] if first > candidate.segment[0] else ""
    reading = candidate.reading
    if reading.form in {"masdar", "noun"} and before in _ANNIVERSARIES:
        return "anniversary"
    if before in _NOT and reading.form in {"masdar", "noun"}:
        return "negated"
    if before in _WORKS and reading.form in {"masdar", "noun"}:
        return "work-of-art"
    if candidate.type in _PHYSICAL:
        if any(
            view.words[k].stem in _FIGURES or view.forms[k] in _FIGURES
            for k in range(last, min(last + 2, candidate.segment[1]))
        ):
            return "figure-of-speech"
        if is_about_sport(view):
            return "sport"
    if reading.form in {"past", "present", "future"} and (before in _NEGATED_PAST or before in _NEGATED):
        return "" if candidate.type in {"REJECT", "SANCTION"} else "negated"
    if reading.form == "participle" and before[:1].isdigit():
        return "not-an-event"
    return ""


def is_about_sport(view: View) -> bool:
    """Whether a report tells of sport, whose words of war are none."""
    known = view.answers[_sport]
    if -1 not in known:
        known[-1] = _sport(view, -1)
    return known[-1]


def _sport(view: View, at: int) -> bool:
    told = sum(info.stem in _SPORT or form in _SPORT for info, form in zip(view.words, view.forms, strict=True))
    return told >= _SPORT_WORDS
