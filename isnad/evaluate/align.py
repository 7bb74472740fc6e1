"""Which predicted statement answers which gold one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from isnad.evaluate.attribution import Attribution
from isnad.evaluate.pairing import pairing


@dataclass(frozen=True)
class Match:
    """A pair, or one side alone; lengths count content characters.

    `shared` are the characters of both, `likeness` their intersection over union.
    """

    gold: Attribution | None
    predicted: Attribution | None
    gold_length: int = 0
    predicted_length: int = 0
    shared: int = 0

    @property
    def likeness(self) -> float:
        """Between 0 and 1."""
        union = self.gold_length + self.predicted_length - self.shared
        return self.shared / union if union else 0.0

    @property
    def shown(self) -> Attribution:
        """The gold side, or the predicted one where there is no gold."""
        side = self.gold or self.predicted
        assert side is not None, "a match has a side"
        return side


def align(gold: Sequence[Attribution], predicted: Sequence[Attribution]) -> list[Match]:
    """Pairs one to one, the likest first, with those that stay alone.

    Equal pairs go in the order of gold, then of prediction. Statements that share no character are no pair.
    """
    ours, theirs = [a.characters() for a in gold], [a.characters() for a in predicted]

    def match(i: int, j: int) -> Match:
        return Match(gold[i], predicted[j], len(ours[i]), len(theirs[j]), len(ours[i] & theirs[j]))

    pairs = pairing(len(gold), len(predicted), lambda i, j: match(i, j).likeness)
    answered, answering = {i for i, _ in pairs}, {j for _, j in pairs}
    return [
        *(match(i, j) for i, j in pairs),
        *(Match(g, None, gold_length=len(ours[i])) for i, g in enumerate(gold) if i not in answered),
        *(Match(None, p, predicted_length=len(theirs[j])) for j, p in enumerate(predicted) if j not in answering),
    ]
