"""What the shape of a word tells where no list knows it."""

from __future__ import annotations

from isnad.annotate.phrases.view import View
from isnad.lexicon import Noun
from isnad.lexicon.countries import country_of
from isnad.lexicon.romanised import known_part

STARTERS = Noun.TITLE | Noun.BODY | Noun.UNNAMED | Noun.DOCUMENT | Noun.OUTLET_KIND
"""The classes of words with which a phrase of persons or bodies begins."""


def looks_present(view: View, at: int) -> bool:
    """Whether a word that no list knows and that is no name has the shape of a verb of the present (`يخرق`, `ترزق`)."""
    info = view.words[at]
    return view.forms[at][0] in "يت" and not (info.classes or info.article or at in view.names)


def is_owned(view: View, at: int) -> bool:
    """Whether a word ends in a possessive pronoun."""
    form, info = view.forms[at], view.words[at]
    if info.pronoun or (len(form) > 4 and form.endswith(("ها", "هم", "هما"))):
        return True
    written = view.text[view.ends[at] - 1] == "ه" and len(form) > 3
    return written and not info.article and not info.classes and at not in view.names and not known_part(form)


def is_accusative_plural(view: View, at: int) -> bool:
    """Whether a definite word ends as an object in the plural does (`أبلغ الوزير | المعلمين`)."""
    form = view.forms[at]
    return (
        form.startswith("ال")
        and form.endswith("ين")
        and len(form) > 6
        and not view.has(at, Noun.TITLE | Noun.ADJECTIVE | Noun.PLACE)
        and at not in view.names
        and not is_brotherhood(view, at)
        and country_of(form) is None
    )


def is_brotherhood(view: View, at: int) -> bool:
    """Whether a word ends the name `الإخوان المسلمون`, whose second word looks like an object in the plural."""
    return view.forms[at - 1] == "الاخوان" and view.forms[at] in {"المسلمين", "المسلمون"}
