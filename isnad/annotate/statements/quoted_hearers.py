"""A demand whose quotation begins before whom it is made of (`دعا الوزير "الأطراف إلى ضبط النفس"`)."""

from __future__ import annotations

from isnad.annotate.phrases.noun_phrase import begins_object, subject_after
from isnad.annotate.phrases.view import COMMAS, THAT, Range, View
from isnad.annotate.statements.candidate import Candidate
from isnad.annotate.statements.frames import Opening, preposition
from isnad.lexicon import Reading, particles
from isnad.model import Kind, Span

_WITH_PRONOUN = particles("with_pronoun")
_SUBJECT = 20  # tokens in which a subject and a time stand between the verb and the marks
_HEARER = 8  # tokens within the marks before what is demanded


def quoted_hearer(view: View, segment: Range, at: int, reading: Reading) -> Candidate | None:
    """The statement of a finite verb at a token whose hearer and demand stand within the same marks, or None."""
    verb = reading.verb
    if verb.act != "demand" or verb.to != "object" or verb.whole or reading.enclitic:
        return None
    begin = _marks(view, at + 1, min(segment[1], at + _SUBJECT), reading)
    quotation = view.quotation_at(begin) if begin >= 0 else None
    if quotation is None or not quotation.closed:
        return None
    opening = _demand(view, begin + 1, view.layer.words.at(quotation.inner.end), reading)
    if opening is None:
        return None
    return Candidate(
        cue=(at, at + 1), content=[Span(opening.start, quotation.inner.end)], rule=f"{reading.form}+preposition",
        segment=segment, verb=verb, form=reading.form, source=subject_after(view, at + 1, begin)[0],
        addressee=(begin + 1, opening.mark), gender=reading.gender, number=reading.number, kind=Kind.DIRECT,
    )  # fmt: skip


def _marks(view: View, first: int, last: int, reading: Reading) -> int:
    """The token with which the quotation behind a verb and its subject opens, or -1."""
    for k in range(first, last):
        if view.quotation_at(k) is not None:
            return k
        form = view.forms[k]
        if form in THAT or form in {":", "في"} or form in _WITH_PRONOUN:
            return -1
        if form in reading.verb.by or preposition(view, k, last, reading.verb) is not None:
            return -1
    return -1


def _demand(view: View, first: int, last: int, reading: Reading) -> Opening | None:
    """What is demanded, behind a hearer that begins at token `first`."""
    if first >= last or begins_object(view, first):  # `طالب الحاكم بـ"المعاملة بالمثل"`
        return None
    if not (view.words[first].article or first in view.names or view.words[first].classes):
        return None
    for k in range(first + 1, min(last, first + _HEARER)):
        if not view.is_word[k] or view.forms[k] in THAT or view.forms[k] in COMMAS:
            return None
        opening = preposition(view, k, last, reading.verb)
        if opening is not None:
            return opening
    return None
