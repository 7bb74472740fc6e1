"""The rules that find statements, one function a pattern (quotes.md, section 5, groups A to D and H).

Every function looks at one token of a segment and returns a candidate, a rejection slug, or None where it has nothing to
say.
"""

from __future__ import annotations

from isnad.annotate.statements.candidate import Candidate, Range
from isnad.annotate.statements.contents import contents
from isnad.annotate.statements.extent import direct_span
from isnad.annotate.statements.frames import Opening, adjacent, find, names_source, subject_and_object, that_clause
from isnad.annotate.statements.phrase import begins_object, skip_interpolation, subject_after, subject_before
from isnad.annotate.statements.view import COMMAS, View
from isnad.lexicon import Noun, Reading, attributions
from isnad.model import Kind, Span
from isnad.text import fold

_NEGATIONS = frozenset({"لم", "لن", "لا", "ما", "ولم", "ولن", "ولا"})
_BEFORE_AN = frozenset({"قبل", "بعد", "الي", "منذ", "سبق", "وسبق"})
_EXPECTING = frozenset({"قد", "سوف", "ربما", "وقد", "لعل", "لو", "كي", "لكي"})
_PREPOSITIONS = frozenset({"في", "علي", "من", "عن", "الي", "بعد", "قبل", "رغم", "دون", "عبر", "خلال", "ضد", "منذ", "بسبب", "عقب", "مع", "كل", "اي"})
_LABELLING = frozenset({"ما", "التي", "الذي", "بما", "مما", "الذين", "فيما", "عما", "لما"})
_BACKWARD = frozenset({"كما", "حسبما", "بحسبما", "وفقما", "مثلما"})
_TELLING = frozenset({"أوضح", "ذكر", "أورد", "بين", "كتب", "شرح", "روى", "أخبر"})
_INSIDE = frozenset({"فيه", "فيها", "خلاله", "خلالها", "عبره", "عبرها", "فيهما"})
_ABOUT = frozenset({"عن", "عنه", "عنها", "عنهم"})
_RELAYS = frozenset({"نقلت", "ونقلت", "نقل", "ونقل", "ينقل", "تنقل", "نقلا", "نقلوا"})


def finite(view: View, segment: Range, at: int, reading: Reading) -> Candidate | str | None:
    """A finite verb of saying: `قال الوزير إن …`, `وأضاف: "…"`, `الوزارة تؤكد أن …`, `"…"، يقول الوزير`."""
    first, last = segment
    refused = _unsaid(view, first, at, reading)
    if refused:
        return refused
    if reading.enclitic and not (reading.verb.whole or reading.verb.to == "object"):
        return _predicate(view, segment, at, reading)
    opening = find(view, at + 1, last, reading)
    subject: Range | None = None
    if reading.verb.needs == "responsibility":
        opening = None
        if not any(view.words[k].stem.startswith("مسؤول") or view.words[k].stem.startswith("مسوول") for k in range(at, min(last, at + 10))):
            return None
    if opening is None and "object" in reading.verb.takes and reading.verb.needs != "clause":
        found = subject_and_object(view, at + 1, last, _addressee_mark(reading))
        if found is not None:
            subject, k = found
            opening = Opening("object", k, k, view.starts[k])
    if opening is None:
        return _backward(view, segment, at, reading)
    if opening.how in {"that", "preposition"} and opening.mark > at + 1 and "object" in reading.verb.takes and reading.verb.needs != "clause":
        found = subject_and_object(view, at + 1, opening.mark, _addressee_mark(reading))
        if found is not None and view.has(found[1], Noun.OBJECT_HEAD) and found[1] < opening.mark - 1:
            subject, k = found
            opening = Opening("object", k, k, view.starts[k])
    if reading.verb.document and reading.verb.needs == "clause" and not _tells(view, at + 1, opening):
        return None
    if opening.how != "object":
        subject, _ = subject_after(view, at + 1, opening.mark if opening.saying < 0 else opening.saying, stop=_addressee_mark(reading))
    candidate = _candidate(view, segment, at, reading, opening)
    if candidate is None:
        return None
    candidate.source = subject
    if opening.saying >= 0:
        candidate.cue = (at, opening.saying + 1) if opening.saying == at + 1 else (opening.saying, opening.saying + 1)
    if subject is None:
        _look_before(view, first, at, reading, candidate)
    elif reading.verb.to == "object" and opening.how in {"preposition", "that"} and opening.saying < 0:
        _split_addressee(view, first, at, reading, candidate)
    if reading.verb.whole:
        _widen(view, candidate, at, opening)
    return candidate


