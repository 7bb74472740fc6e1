"""To whom something was said, and who hands it on.

The outlet that an interview is given to is a relay (`via`), never the addressee.
"""

from __future__ import annotations

from functools import lru_cache

from isnad.annotate.phrases.noun_phrase import is_in_front_of, subject_after
from isnad.annotate.phrases.view import COMMAS, Range, View
from isnad.annotate.statements.candidate import Candidate
from isnad.annotate.statements.surroundings import Clauses, by_segment
from isnad.lexicon import Noun, channels, particles
from isnad.model import Channel, MentionType
from isnad.text import fold

_TO = particles("told_to")
_ON = particles("on_air")
_TALKS = frozenset({Channel.INTERVIEW, Channel.PHONE, Channel.MEDIA})
_TALK_BEFORE = 7
_LETTERS = particles("letters")
_HANDING = particles("hands_on")
_JOURNALISTS = particles("journalists")
_FACING = particles("facing")
_TALKING = particles("talking_to")
_DELIVERED = ("القا", "القت")  # `كلمة ألقاها أمام البرلمان`
_WHAT = particles("what_was_told")
_RELAYS = particles("relays")
_TURNS = particles("turns")
_PARTITIVES = particles("partitives")
_LONGEST = 8  # words in the name of an outlet
_ACCORDING = particles("attribution_marks")
_FROM_WHOM = particles("from_whom")
_HELD = particles("held_a_talk")
_WITH_HIM = frozenset({"معه", "معها", "معهم"})
_REPORTERS = particles("reporters")
_NEWS = particles("news")
_REPORTS = particles("reports_of_an_outlet")
_GRANTED = particles("granted_a_talk")
_QUESTIONS = particles("questions")
_BROADCASTING = particles("broadcasting")
_INFORMS = particles("informs")
_STATE_AGENCIES = particles("state_agencies")
_PLAIN = frozenset({"say", "answer", "ask", "deny", "warn", "promise"})


def attach_hearers(view: View, candidates: list[Candidate], clauses: Clauses) -> None:
    """Fills `via` and `addressee` from the words around each cue."""
    segments = by_segment(candidates)
    for candidate in candidates:
        if candidate.addressee is not None and is_outlet(view, candidate.addressee):
            candidate.via, candidate.addressee = candidate.via or candidate.addressee, None
        if candidate.rule == "headline-colon" and candidate.via is None:
            continue
        _whole_office(view, candidate)
        _around(view, candidate, clauses)
        _asked(view, candidate)
        source, addressee = candidate.source, candidate.addressee
        if source is not None and addressee is not None and addressee[0] < source[1] and source[0] < addressee[1]:
            candidate.addressee = None
    for candidate in candidates:
        _reported_by(view, candidate)
        _subject_of_relay(view, candidate)
    for of_segment in segments.values():
        _relayed_whole(view, of_segment)
        _go_on(of_segment)


def split_informed(view: View, candidate: Candidate) -> None:
    """`أفاد عضو النقابة سامر الهلالي وكالة الأفق أن …`: the outlet behind the subject is told and no part of it."""
    verb, source = candidate.verb, candidate.source
    if verb is None or fold(verb.lemma) not in _INFORMS or source is None or candidate.via is not None:
        return
    first, last = source
    if first < candidate.cue[0] or is_outlet(view, source):
        return
    for at in range(first + 1, last):
        bare = view.words[at].stem == view.forms[at]
        begins = bare and (view.has(at, Noun.OUTLET_KIND) or view.outlet(at, last) > at)
        before = view.words[at - 1]
        if begins and (before.article or before.pronoun or at - 1 in view.names or view.forms[at - 1] in COMMAS):
            candidate.source, candidate.via = (first, at), (at, last)
            return


def _reported_by(view: View, candidate: Candidate) -> None:
    """`أكد الوزير، بحسب ما أفادت قناة الأفق، أن …`: the outlet of an attribution around a statement hands it on."""
    outer = candidate.nested_in
    if outer is None or not handed_on_around(candidate) or outer.source is None:
        return
    if candidate.via is None and candidate.source is not None and is_outlet(view, outer.source):
        candidate.via = outer.source if not is_outlet(view, candidate.source) else None


def handed_on_around(candidate: Candidate) -> bool:
    """Whether a statement stands in the clause that an attribution is added to (`…، حسبما ذكرت قناة الأفق`)."""
    return candidate.nested_in is not None and candidate.nested_in.rule in {"adverb", "backward"}


