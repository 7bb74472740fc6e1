"""Where a content ends, and whether it is direct, indirect or mixed.

An attribution reaches to the end of its sentence unless a mark of the next one stands before: a participle of saying, a
coordinated verb of saying, a prepositional attribution, or a clause with which the outlet takes up its own voice again.
"""

from __future__ import annotations

from bisect import bisect_left

from isnad.annotate.phrases.view import COMMAS, View
from isnad.annotate.statements.frames import as_told, has_complement, names_source, participle_opening
from isnad.lexicon import Noun, Reading, particles
from isnad.model import Kind, Span
from isnad.text import Quotation

_OWN_VOICE = particles("outlets_own_voice")
_ADVERBS = particles("attribution_marks")
_HANDING = particles("handed_on_behind")
_BY_SAYING = particles("by_saying")
_TURNS = particles("turns_against")
_AFTER = particles("after")
_MATTER = particles("the_matter")
_WITHOUT = particles("without")
_TOLD_OF = particles("not_told")
_ENDS = frozenset({"علي", "قبل"}) | _WITHOUT | _BY_SAYING
"""Forms before which a content can end where no comma stands, verbs aside."""
_MIXED_WORDS = 3


def ends_content(view: View, at: int, last: int) -> bool:
    """Whether the content of an indirect statement ends before token `at`."""
    form = view.forms[at]
    if form in _ADVERBS:
        return names_source(view, at, last)
    before = view.forms[at - 1] if at else ""
    after_comma = before in COMMAS or view.ends[at - 1] in view.closing if at else False
    if not after_comma and form not in _ENDS and not view.readings(at):
        return False
    if after_comma and (form in _OWN_VOICE or _comments(view, at, last)):
        return True
    if form in _WITHOUT and _without_telling(view, at, last):
        return True
    if after_comma and form == "كما" and at + 1 < last and _hands_on(view, at + 1):
        return True
    if form == "في" and after_comma and at + 1 < last and view.forms[at + 1] in {"حين", "وقت"}:
        return True
    if form == "علي" and at + 2 < last and as_told(view, at):
        return True
    if form == "علي" and at + 1 < last and (view.forms[at + 1] == "حد" or (after_comma and view.forms[at + 1] == "ان")):
        return True
    if form in _BY_SAYING and at + 1 < last:
        return True
    if after_comma and (form in _TURNS or _new_saying(view, at, last)):
        return True
    if form == "قبل" and view.forms[at + 1 : at + 2] == ["ان"] and at + 2 < last:
        return any(r.form == "present" and has_complement(view, at + 2, last, r) for r in view.readings(at + 2))
    return any(_takes_over(view, at, last, reading, after_comma=after_comma) for reading in view.readings(at))


def _comments(view: View, at: int, last: int) -> bool:
    """Whether a clause behind a comma says what the outlet makes of what was said (`، ما يعني`, `، الأمر الذي`)."""
    following = view.forms[at + 1 : min(at + 3, last)]
    if view.forms[at] == "ما" and following:
        verb = following[1:] if following[0] == "قد" else following
        return bool(verb) and verb[0][0] in "يت" and not view.words[at + 1].classes
    return view.forms[at] in _MATTER and following[:1] in (["الذي"], ["الامر"])


def _without_telling(view: View, at: int, last: int) -> bool:
    """Whether the outlet goes on to what was not told (`دون أن يذكر اسمه`, `دون تحديد موعد`)."""
    k = at + 2 if view.forms[at + 1 : at + 2] == ["ان"] else at + 1
    return k < last and view.forms[k] in _TOLD_OF


def _new_saying(view: View, at: int, last: int) -> bool:
    """Whether a clause behind a comma tells what another said, or the same one at another time: `، وتؤكد أن`,
    `، تنفي السلطات أن`, `، بعد أن قال`."""
    form = view.forms[at]
    if form in _AFTER and at + 2 < last:
        at += 2 if view.forms[at + 1] in {"ان", "ما"} else 1
        return any(r.form == "past" and has_complement(view, at, last, r) for r in view.readings(at))
    return any(
        reading.form == "present"
        and reading.person == 3
        and (reading.conjunction == "و" or (reading.conjunction == "" and reading.verb.needs == ""))
        and has_complement(view, at, last, reading)
        for reading in view.readings(at)
    )