def _tells(view: View, at: int, opening: Opening) -> bool:
    """Whether a document or body is the subject of a verb that only they use for saying (`أظهرت الدراسة أن`)."""
    if opening.how != "that":
        return False
    first = skip_interpolation(view, at, opening.mark)
    return first >= opening.mark or view.has(first, Noun.DOCUMENT | Noun.BODY)


def _addressee_mark(reading: Reading) -> str:
    """The preposition before the verb's addressee, or an empty string."""
    return "" if reading.verb.to == "object" else reading.verb.to


def _unsaid(view: View, first: int, at: int, reading: Reading) -> str:
    """Why a finite verb says nothing, or an empty string."""
    before = view.forms[at - 1] if at > first else ""
    if reading.person == 1:
        return "self-performative"
    if reading.form == "past" and not reading.conjunction and before in _PREPOSITIONS:
        return "not-speech"
    if reading.verb.act == "describe" and before in _LABELLING and not reading.enclitic == "":
        return "short-label"
    if reading.number == "d" and reading.form == "past" and reading.gender == "m" and not reading.conjunction:
        tanwin = "\N{ARABIC FATHATAN}" in view.text[view.starts[at] : view.ends[at]]
        if tanwin or at + 1 >= len(view.forms) or view.forms[at + 1][0] in "لب":
            return "not-speech"
    if _is_passive(view, at, reading):
        return "passive"
    if reading.form == "future":
        return "irrealis"
    if before in _NEGATIONS and reading.verb.polarity != "negative":
        return "negated-saying"
    if reading.form == "present":
        if before == "ان" and not (at - 2 >= first and view.forms[at - 2] in _BEFORE_AN):
            return "irrealis"
        if before in _EXPECTING:
            return "irrealis"
        if reading.gender == "m" and reading.number == "s" and at + 1 < len(view.forms) and view.forms[at + 1] == "ان":
            return "irrealis" if reading.verb.act == "predict" or reading.verb.lemma == "اعتقد" else ""
    return ""


def _is_passive(view: View, at: int, reading: Reading) -> bool:
    """Whether a written damma makes the verb passive (`يُتهم`, `أُعلن`): it has no speaker then."""
    start = view.starts[at] + (1 if reading.conjunction else 0)
    return view.text[start + 1 : start + 2] == "\N{ARABIC DAMMA}" and not (
        reading.form == "present" and reading.verb.present[0] == "ي" and len(fold(reading.verb.lemma)) == 4
    )


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
    opening = Opening("object", k, k, view.starts[k])
    if quotation is not None and view.count_words(quotation.inner) < 3:
        return "short-label"
    candidate = _candidate(view, segment, at, reading, opening)
    if candidate is not None:
        candidate.source = subject
    return candidate


def _candidate(view: View, segment: Range, at: int, reading: Reading, opening: Opening) -> Candidate | None:
    found = contents(view, opening, segment[1])
    if found is None:
        return None
    spans, kind = found
    cue_end = at + 1
    if opening.mark == at + 1 and view.forms[opening.mark] in reading.verb.by and opening.first > opening.mark:
        cue_end = at + 2
    return Candidate(
        cue=(at, cue_end),
        content=spans,
        rule=f"{reading.form}+{opening.how}",
        segment=segment,
        verb=reading.verb,
        form=reading.form,
        gender=reading.gender,
        number=reading.number,
        kind=kind,
    )