def _subject_of_relay(view: View, candidate: Candidate) -> None:
    """`لكن وكالة الضفاف نقلت عن شاهد قوله`: the outlet before the verb of handing on."""
    if candidate.form != "relay" or candidate.via is not None:
        return
    first = candidate.segment[0]
    at = next((k for k in range(candidate.cue[1] - 1, first, -1) if view.forms[k] in _RELAYS), first)
    before = at
    while before > first and (view.forms[before - 1] in COMMAS or view.forms[before - 1] in _TURNS):
        before -= 1
    for k in range(before - 1, max(first - 1, before - _LONGEST), -1):
        past = _outlet_end(view, k, before) if view.has(k, Noun.OUTLET_KIND) else view.outlet(k, before)
        if past == before:
            candidate.via = k, past
            return


def _relayed_whole(view: View, of_segment: list[Candidate]) -> None:
    """`قال …، مضيفا …، وفقا لما نقلت عنه وكالة الضفاف`: who hands on a whole sentence stands at its end or head."""
    first, last = of_segment[0].segment
    forms = view.forms
    for at in [k for k in range(first, last) if _can_hand_on(forms[k]) or forms[k] in _ACCORDING]:
        if not view.is_word[at] or not _hands_on_whole(view, at, first):
            continue
        outlet = _handed(view, _verb_behind(view, at, last), last)
        if outlet is None:
            continue
        for candidate in of_segment:
            told = _in_source(candidate, outlet[0]) or (
                candidate.source is not None and is_outlet(view, candidate.source)
            )
            # `حسب وكالة الضفاف، يرى الوزير أن …`
            around = candidate.cue[0] < at or (at == first and candidate.source is not None)
            if around and candidate.via is None and candidate.nested_in is None and not told:
                candidate.via = outlet


def _verb_behind(view: View, at: int, end: int) -> int:
    """The verb of saying of an attribution (`حسب ما | أضافت الوكالة`), or the token itself where none follows."""
    if view.forms[at] not in _ACCORDING or at + 2 >= end or view.forms[at + 1] not in _WHAT:
        return at
    told = any(r.form in {"past", "present"} for r in view.readings(at + 2)) or _can_hand_on(view.forms[at + 2])
    return at + 2 if told else at


def _hands_on_whole(view: View, at: int, first: int) -> bool:
    """Whether a token tells who hands on the words before it (`وفقا لوكالة الضفاف`, `كما نقلت وكالة الضفاف`)."""
    if view.forms[at] in _ACCORDING:
        return True
    return _can_hand_on(view.forms[at]) and _links(view, at, first)


def _links(view: View, at: int, first: int) -> bool:
    """Whether a verb of handing on stands in a clause that tells where the words come from."""
    before = view.forms[at - 1] if at > first else ""
    return before in _WHAT or view.has(at - 1, Noun.RELATIVE)


def _go_on(of_segment: list[Candidate]) -> None:
    """What goes on within the sentence (`…، مؤكدا أن`) was handed on by the same."""
    told: dict[str, Range] = {}
    for candidate in of_segment:
        if candidate.nested_in is not None:
            continue
        if candidate.via is not None:
            told[candidate.speaker] = candidate.via
        elif candidate.form == "participle" and candidate.source is None and candidate.speaker in told:
            candidate.via = told[candidate.speaker]


def _around(view: View, candidate: Candidate, clauses: Clauses) -> None:
    for at in clauses.of(candidate):
        if at < candidate.cue[0] and candidate.cue[0] - at > 25:
            continue
        outlet = (
            _told_to_outlet(view, candidate, at) or _handed_on(view, candidate, at) or _broadcast(view, candidate, at)
        )
        if outlet is not None:
            if candidate.via is None and candidate.source != outlet:
                candidate.via = outlet
        elif candidate.addressee is None:
            candidate.addressee = _written_to(view, candidate, at)
            if candidate.addressee is None and candidate.cue[1] <= at:
                candidate.addressee = _hearer(view, candidate, at)


def _told_to_outlet(view: View, candidate: Candidate, at: int) -> Range | None:
    """The outlet that begins at a token behind `لـ`, `إلى` or `مع`."""
    if _in_source(candidate, at):
        return None
    return outlet_told(view, at, candidate.segment)


