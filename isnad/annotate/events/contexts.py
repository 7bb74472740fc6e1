"""PLOVER's contexts of events: what else an event is about, from the words of its sentence, headline or lead.

Known misses: a context that only the reader's knowledge of a name tells; the bare word for what is told at length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from isnad.annotate.events.candidate import EventCandidate
from isnad.annotate.events.spelling import spelt
from isnad.annotate.phrases.view import Range, View
from isnad.lexicon.contexts import bare, context_words
from isnad.lexicon.plover import CONTEXTS

_REACH = 25  # words around an anchor
_SPECIFIC_CRIMES = frozenset({"corruption", "illegal_drugs", "trafficking", "cyber"})
_PLACES = {context: at for at, context in enumerate(CONTEXTS)}


class _Hit(NamedTuple):
    at: int
    contexts: tuple[str, ...]
    own_voice: bool


def contexts_of(view: View, events: Sequence[EventCandidate]) -> list[tuple[str, ...]]:
    """The contexts of each event, in the order of the codebook."""
    words = context_words()
    known: dict[Range, list[_Hit]] = {}
    everywhere = _of_report(view, known) if events else set()
    found = []
    for event in events:
        contexts = {*everywhere, *words.modes.get(event.pattern.mode or "", ())}
        first, last = event.anchor[0] - _REACH, event.anchor[1] + _REACH
        for hit in _hits(view, event.segment, known):
            if first <= hit.at < last and not (hit.own_voice and event.told_in is not None):
                contexts.update(hit.contexts)
        if contexts & _SPECIFIC_CRIMES:
            contexts.discard("crime")
        found.append(tuple(sorted(contexts, key=_PLACES.__getitem__)))
    return found


def _of_report(view: View, known: dict[Range, list[_Hit]]) -> set[str]:
    """The contexts of a whole report: those that its headline and its lead, or one of them twice, tell."""
    headline = view.report.headline
    segments = view.layer.segments[:2] if headline is not None else view.layer.segments[:1]
    told: list[str] = []
    for segment in segments:
        for hit in _hits(view, segment, known):
            told.extend(context for context in hit.contexts if context in context_words().report)
    return {context for context in told if told.count(context) >= 2}


def _hits(view: View, segment: Range, known: dict[Range, list[_Hit]]) -> list[_Hit]:
    if segment not in known:
        known[segment] = list(_look(view, segment))
    return known[segment]


def _look(view: View, segment: Range) -> Iterator[_Hit]:
    """Where a sentence tells contexts, but inside phrases that make the words something else."""
    phrases, forms, (first, end) = context_words().phrases, view.forms, segment
    barred: list[tuple[int, frozenset[str]]] = []
    told_by = spelt(view)
    for at in [at for at in range(first, end) if told_by[at].context]:
        behind = phrases[forms[at]]
        told = [(at + 1, phrase) for phrase in behind.get("", ())]
        if at + 1 < end and len(behind) > len(told):
            for second in _readings(forms[at + 1]):
                for phrase in behind.get(second, ()):
                    last = at + 2 + len(phrase.rest)
                    if last <= end and all(
                        w in _readings(f) for f, w in zip(forms[at + 2 : last], phrase.rest, strict=True)
                    ):
                        told.append((last, phrase))
        barred += [(last, phrase.never) for last, phrase in told if phrase.never]
        for last, phrase in told:
            contexts = phrase.contexts
            if barred:
                contexts = tuple(c for c in contexts if not any(at < until and c in never for until, never in barred))
            if contexts and (last > at + 1 or not _is_person(view, at)):
                yield _Hit(at, contexts, phrase.own_voice)


@lru_cache(maxsize=1 << 13)
def _readings(form: str) -> frozenset[str]:
    """What a later word of a phrase can stand for: without the article and an adjective's ending."""
    stem = bare(form)
    shorter = stem[:-1] if stem[-1] == "ا" or stem.endswith("يه") else stem
    return frozenset((form, stem, shorter))


def _is_person(view: View, at: int) -> bool:
    """Whether a single word is part of a person's name."""
    name = view.names.get(at)
    return name is not None and name.mention.type.value == "PER"