def _look_before(view: View, first: int, at: int, reading: Reading, candidate: Candidate) -> None:
    """The subject of a verb that has none behind it: the head of its relative clause, or the phrase before it."""
    if at > first and view.has(at - 1, Noun.RELATIVE) and view.forms[at - 1] != "من":
        candidate.implicit_hint = subject_before(view, at - 1, first)
        candidate.rule += "+relative"
    elif at + 1 < len(view.forms) and view.forms[at + 1] in _INSIDE:
        candidate.rule += "+inside"
    elif reading.conjunction == "ف" and view.forms[first] in {"اما", "واما"} and at - first > 1:
        candidate.source = (first + 1, at - 1 if view.forms[at - 1] in COMMAS else at)
    elif not reading.conjunction:
        before = subject_before(view, at, first)
        if before is not None and _is_clause_head(view, first, before[0]) and not _begins_with_verb(view, first, before):
            candidate.source = before
            candidate.rule += "+svo"


def _begins_with_verb(view: View, first: int, tokens: Range) -> bool:
    """Whether what stands before a verb is a clause of its own (`أصدرت الوزارة بيانا قالت …`) and no subject."""
    begin, end = tokens
    info = view.words[begin]
    if begin != first or end - begin < 2 or info.classes or info.article or not view.is_word[begin]:
        return False
    return view.has(begin + 1, Noun.TITLE | Noun.BODY) and not view.words[begin + 1].preposition


def _is_clause_head(view: View, first: int, at: int) -> bool:
    """Whether a phrase stands where a clause begins, so that it can be the subject of the verb behind it."""
    if at == first:
        return True
    before = view.forms[at - 1]
    return before in COMMAS or before in {"كان", "وكان", "كانت", "وكانت", "لكن", "ان", "اما", ":", ".", "و", "-", "–", "—", ")", '"', "“", "”", "«", "انه", "بان"}


def _split_addressee(view: View, first: int, at: int, reading: Reading, candidate: Candidate) -> None:
    """`دعا الوزير الأطراف إلى`: of the words behind the verb the first phrase speaks and the second is spoken to; all are
    spoken to where the subject stands before the verb, or where they do not agree with it."""
    if candidate.source is None:
        return
    begin, end = candidate.source
    before = subject_before(view, at, first) if not reading.conjunction else None
    if before is not None and _is_clause_head(view, first, before[0]):
        candidate.source, candidate.addressee = before, (begin, end)
        return
    boundary = _second_phrase(view, begin, end)
    if boundary > begin:
        candidate.source, candidate.addressee = (begin, boundary), (boundary, end)
    elif boundary == begin or _disagrees(view, begin, reading):
        candidate.source, candidate.addressee = None, (begin, end)


def _disagrees(view: View, at: int, reading: Reading) -> bool:
    """Whether a noun cannot be the subject of the verb: a feminine noun behind a masculine verb of the singular."""
    if reading.gender != "m" or reading.number != "s":
        return reading.number == "p"
    plural = view.forms[at].endswith("ات") or view.text[view.ends[at] - 1] == "ة"
    return plural and view.words[at].article


def _second_phrase(view: View, begin: int, end: int) -> int:
    """Where a second noun phrase begins behind a first one: at a noun with a pronoun, an accusative plural, a body or office
    behind a definite word; -1 where only one is seen."""
    for k in range(begin, end):
        info, form = view.words[k], view.forms[k]
        if not view.is_word[k]:
            continue
        if form.startswith("ال") and form.endswith("ين") and len(form) > 6 and not info.classes & (Noun.TITLE | Noun.ADJECTIVE):
            return k
        if k == begin:
            continue
        previous = view.words[k - 1]
        closed = previous.article or previous.pronoun or not previous.classes
        if info.pronoun and closed and not info.classes & Noun.TITLE:
            return k
        owned = len(form) > 4 and form.endswith(("ها", "هم")) and not info.article and not info.classes
        if closed and owned:
            return k
        if closed and info.classes & (Noun.BODY | Noun.TITLE) and not info.preposition and not info.conjunction:
            if info.classes & Noun.ADJECTIVE or (info.classes & Noun.TITLE and previous.classes & (Noun.ADJECTIVE | Noun.TITLE)):
                continue
            return k
    return -1