def outlet_told(view: View, at: int, segment: Range) -> Range | None:
    """The outlet to which something is told that begins at a token of a segment, or None."""
    first, end = segment
    form = view.forms[at]
    before = view.forms[at - 1] if at else ""
    if form[0] != "ل" and before not in _TO and not view.has(at, Noun.OUTLET_KIND) and view.outlet(at, end) == at:
        return None
    glued = form[0] == "ل" and len(form) > 2 and (not view.words[at].article or view.has(at, Noun.OUTLET_KIND))
    if form == "(" and before in _TO:
        at, form, before = at + 1, view.forms[at + 1], "ل"
    if _on_air(view, first, end, at) or _talked_with(view, first, end, at) or _asked_by(view, at, end):
        return at, _outlet_end(view, at, end) if view.has(at, Noun.OUTLET_KIND) else view.outlet(at, end)
    if before not in _TO and not (glued and (view.words[at].preposition == "ل" or view.outlet(at, end) > at)):
        return None
    quotation = view.quotation_at(at)
    if quotation is not None:
        inner = at + 1
        if view.count_words(quotation.inner) <= 4 and (before in {"ل", "لـ"} or view.outlet(inner, end) > inner):
            return at + 1, view.layer.words.at(quotation.inner.end)
        return None
    if view.has(at, Noun.OUTLET_KIND) or _names_media(view, at):
        return at, _outlet_end(view, at, end)
    if view.words[at].stem in _PARTITIVES and at + 1 < end and view.has(at + 1, Noun.OUTLET_KIND):  # `لإحدى القنوات`
        return at, _outlet_end(view, at + 1, end)
    past = view.outlet(at, end)
    return (at, past) if past > at else None


def _names_media(view: View, at: int) -> bool:
    """Whether the token begins `وسائل إعلام`, whatever is glued to it."""
    return view.words[at].stem == "وسائل" and at + 1 < len(view.forms) and view.words[at + 1].stem == "اعلام"


def _broadcast(view: View, candidate: Candidate, at: int) -> Range | None:
    """The outlet on which somebody is heard (`قال الوزير على التلفزيون الرسمي إن`, `أضاف عبر قناة الأفق: …`)."""
    heard = view.words[at].stem in _BROADCASTING and at > candidate.cue[0] and view.starts[at] < candidate.start
    if not heard or view.forms[at - 1] not in {"علي", "عبر"} or _in_source(candidate, at):
        return None
    return at, _outlet_end(view, at, candidate.segment[1])


def _on_air(view: View, begin: int, end: int, at: int) -> bool:
    """Whether an outlet stands behind a talk on or with it (`مقابلة على قناة الأفق`, `اتصال بوكالة الأفق`)."""
    if not view.has(at, Noun.OUTLET_KIND) and view.outlet(at, end) == at:
        return False
    before = view.forms[at - 1] if at else ""
    if before not in _ON and view.words[at].preposition != "ب":
        return False
    first = max(begin, at - _TALK_BEFORE)
    talks = (channels().match(view.forms, k, at) for k in range(first, at) if view.is_word[k])
    return any(found is not None and found[0] in _TALKS for found in talks)


def _talked_with(view: View, begin: int, end: int, at: int) -> bool:
    """Whether the outlet at a token held a talk with the speaker, or was given one (`مقابلة أجرتها معه صحيفة الأفق`,
    `حوار خص به قناة الأفق`)."""
    if at - 2 < begin or not (view.has(at, Noun.OUTLET_KIND) or view.outlet(at, end) > at):
        return False
    held = view.forms[at - 1] in _WITH_HIM and view.forms[at - 2] in _HELD
    return held or (view.forms[at - 1] in {"به", "بها"} and view.forms[at - 2] in _GRANTED)


def _asked_by(view: View, at: int, end: int) -> bool:
    """Whether the speaker answers the outlet at a token (`ردا على أسئلة من قناة الأفق`)."""
    if at < 3 or view.forms[at - 1] != "من" or view.words[at - 2].stem not in _QUESTIONS:
        return False
    return view.has(at, Noun.OUTLET_KIND) or view.outlet(at, end) > at


def _written_to(view: View, candidate: Candidate, at: int) -> Range | None:
    """`في رسالة وجهها إلى المجلس`: to whom a letter is addressed."""
    if view.words[at].stem not in _LETTERS and view.words[at].stem.removesuffix("ه") not in _LETTERS:
        return None
    end = candidate.segment[1]
    k = next((k for k in range(at + 1, min(end, at + 4)) if view.forms[k] == "الي"), -1)
    if k < 0 or k + 1 >= end:
        return None
    tokens, _ = subject_after(view, k + 1, end)
    while tokens is not None and view.starts[tokens[1] - 1] >= candidate.start > view.starts[tokens[0]]:
        tokens = (tokens[0], tokens[1] - 1)
    if tokens is None or view.starts[tokens[0]] >= candidate.start:
        return None
    return tokens[0], next((n for n in range(*tokens) if view.forms[n] in {"ان", "بان"}), tokens[1])


