"""Offices beside a name, and what they tell: title, organisation, country, whether former, deputy or acting.

An office stands before its holder (`وزير الداخلية الليبي فلان`), or behind it after a comma
(`فلان، سفير ليبيا لدى تونس`).
The readings are ours; the parts are those of the field's political actor dictionaries (CAMEO, PLOVER).
"""

from __future__ import annotations

from collections.abc import Iterator

from isnad.annotate.phrases.noun_phrase import subject_after
from isnad.annotate.phrases.reference import display
from isnad.annotate.phrases.second_phrase import second_phrase
from isnad.annotate.phrases.view import COMMAS, THAT, Range, View
from isnad.lexicon import Noun
from isnad.lexicon.countries import country_of, supranational
from isnad.lexicon.offices import QUALIFIERS, offices
from isnad.model import MentionType, Role

_LONGEST = 14
_LINKING = frozenset({"في", "الي", "لدي", "من", "علي", "باسم", "عن", "شؤون", "لشؤون"})
_HOLDS = frozenset({"قائم", "قائمه", "مكلف", "مكلفه"})  # … by ب
_OPENING = {")": "(", "]": "["}


def office_before(view: View, first: int) -> Range | None:
    """The office that stands right before the name whose first token is `first`, or None.

    >>> # `قال وزير الداخلية الليبي | فتحي …` gives the tokens of `وزير الداخلية الليبي`
    """
    last = first
    if last and view.forms[last - 1] in COMMAS and last > 1:
        last -= 1
    elif (
        last
        and view.has(last - 1, Noun.BODY)
        and not view.has(last - 1, Noun.TITLE)
        and not view.words[last - 1].article
    ):
        return None  # `رئيس جامعة | سالم المهدي`: the body is named so
    begin, found = last, -1
    while begin > 0 and first - begin < _LONGEST:
        at = begin - 1
        inside = _in_office(view, at)
        if inside is None:
            break
        begin = inside
        if view.has(begin, Noun.TITLE) and view.is_word[begin]:
            found = begin
        head = view.words[begin]
        if head.classes and (head.conjunction or (head.preposition and head.classes & Noun.TITLE)):
            break
    if found < 0:
        return None
    split = second_phrase(view, found, last)
    while found < split < last:
        titled = next((k for k in range(split, last) if view.is_word[k] and view.has(k, Noun.TITLE)), -1)
        if titled < 0:
            break
        found = titled
        split = second_phrase(view, found, last)
    if last < first and not _may_be_apposed(view, found, last):
        return None
    return found, last


def _in_office(view: View, at: int) -> int | None:
    """Where the part of an office that ends with token `at` begins; None where no office goes on there."""
    form, info = view.forms[at], view.words[at]
    if at in view.names and view.names[at].mention.type is MentionType.PER:
        return None
    if not view.is_word[at]:
        if form in _OPENING:
            return next((k for k in range(at, max(-1, at - 8), -1) if view.forms[k] == _OPENING[form]), None)
        quotation = view.closing.get(view.ends[at])
        if quotation is not None and view.count_words(quotation.inner) <= 4:
            return view.layer.words.at(quotation.outer.start)
        return None
    if view.line_start(at + 1) or (info.classes & (Noun.RELATIVE | Noun.TIME) and not info.classes & Noun.TITLE):
        return None
    if info.classes & Noun.PREPOSITION and form not in _LINKING:
        return None
    if info.preposition == "ب" and not info.classes & Noun.TITLE and view.words[at - 1].stem not in _HOLDS:
        return None
    readings = view.readings(at)
    if readings and not info.article and not info.classes & (Noun.TITLE | Noun.BODY):
        return None
    return at


def _may_be_apposed(view: View, first: int, last: int) -> bool:
    """Whether a name can follow an office behind a comma (`الرئيس المنتخب، فلان`): a definite one."""
    return view.words[first].article or any(view.words[k].article for k in range(first, last))


