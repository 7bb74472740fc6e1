"""Why a word that can name an event names none; every reason is a slug that the output shows."""

from __future__ import annotations

from isnad.annotate.events.candidate import EventCandidate
from isnad.annotate.phrases.view import View, once
from isnad.lexicon import particles

_ANNIVERSARIES = particles("anniversaries")
_WORKS = particles("works_of_art")
_FIGURES = particles("figures_of_speech")
_SPORT = particles("sport")
_PHYSICAL = frozenset({"ASSAULT", "PROTEST", "MOBILIZE", "RETREAT", "COERCE"})
_PLAYED = _PHYSICAL | {"CONSULT"}  # a match is told as a fight or a meeting (`لقاء`)
_SPORT_WORDS = 4  # in a report, from which on it tells of sport
_NOT = particles("without_a_deed")
_NEGATIONS = particles("negations_of_deeds")


def refuse(view: View, candidate: EventCandidate) -> str:
    """Why a candidate is no event, or an empty string."""
    first, last = candidate.anchor
    before = view.forms[first - 1] if first > candidate.segment[0] else ""
    reading = candidate.reading
    if reading.nominal and before in _ANNIVERSARIES:
        return "anniversary"
    if before in _NOT and reading.nominal:
        return "negated"
    if before in _WORKS and reading.nominal:
        return "work-of-art"
    if candidate.type in _PHYSICAL and any(
        view.words[k].stem in _FIGURES or view.forms[k] in _FIGURES
        for k in range(last, min(last + 2, candidate.segment[1]))
    ):
        return "figure-of-speech"
    if candidate.type in _PLAYED and _is_about_sport(view, 0):
        return "sport"
    if reading.finite and before in _NEGATIONS:
        return "" if candidate.type in {"REJECT", "SANCTION"} else "negated"
    if reading.form == "participle" and before[:1].isdigit():
        return "not-an-event"
    return ""


@once
def _is_about_sport(view: View, at: int) -> bool:
    """Whether a report tells of sport, whose words of war are none; the same for every token of it."""
    told = sum(info.stem in _SPORT or form in _SPORT for info, form in zip(view.words, view.forms, strict=True))
    return told >= _SPORT_WORDS