def _handed_on(view: View, candidate: Candidate, at: int) -> Range | None:
    """The outlet or page behind a verb of handing on (`كما ورد على صفحة الوزارة`, `حسبما نقلت وكالة الضفاف`)."""
    if not _can_hand_on(view.forms[at]) or not view.is_word[at]:
        return None
    outlet = _handed(view, at, candidate.segment[1])
    return outlet if outlet is not None and not _in_source(candidate, outlet[0]) else None


@lru_cache(maxsize=1 << 13)
def _can_hand_on(form: str) -> bool:
    """Whether a form is a verb of handing on, with or without a pronoun behind it."""
    return form.removesuffix("ها").removesuffix("ه") in _HANDING


def _handed(view: View, at: int, end: int) -> Range | None:
    """The outlet or page behind a verb of handing on, from whom or where it has the words aside."""
    k = at + 1
    while k < end and view.forms[k] in _FROM_WHOM:
        k += 1
    if view.forms[at] in _ACCORDING and k + 1 < end and view.words[k].stem in _REPORTS and not view.words[k].article:
        k += 1  # `وفقا لتقرير وكالة الأفق`
    if k < end and view.forms[k] in _REPORTERS:  # `أفاد مراسل العربية`
        return k, _outlet_end(view, k, end)
    if k >= end or _own_page(view, k):
        return None
    if view.has(k, Noun.OUTLET_KIND) or view.forms[k] == "وسائل":
        return k, _page_end(view, k, end) if view.words[k].stem == "صفحه" else _outlet_end(view, k, end)
    quoted = view.quotation_at(k) is not None  # `وفق ما نقلت "رويترز"`
    past = view.outlet(k + quoted, end)
    return (k + quoted, past) if past > k + quoted else None


def _own_page(view: View, at: int) -> bool:
    """Whether it is the speaker's own page or account (`كتب على صفحته`), which hands nothing on."""
    return view.words[at].pronoun or at in view.pronouns


def _page_end(view: View, at: int, end: int) -> int:
    """Where the name of a page ends, with the network behind it."""
    k = at + 1
    while k < end and view.is_word[k] and not view.has(k, Noun.TIME):
        k += 1
    return k


def _outlet_end(view: View, at: int, end: int) -> int:
    """Where the name of an outlet that begins with its kind ends."""
    k, quoted = at + 1, False
    while k < end and k - at < 7:
        quotation = view.quotation_at(k)
        if quotation is not None and view.count_words(quotation.inner) > 4:
            break
        if quotation is not None:
            k = view.layer.words.at(quotation.outer.end)
            quoted = True
            continue
        if (
            not view.is_word[k]
            or (quoted and not view.words[k].article)  # `وكالة "الأفق" الأردنية | رسالة`
            or view.has(k, Noun.PREPOSITION | Noun.TIME)
            or (view.has(k, Noun.OBJECT_HEAD) and k > at + 1 and not _of_news(view, k))  # `وكالة الأنباء | إعلان`
            or view.forms[k] in COMMAS
            or view.readings(k)
        ):
            break
        if view.forms[k] in {"ان", "انه", "انها", "بان"}:
            break
        k += 1
    return k


def _of_news(view: View, at: int) -> bool:
    """Whether a word completes the name of an agency (`وكالة أرجوان للأنباء`)."""
    return view.words[at].stem in _NEWS and view.words[at].article


def _hearer(view: View, candidate: Candidate, at: int) -> Range | None:
    """`قال للصحفيين`, `قالت لأنصارها`: a hearer behind ل right after the cue or the subject."""
    if candidate.verb is None or candidate.verb.act not in _PLAIN or candidate.form not in {"past", "present"}:
        return None
    limit = candidate.source[1] if candidate.source is not None else candidate.cue[1]
    faced = _faced(view, candidate, at) if not view.forms[at - 1].startswith(_DELIVERED) else None
    if faced is not None:
        return faced
    if at > limit and view.starts[at] < candidate.start and _journalists(view, at):
        return at, at + 1
    if at > limit and view.starts[at] < candidate.start and view.forms[at - 1] in COMMAS and named_behind_li(view, at):
        return at, view.names[at].last
    if (at != candidate.cue[1] and at != limit) or view.starts[at] >= candidate.start:
        return None
    form, info = view.forms[at], view.words[at]
    if (
        not (form.startswith("لل") or info.preposition == "ل")
        or info.classes & (Noun.OUTLET_KIND | Noun.TIME)
        or len(form) < 4
    ):
        return None
    end = at + 1
    while (
        end < candidate.segment[1]
        and view.is_word[end]
        and view.words[end].article
        and view.starts[end] < candidate.start
    ):
        end += 1
    return at, end


