"""A second look at a report: one name has one type, and what was surely a name once is one elsewhere too."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

from isnad.annotate.mentions.decode import Found
from isnad.annotate.mentions.vectors import Floats

_PERSON = 0
_PARTED = (0, 2)  # persons and places
_SURE = 0.8  # the score from which a name is looked for elsewhere
_LIKELY = 0.6  # the score from which a name tells what is glued before it elsewhere
_OPEN = 0.05  # the least probability that a word is part of a name where it is found again
_AGREED = 0.7  # the share of a name's scores from which its type rules
_GLUED = "وفبكل"
_LINKS = frozenset({"بن", "بنت", "ابن", "ابو", "ابي", "ال", "عبد"})  # `ال` is how آل is normalised
_SHORTEST = 3  # letters of a surname that is looked for alone

Key = tuple[str, ...]


def agree(found: Sequence[Found], stems: Sequence[str]) -> list[Found]:
    """The names, each with the type that most of the report's names of the same words have.

    A person's full name votes for the bare surname too.
    """
    votes: dict[Key, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for name in found:
        key = _key(name, stems)
        votes[key][name.kind] += name.score
        if name.kind == _PERSON and len(key) > 1 and name.score >= _SURE:
            votes[key[-1:]][_PERSON] += name.score
    agreed = []
    for name in found:
        told = votes[_key(name, stems)]
        best = max(told, key=lambda kind: (told[kind], -kind))
        ruled = told[best] >= _AGREED * sum(told.values())
        agreed.append(name._replace(kind=best) if ruled and best != name.kind else name)
    return agreed


def divide(found: Sequence[Found], joined: Callable[[int, int], bool]) -> list[Found]:
    """The names, persons and places parted where a word inside has a glued و (`شكري ونورلاند`); bodies are not.

    Args:
        found: Names.
        joined: Whether the word at a place is a conjunction and then a name of a type.
    """
    parted = []
    for name in found:
        cuts = [at for at in range(name.first + 1, name.last) if name.kind in _PARTED and joined(at, name.kind)]
        for first, last in pairwise([name.first, *cuts, name.last]):
            parted.append(name._replace(first=first, last=last))
    return parted


def whole(found: Sequence[Found], forms: Sequence[str]) -> list[Found]:
    """The names of persons, none of which ends in a link that another part follows (`تركي آل | الشيخ`).

    Args:
        found: Names in order.
        forms: The words, normalised.
    """
    told: list[Found] = []
    for name in found:
        if told and name.first < told[-1].last:  # what a link before it took in
            told[-1] = told[-1]._replace(last=max(told[-1].last, name.last))
            continue
        linked = name.kind == _PERSON and name.last < len(forms) and forms[name.last - 1] in _LINKS
        told.append(name._replace(last=name.last + 1) if linked else name)
    return told


def glued_before_names(found: Sequence[Found], forms: Sequence[str], stems: Sequence[str]) -> dict[int, str]:
    """Words whose first letter is glued before a name of the report, with the name: `ونورلاند` beside `نورلاند`."""
    sure = {stems[at] for name in found if name.score >= _LIKELY for at in range(name.first, name.last)}
    return {
        at: form[1:]
        for at, (form, stem) in enumerate(zip(forms, stems, strict=True))
        if form == stem and form[0] in _GLUED and len(form) > 4 and form[1:] in sure
    }


def again(found: Sequence[Found], stems: Sequence[str], scores: Floats, common: Callable[[str], bool]) -> list[Found]:
    """Names that were missed: words of a sure name, or the bare surname of a person, where the model left it open.

    Args:
        found: The names so far.
        stems: The words, without what is glued to them; `""` between sentences.
        scores: Log-probabilities of labels, a row a word.
        common: Whether a word is so common that it is no surname alone.
    """
    taken = {at for name in found for at in range(name.first, name.last)}
    sought: dict[str, dict[Key, tuple[int, float]]] = defaultdict(dict)
    for name in found:
        if name.score < _SURE:
            continue
        key = _key(name, stems)
        if len(key) > 1 or not common(key[0]):
            sought[key[0]].setdefault(key, (name.kind, name.score))
        surname = key[-1]
        if name.kind == _PERSON and len(key) > 1 and len(surname) > _SHORTEST and not common(surname):
            sought[surname].setdefault((surname,), (name.kind, name.score))
    missed = []
    for at, stem in enumerate(stems):
        if stem not in sought:
            continue
        for key, (kind, score) in sorted(sought[stem].items(), key=lambda entry: -len(entry[0])):
            here = range(at, at + len(key))
            if tuple(stems[at : at + len(key)]) != key or any(place in taken for place in here):
                continue
            if min(1 - math.exp(scores[place, 0]) for place in here) < _OPEN:
                continue
            taken.update(here)
            missed.append(Found(at, at + len(key), kind, score / 2))
            break
    return missed


def _key(name: Found, stems: Sequence[str]) -> Key:
    return tuple(stems[name.first : name.last])