def office_after(view: View, last: int, end: int) -> Range | None:
    """The office that follows the name that ends before token `last`, a comma or bracket between them aside."""
    at = last
    if at < end and view.forms[at] in COMMAS:
        at += 1
    if at >= end or not view.is_word[at] or not view.has(at, Noun.TITLE):
        return None
    info = view.words[at]
    if info.conjunction or info.preposition or (at == last and info.article):
        return None
    found, _ = subject_after(view, at, min(end, at + _LONGEST))
    if found is None or found[0] != at:
        return None
    stop = next((k for k in range(*found) if view.forms[k] in COMMAS | THAT or view.has(k, Noun.RELATIVE)), found[1])
    if view.named(at, stop, MentionType.PER):
        return None
    return (at, stop) if stop > at + (0 if info.article or info.pronoun else 1) else None


def read_role(view: View, office: Range) -> Role:
    """The parts of an office, a noun phrase that begins with its title."""
    first, last = office
    lists = offices()
    forms, words = view.forms, view.words
    qualifiers: list[str] = []
    keep_to = last
    while keep_to > first + 1 and (_qualifies(view, keep_to - 1) or _is_country(view, keep_to - 1)):
        keep_to -= 1
    for k in range(first, last):
        slug = lists.qualifiers.get(words[k].stem) or lists.qualifiers.get(forms[k])
        if slug is not None and slug not in qualifiers and (k == first or slug not in {"deputy", "spokesperson"}):
            qualifiers.append(slug)
    if forms[first].removeprefix("ال") in {"قائم", "قائمه"} and "acting" not in qualifiers:
        acting = first + 1 < last and words[first + 1].stem.removeprefix("ال") in {"اعمال", "باعمال"}
        if acting and not words[first + 1].article:
            qualifiers.append("acting")
    title_to = first + 1
    while (
        title_to < keep_to
        and words[first].article
        and (words[title_to].stem in lists.ranking or (words[title_to].preposition == "ب" and title_to == first + 1))
    ):
        title_to += 1
    begin = title_to
    while begin < keep_to and (forms[begin] in {"باسم", "في", "لدي", "الي"} or not view.is_word[begin]):
        begin += 1
    keep_to = next((k for k in range(begin, keep_to) if forms[k] == "لدي"), keep_to)  # `سفير مصر لدى تونس`
    organisation = None
    if begin < keep_to and words[first].stem not in lists.courtesies:
        organisation = display(view, (begin, keep_to))
    return Role(
        span=view.layer.words.span(first, last),
        title=display(view, (first, title_to)),
        organisation=organisation,
        country=_country(view, office),
        qualifiers=tuple(slug for slug in QUALIFIERS if slug in qualifiers),
    )


def _qualifies(view: View, at: int) -> bool:
    slugs = offices().qualifiers
    return (slugs.get(view.words[at].stem) or slugs.get(view.forms[at])) not in {None, "deputy", "spokesperson"}


def _is_country(view: View, at: int) -> bool:
    """Whether a word is an adjective of a country or of what reaches beyond one."""
    if not view.words[at].article:
        return False
    form = view.forms[at]
    return (country_of(form) is not None and form.endswith(("ي", "يه", "يين", "يون"))) or supranational(
        form
    ) is not None


def _country(view: View, office: Range) -> str | None:
    """The country whose office it is: the first that its words name, unless a body beyond countries comes before."""
    for part in _named_countries(view, office):
        return part or None
    return None


def _named_countries(view: View, office: Range) -> Iterator[str]:
    first, last = office
    for k in range(first + 1, last):
        if not view.is_word[k]:
            continue
        pair = f"{view.forms[k]} {view.forms[k + 1]}" if k + 1 < last else ""
        if pair and (found := country_of(pair)) is not None:
            yield found
        if (pair and supranational(pair) is not None) or supranational(view.forms[k]) is not None:
            yield ""
        if (found := country_of(view.forms[k])) is not None:
            yield found