def _widen(view: View, candidate: Candidate, at: int, opening: Opening) -> None:
    """For `اتهم X بكذا`: the object between subject and preposition belongs to the content."""
    if candidate.source is None or opening.how not in {"preposition", "that"}:
        return
    first, last = candidate.source
    mark = opening.mark
    if last < mark - 1:
        return
    begin = _object_of(view, first, last)
    if begin > first:
        candidate.source = (first, begin)
    else:
        candidate.source = None
    content = candidate.content[0]
    candidate.content[0] = type(content)(view.starts[begin], content.end)


def _object_of(view: View, first: int, last: int) -> int:
    """Where the second of two phrases in a row begins."""
    for k in range(first, last):
        form = view.forms[k]
        if form.startswith("ال") and form.endswith("ين") and len(form) > 5 and not view.has(k, Noun.TITLE):
            return k
    begin = next((k for k in range(first + 1, last) if view.is_word[k] and begins_object(view, k)), -1)
    if begin < 0:
        begin = _second_phrase(view, first, last)
    if begin > first:
        return begin
    k = last - 1
    while k > first and view.words[k].article and view.forms[k].endswith(("ي", "يه")):
        k -= 1
    while k - 1 > first and view.has(k - 1, Noun.BODY | Noun.TITLE) and not view.words[k - 1].article:
        k -= 1
    return k if k > first else first + 1 if last - first > 1 else last - 1


def _backward(view: View, segment: Range, at: int, reading: Reading) -> Candidate | str | None:
    """A verb whose content stands before it: `"…"، قال الوزير`, `…، كما ذكرت الوزارة`."""
    first, last = segment
    if "quote" not in reading.verb.takes and "that" not in reading.verb.takes:
        return None
    before = view.forms[at - 1] if at > first else ""
    cue = (at - 1, at + 1) if before in _BACKWARD else (at, at + 1)
    quotation = view.quotation_before(cue[0]) if cue[0] > first else None
    subject, _ = subject_after(view, at + 1, min(last, at + 25))
    if quotation is not None and "quote" in reading.verb.takes and view.count_words(quotation.inner) >= 3 and not reading.conjunction:
        span = direct_span(view, quotation)
        spans = [span] if span else []
        kind = Kind.DIRECT
    elif before in _BACKWARD and cue[0] > first + 2 and (reading.verb.needs == "" or reading.verb.lemma in _TELLING):
        span = view.trimmed(view.starts[first], view.ends[cue[0] - 1])
        spans = [span] if span else []
        kind = Kind.INDIRECT
    else:
        return None if reading.verb.needs else "no-content"
    if not spans:
        return None
    return Candidate(
        cue=cue, content=spans, rule="backward", segment=segment, verb=reading.verb, form=reading.form,
        source=subject, gender=reading.gender, number=reading.number, kind=kind,
    )  # fmt: skip


_ALSO_NOUNS = frozenset({"طالب", "كاتب", "متهم", "شاهد", "معلم", "مفيد", "متابع", "مطالب", "قائل", "واعد", "مصر", "علم", "مدون", "منتج"})


def participle(view: View, segment: Range, at: int, reading: Reading) -> Candidate | str | None:
    """An accusative participle of saying: `…، مشيرا إلى أن …`, `…، قائلة: "…"`."""
    first, last = segment
    opening = adjacent(view, at + 1, last, reading.verb)
    if opening is None:
        return None
    form = view.forms[at]
    feminine = form.endswith("ه") or form.endswith(("ين", "ات"))
    before = view.forms[at - 1] if at > first else ""
    set_off = at == first or before in COMMAS or view.closing.get(view.ends[at - 1]) is not None
    if not set_off and opening.how == "object" and feminine:
        return None
    if not set_off and view.words[at].article:
        return None
    if opening.how in {"object"} and form.rstrip("اه") in _ALSO_NOUNS:
        return None
    candidate = _candidate(view, segment, at, reading, opening)
    if candidate is not None and reading.verb.lemma == "قال" and at - first < 14:
        _split_cue_subject(view, first, at, candidate)
    return candidate


