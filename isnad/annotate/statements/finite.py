"""Finite verbs of saying (quotes.md, section 5, groups A, F, G): `قال الوزير إن …`, `وأضاف: "…"`, `الوزارة تؤكد
أن …`.
"""

from __future__ import annotations

from isnad.annotate.phrases.noun_phrase import begins_object, skip_interpolation, subject_after
from isnad.annotate.phrases.second_phrase import second_phrase
from isnad.annotate.phrases.view import COMMAS, INSIDE, Range, View
from isnad.annotate.statements.backward import backward, interrupted
from isnad.annotate.statements.candidate import Candidate
from isnad.annotate.statements.contents import admitted, candidate_of
from isnad.annotate.statements.frames import Opening, find, subject_and_object
from isnad.annotate.statements.quoted_hearers import quoted_hearer
from isnad.annotate.statements.refusals import NEGATIONS, refuse_verb
from isnad.annotate.statements.relays import quoting
from isnad.annotate.statements.subjects import end_subordinate, look_before, split_addressee, widen
from isnad.lexicon import Noun, Reading, particles
from isnad.model import Span

_RESPONSIBILITY = particles("responsibility")
_BY_SAYING = particles("by_saying")
_DRIVING = frozenset({"علي", "ب"})  # with an object before them the verb is one of doing


def finite(view: View, segment: Range, at: int, reading: Reading) -> Candidate | str | None:
    """The statement of a finite verb at a token, a reason why it is none, or None where the verb is used otherwise."""
    first, last = segment
    refused = refuse_verb(view, first, at, reading)
    if refused:
        return refused
    verb = reading.verb
    if reading.enclitic and not (verb.whole or verb.to == "object"):
        return _predicate(view, segment, at, reading)
    if verb.needs == "responsibility":
        return _responsible(view, segment, at, reading)
    quoted = quoted_hearer(view, segment, at, reading)
    if quoted is not None:
        if quoted.source is None:
            look_before(view, first, at, reading, quoted)
        return quoted
    opening, subject = _opening(view, at, last, reading)
    if opening is None:
        return backward(view, segment, at, reading)
    if verb.needs == "deed" and opening.how in {"preposition", "object"} and not _tells_deed(view, opening):
        return None
    if verb.document and verb.needs == "clause" and not _document_tells(view, at + 1, opening):
        return None
    if verb.needs == "prep" and _says_how(view, opening, last):
        return None
    candidate = admitted(view, segment, at, reading, opening)
    if not isinstance(candidate, Candidate):
        return candidate
    if subject is not None and reading.form == "present" and _named_before(view, first, at, reading):
        subject = None
    if subject is not None and _has_object(view, reading, opening, subject):
        return "not-speech"
    candidate.source = subject
    _shape_cue(view, first, at, reading, opening, candidate)
    if "+object" in candidate.rule and verb.to == "object" and subject is not None:
        _hearer_before_object(view, opening, candidate)
    end_subordinate(view, first, at, candidate)
    if subject is None:
        look_before(view, first, at, reading, candidate)
    elif verb.to == "object" and opening.how in {"preposition", "that", "colon", "object"} and opening.saying < 0:
        split_addressee(view, first, at, reading, candidate)
    if verb.to == "object" and candidate.addressee is None and not verb.whole:
        _hearer_apart(view, at, opening, candidate)
    if verb.whole:
        widen(view, candidate, reading, opening)
        if subject is not None and candidate.source is None:
            look_before(view, first, at, reading, candidate)
    quoting(view, at, opening, candidate)
    interrupted(view, segment, at, opening, candidate)
    return candidate


def _tells_deed(view: View, opening: Opening) -> bool:
    """Whether a complement tells what happens or is done (`تحدث شهود عن سماع انفجار`, `هاجم أداء الوزارة`)."""
    return view.has(opening.first, Noun.OBJECT_HEAD | Noun.MASDAR_SHAPE) and begins_object(view, opening.first)


def _says_how(view: View, opening: Opening, last: int) -> bool:
    """Whether a saying word behind the object makes the statement (`بررت الإغلاق بقولها إن …`)."""
    return any(view.forms[k] in _BY_SAYING for k in range(opening.first, min(last, opening.first + 6)))


def _named_before(view: View, first: int, at: int, reading: Reading) -> bool:
    """Whether a name that heads the sentence is the verb's subject (`الهاشم يصف الاتفاق`)."""
    name = view.names.get(at - 1) if at > first else None
    return name is not None and name.first == first and name.last == at and not reading.conjunction


def _has_object(view: View, reading: Reading, opening: Opening, subject: Range) -> bool:
    """Whether a verb that speaks with a preposition has a direct object before it (`شددت القوات الحصار على البلدة`,
    `أقر البرلمان الموازنة بأغلبية صوتين`)."""
    verb = reading.verb
    takes_one = "object" in verb.takes or verb.to == "object" or verb.whole
    if opening.how != "preposition" or verb.act != "say" or takes_one or not _DRIVING.intersection(verb.by):
        return False
    boundary = second_phrase(view, *subject)
    return boundary > subject[0] and opening.saying < 0


