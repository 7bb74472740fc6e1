"""How a cue opens its content: with أن or إن, a colon, a quotation mark, a preposition, or a noun.

Each verb's frame stands in `data/lexicon/verbs.yaml`; here it is looked for in the words behind the cue.
"""

from __future__ import annotations

from typing import NamedTuple

from isnad.annotate.phrases.noun_phrase import begins_object, skip_interpolation, subject_after
from isnad.annotate.phrases.second_phrase import second_phrase
from isnad.annotate.phrases.view import COMMAS, THAT, View, once
from isnad.lexicon import Noun, Reading, Verb, attributions, channels, particles, word
from isnad.text import splits

_REACH = 70
_ASIDE = 14  # tokens of a clause between a cue and its content
_WHERE = frozenset({"حيث", "بينما", "فيما"})
_DURING = frozenset({"في", "خلال", "اثناء", "لدي", "عقب", "بعد", "منذ", "عن"})  # no verb of the past stands behind them
_AS_TOLD = frozenset({"أفاد", "أعلن", "ذكر", "قال", "أوضح", "أورد", "أكد", "صرح", "كشف"})
_GROUNDS = particles("grounds") | particles("reactions")
_NOT = particles("negations")
_HANDING = particles("hands_on")
_TALKING = particles("talking_to")
_QUOTED_WORDS = 3
_SAYING = particles("saying")
_BEFORE_NAMES = particles("before_names")
_CIRCUMSTANCES = particles("circumstances")
_TELLING = particles("telling_a_name")
_BREAKS = particles("breaks")
_CALLING = particles("calls_of_a_word")
_NOUNS_ONLY = particles("nouns_only")
_AFTER_PREPOSITION_STOP = particles("after_preposition_stop")


# Words that make أن a part of their own phrase (`قبل أن`, `يمكن أن`, `غير أن`), so that it opens no content.
_OTHER_AN = particles("an_of_others")


class Opening(NamedTuple):
    """Where a content begins.

    `how` is `that`, `colon`, `quote`, `preposition` or `object`; `mark` is the token that opens it (the complementiser,
    colon or preposition; the content's own first token for a noun or a quotation); `first` is the content's first token
    and `start` its first character, which lies inside that token where a preposition is glued to it. `saying` is
    the token of a split cue's saying word (`ومضى الوزير قائلا`), or -1.
    """

    how: str
    mark: int
    first: int
    start: int
    saying: int = -1


def _noun_after(view: View, at: int, last: int) -> bool:
    """Whether a noun, and no verb or particle, can stand at this token as a complement."""
    if at >= last:
        return False
    if not view.is_word[at]:
        return view.quotation_at(at) is not None
    if view.forms[at] in _AFTER_PREPOSITION_STOP:
        return False
    info = view.words[at]
    return not (info.classes & (Noun.PREPOSITION | Noun.RELATIVE)) or view.forms[at] in _NOUNS_ONLY


def _glued(view: View, at: int, preposition: str, *, right_behind: bool = False) -> int:
    """The length in characters of a preposition glued to a noun (`بوقف`), or 0 if the word only begins with the
    letter.
    """
    form, info = view.forms[at], view.words[at]
    if len(form) < (3 if info.classes else 4) or form in THAT or not form.startswith((preposition, "و" + preposition)):
        return 0
    if form.startswith(preposition + "ال") or (preposition == "ل" and form.startswith("لل")):
        return 1
    if info.preposition == preposition and info.classes:
        return 1
    if right_behind and preposition == "ب" and not info.classes and not info.article:
        return 1
    owned = form.endswith(("ه", "ها", "هم", "هما")) and len(form) > 5 and view.text[view.ends[at] - 1] != "ة"
    return 1 if owned and info.preposition in ("", preposition) else 0


