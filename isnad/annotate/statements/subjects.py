"""Which of the phrases around a verb of saying speaks, which is spoken to, and which belongs to the content."""

from __future__ import annotations

from isnad.annotate.phrases.noun_phrase import subject_before
from isnad.annotate.phrases.second_phrase import second_phrase
from isnad.annotate.phrases.shapes import looks_present
from isnad.annotate.phrases.view import COMMAS, INSIDE, Range, View
from isnad.annotate.statements.candidate import Candidate
from isnad.annotate.statements.extent import kind_of
from isnad.annotate.statements.frames import Opening
from isnad.lexicon import Noun, Reading, particles
from isnad.model import MentionType, Span
from isnad.text import fold

_CLAUSE_HEADS = (
    frozenset(fold('كان وكان كانت وكانت لكن أن أما : . و - – — ) " “ ” « أنه بأن ثم كما لأن ولأن').split()) | COMMAS
)
_AUXILIARIES = particles("auxiliaries")
_SUBORDINATE_HEADS = particles("subordinate_heads")
_PRONOUNS = particles("pronouns")
_GROUPS = particles("crowds")
_KIN = particles("kin")


def look_before(view: View, first: int, at: int, reading: Reading, candidate: Candidate) -> None:
    """The subject of a verb that has none behind it: the head of its relative clause, or the phrase before it."""
    link = relative_before(view, first, at)
    if link >= 0:
        if view.forms[link - 1] not in _PRONOUNS:  # `وهو الذي أكد`
            candidate.source = antecedent(view, first, link)
        candidate.rule += "+relative"
        if link - 1 > first and view.forms[link - 1] in COMMAS:
            end_at_comma(view, candidate)
    elif view.forms[at + 1 : at + 2] and view.forms[at + 1] in INSIDE:
        candidate.rule += "+inside"
    elif reading.conjunction == "ف" and view.forms[first] in {"اما", "واما"} and at - first > 1:
        candidate.source = (first + 1, at - 1 if view.forms[at - 1] in COMMAS else at)
    elif not reading.conjunction:
        before = subject_before(view, at, first)
        if before is not None and is_clause_head(view, first, before[0]):
            if begins_with_verb(view, first, before):
                candidate.source = (before[0] + 1, before[1]) if view.forms[before[0]][-1:] == "ت" else None
                candidate.rule += "+inside"
            else:
                candidate.source = _joined_last(view, before) if reading.number == "s" else before
            candidate.rule += "+svo"


def _joined_last(view: View, tokens: Range) -> Range:
    """Of a clause and a name joined to it the name, which alone speaks (`الجيش يخرق الهدنة | وسامر يدعو`)."""
    first, last = tokens
    form, name = view.forms[last - 1], view.names.get(last - 1)
    glued = name is not None and name.mention.span.start > view.starts[last - 1]
    titled = bool(view.words[last - 1].conjunction) and view.has(last - 1, Noun.TITLE)
    joined = form[0] == "و" and (glued or titled or form[1:] in view.places)
    clause = any(looks_present(view, k) for k in range(first + 1, last - 1))
    return (last - 1, last) if joined and clause else tokens


def relative_before(view: View, first: int, at: int) -> int:
    """The relative pronoun before a verb, auxiliaries in between (`الذي كان قد أعلن`), or -1."""
    link = at - 1
    while link > first and view.forms[link] in _AUXILIARIES:
        link -= 1
    return link if at > first and view.has(link, Noun.RELATIVE) and view.forms[link] != "من" else -1


def end_at_comma(view: View, candidate: Candidate) -> None:
    """A relative clause between commas holds no more of the content than the second comma lets it."""
    content = candidate.content[-1]
    words = view.layer.words
    for k in range(words.at(content.start) + 1, words.at(content.end)):
        if view.forms[k] in COMMAS:
            candidate.content[-1] = Span(content.start, view.ends[k - 1])
            return


def end_subordinate(view: View, first: int, at: int, candidate: Candidate) -> None:
    """`بعد أن أعلن الهاشم كذا، دعا …`: in a clause of time at the head of a sentence the content ends before the main
    verb.
    """
    if at - first > 4 or view.forms[first] not in _SUBORDINATE_HEADS:
        return
    content = candidate.content[-1]
    words = view.layer.words
    for k in range(words.at(content.start) + 1, words.at(content.end)):
        if view.forms[k - 1] in COMMAS and any(r.form == "past" and not r.conjunction for r in view.readings(k)):
            candidate.content[-1] = Span(content.start, view.ends[k - 2])
            return