def _split_cue_subject(view: View, first: int, at: int, candidate: Candidate) -> None:
    """`ومضت الوزيرة قائلة`: the subject of the verb before a saying word, where that verb is none of saying."""
    k = first
    while k < at and view.words[k].classes & (Noun.TIME | Noun.PREPOSITION):
        k += 1
    if k < at and view.forms[k][-1:] != ":" and k + 1 < at:
        subject, _ = subject_after(view, k + 1, at, object_follows=True)
        if subject is not None and view.forms[k][:1] == "و":
            candidate.source = subject


def masdar(view: View, segment: Range, at: int, reading: Reading) -> Candidate | str | None:
    """A verbal noun of saying: `قوله إن …`, `بقولها: "…"`, `إعلان الصين أنها …`, `الدعوة إلى …`."""
    last = segment[1]
    verb = reading.verb
    if reading.enclitic or verb.lemma == "قال":
        opening = adjacent(view, at + 1, last, verb, noun=False)
        if opening is None or reading.conjunction.endswith("ل"):
            return None
        candidate = _candidate(view, segment, at, reading, opening)
        if candidate is not None:
            candidate.form = "masdar"
            candidate.possessive = reading.enclitic
            candidate.gender = {"ه": "m", "ها": "f"}.get(reading.enclitic, "")
            candidate.number = "p" if reading.enclitic in {"هم", "هن"} else "s"
        return candidate
    for k in range(at + 1, min(last, at + 10)):
        if any(r.form == "past" for r in view.readings(k)) or view.forms[k] in COMMAS:
            return None
        clause = that_clause(view, k, last)
        if clause is not None and "that" in verb.takes:
            candidate = _candidate(view, segment, at, reading, clause)
            if candidate is not None and k > at + 1 and not view.words[at].article:
                candidate.source, _ = subject_after(view, at + 1, k)
            return candidate
    return None


def adverb(view: View, segment: Range, at: int) -> Candidate | str | None:
    """`بحسب`, `وفقا لـ`, `على حد قوله`: the content is the clause around, the source follows."""
    first, last = segment
    k = at + 1
    cue_end = at + 1
    if view.forms[at] == "علي":
        if k + 1 >= last or view.forms[k] != "حد":
            return None
        k += 1
        cue_end = k + 1
    elif k < last and view.forms[k] in {"ل", "الي", "عن"}:
        k += 1
    elif not names_source(view, at, last):
        return "law-or-plan"
    if k >= last:
        return None
    if view.forms[k] in {"ما", "لما"}:
        return _according_to_what(view, segment, at, k)
    heads = attributions().implicit_heads
    stem = view.words[k].stem
    implicit = next((p for p in ("ه", "ها", "هم", "هما") if view.forms[k].endswith(p) and view.forms[k][: -len(p)] in heads), "")
    if stem in heads and not implicit and k + 1 < last and stem != "تصريح":
        k += 1
    if not implicit and not names_source(view, at, last):
        return "law-or-plan"
    source, after = (None, k + 1) if implicit else subject_after(view, k, min(last, k + 20))
    if not implicit and source is None:
        return None
    span, kind, spans = None, Kind.INDIRECT, []
    quotation = view.quotation_before(at) if at > first else None
    if at <= first + 1:
        begin = after
        while begin < last and view.forms[begin] not in COMMAS | {":"}:
            begin += 1
        if begin + 1 >= last:
            begin = after - 1
        opening = that_clause(view, begin + 1, last) or Opening("clause", begin, begin + 1, view.starts[min(begin + 1, last - 1)])
        found = contents(view, opening, last) if opening.first < last else None
        if found is None:
            return None
        spans, kind = found
    else:
        if quotation is not None and view.count_words(quotation.inner) >= 3 and _only_quotation(view, first, quotation.outer.start):
            span, kind = direct_span(view, quotation), Kind.DIRECT
        else:
            span = view.trimmed(view.starts[first], view.ends[at - 1])
        spans = [span] if span is not None else []
        if spans and kind is Kind.INDIRECT:
            spans += _rest(view, after, last)
    if not spans:
        return None
    return Candidate(
        cue=(at, k + 1 if implicit else cue_end), content=spans, rule="adverb", segment=segment, source=source, kind=kind,
        gender={"ه": "m", "ها": "f"}.get(implicit, ""), number="p" if implicit == "هم" else "s", possessive=implicit,
    )  # fmt: skip