def _opening(view: View, at: int, last: int, reading: Reading) -> tuple[Opening | None, Range | None]:
    """Where the content opens, and the subject behind the verb."""
    verb = reading.verb
    stop = "" if verb.to == "object" else verb.to
    opening = find(view, at + 1, last, reading)
    takes_noun = "object" in verb.takes and verb.needs != "clause"
    limit = last if opening is None else opening.mark
    if takes_noun and (opening is None or (opening.how in {"that", "preposition"} and opening.mark > at + 2)):
        found = subject_and_object(view, at + 1, limit, stop, several=reading.number in {"p", "d"})
        if found is not None and (opening is None or (view.has(found[1], Noun.OBJECT_HEAD) and found[1] < limit - 1)):
            subject, k = found
            return Opening("object", k, k, view.starts[k]), subject
    if opening is None:
        return None, None
    if verb.needs == "document":
        k = at + 2 if view.forms[at + 1] in {"في", "ب", "علي"} else at + 1
        end = opening.mark - 1 if view.forms[opening.mark - 1] == "علي" else opening.mark
        return opening, (k, end) if end > k else None
    end = opening.mark if opening.saying < 0 else opening.saying
    if opening.saying >= 0 and not stop:  # `حذرت الهيئة | من المخاطر، قائلة إنها …`
        stop = next((by for by in verb.by if len(by) > 1), "")
    subject, _ = subject_after(view, at + 1, end, stop=stop)
    return opening, subject


def _shape_cue(view: View, first: int, at: int, reading: Reading, opening: Opening, candidate: Candidate) -> None:
    """A split cue is its saying word (both where they touch); a negation that the verb needs belongs to it."""
    if opening.saying >= 0:
        touching = opening.saying == at + 1 and not view.forms[opening.saying].startswith("قول")
        candidate.cue = (at if touching else opening.saying, opening.saying + 1)
    elif (reading.verb.needs == "document" and view.forms[at + 1] == "في") or (
        view.forms[at + 1 : at + 2] and view.forms[at + 1] in INSIDE
    ):
        candidate.cue = (at, at + 2)
    if at > first and view.forms[at - 1] in NEGATIONS:
        candidate.cue = (at - 1, candidate.cue[1])


def _hearer_apart(view: View, at: int, opening: Opening, candidate: Candidate) -> None:
    """The hearer that a time or a comma parts from the subject, or that stands alone behind the verb of a sentence
    whose subject stands before (`دعت النقابة، الاثنين، الوزارة إلى`, `النقابة تدعو الوزارة إلى`)."""
    if opening.how not in {"preposition", "that"} or opening.saying >= 0:
        return
    behind = at + 1
    if candidate.source is not None:
        if candidate.source[0] > at:
            behind = candidate.source[1]
        elif not candidate.rule.endswith("+svo"):
            return
    begin = skip_interpolation(view, behind, opening.mark)
    if begin >= opening.mark or (begin == behind and candidate.source is not None and candidate.source[0] > at):
        return
    tokens, _ = subject_after(view, begin, opening.mark, glued=True)
    if tokens is not None and not view.words[tokens[0]].preposition and not view.has(tokens[0], Noun.PREPOSITION):
        candidate.addressee = tokens


def _hearer_before_object(view: View, opening: Opening, candidate: Candidate) -> None:
    """`ناشدت الأم الخاطفين إطلاق ابنها`: the phrase between subject and verbal noun is spoken to."""
    if begins_object(view, opening.first):
        return
    for k in range(opening.first + 1, min(opening.first + 6, candidate.segment[1])):
        if begins_object(view, k) and view.starts[k] < candidate.end:
            candidate.addressee = (opening.first, k)
            candidate.content[0] = Span(view.starts[k], candidate.content[0].end)
            return


def _document_tells(view: View, at: int, opening: Opening) -> bool:
    """Whether a document or body is the subject of a verb that only they use for saying (`أظهرت الدراسة أن`)."""
    if opening.how != "that":
        return False
    first = skip_interpolation(view, at, opening.mark)
    return first >= opening.mark or view.has(first, Noun.DOCUMENT | Noun.BODY)


def _predicate(view: View, segment: Range, at: int, reading: Reading) -> Candidate | str | None:
    """`… التي تعتبرها بيونغ كذا`: a verb of judgement whose object is a pronoun; the content is the second object."""
    if reading.verb.act != "describe":
        return None
    last = segment[1]
    subject, after = subject_after(view, at + 1, min(last, at + 12), object_follows=True)
    k = after if subject is not None else at + 1
    quotation = view.quotation_at(k) if k < last else None
    if k >= last or not (view.is_word[k] or quotation is not None):
        return None
    if quotation is not None and view.count_words(quotation.inner) < 3:
        return "short-label"
    candidate = candidate_of(view, segment, at, reading, Opening("object", k, k, view.starts[k]))
    if candidate is not None:
        candidate.source = subject
    return candidate


def _responsible(view: View, segment: Range, at: int, reading: Reading) -> Candidate | None:
    """`حمّلت المعارضة الوزير مسؤولية الحريق`: the content begins with whom the blame is laid on."""
    last = segment[1]
    mark = next((k for k in range(at + 1, min(last, at + 12)) if view.words[k].stem in _RESPONSIBILITY), -1)
    if mark < 0:
        return None
    subject, _ = subject_after(view, at + 1, mark)
    begin = second_phrase(view, *subject) if subject is not None else -1
    k = begin if begin >= 0 else (at + 1 if subject is None or view.forms[at + 1] not in COMMAS else at + 2)
    candidate = candidate_of(view, segment, at, reading, Opening("object", k, k, view.starts[k]))
    if candidate is not None and subject is not None and begin > subject[0]:
        candidate.source = (subject[0], begin)
    return candidate
