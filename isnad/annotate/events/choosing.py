"""Who of those told takes part in an event: the likeliest, by what was learnt from annotated reports.

The rules of `roles.py` say who stands where the grammar puts those who take part; here all who could are weighed, the
rules' word being one of the things known of them. `docs/participant-model.md` tells how it was trained and how good
it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from isnad.annotate.events.candidate import EventCandidate
from isnad.annotate.events.chances import Table, chances
from isnad.annotate.events.rows import Row, RowMaker, key_of
from isnad.lexicon.models import ModelCard, read_model
from isnad.lexicon.plover import SYMMETRIC

FORMAT = 1


class Thresholds(msgspec.Struct, frozen=True):
    """From which chance on somebody takes part: the likeliest, and every further one; `together` for every further
    one of those who do something together."""

    actor: float
    actors: float
    recipient: float
    recipients: float
    together: float


class Card(ModelCard, frozen=True):
    """What `participants.json` says: format, version, SHA-256 of the weights, columns of each feature, thresholds."""

    features: tuple[tuple[int, ...], ...]
    thresholds: Thresholds


class Model(NamedTuple):
    """The weights for actors and recipients, and the thresholds."""

    table: Table
    thresholds: Thresholds


@cache
def load() -> Model:
    """The model that the package carries.

    Raises:
        ModelError: if the file or its card (`participants.json`) is missing, damaged, or of another format.
    """
    card, arrays = read_model("participants", "participants", Card, FORMAT)
    return Model(Table(arrays["weights"].astype(np.float32), card.features), card.thresholds)


def choose(maker: RowMaker, events: Sequence[EventCandidate]) -> None:
    """Puts those who take part, and the tokens that tell them, in the place of what the rules found."""
    rows = [maker.rows(number) for number in range(len(events))]
    values = [row.values for found in rows for row in found]
    if not values:
        return
    model = load()
    likely = chances(np.array(values, dtype=np.uint32), model.table)
    first = 0
    for event, found in zip(events, rows, strict=True):
        mine = likely[first : first + len(found)]
        first += len(found)
        names = [row.name for row in found]
        actors, recipients = pick(names, mine, model.thresholds, shared=event.type in SYMMETRIC)
        event.actors, event.actor_phrases = _told(found, actors)
        event.recipients, event.recipient_phrases = _told(found, recipients)


def _told(found: Sequence[Row], picked: Sequence[int]) -> tuple[list[str], list[tuple[int, int]]]:
    return [found[at].name for at in picked], [place for at in picked if (place := found[at].at) is not None]


def pick(
    names: Sequence[str], likely: NDArray[np.float32], thresholds: Thresholds, *, shared: bool
) -> tuple[list[int], list[int]]:
    """Which of those who could take part do: the places of the actors and of the recipients.

    Args:
        names: The names of those who could.
        likely: The chance of each to be an actor, and to be a recipient: one row each, 0 to 1.
        thresholds: From which chance on somebody does.
        shared: Whether all who take part are actors.
    """
    if shared:
        return _pick(names, likely[:, 0], thresholds.actor, thresholds.together, ()), []
    actors = _pick(names, likely[:, 0], thresholds.actor, thresholds.actors, ())
    return actors, _pick(names, likely[:, 1], thresholds.recipient, thresholds.recipients, actors)


def _same(name: str, other: str) -> bool:
    """Whether all words of one of two names stand in the other."""
    return _words(name) <= _words(other) or _words(other) <= _words(name)


@lru_cache(maxsize=1 << 16)
def _words(name: str) -> frozenset[str]:
    return frozenset(key_of(name).split())


def _pick(
    names: Sequence[str], likely: NDArray[np.float32], first: float, further: float, taken: Sequence[int]
) -> list[int]:
    """The likeliest down to the threshold; a name that holds or is held by another names the same and is left out."""
    picked: list[int] = []
    lowest = min(first, further)
    for chance, at in sorted((-chance, at) for at, chance in enumerate(likely.tolist()) if chance >= lowest):
        if -chance < (further if picked else first):
            break
        if any(_same(names[at], names[other]) for other in (*picked, *taken)):
            continue
        picked.append(at)
    return picked