def _whole_office(view: View, candidate: Candidate) -> None:
    """What ل completes behind a name and its office is part of the source and no hearer.

    `قال سالم الهادي، المتحدث الرسمي للقوات البحرية، إن …`, but `قال الوزير سالم الهادي للصحفيين`.
    """
    if candidate.source is None or not _ends_in_office(view, candidate.source):
        return
    first, at = candidate.source
    if at >= candidate.segment[1] or view.words[at].preposition != "ل" or view.starts[at] >= candidate.start:
        return
    if _journalists(view, at) or view.has(at, Noun.OUTLET_KIND) or view.outlet(at, candidate.segment[1]) > at:
        return
    end = at + 1
    while end < candidate.segment[1] and (view.words[end].article or end in view.names):
        end += 1
    candidate.source = first, end


def _ends_in_office(view: View, source: Range) -> bool:
    """Whether the words of a source go on behind its name."""
    first, last = source
    return last - 1 not in view.names and any(at in view.names for at in range(first, last - 1))


def named_behind_li(view: View, at: int) -> bool:
    """Whether a person is named behind ل (`لماكرون`)."""
    named = view.names.get(at)
    return (
        named is not None
        and named.mention.type is MentionType.PER
        and view.forms[at][0] == "ل"
        and view.starts[at] < named.mention.span.start
    )


def _journalists(view: View, at: int) -> bool:
    """Whether journalists are told something (`قال، …، للصحافيين`)."""
    return view.forms[at].startswith("لل") and view.words[at].stem in _JOURNALISTS


def _faced(view: View, candidate: Candidate, at: int) -> Range | None:
    """Whom a speaker faces (`وأضاف أمام النواب أن`, `وقال مخاطبا الحضور`, `وقال متحدثا إلى الصحفيين`)."""
    talking = view.forms[at] == "الي" and view.forms[at - 1] in _TALKING
    if not (talking or is_in_front_of(view, at) or view.forms[at] in _FACING) or view.starts[at] >= candidate.start:
        return None
    end = at + 1
    while end < candidate.segment[1] and view.starts[end] < candidate.start and view.is_word[end]:
        if view.forms[end] in {"ان", "بان", "في", "خلال"} or view.has(end, Noun.TIME):
            break
        end += 1
    return (at + 1, end) if end > at + 1 else None


def _asked(view: View, candidate: Candidate) -> None:
    """`طلب من الأطراف …`: the addressee behind the verb's preposition, up to the content."""
    verb = candidate.verb
    if verb is None or candidate.addressee is not None or verb.to not in {"من", "الي", "ب", "علي"}:
        return
    for k in range(candidate.cue[1], candidate.segment[1]):
        if view.starts[k] >= candidate.start:
            return
        if view.forms[k] == verb.to and k + 1 < candidate.segment[1] and view.starts[k + 1] < candidate.start:
            end = k + 1
            while (
                end < candidate.segment[1]
                and view.starts[end] < candidate.start
                and view.forms[end] not in COMMAS | {"ان", "بان"}
            ):
                end += 1
            if end > k + 1:
                candidate.addressee = (k + 1, end)
            return


def _in_source(candidate: Candidate, at: int) -> bool:
    """Whether a token stands in the words that name the speaker."""
    return candidate.source is not None and candidate.source[0] <= at < candidate.source[1]


def is_outlet(view: View, tokens: Range) -> bool:
    """Whether a phrase names an outlet or an agency that gives news."""
    first, last = tokens
    first += view.quotation_at(first) is not None
    kind = view.has(first, Noun.OUTLET_KIND) and not is_state_agency(view, first, last)
    return kind or view.outlet(first, last) > first


def is_state_agency(view: View, first: int, last: int) -> bool:
    """`وكالة الطاقة الذرية`: whether a phrase names an agency that is no news agency."""
    if view.words[first].stem != "وكاله":
        return False
    return any(view.words[at].stem in _STATE_AGENCIES for at in range(first + 1, last))
