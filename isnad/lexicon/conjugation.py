"""The forms of a verb that news uses, from its past, present, participle and verbal noun.

All forms are normalised and without vowels, so that the passive of a sound verb is spelt like its active. Third persons
and the first; the second is not used of what is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from isnad.text import fold


class Inflected(NamedTuple):
    """A form of a verb: `gender` is `m`, `f` or empty, `number` `s`, `d` or `p`, `person` 3 or 1."""

    form: str
    gender: str
    number: str
    person: int


def past(lemma: str) -> Iterator[Inflected]:
    """The third persons of the past.

    `lemma` is the masculine singular as written: its last letter tells a hamza (`بدأ`, `بدأت`) and a ي that stays
    (`رضي`, `رضيت`) from the alef of a defective verb (`دعا`, `دعت`).
    """
    hamza, stays = lemma[-1] == "أ", lemma[-1] == "ي"
    lemma = fold(lemma)
    defective = lemma[-1] in "يا" and len(lemma) > 2 and not hamza
    stem = lemma[:-1] if defective else lemma
    yield Inflected(lemma, "m", "s", 3)
    yield Inflected((lemma if stays else stem) + "ت", "f", "s", 3)
    yield Inflected(stem + "وا", "m", "p", 3)
    yield Inflected((lemma if stays else stem) + "تا", "f", "d", 3)
    if lemma[-1] == "ي":
        yield Inflected(lemma + "ا", "m", "d", 3)
    elif not defective:
        yield Inflected(lemma + "ا", "m", "d", 3)
        yield Inflected(_short(lemma) + "ن", "f", "p", 3)


def present(present: str) -> Iterator[Inflected]:
    """The third and first persons of the present, the subjunctive's endings included."""
    stem = present[1:]
    short = stem[:-1] if stem[-1] in "يو" else stem
    yield Inflected("ي" + stem, "m", "s", 3)
    yield Inflected("ت" + stem, "f", "s", 3)
    yield Inflected("ا" + stem, "", "s", 1)
    yield Inflected("ن" + stem, "", "p", 1)
    for ending in ("ون", "وا"):
        yield Inflected("ي" + short + ending, "m", "p", 3)
    for ending in ("ان", "ا"):
        yield Inflected("ي" + stem + ending, "m", "d", 3)
        yield Inflected("ت" + stem + ending, "f", "d", 3)
    yield Inflected("ي" + _short(stem) + "ن", "f", "p", 3)


def participle(participle: str) -> Iterator[Inflected]:
    """The accusative participle: `مضيفا`, `مضيفه`, `مضيفين`."""
    base = participle.removesuffix("ا")
    yield Inflected(participle, "m", "s", 3)
    yield Inflected(base + "ه", "f", "s", 3)
    yield Inflected(base.removesuffix("ي") + "ين", "m", "p", 3)


def _short(stem: str) -> str:
    """The stem of a hollow verb before an ending that begins with a consonant (`قال` → `قلن`, `يضيف` → `يضفن`)."""
    return stem[:-2] + stem[-1] if len(stem) > 2 and stem[-2] in "اوي" else stem
