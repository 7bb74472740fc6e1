"""Why a word that can name an event names none; every reason is a slug that the output shows."""

from __future__ import annotations

from isnad.annotate.events.candidate import EventCandidate
from isnad.annotate.phrases.view import View, once
from isnad.lexicon import particles
from isnad.text import fold

_ANNIVERSARIES = particles("anniversaries")
_WORKS = particles("works_of_art")
_FIGURES = particles("figures_of_speech")
_SPORT = particles("sport")
_PHYSICAL = frozenset({"ASSAULT", "PROTEST", "MOBILIZE", "RETREAT", "COERCE"})
_PLAYED = _PHYSICAL | {"CONSULT"}  # a match is told as a fight or a meeting (`لقاء`)
_DISASTER_WORDS = 3  # in a report, from which on it tells of a disaster
_SPORT_WORDS = 4  # in a report, from which on it tells of sport
_DISASTERS = particles("disasters")
_FORCE = particles("words_of_force")
_CASUALTIES = frozenset(map(fold, ("قتل", "مقتل", "لقي", "مصرع", "سقط", "قتلى", "دمر", "أصاب", "تدمير")))
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
    if candidate.type in _PLAYED and is_about_sport(view, 0):
        return "sport"
    if candidate.type == "ASSAULT" and _names_casualties(candidate) and _by_nature(view, candidate):
        return "not-an-event"
    if reading.finite and before in _NEGATIONS:
        return "" if candidate.type in {"REJECT", "SANCTION"} else "negated"
    if reading.form == "participle" and before[:1].isdigit():
        return "not-an-event"
    return ""


@once
def is_about_sport(view: View, at: int) -> bool:
    """Whether a report tells of sport, whose words of war are none; the same for every token of it."""
    told = [form for stem, form in zip(view.stems, view.forms, strict=True) if stem in _SPORT or form in _SPORT]
    return len(told) >= _SPORT_WORDS


def _names_casualties(candidate: EventCandidate) -> bool:
    """Whether the word tells that there were dead or ruins, and not what made them."""
    return candidate.pattern.name.removeprefix("ASSAULT:").split("+")[0] in _CASUALTIES


def _by_nature(view: View, candidate: EventCandidate) -> bool:
    """Whether the sentence, or a report that has no word of force, names a disaster or accident and no force."""
    here = range(*candidate.segment)
    if any(_is_one_of(view, k, _FORCE) for k in here):
        return False
    return any(_is_one_of(view, k, _DISASTERS) for k in here) or _is_about_disaster(view, 0)


def _is_one_of(view: View, at: int, words: frozenset[str]) -> bool:
    return view.words[at].stem in words or view.forms[at] in words


@once
def _is_about_disaster(view: View, at: int) -> bool:
    """Whether a report tells of a disaster or accident and hardly of force; the same for every token of it."""
    told, force = (sum(_is_one_of(view, k, words) for k in range(len(view.forms))) for words in (_DISASTERS, _FORCE))
    return told >= _DISASTER_WORDS and force * 4 <= told
