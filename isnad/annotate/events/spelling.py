"""What the spelling of a word alone tells the event stage: one look a word instead of one for every rule."""

from __future__ import annotations

from typing import Final, NamedTuple

from isnad.annotate.phrases.view import THAT, View
from isnad.lexicon import Noun, particles, verbs, word
from isnad.lexicon.contexts import context_words
from isnad.lexicon.countries import country_of
from isnad.lexicon.events import EventReading, event_patterns

VERB: Final = 1 << 20
"""The mark of a word that can be a verb of saying or of events; more than a sentence has words."""
_MOST = 1 << 16  # words that are remembered
_PEOPLE = Noun.TITLE | Noun.BODY | Noun.UNNAMED | Noun.QUANTITY | Noun.OUTLET_KIND
_NO_HEAD = Noun.ADJECTIVE | Noun.TIME | Noun.DOCUMENT | Noun.MASDAR_SHAPE | Noun.PREPOSITION | Noun.RELATIVE
_HUMANS = particles("people")
_PLURAL = ("ين", "ون")
_SHORTEST_PLURAL = 5
_IMPERFECT = ("ي", "ت", "س")
_FINITE = frozenset({"past", "present", "future", "passive"})
MEANS: Final = particles("means_of_violence")
CASUALTIES: Final = particles("signs_of_casualties")
CROWDS: Final = particles("signs_of_a_crowd")
GENERALLY: Final = particles("generally")
_SIGNS = MEANS | CASUALTIES | CROWDS | GENERALLY
_BREAKS = particles("event_clause_breaks")


class Spelt(NamedTuple):
    """What a form tells: its readings as the name of an event, the spellings by which patterns ask for it, what it
    begins (see `begins`), the marks of a clause and of a verb (see `marks_of`), whether it can be a number or a
    sign of means, casualties, a crowd or a habit, and whether a phrase for a context begins with it."""

    readings: tuple[EventReading, ...]
    spellings: frozenset[str]
    begins: str | None
    marks: int
    signs: bool
    context: bool


class _Remembered(dict[str, Spelt]):
    """What forms tell, by form; all are forgotten when there are too many."""

    def __missing__(self, form: str) -> Spelt:
        if len(self) >= _MOST:
            self.clear()
        readings = event_patterns().readings(form)
        asked = spellings(form, word(form).stem)
        context = form in context_words().phrases
        told = self[form] = Spelt(readings, asked, begins(form), marks_of(form), _is_sign(form), context)
        return told


_KNOWN: Final = _Remembered()


def spelt(view: View) -> list[Spelt]:
    """What the form of every token of a report tells."""
    known: list[Spelt] | None = view.spelt
    if known is None:
        known = view.spelt = list(map(_KNOWN.__getitem__, view.forms))
    return known


def spellings(form: str, known: str, *, marbuta: bool = False) -> frozenset[str]:
    """A word as it is written, its stem, and that without a glued preposition, tanwin's alef or owner (`بهجومها`)."""
    stem = known.removesuffix("ا")
    stem = stem.removeprefix("ال") if len(stem) > 4 else stem
    for owner in ("هم", "ها", "ه"):
        if len(stem) > len(owner) + 3 and stem.endswith(owner) and not marbuta:
            stem = stem.removesuffix(owner)
            break
    bare = stem[1:] if form[0] in "بل" and len(stem) > 3 and stem[0] in "بل" else stem
    return frozenset((form, known, bare))


def begins(form: str) -> str | None:
    """The country whose adjective a word is, empty where it can begin a description of people or of a body, or None."""
    info = word(form)
    described = bool(info.classes & _PEOPLE) or info.stem in _HUMANS or info.stem.removesuffix("ا") in _HUMANS
    imperfect = form.endswith("ون") and info.stem.startswith(_IMPERFECT) and not info.article
    plural = not info.classes & _NO_HEAD and form.endswith(_PLURAL) and len(form) >= _SHORTEST_PLURAL and not imperfect
    if form[0].isdigit() or described or plural:
        return ""
    return country_of(form) if "ي" in form[-4:] else None


def _is_sign(form: str) -> bool:
    """Whether a word can be a number, or a sign of the four lists, however the source writes its first and last
    letters."""
    readings = word(form), word(form, marbuta=True), word(form.removeprefix("و"))
    number = form[0].isdigit() or any(info.classes & Noun.QUANTITY for info in readings)
    return number or not _SIGNS.isdisjoint((form, *(info.stem for info in readings)))


def marks_of(form: str) -> int:
    """1 for a word that begins a clause, and `VERB` for one that can be a verb of saying or of events."""
    relative = bool(word(form).classes & Noun.RELATIVE) and form != "من"
    verb = any(r.form in _FINITE for r in verbs().readings(form))
    verb = verb or any(r.form in _FINITE for r in event_patterns().readings(form))
    return (relative or form in _BREAKS or form in THAT or form in "؛;.:") + VERB * verb