def that_clause(view: View, at: int, last: int) -> Opening | None:
    """The opening of a clause whose complementiser is token `at`."""
    form = view.forms[at]
    if form == "الا" and view.text[view.starts[at]] == "أ" and at + 1 < last:  # `على ألا تتخذ`
        return Opening("that", at, at, view.starts[at])
    if form not in THAT or at + 1 >= last or (at and view.forms[at - 1] in _OTHER_AN):
        return None
    if form in {"ان", "بان"}:
        first = at + 1
        while first < last and (view.forms[first] in COMMAS or view.forms[first] == ":"):
            first += 1
        if first >= last:
            return None
        quotation = view.quotation_at(first)
        start = quotation.inner.start if quotation is not None else view.starts[first]
        return Opening("that", at, first, start)
    return Opening("that", at, at, view.starts[at])


def _colon(view: View, at: int, last: int) -> Opening | None:
    first = at + 1
    if first >= last or view.forms[at] != ":":
        return None
    if view.forms[first] in {"ان", "بان"} and first + 1 < last and view.quotation_at(first) is None:
        first += 1
    return Opening("colon", at, first, view.starts[first])


def _quote(view: View, at: int, *, words: int = _QUOTED_WORDS) -> Opening | None:
    quotation = view.quotation_at(at)
    if quotation is None or view.count_words(quotation.inner) < words:
        return None
    return Opening("quote", at, at, quotation.inner.start)


def preposition(view: View, at: int, last: int, verb: Verb, *, right_behind: bool = False) -> Opening | None:
    """A complement behind one of the verb's prepositions, separate or glued."""
    form = view.forms[at]
    if form in verb.by and at + 1 < last:
        clause = that_clause(view, at + 1, last)
        if clause is not None:
            return clause._replace(mark=at)
        if form == "ب" or form == "ل" or _noun_after(view, at + 1, last):
            first = at + 1
            if form == "في" and channels().match(view.forms, first, last):
                return None
            quotation = view.quotation_at(first)
            start = view.starts[first] if quotation is None else quotation.outer.start
            return Opening("preposition", at, first, start)
    for glued in ("ب", "ل"):
        if glued in verb.by:
            length = _glued(view, at, glued, right_behind=right_behind)
            if length and not (glued == "ب" and _names_channel(view, at, last)):
                kept = form.startswith("لل")  # its article cannot stand alone
                return Opening("preposition", at, at, view.starts[at] + (0 if kept else length))
    return None


def _names_channel(view: View, at: int, last: int) -> bool:
    return (
        view.words[at].stem in {"بيان", "تصريح", "تغريده", "مؤتمر"}
        and channels().match(view.forms, at, last) is not None
    )


def adjacent(view: View, at: int, last: int, verb: Verb, *, noun: bool = True) -> Opening | None:
    """The opening right behind a participle or masdar, a comma or circumstance in between at most.

    Args:
        view: The report.
        at: The token after the cue.
        last: The end of the segment.
        verb: The cue's verb.
        noun: Whether a bare noun may be the complement of a verb that takes one.
    """
    if at >= last:
        return None
    first = at
    if view.forms[first] in COMMAS:
        first += 1
    if first < last and view.forms[first] in _SAYING:
        return _saying(view, first, last)
    if first < last:
        opening = preposition(view, first, last, verb, right_behind=first == at)
        if opening is not None:
            return opening
    reach = min(last, first + 12)
    for k in range(first, reach):
        found = that_clause(view, k, last) or _colon(view, k, last)
        if found is None and "quote" in verb.takes and (k == first or view.forms[k - 1] in COMMAS):
            found = _quote(view, k, words=1 if k == first and verb.lemma == "قال" else _QUOTED_WORDS)
        if found is not None:
            if found.how == "that" and "that" not in verb.takes and not verb.by:
                return None
            return found
        if (
            noun
            and ("object" in verb.takes or verb.lemma == "اعتبر")
            and (k == first or view.forms[k - 1] in COMMAS)
            and _noun_object(view, k)
        ):
            return Opening("object", k, k, view.starts[k])
        if k > first and view.forms[k] in verb.by:
            found = preposition(view, k, last, verb)
            if found is not None:
                return found
        if not _circumstance(view, k, first):
            return None
    return None


