"""Names told by the office or rank before them, which need no model: `استقبل الوزير سامي الهاشم`."""

from __future__ import annotations

from collections.abc import Iterator

from isnad.annotate.phrases.reference import LINKS, NOT_IN_NAMES, Reference, Sort, read_reference
from isnad.annotate.phrases.view import COMMAS, THAT, View
from isnad.lexicon import Noun, particles

_SKIP_LEFT = NOT_IN_NAMES | Noun.UNNAMED | Noun.OBJECT_HEAD
_WAW_NAMES = particles("names_in_waw")


def titled_names(view: View) -> Iterator[Reference]:
    """Persons whose name follows an office anywhere in the text."""
    at, end = 0, len(view.forms)
    while at < end:
        if view.is_word[at] and view.has(at, Noun.TITLE):
            past = _office_end(view, at)
            reference = read_reference(view, (at, past))
            if reference.sort is Sort.PERSON:
                yield reference
            at = max(past, at + 1)
        else:
            at += 1


def _office_end(view: View, at: int) -> int:
    """Where an office with a name behind it ends: after its definite words and at most three that can be a name."""
    k, named, comma = at + 1, 0, False
    bound = not view.words[at].article
    while k < len(view.forms) and k - at < 12:
        if not view.is_word[k]:
            if comma or named or view.forms[k] not in COMMAS or k + 1 >= len(view.forms) or not may_name(view, k + 1):
                break
            comma = True
            k += 1
            continue
        info = view.words[k]
        if named and view.forms[k - 1] in LINKS:
            k += 1
            continue
        if may_name(view, k) and not bound:
            named += 1
            if named > 3:
                break
        elif named:
            if named == 1 and info.article and not info.classes & _SKIP_LEFT:
                k += 1
            break
        elif info.preposition == "ب" and info.article and view.has(k - 1, Noun.TITLE):
            bound = False
        elif view.forms[k] == "باسم" or (view.forms[k] == "في" and not comma):
            bound = True
        elif info.article or info.classes & (Noun.BODY | Noun.TITLE | Noun.ADJECTIVE | Noun.PLACE) or bound:
            bound = not (info.article or info.pronoun or info.classes & Noun.ADJECTIVE) and bool(info.classes)
            if not info.classes and not info.article:
                bound = False
        else:
            break
        k += 1
    return k


def may_name(view: View, at: int) -> bool:
    """Whether a word can be part of a name: no list knows it, no article or verb of saying, no particle."""
    info, form = view.words[at], view.forms[at]
    if not view.is_word[at] or info.article or info.classes or form.isdigit() or info.preposition or form in THAT:
        return False
    if (
        len(form) == 1
        or form == "يا"
        or view.readings(at)
        or (form.startswith(("سي", "ست", "لل", "وال", "بال", "لي")) and len(form) > 5)
    ):
        return False
    return form[0] != "و" or form in _WAW_NAMES
