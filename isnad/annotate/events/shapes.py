"""What the words of a name tell of who it is: gender and number, and the sort of people or things."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from isnad.lexicon import Noun, particles, word
from isnad.lexicon.countries import country_of
from isnad.lexicon.events import EventReading
from isnad.text import fold

MASCULINE, FEMININE, PLURAL, DUAL = 1, 2, 3, 4
_SORTS: Final = {
    form: number + 1
    for number, sort in enumerate(("forces", "victims", "held", "courts", "states", "crowds", "goods"))
    for form in particles(f"{sort}_in_events")
}
_COUNTRY = 8
_MASCULINE_COUNTRIES = frozenset({"IQ", "LB", "JO", "MA", "YE", "SD"})
_BROKEN_PLURALS = particles("broken_plurals")
_FEMININE_ENDINGS = ("ة", "ات", "ى")
_PLURAL_ENDINGS = ("ون", "ين")
_PRONOUNS = {"ه": MASCULINE, "ها": FEMININE, "هم": PLURAL, "هما": DUAL}


@lru_cache(maxsize=1 << 16)
def shape_of(name: str) -> int:
    """Gender and number of a name by its first word: masculine, feminine, plural of people, or dual."""
    written = name.split()[0]
    first = fold(written)
    info = word(first)
    code = country_of(name)
    if code is not None:
        return MASCULINE if code in _MASCULINE_COUNTRIES else FEMININE
    if (
        first[0].isdigit()
        or info.classes & Noun.QUANTITY
        or first.endswith(_PLURAL_ENDINGS)
        or info.stem in _BROKEN_PLURALS
    ):
        return PLURAL
    if written.endswith(_FEMININE_ENDINGS):
        return FEMININE
    return DUAL if first.endswith("ان") and info.article else MASCULINE


@lru_cache(maxsize=1 << 16)
def sort_of(name: str) -> int:
    """What sort of people or things one of the first words of a name tells, 1 to 8; 0 for none."""
    for part in name.split()[:3]:
        stem = word(fold(part)).stem
        if stem in _SORTS:
            return _SORTS[stem]
    return _COUNTRY if country_of(name) is not None else 0


def shape_of_pronoun(enclitic: str) -> int:
    """Gender and number of whom a pronoun on a word stands for; 0 where it tells none."""
    return _PRONOUNS.get(enclitic, 0)


def shape_of_subject(reading: EventReading) -> int:
    """Gender and number of a verb's subject; 0 for what is no verb."""
    if not reading.finite:
        return 0
    if reading.number != "s":
        return PLURAL if reading.number == "p" else DUAL
    return FEMININE if reading.gender == "f" else MASCULINE