def participle_opening(view: View, at: int, last: int, reading: Reading) -> Opening | None:
    """The opening of a participle's content, behind its object where it takes one (`متهما الوزير بـ…`, `داعيا
    الأطراف إلى`).
    """
    opening = adjacent(view, at + 1, last, reading.verb)
    two_places = reading.verb.to == "object" or bool(reading.verb.whole)
    if not two_places or (opening is not None and opening.how != "object"):
        return opening
    if at + 1 >= last or not view.is_word[at + 1] or view.words[at + 1].preposition:
        return opening
    found = find(view, at + 1, min(last, at + 16), reading)
    return found if found is not None and found.how in {"preposition", "that"} else opening


def _noun_object(view: View, at: int) -> bool:
    info = view.words[at]
    if not view.is_word[at]:
        return False
    return begins_object(view, at) or (
        not (info.classes & (Noun.PREPOSITION | Noun.TIME | Noun.RELATIVE)) and not info.preposition
    )


def _circumstance(view: View, at: int, first: int) -> bool:
    """Whether the token can stand between a participle and its complement (`مضيفا، في بيان له، أن`)."""
    if any(r.form in {"past", "present"} for r in view.readings(at)) and not view.words[at].article:
        return False
    form = view.forms[at]
    if at == first:
        in_channel = form in {"في", "خلال", "عبر", "علي", "امام"} or form in COMMAS
        return in_channel or view.has(at, Noun.TIME) or form == "من" or view.words[at].preposition == "ل"
    return (
        view.is_word[at]
        or form in COMMAS
        or view.quotation_at(at) is not None
        or view.closing.get(view.ends[at]) is not None
    )


def find(view: View, at: int, last: int, reading: Reading) -> Opening | None:
    """The opening of the content of a finite verb, whose subject and circumstances may stand before it.

    A clause with أن or إن is preferred to a noun behind a preposition that may belong to the subject.

    Args:
        view: The report.
        at: The token after the verb.
        last: The end of the segment.
        reading: The verb's form and frame.
    """
    verb = reading.verb
    if verb.needs == "document":
        return _document(view, at, last, verb)
    weak: Opening | None = None
    k = at
    end = min(last, at + _REACH)
    commas = 0
    others = 0
    while k < end:
        form = view.forms[k]
        if form in _SAYING:
            return None if _object_between(view, at, k, verb) else _saying(view, k, last)
        if form in THAT and ("that" in verb.takes or verb.by):
            clause = that_clause(view, k, last)
            if clause is not None and not others:
                return clause
            others -= clause is not None
        if form == ":" and ("quote" in verb.takes or (k + 1 < last and view.quotation_at(k + 1) is not None)):
            return _colon(view, k, last)
        if verb.by and (verb.needs != "clause" or _that_follows(view, k, last)):
            opening = preposition(view, k, last, verb, right_behind=k == at)
            if opening is not None:
                if opening.how == "that" or k == at or _is_content(view, k, opening):
                    return opening
                if view.forms[opening.first] not in _CIRCUMSTANCES:
                    weak = weak or opening
        quotation = view.quotation_at(k)
        if quotation is not None:
            spoken = verb.lemma in _CALLING and _closes(view, k, last)
            glued = _glued_in_quotation(view, k, verb)
            if glued is not None:
                return glued
            if "quote" in verb.takes and _is_speech(view, k, at, spoken=spoken):
                return _quote(view, k, words=1 if spoken else _QUOTED_WORDS)
            past = view.layer.words.at(quotation.outer.end)
            if view.count_words(quotation.inner) > 8 or past <= k:
                return weak
            k = past
            continue
        if form in COMMAS:
            commas += 1
            if (past := _past_where(view, k + 1, end)) > k:
                k = past
                continue
        if k > at and form == "حيث" and verb.lemma == "قال" and (past := _past_place(view, k, end)) > k:
            k = past
            continue
        if k > at and (commas > 5 or _gives_up(view, k)):
            return weak
        others += k > at and _opens_own(view, k)
        k += 1
    return weak or _named_complement(view, at, end, verb)


def _past_where(view: View, at: int, end: int) -> int:
    """The comma behind a clause of place or time before `أن` (`أعلن الحاكم، حيث يقع الميناء، أن …`), or -1."""
    if at >= end or view.forms[at] not in _WHERE:
        return -1
    comma = next((k for k in range(at + 1, min(end - 1, at + _ASIDE)) if view.forms[k] in COMMAS), -1)
    return comma if comma >= 0 and view.forms[comma + 1] in THAT else -1