def _hands_on(view: View, at: int) -> bool:
    """Whether a verb behind `كما` tells where the words before it come from (`كما ورد في البيان`, `كما نقلت
    الوكالة`).
    """
    return view.forms[at] in _HANDING or any(r.form == "past" and not r.conjunction for r in view.readings(at))


def _takes_over(view: View, at: int, last: int, reading: Reading, *, after_comma: bool) -> bool:
    if reading.form == "participle":
        plain = reading.conjunction == "" or reading.conjunction == "و"
        return plain and participle_opening(view, at, last, reading) is not None
    if reading.form not in {"past", "present"} or reading.person != 3 or (reading.enclitic and not after_comma):
        return False
    if reading.conjunction == "ل":
        return after_comma and has_complement(view, at, last, reading)
    if reading.conjunction in {"و", "ف"}:
        return reading.form == "past" and has_complement(view, at, last, reading)
    if after_comma and at + 1 < last and view.forms[at - 2 : at - 1] and reading.form == "past":
        return False
    previous = view.forms[at - 1] if at else ""
    return (
        previous in {"كما", "فيما", "حيث", "اذ", "بينما"}
        and not reading.verb.document
        and has_complement(view, at, last, reading)
    )


def content_end(view: View, first: int, last: int) -> int:
    """The token after the content that begins at token `first` and can reach to `last`."""
    at = first
    while at < last and at <= first + 2:
        past = _past_quotation(view, at, last)
        if past == at:
            if at > first and ends_content(view, at, last):
                return _before_connective(view, first, at)
            past += 1
        elif at > first and past < last and past - at >= 7 and view.forms[past] in COMMAS:
            return past
        at = past
    at = _stop(view, at, last)
    return _before_connective(view, first, at) if at < last else last


def _past_quotation(view: View, at: int, last: int) -> int:
    """The token behind the closed quotation that opens with token `at` and ends before `last`, or `at` itself."""
    quotation = view.quotation_at(at)
    past = view.layer.words.at(quotation.outer.end) if quotation is not None and quotation.closed else at
    return past if past <= last else at


def _stop(view: View, at: int, last: int) -> int:
    """The first token from `at` on before which a content ends, or `last`; no way is walked twice."""
    walked: list[int] = []
    while at < last and (at, last) not in view.stops:
        walked.append(at)
        past = _past_quotation(view, at, last)
        if past == at:
            if ends_content(view, at, last):
                break
            past += 1
        at = past
    stop = view.stops.get((at, last), at)
    view.stops.update(dict.fromkeys(((k, last) for k in walked), stop))
    return stop


def _before_connective(view: View, first: int, at: int) -> int:
    """The token before which a content ends, with the connective that leads over (`، كما …`) left out."""
    while (
        at - 1 > first
        and view.forms[at - 1] in {"كما", "فيما", "حيث", "اذ", "بينما", "ذلك"}
        and view.forms[at - 2] in COMMAS
    ):
        at -= 1
    return at


def direct_span(view: View, quotation: Quotation) -> Span | None:
    """The words of a quotation without white space at its ends."""
    start, end = quotation.inner.start, quotation.inner.end
    text = view.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or (text[end - 1] == "." and not quotation.closed)):
        end -= 1
    return Span(start, end) if end > start else None


def kind_of(view: View, content: Span) -> Kind:
    """Direct where the content is one quotation, mixed where three or more of its words are quoted."""
    around = view.quotation_holding(content)
    if around is not None and around.depth == 0:
        return Kind.DIRECT
    quotations = view.quotations
    for k in range(bisect_left(quotations, content.start, key=lambda q: q.inner.start), len(quotations)):
        quotation = quotations[k]
        if quotation.inner.start >= content.end:
            break
        if (
            content.contains(quotation.inner)
            and view.count_words(quotation.inner) >= _MIXED_WORDS
            and not _is_name(view, quotation)
        ):
            return Kind.MIXED
    return Kind.INDIRECT


def _is_name(view: View, quotation: Quotation) -> bool:
    """Whether a quotation is the name of a body or work (`صحيفة "نداء الغد الجديد"`)."""
    at = view.layer.words.at(quotation.outer.start)
    named = Noun.BODY | Noun.OUTLET_KIND | Noun.NAMED
    if at == 0 or not view.has(at - 1, named) or view.count_words(quotation.inner) > 6:
        return False
    complete = view.words[at - 1].article and not view.has(at - 1, Noun.OUTLET_KIND | Noun.NAMED)
    return not complete  # `الحكومة "فشلت في …"`
