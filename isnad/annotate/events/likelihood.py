"""How likely a candidate is an event of the report, learnt from annotated reports; the unlikely ones are left out.

Every candidate has a row of signs (`signs.py`). Each sign, and each pair or triple of signs that the model names, is
hashed into a table of weights; their sum gives the chance (logistic regression). A report of one sentence without
headline has a model of its own for violence and protest, which looks at the words of the sentence too: what is an
event among others in a report can be all that such a text tells. `docs/event-model.md` tells how both were trained.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from isnad.annotate.events.candidate import EventCandidate
from isnad.annotate.events.chances import BITS, Table, chances, hashed
from isnad.annotate.events.signs import signs_of
from isnad.annotate.phrases.view import View
from isnad.lexicon.models import ModelCard, read_model
from isnad.model import Statement

FORMAT: Final = 1
SINGLE: Final = frozenset({"ASSAULT", "PROTEST"})
"""The types for which single sentences were annotated."""
SHORT: Final = 9
"""Words of a sentence up to which what it tells is its point, so that the rules are believed."""
Places = NDArray[np.intp]
_MASK = (1 << BITS) - 1


class Card(ModelCard, frozen=True):
    """What `events.json` says of the weights.

    `together` are the columns of signs that make one feature each; `report` and `sentence` the chances from which on a
    candidate is an event, in a report and in a single sentence; `sha256` that of `events.npz`.
    """

    together: tuple[tuple[int, ...], ...]
    report: float
    sentence: dict[str, float]


class Model(NamedTuple):
    """Weights by hash for candidates of a report and for single sentences, the bias last; and the card."""

    report: Table
    sentence: NDArray[np.float32]
    card: Card


@cache
def load() -> Model:
    """The model that the package carries.

    Raises:
        ModelError: if the file or its card (`events.json`) is missing, damaged, or of another format.
    """
    card, arrays = read_model("events", "events", Card, FORMAT)
    report, sentence = (arrays[name].astype(np.float32) for name in ("report", "sentence"))
    return Model(Table(report[:, None], card.together), sentence, card)


def keep_likely(view: View, statements: Sequence[Statement], events: list[EventCandidate]) -> list[EventCandidate]:
    """The events whose chance is high enough, in order; fills `score` of each (0 to 1)."""
    if not events:
        return []
    model = load()
    rows = np.array(signs_of(view, statements, events), dtype=np.uint32)
    for event, chance in zip(events, chances(rows, model.report)[:, 0].tolist(), strict=True):
        event.score = round(chance, 3)
    if view.report.headline is None and len(view.layer.segments) <= 1:
        return _of_sentence(view, rows, events, model)
    return [event for event in events if event.score >= model.card.report]


def _of_sentence(
    view: View, rows: NDArray[np.uint32], events: list[EventCandidate], model: Model
) -> list[EventCandidate]:
    """The events of a single sentence; what a short one tells is its point, and the rules are believed."""
    if sum(view.is_word) < SHORT:
        return events
    unlikely = set[str]()
    for kind in SINGLE & {event.type for event in events}:
        own = [at for at, event in enumerate(events) if event.type == kind]
        places = sentence_places(view, kind, hashed(rows[own], model.card.together))
        chance = 1 / (1 + np.exp(-float(model.sentence[places].sum() + model.sentence[-1])))
        for at in own:
            events[at].score = round(float(chance), 3)
        if chance < model.card.sentence[kind]:
            unlikely.add(kind)
    return [event for event in events if event.type not in unlikely]


def sentence_places(view: View, kind: str, told: Places) -> Places:
    """The places of all features of a single sentence for one type: signs of its candidates, and its words."""
    words = np.fromiter(set(_word_places(view, kind)), dtype=np.intp)
    return np.concatenate([np.unique(told), words])


def _word_places(view: View, kind: str) -> Iterator[int]:
    stems = [info.stem for info, word in zip(view.words, view.is_word, strict=True) if word]
    for stem in stems:
        yield crc32(stem.encode()) & _MASK
        yield crc32(f"{kind} {stem}".encode()) & _MASK
    for one, other in pairwise(stems):
        yield crc32(f"{one} {other}".encode()) & _MASK
    for at, stem in enumerate(stems[:2]):
        yield crc32(f"{at}. {stem}".encode()) & _MASK
    yield crc32(f"length {min(len(stems) // 8, 6)}".encode()) & _MASK