def _past_place(view: View, at: int, end: int) -> int:
    """The `إن` behind a clause of place that no comma sets off (`قال الهلالي في زليج حيث يقيم إنه`), or -1."""
    for k in range(at + 2, min(end, at + _ASIDE)):
        if view.forms[k] in THAT:
            return k if view.text[view.starts[k]] == "إ" else -1
        if view.forms[k] in COMMAS:
            return k + 1 if k + 1 < end and view.quotation_at(k + 1) is not None else -1
        if not view.is_word[k]:
            return -1
    return -1


def _object_between(view: View, at: int, end: int, verb: Verb) -> bool:
    """Whether a verb that takes a noun has one before a saying word, which then begins a statement of its own."""
    if "object" not in verb.takes or verb.needs == "clause":
        return False
    heads = Noun.OBJECT_HEAD | Noun.MASDAR_SHAPE
    return any(view.has(k, heads) and begins_object(view, k) for k in range(at, end))


@once
def _opens_own(view: View, at: int) -> bool:
    """Whether another verb of saying stands here, so that the next clause is its own (`المتحدث الذي أكد أن …`).

    One that hands on what its pronoun stands for opens none (`في تصريحات أوردتها الوكالة`).
    """
    if view.words[at].article or "عدم" in view.forms[at - 1 : at + 2]:
        return False
    handed_on = next((form for p in ("ها", "ه") if (form := view.forms[at].removesuffix(p)) != view.forms[at]), "")
    before = view.forms[at - 1] if at else ""
    if handed_on in _HANDING or before in _DURING or _is_owned_noun(view, at):
        return False
    if before == "من" and view.forms[at] == "بين":
        return False
    if before in _NOT and THAT.isdisjoint(view.forms[at + 1 : at + 3]):  # `قال شاهد لم يكشف عن اسمه إن`
        return False
    return any(r.form in {"past", "present"} and "that" in r.verb.takes and r.person == 3 for r in view.readings(at))


def _is_owned_noun(view: View, at: int) -> bool:
    """Whether what looks like a verb with an object is a noun with a pronoun, since it stands behind a definite
    adjective (`الفيلم المقرر | عرضه`)."""
    return at > 0 and view.words[at - 1].article and any(r.enclitic for r in view.readings(at))


def _glued_in_quotation(view: View, at: int, verb: Verb) -> Opening | None:
    """A complement with its preposition inside the marks (`طالب "بوقف الحرب"`)."""
    if "ب" not in verb.by or at + 1 >= len(view.forms) or not _glued(view, at + 1, "ب"):
        return None
    quotation = view.quotation_at(at)
    if quotation is None or view.count_words(quotation.inner) < _QUOTED_WORDS:
        return None
    return Opening("quote", at, at, quotation.inner.start)


def _closes(view: View, at: int, last: int) -> bool:
    """Whether nothing but a stop follows a quotation in its segment."""
    quotation = view.quotation_at(at)
    if quotation is None:
        return False
    past = view.layer.words.at(quotation.outer.end)
    return past >= last or not any(view.is_word[past : past + 2])


def _document(view: View, at: int, last: int, verb: Verb) -> Opening | None:
    """`جاء في البيان أن …`, `نص القرار على أن …`: a document speaks."""
    k = at
    if k < last and view.forms[k] in {"في", "ب"}:
        k += 1
    elif "في" in verb.by:  # `وردت تقارير عن أن …`, not `جاء الإعلان بعد شهر من خطاب قال فيه إن …`
        last = min(last, k + 4)
    if k >= last or not view.has(k, Noun.DOCUMENT):
        return None
    for n in range(k + 1, min(last, k + 18)):
        found = that_clause(view, n, last) or _colon(view, n, last) or _quote(view, n, words=5)
        if found is not None:
            return found
    return None


