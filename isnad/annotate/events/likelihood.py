"""How likely a candidate is an event of the report, learnt from annotated reports; the unlikely ones are left out.

Every candidate has a row of signs (`signs.py`). Each sign, and each pair or triple of signs that the model names, is
hashed into a table of weights; their sum gives the chance (logistic regression). A report of one sentence without
headline has a model of its own for violence and protest, which looks at the words of the sentence too: what is an
event among others in a report can be all that such a text tells. `docs/event-model.md` tells how both were trained.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Final, NamedTuple
from zlib import crc32

import msgspec
import numpy as np
from numpy.typing import NDArray

from isnad.annotate.events.candidate import EventCandidate
from isnad.annotate.events.signs import Row, signs_of
from isnad.annotate.phrases.view import View
from isnad.errors import ModelError
from isnad.model import Statement

FORMAT: Final = 1
BITS: Final = 16
SINGLE: Final = frozenset({"ASSAULT", "PROTEST"})
"""The types for which single sentences were annotated."""
SHORT: Final = 14
"""Words of a sentence up to which what it tells is its point, so that the rules are believed."""
Places = NDArray[np.intp]
_STEP, _MIX, _SHIFT = np.uint32(0x9E3779B1), np.uint32(0x85EBCA6B), np.uint32(32 - BITS)
_MASK = (1 << BITS) - 1


class Card(msgspec.Struct, frozen=True):
    """What `events.json` says of the weights.

    `together` are the columns of signs that make one feature each; `report` and `sentence` the chances from which on a
    candidate is an event, in a report and in a single sentence; `sha256` that of `events.npz`.
    """

    format: int
    version: str
    sha256: str
    together: tuple[tuple[int, ...], ...]
    report: float
    sentence: dict[str, float]


class Model(NamedTuple):
    """Weights by hash for candidates of a report and for single sentences, the bias last; and the card."""

    report: NDArray[np.float32]
    sentence: NDArray[np.float32]
    card: Card


@cache
def load() -> Model:
    """The model that the package carries.

    Raises:
        ModelError: if the file or its card (`events.json`) is missing, damaged, or of another format.
    """
    folder = resources.files("isnad") / "data" / "models"
    try:
        card = msgspec.json.decode((folder / "events.json").read_bytes(), type=Card)
        content = (folder / "events.npz").read_bytes()
    except (OSError, msgspec.DecodeError) as error:
        raise ModelError(f"the model of events cannot be read ({error}): install the package again") from error
    if card.format != FORMAT:
        raise ModelError(f"the model of events has format {card.format}, not {FORMAT}: install the package again")
    if hashlib.sha256(content).hexdigest() != card.sha256:
        raise ModelError("the model of events is not the one its card names (sha256): install the package again")
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return Model(arrays["report"].astype(np.float32), arrays["sentence"].astype(np.float32), card)


def keep_likely(view: View, statements: Sequence[Statement], events: list[EventCandidate]) -> list[EventCandidate]:
    """The events whose chance is high enough, in order; fills `score` of each (0 to 1)."""
    if not events:
        return []
    model = load()
    rows = signs_of(view, statements, events)
    places = hashed(rows, model.card.together)
    for event, chance in zip(events, _chances(model.report[places].sum(axis=1) + model.report[-1]), strict=True):
        event.score = round(float(chance), 3)
    single = is_single(view)
    bars = dict.fromkeys((event.type for event in events), model.card.report)
    if single:
        for kind in SINGLE & bars.keys():
            bars[kind] = model.card.sentence[kind]
            told = [at for at, event in enumerate(events) if event.type == kind]
            found = sentence_places(view, kind, places[told])
            chance = round(float(_chances(model.sentence[found].sum() + model.sentence[-1])), 3)
            for at in told:
                events[at].score = chance
    return [event for event in events if event.score >= bars[event.type]]


def is_single(view: View) -> bool:
    """Whether a report is a single sentence without headline, long enough to tell an event beside its point."""
    if view.report.headline is not None or len(view.layer.segments) > 1:
        return False
    return sum(view.is_word) >= SHORT


def hashed(rows: Sequence[Row], together: tuple[tuple[int, ...], ...]) -> Places:
    """The place in the table of every feature of every row: an array of shape (rows, features)."""
    columns, seeds = _laid_out(together)
    table = np.zeros((len(rows), len(rows[0]) + 1), dtype=np.uint32)
    table[:, :-1] = rows
    value = np.broadcast_to(seeds, (len(rows), len(seeds)))
    for column in columns:
        value = (value ^ table[:, column]) * _STEP
        value ^= value >> np.uint32(15)
    return ((value * _MIX) >> _SHIFT).astype(np.intp)


@cache
def _laid_out(together: tuple[tuple[int, ...], ...]) -> tuple[NDArray[np.intp], NDArray[np.uint32]]:
    """The first, second and further column of every feature (-1, a column of zeros, where it has fewer), and seeds."""
    deep = max(map(len, together))
    columns = [[own[k] if k < len(own) else -1 for own in together] for k in range(deep)]
    return np.array(columns, dtype=np.intp), (np.arange(1, len(together) + 1) * 7919).astype(np.uint32)


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


def _chances(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    found: NDArray[np.float32] = 1 / (1 + np.exp(-logits))
    return found
