"""Which predicted event answers which gold one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from isnad.evaluate.measured_event import MeasuredEvent
from isnad.evaluate.names import names_in_common
from isnad.evaluate.pairing import pairing

SENTENCE_END = re.compile(r"[.!?؟\n]+")
SAME_WORDS, SAME_SENTENCE, SAME_ACTORS = 1.0, 0.8, 0.6


@dataclass(frozen=True)
class EventMatch:
    """A pair of events of one type, or one side alone."""

    gold: MeasuredEvent | None
    predicted: MeasuredEvent | None

    @property
    def shown(self) -> MeasuredEvent:
        """The gold side, or the predicted one where there is no gold."""
        side = self.gold or self.predicted
        assert side is not None, "a match has a side"
        return side


def align_events(text: str, gold: Sequence[MeasuredEvent], predicted: Sequence[MeasuredEvent]) -> list[EventMatch]:
    """Pairs one to one, with those that stay alone.

    Events of one type are a pair where their anchors overlap, else where these stand in one sentence, else where at
    least half of those who take part are the same: what a report tells twice may be anchored at either place.
    """
    sentence = _sentences(text)
    pairs = pairing(len(gold), len(predicted), lambda i, j: _likeness(gold[i], predicted[j], sentence))
    answered, answering = {i for i, _ in pairs}, {j for _, j in pairs}
    return [
        *(EventMatch(gold[i], predicted[j]) for i, j in pairs),
        *(EventMatch(event, None) for i, event in enumerate(gold) if i not in answered),
        *(EventMatch(None, event) for j, event in enumerate(predicted) if j not in answering),
    ]


def _sentences(text: str) -> Callable[[MeasuredEvent], int]:
    """The number of the sentence in which an event's anchor begins; a mark after a number or a title ends one too."""
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    return lambda event: bisect_right(ends, event.anchor.start)


def _likeness(gold: MeasuredEvent, predicted: MeasuredEvent, sentence: Callable[[MeasuredEvent], int]) -> float:
    if gold.type != predicted.type:
        return 0.0
    if gold.anchor.overlaps(predicted.anchor):
        return SAME_WORDS
    if sentence(gold) == sentence(predicted):
        return SAME_SENTENCE
    ours, theirs = gold.actors + gold.recipients, predicted.actors + predicted.recipients
    same = names_in_common(ours, theirs)
    return SAME_ACTORS if same and same >= max(len(ours), len(theirs)) / 2 else 0.0
