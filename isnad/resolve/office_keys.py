"""The key of an office: title, field or body, and country, whichever way a report writes it.

`وزير الخارجية السعودي`, `وزير خارجية السعودية` and the role of a name with these parts have one key. A key that names
no one office (`وزير سعودي`, `رئيس الوزراء` of no country) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from isnad.lexicon import word
from isnad.lexicon.countries import country_of, supranational
from isnad.lexicon.designations import designations
from isnad.lexicon.holders import holder_words
from isnad.lexicon.offices import offices
from isnad.text import fold

_WORD = re.compile(r"\w+")
LINKS = frozenset({"في", "لدي", "الي", "باسم", "من", "علي", "ب"})
_LONGEST_COUNTRY = 3
_ADJECTIVE = ("ي", "يه")
_NO_ADJECTIVE = frozenset({"السعوديه", "سوريه", "تركيه", "مالي", "تشيلي", "جيبوتي", "هايتي", "بروناي"})


class Office(NamedTuple):
    """A title, the stems of its field or body, and an ISO 3166-1 alpha-2 code; `former` for a holder of the past."""

    title: str
    field: str
    country: str | None


def office_of_role(role: str) -> Office | None:
    """The office of a role as the archive keeps it, with the country where it tells one; None for no such office.

    >>> office_of_role("وزير|الخارجية|SA|")
    Office(title='وزير', field='خارجيه', country='SA')
    """
    title, organisation, country, qualifiers = role.split("|")
    kept = set(qualifiers.split()) - {"deputy", "spokesperson", "acting", "elect"}
    return None if kept else _office(tuple(_WORD.findall(fold(f"{title} {organisation}"))), country or None)


def office_of_words(words: str) -> Office | None:
    """The office that a description names whole: definite, and with what tells it from others of its kind.

    >>> office_of_words("وزير الخارجية السعودي")
    Office(title='وزير', field='خارجيه', country='SA')
    >>> office_of_words("وزير سعودي") is None
    True
    """
    forms = tuple(_WORD.findall(fold(words)))
    office = _office(forms, None)
    return office if office is not None and is_definite(forms) and tells_one(office) else None


def tells_one(office: Office) -> bool:
    """Whether there is one such office in the world: its country is told, or its body is no country's."""
    words = holder_words()
    if office.country is not None:
        return bool(office.field) or office.title not in words.field_needed
    parts = office.field.split()
    many = (
        holder_words().titles
        | designations().common
        | offices().departments
        | offices().ranking
        | designations().many
        | offices().loose
    )
    return len(parts) > 1 and not set(parts) <= many


def is_definite(forms: Sequence[str]) -> bool:
    """Whether a word has its article, or a country is named: `وزير خارجية مصر`; a spokesperson needs the article."""
    if word(forms[0]).stem in holder_words().article_needed and not word(forms[0]).article:
        return False
    if (
        not word(forms[0]).article
        and forms[1:]
        and (forms[1].startswith("لل") or (forms[1][0] == "ل" and country_of(" ".join(forms[1:3])[1:]) is not None))
    ):
        return False  # `رئيس لتركيا`
    adjectives = [
        word(form).article
        for form in forms
        if country_of(form) and form.endswith(_ADJECTIVE) and form not in _NO_ADJECTIVE
    ]
    if adjectives:
        return all(adjectives)
    return any(word(form).article for form in forms) or any(country_of(form) for form in forms)


@lru_cache(maxsize=1 << 15)
def _office(forms: tuple[str, ...], country: str | None) -> Office | None:
    if not forms:
        return None
    words = holder_words()
    head = word(forms[0])
    title = words.one_title.get(head.stem, head.stem)
    if head.stem not in words.titles:
        return None
    field, told = list[str](), country
    for stem, code in _parts(forms[1:]):
        if code is None:
            field.append(stem)
        elif told is None:
            told = code
        elif code != told:
            return None  # of two countries: `سفير مصر لدى تونس`
    if not words.part_of_country.isdisjoint(forms):
        return None
    if told is not None and any(supranational(" ".join(forms[at : at + 2])) for at in range(1, len(forms))):
        return None  # of a body beyond countries for one: not that body's own office
    if field and field[0] in words.passing:
        field = field[1:]
    named = " ".join(stem for stem in field if stem not in words.no_field or len(field) > 1)
    return Office(title, words.one_field.get(named, named), told)


def _parts(forms: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    """The stems of a field; of words that name a country the code."""
    at = 0
    while at < len(forms):
        for size in range(_LONGEST_COUNTRY, 0, -1):
            code = country_of(" ".join(forms[at : at + size])) if at + size <= len(forms) else None
            if code is not None:
                yield "", code
                at += size
                break
        else:
            if forms[at] not in LINKS:
                yield _stem(forms[at]), None
            at += 1


def _stem(form: str) -> str:
    """A word without article, and without a preposition before it."""
    info = word(form)
    if info.article:
        return info.stem
    return form.removeprefix("لل") if form.startswith("لل") and len(form) > 4 else form