def _is_content(view: View, at: int, opening: Opening) -> bool:
    """Whether a prepositional phrase is surely the complement and no part of the subject or a circumstance."""
    if view.forms[at - 1] in COMMAS:
        return view.forms[opening.first] not in _CIRCUMSTANCES
    if opening.first == opening.mark:
        info = view.words[at]
        return bool(info.classes & (Noun.OBJECT_HEAD | Noun.MASDAR_SHAPE)) or (info.article is False and info.pronoun)
    if view.forms[opening.first] in _CIRCUMSTANCES:
        return False
    if view.forms[at] in {"الي", "عن"} and not view.words[at - 1].classes & (Noun.UNNAMED | Noun.TITLE):
        return True
    return begins_object(view, opening.first) or view.words[opening.first].article


def _named_complement(view: View, at: int, end: int, verb: Verb) -> Opening | None:
    """The first word with a glued ب behind the subject, where nothing better is found (`أشاد الوزير بسامي الهاشم`)."""
    if "ب" not in verb.by or verb.needs:
        return None
    for k in range(at + 1, end):
        form = view.forms[k]
        if len(form) > 3 and form[0] == "ب" and not view.has(k, Noun.TITLE | Noun.BODY | Noun.TIME | Noun.PREPOSITION):
            if view.forms[k] in {"باسم"} or _names_channel(view, k, end):
                continue
            return Opening("preposition", k, k, view.starts[k] + 1)
    return None


def _that_follows(view: View, at: int, last: int) -> bool:
    return at + 1 < last and view.forms[at + 1] in THAT


def _is_speech(view: View, at: int, begin: int, *, spoken: bool = False) -> bool:
    """Whether a quotation after a verb is what was said and no name."""
    quotation = view.quotation_at(at)
    if quotation is None:
        return False
    words = view.count_words(quotation.inner)
    if words < _QUOTED_WORDS and not (spoken and words):
        return False
    if at == begin:
        return True
    before = view.forms[at - 1]
    if before in _BEFORE_NAMES or view.words[at - 1].preposition == before:
        return False
    if view.outlet(at + 1, min(len(view.forms), at + 8)) > at + 1:
        return False
    return not (view.has(at - 1, Noun.BODY | Noun.OUTLET_KIND | Noun.NAMED) and words <= 5)


@once
def _gives_up(view: View, at: int) -> bool:
    """Whether the clause is over before a content was found."""
    form = view.forms[at]
    if _new_participle(view, at):
        return True
    if form in _BREAKS or form in {"؛", ";"}:
        return True
    if form == "و" or not view.is_word[at]:
        return form in {"!", "؟"}
    readings = view.readings(at)
    if not readings or view.words[at].article:
        return False
    previous = view.forms[at - 1]
    relative = view.has(at - 1, Noun.RELATIVE) or previous in {"فيه", "فيها", "لم", "كان"}
    return not relative and any(
        r.form == "past" and r.conjunction in {"و", "ف"} and r.verb.needs == "" for r in readings
    )


def _new_participle(view: View, at: int) -> bool:
    """Whether an accusative participle begins a statement of its own here."""
    if not any(r.form == "participle" for r in view.readings(at)) or view.words[at].article:
        return False
    if _stays_unnamed(view, at) or (view.forms[at] == "مقرا" and view.forms[at + 1 : at + 2] != ["ب"]):
        return False  # `تتخذ من العاصمة مقرا لها`
    if view.forms[at] in _TALKING and view.forms[at + 1 : at + 2] == ["الي"]:
        return False  # `قال، متحدثا إلى الصحفيين، إن …`
    set_off = view.forms[at - 1] in COMMAS or view.closing.get(view.ends[at - 1]) is not None
    return set_off or view.forms[at].endswith("ا")


def _stays_unnamed(view: View, at: int) -> bool:
    """Whether a verb or participle only says that the speaker wants no name told (`طالبا عدم ذكر اسمه`)."""
    return any(
        view.forms[k : k + 1] == ["عدم"] and view.forms[k + 1 : k + 2] and view.forms[k + 1] in _TELLING
        for k in (at + 1, at + 2)
    )


