"""Bodies told by their kind and definite words: `وزارة الداخلية الليبية`, `المجلس الرئاسي`, `حكومة الوفاق`."""

from __future__ import annotations

from collections.abc import Iterator

from isnad.annotate.phrases.view import Range, View
from isnad.lexicon import Noun, particles
from isnad.lexicon.countries import country_of, supranational
from isnad.lexicon.offices import offices
from isnad.model import MentionType

MINISTRY = "وزاره"  # its field alone names it too: `الداخلية` is `وزارة الداخلية`
_LONGEST = 6
_LONGEST_QUOTED = 4  # words
_NO_PART = Noun.TIME | Noun.PREPOSITION | Noun.RELATIVE | Noun.TITLE
_BEGINS_ANOTHER = Noun.OBJECT_HEAD | Noun.MASDAR_SHAPE
_QUALIFIERS = particles("qualifiers")


def described_bodies(view: View) -> tuple[Range, ...]:
    """The tokens of each, in text order: a noun of its kind and the definite words or the name behind it."""
    if view.bodies is None:
        view.bodies = tuple(_bodies(view))
    return view.bodies


def _bodies(view: View) -> Iterator[Range]:
    past = 0
    for at, info in enumerate(view.words):
        if at >= past and info.classes & Noun.BODY and view.is_word[at] and not info.pronoun:
            last = _body_end(view, at)
            if last - at >= 2 and _names_one(view, at, last):
                yield at, last
                past = last if info.stem == MINISTRY else at


def _body_end(view: View, at: int) -> int:
    """The token after the body's words: a name or definite words that agree."""
    head = view.words[at]
    feminine = head.article and view.text[view.ends[at] - 1] == "ة"
    k = at + 1
    quotation = view.quotation_at(k) if not head.article else None
    if quotation is not None and view.count_words(quotation.inner) <= _LONGEST_QUOTED:  # `صحيفة "الضفاف"`
        return view.layer.words.at(quotation.outer.end)
    while k < len(view.forms) and k - at < _LONGEST and view.is_word[k] and not view.line_start(k):
        part, name = view.words[k], view.names.get(k)
        if head.stem in offices().for_a_field and k - at > 1 and _is_field(view, k):  # `المجلس الأعلى للدولة`
            return k + 1
        if part.preposition or part.conjunction or part.classes & _NO_PART or view.forms[k] in _QUALIFIERS:
            break
        if name is not None and name.first == k and k == at + 1 and not head.article:
            return name.last
        chained = k == at + 1 and not head.article and part.classes & Noun.BODY
        if not (part.article or chained) or (
            feminine and view.forms[k].endswith("ي") and part.classes & Noun.ADJECTIVE
        ):
            break
        if k - at > 1 and view.words[k - 1].article and part.classes & _BEGINS_ANOTHER:  # `أدان مجلس الأمن | الهجوم`
            break
        k += 1
    return k


def _is_field(view: View, at: int) -> bool:
    """Whether a word with لل tells what a body is for, not to whom it speaks or belongs (`للحكومة`)."""
    part = view.words[at]
    belongs = part.classes & (Noun.BODY | Noun.OUTLET_KIND) and part.stem != "دوله"
    return view.forms[at].startswith("لل") and part.article and not belongs


def _names_one(view: View, first: int, last: int) -> bool:
    """Whether the words name one body and do not only describe a kind (`الدول الداعمة`, `رئاسة فلان`)."""
    head = view.words[first]
    name = view.named(first + 1, last, *MentionType)
    if name is not None:
        return head.stem not in offices().of_a_person
    if head.stem not in offices().loose or view.quotation_at(first + 1) is not None:
        return True
    return any(country_of(view.forms[k]) or supranational(view.forms[k]) for k in range(first + 1, last))