def _according_to_what(view: View, segment: Range, at: int, k: int) -> Candidate | None:
    """`وفق ما صرح به الوزير`: the cue reaches over the verb and its pronoun."""
    first, last = segment
    verb = k + 1
    if verb >= last or not any(r.form in {"past", "present"} for r in view.readings(verb)):
        return None
    end = verb + 1
    if end < last and view.forms[end] in {"به", "بها", "عنه", "اليه", "في"}:
        end += 1
    source, _ = subject_after(view, end, last)
    span = view.trimmed(view.starts[first], view.ends[at - 1]) if at > first else None
    if span is None:
        return None
    reading = next(r for r in view.readings(verb) if r.form in {"past", "present"})
    return Candidate(
        cue=(at, end), content=[span], rule="adverb", segment=segment, source=source, gender=reading.gender,
        number=reading.number,
    )  # fmt: skip


def _rest(view: View, after: int, last: int) -> list[Span]:
    """What goes on behind an attribution between two commas (`وتأتي الخطوة، بحسب البيان، بعد …`)."""
    if after + 3 >= last or view.forms[after] not in COMMAS:
        return []
    found = contents(view, Opening("clause", after, after + 1, view.starts[after + 1]), last)
    return found[0] if found is not None and view.count_words(found[0][0]) >= 3 else []


def _only_quotation(view: View, first: int, start: int) -> bool:
    """Whether nothing but a connective stands before a quotation in its segment."""
    return view.layer.words.at(start) - first <= 1


def relay(view: View, segment: Range, at: int) -> Candidate | str | None:
    """`نقلت وكالة X عن Y قوله إن …`: the speaker is Y, X hands it on; `نقلا عن Y` inside another's clause."""
    first, last = segment
    about = next((k for k in range(at + 1, min(last, at + 22)) if view.forms[k] in _ABOUT), -1)
    if about < 0:
        return None
    pronoun = view.forms[about] != "عن"
    saying = -1
    opening: Opening | None = None
    for k in range(about + 1, min(last, about + 40)):
        reading = next((r for r in view.readings(k) if r.form == "masdar"), None)
        if reading is not None and reading.enclitic:
            opening, saying = adjacent(view, k + 1, last, reading.verb), k
            break
        opening = that_clause(view, k, last)
        if opening is None and view.forms[k] == ":" and k + 1 < last:
            opening = Opening("colon", k, k + 1, view.starts[k + 1])
        if opening is not None:
            break
    if opening is None:
        return None
    end = saying if saying >= 0 else opening.mark
    source, _ = (None, 0) if pronoun else subject_after(view, about + 1, end)
    via, _ = subject_after(view, about + 1, end) if pronoun and about == at + 1 else subject_after(view, at + 1, about)
    found = contents(view, opening, last)
    if found is None:
        return None
    cue = (saying, saying + 1) if saying >= 0 else (at, about + 1 if view.forms[at].endswith("نقلا") else at + 1)
    if view.forms[at].endswith("نقلا"):
        via = None
    return Candidate(
        cue=cue, content=found[0], kind=found[1], rule="relay", segment=segment, source=source, via=via, form="relay",
        gender={"عنها": "f", "عنه": "m"}.get(view.forms[about], ""), number="p" if view.forms[about] == "عنهم" else "",
    )  # fmt: skip


def is_relay(view: View, at: int) -> bool:
    """Whether the token hands on what another said."""
    return view.forms[at] in _RELAYS