def _saying(view: View, at: int, last: int) -> Opening | None:
    """The opening behind a saying word, which becomes the cue (`قائلا: …`, `بقوله إن …`)."""
    k = at + 1
    if k < last and view.forms[k] in COMMAS:
        k += 1
    if k >= last:
        return None
    found = that_clause(view, k, last) or _colon(view, k, last)
    if found is None and view.forms[at].startswith("بال"):
        verb = next((r.verb for r in view.readings(at) if r.form == "masdar"), None)
        found = preposition(view, k, last, verb) if verb is not None else None
    quotation = view.quotation_at(k)
    if found is None and quotation is not None:
        found = Opening("quote", k, k, quotation.inner.start)
    if found is None and view.is_word[k] and view.forms[at].startswith("قائل"):
        found = Opening("colon", k, k, view.starts[k])
    return found._replace(saying=at) if found else None


def has_complement(view: View, at: int, last: int, reading: Reading) -> bool:
    """Whether a finite verb at token `at` opens a content, as a verb of a new statement does."""
    if find(view, at + 1, last, reading) is not None:
        return True
    return not ("object" not in reading.verb.takes or reading.verb.needs == "clause")


def names_source(view: View, at: int, last: int) -> bool:
    """Whether `بحسب`, `وفق` or `حسب` at this token is followed by somebody who says, and not by a norm or a measure."""
    k = at + 1
    if k < last and view.forms[k] in {"ل", "الي", "عن"}:
        k += 1
    if k >= last:
        return False
    form, info = view.forms[k], view.words[k]
    if form in {"ما", "مصدر", "مصادر"}:
        return form != "ما" or _said(view, k + 1, last)
    if not view.is_word[k]:
        quotation = view.quotation_at(k)
        return quotation is not None
    stems = {split.stem for split in splits(form)} | {info.stem}
    return not stems & attributions().norms


def as_told(view: View, at: int) -> bool:
    """Whether `على ما` and a verb of saying tell who said what stands before (`…، على ما أفاد مصدر طبي`).

    With a pronoun on the verb it is what another verb takes (`رد على ما قاله الوزير`).
    """
    if at + 2 >= len(view.forms) or view.forms[at + 1] != "ما":
        return False
    if view.forms[at - 1] in _GROUNDS or any(view.readings(k) for k in range(max(0, at - 2), at)):
        return False
    return any(r.form == "past" and r.verb.lemma in _AS_TOLD and not r.enclitic for r in view.readings(at + 2))


def _said(view: View, at: int, last: int) -> bool:
    return at < last and any(r.form in {"past", "present"} for r in view.readings(at))


def subject_and_object(
    view: View, at: int, last: int, stop: str = "", *, several: bool = False
) -> tuple[tuple[int, int] | None, int] | None:
    """The subject of a verb that takes a noun, and the token where its object begins; None where none is found.

    A verb of the plural (`several`) has its subject before it, so that a noun behind it is the object.
    """
    if several:
        k = skip_interpolation(view, at, last)
        if k < last and view.is_word[k] and not view.has(k, Noun.PREPOSITION | Noun.TIME) and view.forms[k] not in THAT:
            return None, k
    subject, after = subject_after(view, at, last, object_follows=True, stop=stop)
    k = skip_interpolation(view, after, last)
    if subject is not None:
        boundary = second_phrase(view, *subject)
        if boundary > subject[0]:
            return (subject[0], boundary), boundary
        if after < k < last and view.forms[k - 1] in COMMAS and view.words[k].article and _noun_object(view, k):
            return subject, k  # `أدانت القمة، من جهة ثانية، الهجوم`
    limit = min(last, after + 18)
    while k < limit:
        if (begins_object(view, k) or _is_accusative(view, k)) and view.forms[k] not in THAT:
            return subject, k
        form = view.forms[k]
        if form in {";", "؛", ":"} or form in THAT or any(r.form == "past" and r.conjunction for r in view.readings(k)):
            return None
        k += 1
    return None


def _is_accusative(view: View, at: int) -> bool:
    """Whether an indefinite verbal noun in the accusative stands behind a comma (`توقع الصندوق، في تقرير، تراجعا`)."""
    form = view.forms[at]
    if (
        view.forms[at - 1] not in COMMAS
        or not form.endswith("ا")
        or view.words[at].classes
        or any(r.form == "participle" for r in view.readings(at))
    ):
        return False
    return bool(word(form[:-1]).classes & (Noun.OBJECT_HEAD | Noun.MASDAR_SHAPE))