def antecedent(view: View, first: int, at: int) -> Range | None:
    """The phrase that a relative clause belongs to; a verb at the head of the segment is none of it."""
    tokens = subject_before(view, at, first)
    if tokens is None:
        return _person_before(view, first, at)
    begin, end = tokens
    if begins_with_verb(view, first, tokens):  # `افتتحت الشركة | ما تقول إنه أول مصنع`
        return begin + 1, end
    office = next(
        (
            k
            for k in range(end - 1, begin, -1)
            if view.has(k, Noun.TITLE) and not view.words[k - 1].classes & Noun.TITLE
        ),
        -1,
    )
    if office > begin and begin == first:
        return office, end
    unknown = not view.words[begin].classes and not view.words[begin].article
    if begin == first and end - begin > 1 and unknown and view.words[begin + 1].article:
        return begin + 1, end
    return tokens


def _person_before(view: View, first: int, at: int) -> Range | None:
    """The last person named before a relative clause whose phrase is too long to be read."""
    name = next((view.names[k] for k in range(at - 1, first - 1, -1) if k in view.names), None)
    return (name.first, name.last) if name is not None and name.mention.type is MentionType.PER else None


def begins_with_verb(view: View, first: int, tokens: Range) -> bool:
    """Whether what stands before a verb is a clause of its own (`أصدرت الوزارة بيانا قالت …`) and no subject."""
    begin, end = tokens
    info = view.words[begin]
    opens = begin == first or view.quotation_at(begin - 1) is not None
    if not opens or end - begin < 2 or info.classes or info.article or not view.is_word[begin]:
        return False
    told = view.has(begin + 1, Noun.TITLE | Noun.BODY | Noun.UNNAMED) or (
        begin + 1 in view.names and begin not in view.names
    )
    form = view.forms[begin]
    behind = view.words[begin + 1]
    told = told or (form.endswith("ت") and not form.endswith("ات") and (behind.article or bool(behind.classes)))
    return told and not view.words[begin + 1].preposition


def is_clause_head(view: View, first: int, at: int) -> bool:
    """Whether a phrase stands where a clause begins, so that it can be the subject of the verb behind it."""
    return at == first or view.forms[at - 1] in _CLAUSE_HEADS


def split_addressee(view: View, first: int, at: int, reading: Reading, candidate: Candidate) -> None:
    """`دعا الوزير الأطراف إلى`: of the words behind the verb the first phrase speaks and the second is spoken to;
    all are spoken to where the subject stands before the verb, or where they do not agree with it."""
    if candidate.source is None:
        return
    begin, end = candidate.source
    before = subject_before(view, at, first) if not reading.conjunction else None
    if before is not None and is_clause_head(view, first, before[0]) and not begins_with_verb(view, first, before):
        candidate.source, candidate.addressee = before, (begin, end)
        return
    boundary = second_phrase(view, begin, end)
    if boundary > begin:
        candidate.source, candidate.addressee = (begin, boundary), (boundary, end)
    elif boundary == begin or _is_spoken_to(view, begin, reading):
        candidate.source, candidate.addressee = None, (begin, end)


def _is_spoken_to(view: View, at: int, reading: Reading) -> bool:
    """Whether a single noun behind a verb is its hearer: it does not agree with the verb, or names a crowd behind
    `و`.
    """
    if reading.conjunction and view.words[at].article and view.words[at].stem in _GROUPS:
        return True
    if reading.conjunction and view.forms[at] in _KIN:  # `وأبلغ عمه بالأمر`
        return True
    if reading.number in {"p", "d"}:
        return view.words[at].article or view.words[at].pronoun
    several = view.forms[at].endswith("ات") and at not in view.names  # `طالب | منظمات الإغاثة`
    feminine = several or (view.text[view.ends[at] - 1] == "ة" and view.words[at].article)
    return reading.gender == "m" and feminine


def widen(view: View, candidate: Candidate, reading: Reading, opening: Opening) -> None:
    """For `اتهم X بكذا`: the object between subject and preposition belongs to the content.

    A single phrase is the object of a verb that always has one (`اتهم`), the subject of one that need not (`هدد`).
    """
    if candidate.source is None or opening.how not in {"preposition", "that"} or candidate.rule.endswith("+svo"):
        return
    first, last = candidate.source
    if last < opening.mark - 1:
        return
    begin = second_phrase(view, first, last)
    if begin < 0:
        if reading.verb.whole == "maybe":
            return
        begin = first
    candidate.source = (first, begin) if begin > first else None
    old = candidate.content[0]
    place = view.layer.words.at(old.end)
    closing = (
        view.quotation_at(place) is None and place < len(view.forms) and view.closing.get(view.ends[place]) is not None
    )
    candidate.content[0] = Span(view.starts[begin], view.ends[place] if closing else old.end)
    candidate.kind = kind_of(view, candidate.content[0])
