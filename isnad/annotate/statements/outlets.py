"""Outlets where a sentence tells them: the words that name one, who talks to it, and behind verbs of handing on."""

from __future__ import annotations

from functools import lru_cache

from isnad.annotate.phrases.view import COMMAS, Range, View
from isnad.lexicon import Noun, channels, particles
from isnad.model import Channel

_TO = particles("told_to")
_ON = particles("on_air")
_TALKS = frozenset({Channel.INTERVIEW, Channel.PHONE, Channel.MEDIA})
_TALK_BEFORE = 7
_HANDING = particles("hands_on")
_PARTITIVES = particles("partitives")
_ACCORDING = particles("attribution_marks")
_FROM_WHOM = particles("from_whom")
_HELD = particles("held_a_talk")
_WITH_HIM = frozenset({"معه", "معها", "معهم"})
_REPORTERS = particles("reporters")
_NEWS = particles("news")
_REPORTS = particles("reports_of_an_outlet")
_GRANTED = particles("granted_a_talk")
_QUESTIONS = particles("questions")
_STATE_AGENCIES = particles("state_agencies")


def is_outlet(view: View, tokens: Range) -> bool:
    """Whether a phrase names an outlet or an agency that gives news."""
    first, last = tokens
    first += view.quotation_at(first) is not None
    kind = view.has(first, Noun.OUTLET_KIND) and not is_state_agency(view, first, last)
    return kind or view.outlet(first, last) > first


def begins_outlet(view: View, at: int, end: int) -> bool:
    """Whether an outlet is named from a token on, with its kind or by a name that is known."""
    return view.has(at, Noun.OUTLET_KIND) or view.outlet(at, end) > at


def named_end(view: View, at: int, end: int) -> int:
    """Where the name of an outlet that begins at a token ends; the token itself where none begins there."""
    return outlet_end(view, at, end) if view.has(at, Noun.OUTLET_KIND) else view.outlet(at, end)


def is_state_agency(view: View, first: int, last: int) -> bool:
    """`وكالة الطاقة الذرية`: whether a phrase names an agency that is no news agency."""
    if view.words[first].stem != "وكاله":
        return False
    return any(view.words[at].stem in _STATE_AGENCIES for at in range(first + 1, last))


def outlet_end(view: View, at: int, end: int) -> int:
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


def outlet_told(view: View, at: int, segment: Range) -> Range | None:
    """The outlet to which something is told that begins at a token of a segment, or None."""
    first, end = segment
    form = view.forms[at]
    before = view.forms[at - 1] if at else ""
    if form[0] != "ل" and before not in _TO and not begins_outlet(view, at, end):
        return None
    glued = form[0] == "ل" and len(form) > 2 and (not view.words[at].article or view.has(at, Noun.OUTLET_KIND))
    if form == "(" and before in _TO:
        at, form, before = at + 1, view.forms[at + 1], "ل"
    if _on_air(view, first, end, at) or _talked_with(view, first, end, at) or _asked_by(view, at, end):
        return at, named_end(view, at, end)
    if before not in _TO and not (glued and (view.words[at].preposition == "ل" or view.outlet(at, end) > at)):
        return None
    quotation = view.quotation_at(at)
    if quotation is not None:
        inner = at + 1
        if view.count_words(quotation.inner) <= 4 and (before in {"ل", "لـ"} or view.outlet(inner, end) > inner):
            return at + 1, view.layer.words.at(quotation.inner.end)
        return None
    if view.has(at, Noun.OUTLET_KIND) or _names_media(view, at):
        return at, outlet_end(view, at, end)
    if view.words[at].stem in _PARTITIVES and at + 1 < end and view.has(at + 1, Noun.OUTLET_KIND):  # `لإحدى القنوات`
        return at, outlet_end(view, at + 1, end)
    past = view.outlet(at, end)
    return (at, past) if past > at else None


def _names_media(view: View, at: int) -> bool:
    """Whether the token begins `وسائل إعلام`, whatever is glued to it."""
    return view.words[at].stem == "وسائل" and at + 1 < len(view.forms) and view.words[at + 1].stem == "اعلام"


def _on_air(view: View, begin: int, end: int, at: int) -> bool:
    """Whether an outlet stands behind a talk on or with it (`مقابلة على قناة الأفق`, `اتصال بوكالة الأفق`)."""
    if not begins_outlet(view, at, end):
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
    if at - 2 < begin or not begins_outlet(view, at, end):
        return False
    held = view.forms[at - 1] in _WITH_HIM and view.forms[at - 2] in _HELD
    return held or (view.forms[at - 1] in {"به", "بها"} and view.forms[at - 2] in _GRANTED)


def _asked_by(view: View, at: int, end: int) -> bool:
    """Whether the speaker answers the outlet at a token (`ردا على أسئلة من قناة الأفق`)."""
    if at < 3 or view.forms[at - 1] != "من" or view.words[at - 2].stem not in _QUESTIONS:
        return False
    return begins_outlet(view, at, end)


@lru_cache(maxsize=1 << 13)
def can_hand_on(form: str) -> bool:
    """Whether a form is a verb of handing on, with or without a pronoun behind it."""
    return form.removesuffix("ها").removesuffix("ه") in _HANDING


def outlet_behind(view: View, at: int, end: int) -> Range | None:
    """The outlet or page behind a verb of handing on, from whom or where it has the words aside."""
    k = at + 1
    while k < end and view.forms[k] in _FROM_WHOM:
        k += 1
    if view.forms[at] in _ACCORDING and k + 1 < end and view.words[k].stem in _REPORTS and not view.words[k].article:
        k += 1  # `وفقا لتقرير وكالة الأفق`
    if k < end and view.forms[k] in _REPORTERS:  # `أفاد مراسل العربية`
        return k, outlet_end(view, k, end)
    if k >= end or _own_page(view, k):
        return None
    if view.has(k, Noun.OUTLET_KIND) or view.forms[k] == "وسائل":
        return k, _page_end(view, k, end) if view.words[k].stem == "صفحه" else outlet_end(view, k, end)
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
