"""Numbers that belong to events: how many were killed, wounded, arrested, took to the street or moved, and money.

A number counts what the noun behind it says (`12 قتيلا`); where that names people (`12 شخصا`), what became of them is
the verb's to say (`اعتقال 12 شخصا`). It goes to the nearest event of its sentence that can have it.

Known misses: both ends of a range (`بين 3 و5`), which give none; definite numbers (`الجنود الخمسة`); families; those
released.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from isnad.annotate.events.candidate import EventCandidate
from isnad.annotate.events.numbers import DIGITS, Number, match, read_number
from isnad.annotate.events.spelling import spelt
from isnad.annotate.phrases.view import Range, View
from isnad.lexicon import Noun, particles
from isnad.lexicon.countries import country_of
from isnad.lexicon.quantities import quantity_words
from isnad.model import Quantity, Span

_BEFORE_A_YEAR = particles("before_a_year")
_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_CLAUSE_BREAKS = particles("event_clause_breaks")
_STOPS = frozenset(".؛;:…")
_GLUED = "وفبلك"
_FINITE = frozenset({"past", "present", "future", "passive"})
_BACK = 14  # words before a number among which the verb stands that says what became of those counted
_ON = 6  # words behind, for `12 شخصا قتلوا`
_FAR = {"protesters": 10, "troops": 10, "money": 30}
_FURTHEST = 25  # words between other numbers and their event
_NEAR = 5  # words before a sum among which one tells that it is a price
_SINCE = 80  # words back to the attack whose toll a later sentence tells
_FATES = frozenset({"killed", "wounded", "arrested", "abducted", "displaced"})
_DIRECT = frozenset({"killed", "wounded"})
_MOVING = frozenset({None, "withdraw", "troops", "militia", "police"})


class _Found(NamedTuple):
    """A number with what it counts, and the token that says what became of them, or -1."""

    first: int
    last: int
    of: str
    value: float | None
    bound: str
    currency: str | None
    by: int
    toll: bool


def quantities_of(view: View, events: Sequence[EventCandidate]) -> list[tuple[Quantity, ...]]:
    """The quantities of each event, in text order; a number told twice is there once."""
    mentions: dict[Range, list[tuple[Range, int]]] = {}
    wanted = _can_have()
    for at, event in enumerate(events):
        if event.type in wanted:
            for anchor in (event.anchor, *event.mentions):
                mentions.setdefault(view.segment_of(anchor[0]), []).append((anchor, at))
    given: list[list[_Found]] = [[] for _ in events]
    tolls = quantity_words().tolls
    for segment in view.layer.segments if mentions else ():
        near = mentions.get(segment, [])
        if near or not tolls.isdisjoint(view.forms[slice(*segment)]):
            for found in _in_segment(view, segment, tolls_only=not near):
                owner = _owner(events, near, found)
                if owner is None and found.toll:
                    owner = _attack_before(events, found)
                if owner is not None and not _acts(events[owner], found, view):
                    given[owner].append(found)
    return [_records(view, found) if found else () for found in given]


@cache
def _can_have() -> frozenset[str]:
    return frozenset[str]().union(*quantity_words().events.values())


def _records(view: View, found: list[_Found]) -> tuple[Quantity, ...]:
    headline = view.report.headline
    body = headline.end if headline is not None else 0
    once: dict[tuple[str, float | None, str | None], _Found] = {}
    for quantity in sorted(found, key=lambda q: (view.starts[q.first] < body, q.first)):
        once.setdefault((quantity.of, quantity.value, quantity.currency), quantity)
    return tuple(
        Quantity(span=_span(view, q), of=q.of, value=q.value, bound=q.bound, currency=q.currency)
        for q in sorted(once.values(), key=lambda q: q.first)
    )


def _span(view: View, found: _Found) -> Span:
    """The words of a quantity, without the letters glued in front (`و30 مصابا`)."""
    words, text = quantity_words(), view.text
    span, form = view.layer.words.span(found.first, found.last), view.forms[found.first]
    start = span.start
    while len(form) > 1 and form[0] in _GLUED and (form[1:] in words.heads or DIGITS.fullmatch(form[1:])):
        form, start = form[1:], start + 1
        while start + 1 < span.end and text[start] == "\N{ARABIC TATWEEL}":
            start += 1
    return Span(start, span.end)


def _owner(events: Sequence[EventCandidate], near: list[tuple[Range, int]], found: _Found) -> int | None:
    """The nearest event of the sentence that can have the quantity; the one whose anchor tells it before all others."""
    types = quantity_words().events[found.of]
    best: tuple[int, int] | None = None
    for (first, last), at in near:
        event = events[at]
        if event.type not in types or (found.of == "troops" and event.pattern.mode not in _MOVING):
            continue
        if first <= found.by < last:
            return at
        far = found.first - last if found.first >= last else 2 + first - found.last
        if far <= _FAR.get(found.of, _FURTHEST) and (best is None or far < best[0]):
            best = far, at
    return best[1] if best is not None else None


def _attack_before(events: Sequence[EventCandidate], found: _Found) -> int | None:
    """The last attack told before the sentence that tells its toll."""
    types = quantity_words().events[found.of]
    before = [
        (last, at)
        for at, event in enumerate(events)
        if event.type in types
        for _, last in (event.anchor, *event.mentions)
        if 0 <= found.first - last <= _SINCE
    ]
    return max(before)[1] if before else None


def _acts(event: EventCandidate, found: _Found, view: View) -> bool:
    """Whether those counted did it (`قتل جندي خمسة أشخاص`)."""
    if found.of not in _FATES or event.passive or view.forms[found.by] not in quantity_words().verbs:
        return False
    other = any(not found.first <= first < found.last for first, _ in event.recipient_phrases)
    return other and any(found.first <= first < found.last for first, _ in event.actor_phrases)


def _in_segment(view: View, segment: Range, *, tolls_only: bool) -> list[_Found]:
    """What the numbers of a sentence count."""
    words, forms = quantity_words(), view.forms
    found: list[_Found] = []
    at, end = segment
    starts = words.starts
    for k in [k for k in range(at, end) if forms[k] in starts or forms[k][-1].isdigit()]:
        if k < at:
            continue
        quantity = _quantity(view, segment, k)
        if quantity is not None:
            at = quantity.last
            if quantity.toll or not tolls_only:
                found.append(quantity)
    singles = [q for q in found if q.last - q.first == 1 and q.by >= 0]
    return [q for q in found if q not in singles or not any(p.by == q.by and p.first > q.first for p in found)]


def _quantity(view: View, segment: Range, at: int) -> _Found | None:
    number = read_number(view.forms, at, segment[1])
    if number is None:
        return _few(view, segment, at)
    if _is_share(view, number, segment[1]) or _in_range(view, segment, number) or _is_year(view, segment, number):
        return None
    bound, first = _bound_before(view, segment[0], number.first)
    return _money(view, segment, number, bound, first) or _counted(view, segment, number, bound, first)


def _is_year(view: View, segment: Range, number: Number) -> bool:
    """Whether a number is a year (`في عام 2023`)."""
    told = number.first > segment[0] and view.forms[number.first - 1] in _BEFORE_A_YEAR
    return told and number.value is not None and _FIRST_YEAR <= number.value <= _LAST_YEAR


def _is_share(view: View, number: Number, end: int) -> bool:
    k = number.last
    return k < end and (view.forms[k] in "%٪" or match(quantity_words().shares, view.forms, k, end) is not None)


def _in_range(view: View, segment: Range, number: Number) -> bool:
    """Whether a number is one end of a range (`بين 3 و5`, `3-4`, `من 10 إلى 15`)."""
    words, forms, (first, end) = quantity_words(), view.forms, segment
    at, k = number.first, number.last
    told = forms[at][-1].isdigit()
    if at > first and forms[at - 1] in words.range_heads and k < end and forms[k][0] == "و":
        return read_number(forms, k, end) is not None
    if k + 1 < end and forms[k] in {"-", "–", *words.range_links} and read_number(forms, k + 1, end) is not None:
        return told or forms[k] in words.range_links
    if at - 1 > first and forms[at - 1] in {"-", "–", *words.range_links} and forms[at - 2][-1].isdigit():
        return True
    if forms[at][0] == "و" and at - 2 >= first:
        return any(forms[k] in words.range_heads for k in (at - 2, max(first, at - 3)))
    return False


def _bound_before(view: View, start: int, at: int) -> tuple[str, int]:
    """The bound that stands before a number, and its first token."""
    forms = view.forms
    if at > start:
        for earlier, bound in quantity_words().before.get(forms[at - 1], ()):
            first = at - 1 - len(earlier)
            if first >= start and tuple(reversed(forms[first : at - 1])) == earlier:
                return bound, first
    return "", at


def _bound_behind(view: View, bound: str, last: int, end: int) -> tuple[str, int]:
    hit = match(quantity_words().behind, view.forms, last, end) if last < end else None
    return (hit[1], hit[0]) if hit is not None else (bound, last)


def _money(view: View, segment: Range, number: Number, bound: str, first: int) -> _Found | None:
    words, forms, end = quantity_words(), view.forms, segment[1]
    k, before = number.last, forms[first - 1] if first > segment[0] else ""
    if any(form in words.prices for form in forms[max(segment[0], first - _NEAR) : first]):
        return None
    if before in words.money and not before[0].isalpha():
        return _Found(first - 1, k, "money", number.value, bound, words.money[before][""], -1, False)
    if k < end and forms[k] == "من":
        k += 1
    if k >= end:
        return None
    codes = words.money.get(" ".join(forms[k : k + 2]))
    if codes is not None:
        return _Found(first, k + 2, "money", number.value, bound, codes[""], -1, False)
    codes = words.money.get(forms[k])
    if codes is None:
        return None
    code, last = codes.get(""), k + 1
    country = country_of(forms[last]) if last < end and len(codes) > ("" in codes) else None
    if country is not None and country in codes:
        code, last = codes[country], last + 1
    bound, last = _bound_behind(view, bound, last, end)
    return _Found(first, last, "money", number.value, bound, code, -1, False)


def _counted(view: View, segment: Range, number: Number, bound: str, first: int) -> _Found | None:
    words, forms, (start, end) = quantity_words(), view.forms, segment
    last = number.last
    k = last + 1 if last < end and forms[last] == "من" else last
    noun = words.nouns.get(forms[k]) if k < end and k not in view.names else None
    if noun is not None and forms[k][0] == "و" and not forms[k].startswith("وف"):
        noun = None
    if noun is None and number.value in {1, 2} and number.last - number.first == 1 and number.first > start:
        told = words.nouns.get(forms[number.first - 1])
        if told is not None and not told.article and not forms[number.first][-1].isdigit():
            first, noun, k = number.first - 1, told, last - 1
    if noun is None and (first == start or not _tells_fate(view, start, first)):
        return None
    fate, by, toll = _fate_before(view, start, first)
    if fate is None and by >= 0:
        return None
    kind = noun.of if noun is not None else ""
    if noun is not None:
        last = k + 1
    elif not _may_stand_alone(view, number, first, by, fate, toll, end):
        return None
    elif last < end and _looks_like_people(view, last):
        last += 1
    bound, last = _bound_behind(view, bound, last, end)
    if fate is None and kind not in _DIRECT:
        fate, by = _fate_behind(view, last, end)
    of = kind if kind in _DIRECT or (fate == "protesters" and kind == "troops") else fate or kind
    if fate == "" and kind not in _DIRECT:
        return None
    if of == "people":
        of = "protesters"
    return _Found(first, last, of, number.value, bound, None, by, toll) if of else None


def _tells_fate(view: View, start: int, at: int) -> bool:
    """Whether a number that no noun follows may count: right behind a verb that says of whom, or behind a toll."""
    words, forms = quantity_words(), view.forms
    return forms[at - 1] in words.fates or not words.tolls.isdisjoint(forms[max(start, at - _BACK) : at])


def _fate_before(view: View, start: int, at: int) -> tuple[str | None, int, bool]:
    """What became of those counted, by the nearest word before that says so, its token, and whether it tells a toll.

    The fate is empty where the word says that they are not counted for that, and None with a token where they are part
    of those counted before.
    """
    words, forms = quantity_words(), view.forms
    for k in range(at - 1, max(start, at - _BACK) - 1, -1):
        form = forms[k]
        if form in words.subsets:
            return None, k, False
        if form in words.tolls and k + 1 < at:
            noun = words.nouns.get(forms[k + 1])
            if noun is not None and noun.of in _DIRECT:
                return noun.of, k, True
        if form in words.agents and k >= at - 3:
            return "", k, False
        if form in words.fates and not (k in view.names and view.has(k, Noun.TITLE)):
            return words.fates[form], k, False
        if form in _STOPS or (view.has(k, Noun.RELATIVE) and form != "من") or _is_other_verb(view, k):
            break
    return None, -1, False


def _is_other_verb(view: View, at: int) -> bool:
    if at in view.names or view.words[at].classes or view.words[at].article:
        return False
    if any(reading.form in {"past", "present"} for reading in view.readings(at)):
        return True
    return any(reading.form in _FINITE and not reading.pattern.needs for reading in spelt(view)[at].readings)


def _fate_behind(view: View, at: int, end: int) -> tuple[str | None, int]:
    """What became of those counted, by the verb behind them (`12 شخصا قتلوا`)."""
    words = quantity_words()
    for k in range(at, min(end, at + _ON)):
        form = view.forms[k]
        if form in _STOPS or form in "،," or form in _CLAUSE_BREAKS:
            break
        if form in words.fates and form[0] not in "وف" and (form in words.verbs or form.endswith("هم")):
            return words.fates[form], k
    return None, -1


def _may_stand_alone(view: View, number: Number, first: int, by: int, fate: str | None, toll: bool, end: int) -> bool:
    """Whether a number without a noun counts people: right behind its verb (`وإصابة 30`), or as a toll."""
    words, forms = quantity_words(), view.forms
    if not fate or by < 0:
        return False
    if toll and any(forms[k] in words.starts or forms[k][-1].isdigit() for k in range(by + 2, first)):
        return False
    if not toll and by + 1 != first:
        return False
    k = number.last
    if k >= end or not view.is_word[k]:
        return k >= end or forms[k] in "،,.؛;:()…"
    info = view.words[k]
    if forms[k][0] == "و" or info.classes & (Noun.PREPOSITION | Noun.RELATIVE) or info.preposition:
        return not info.classes & Noun.TIME
    if number.value is None and not info.article and not forms[k].endswith(("ات", "ه")):
        return not info.classes & Noun.TIME or forms[k] in words.adverbs
    return _looks_like_people(view, k)


def _looks_like_people(view: View, at: int) -> bool:
    form, info = view.forms[at], view.words[at]
    if info.classes & (Noun.TIME | Noun.PREPOSITION) or info.article or form in quantity_words().not_people:
        return False
    return form.endswith(("ين", "ون")) and len(form) > 4 and form[0] != "و"


def _few(view: View, segment: Range, at: int) -> _Found | None:
    """One or two without a number: `مقتل شخص`, `إصابة جنديين`."""
    words, forms, (start, end) = quantity_words(), view.forms, segment
    noun = words.nouns.get(forms[at])
    if noun is None or not noun.many or noun.article or at in view.names or forms[at] not in words.starts:
        return None
    alone = noun.many == 2 and noun.of in _DIRECT
    if not alone and words.fates.keys().isdisjoint(forms[max(start, at - _NEAR) : at]):
        return None
    fate, by, _ = _fate_before(view, start, at)
    of = noun.of if noun.of in _DIRECT else fate
    if not of or of not in _FATES or (fate is None and by >= 0):
        return None
    if noun.many == 2:
        if noun.of not in _DIRECT and at - by > 4:
            return None
    elif not _is_one(view, at, by, end):
        return None
    number = match(words.numbers, forms, at + 1, end) if at + 1 < end else None
    last = number[0] if number is not None and float(number[1]) == noun.many else at + 1
    bound, last = _bound_behind(view, "", last, end)
    return _Found(at, last, of, float(noun.many), bound, None, by, False)


def _is_one(view: View, at: int, by: int, end: int) -> bool:
    """Whether a noun in the singular stands for one of those to whom something was done, right behind its verb."""
    if by < 0 or (at + 1 < end and (view.words[at + 1].article or view.forms[at + 1][0].isdigit())):
        return False
    if at - by == 1:
        return True
    before = at - 1
    definite = view.words[before].article or before in view.names
    return at - by <= 5 and view.forms[at].endswith("ا") and definite
