"""Nicknames and names of war behind a person's name: `فادي سلوم الملقب بـ"أبو الريح"`, `خالد مطر "أبو نضال"`.

A quotation, a bracket or a name behind a word for being called; without that word, only what has the form of a kunya or
was found to be a person's name in quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from isnad.annotate.phrases.view import COMMAS, Named, Range, View
from isnad.lexicon import particles
from isnad.model import MentionType

_CALLED = particles("called")
_BY_NAME = particles("by_the_name")
_KUNYA = particles("kunya")
_LONGEST = 4
_LONGEST_PLAIN = 3


def nicknames(view: View, names: Iterable[Named]) -> Iterator[tuple[Named, Range]]:
    """Persons with the tokens of the nickname behind each."""
    for name in names:
        if name.mention.type is MentionType.PER and (found := _behind(view, name.last)) is not None:
            yield name, found


def _behind(view: View, at: int) -> Range | None:
    """The tokens of the nickname behind a person's name that ends at a token."""
    end = view.segment_end(at - 1)
    while at < end and not view.is_word[at] and (view.forms[at] in COMMAS or view.forms[at] in "()"):
        at += 1
    called = at < end and view.words[at].stem in _CALLED
    if called:
        at += 1
        if at < end and view.forms[at] in _BY_NAME:
            at += 1
            if at < end and view.is_word[at] and view.words[at].article:  # `بالاسم الحركي`
                at += 1
        elif at < end and view.forms[at] == "ب":
            at += 1
    first = at
    while first < end and not view.is_word[first]:
        first += 1
    if first >= end:
        return None
    quotation = next((q for k in range(at, first) if (q := view.quotation_at(k)) is not None), None)
    if quotation is not None:
        last = first
        while last < end and view.ends[last] <= quotation.inner.end:
            last += 1
        return _accepted(view, (first, last), called)
    if called and at < first and view.forms[first - 1] == "(":
        last = next((k for k in range(first, min(end, first + _LONGEST + 1)) if view.forms[k] == ")"), first)
        return _accepted(view, (first, last), called)
    if not called:
        return None
    name = view.names.get(first)
    if name is not None and name.first == first and name.mention.type is MentionType.PER:
        return name.first, name.last
    if view.words[first].stem in _KUNYA and not view.words[first].article:
        last = first + 2
        if last < end and view.is_word[last] and view.words[last].article and not view.words[last].classes:
            last += 1  # `أبو عمر التونسي`
        return _accepted(view, (first, last), called) if last <= end else None
    return None


def _accepted(view: View, tokens: Range, called: bool) -> Range | None:
    first, last = tokens
    if not 0 < last - first <= _LONGEST or not all(view.is_word[first:last]):
        return None
    if called:
        return tokens
    name = view.names.get(first)
    person = name is not None and name.mention.type is MentionType.PER and name.last <= last
    kunya = view.words[first].stem in _KUNYA and last - first > 1
    return tokens if last - first <= _LONGEST_PLAIN and (person or kunya) else None
