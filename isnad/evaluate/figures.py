"""The figures for statements: detection, content, attribution, and each field of what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

from isnad.evaluate.align import Match
from isnad.evaluate.attribution import Attribution
from isnad.evaluate.names import same_speaker
from isnad.model import Span

FOUND, CLOSE = 0.5, 0.8


@dataclass(frozen=True)
class Counts:
    """Precision, recall and F1, with the counts that they come from."""

    hit: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of the predicted that is right; 0 where nothing was predicted."""
        return ratio(self.hit, self.predicted)

    @property
    def recall(self) -> float:
        """The share of gold that was found; 0 where there is no gold."""
        return ratio(self.hit, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return ratio(2 * self.precision * self.recall, self.precision + self.recall)

    def record(self) -> dict[str, float]:
        """As it stands in JSON."""
        return {"precision": self.precision, "recall": self.recall, "f1": self.f1, **asdict(self)}


Figure: TypeAlias = Counts | float
Test: TypeAlias = Callable[[Attribution, Attribution], bool]


def ratio(part: float, whole: float) -> float:
    """A share, 0 of nothing."""
    return part / whole if whole else 0.0


def figure_value(figure: Figure) -> float:
    """The one number of a figure: F1, or the accuracy itself."""
    return figure.f1 if isinstance(figure, Counts) else figure


def figure_record(figure: Figure) -> Any:
    """As it stands in JSON."""
    return figure.record() if isinstance(figure, Counts) else figure


def statement_figures(matches: Iterable[Match]) -> dict[str, Figure]:
    """Every figure, by its name.

    Found is what shares at least half of its content's characters with gold (intersection over union). Accuracies are
    shares of the found. "attributed" asks for the right speaker too, "record" for kind and channel besides.
    """
    matches = list(matches)
    gold = sum(match.gold is not None for match in matches)
    predicted = sum(match.predicted is not None for match in matches)
    found = [(m.gold, m.predicted) for m in matches if m.gold and m.predicted and m.likeness >= FOUND]

    def right(test: Test, of: Test = _any) -> tuple[int, int]:
        asked = [pair for pair in found if of(*pair)]
        return sum(test(*pair) for pair in asked), len(asked)

    def whole(hit: int) -> Counts:
        return Counts(hit, predicted, gold)

    return {
        "detection (IoU 0.5)": whole(len(found)),
        "detection (IoU 0.8)": whole(sum(m.likeness >= CLOSE for m in matches)),
        "content characters": _characters(matches),
        "attributed": whole(right(_speaker)[0]),
        "record": whole(right(_record)[0]),
        "speaker accuracy": ratio(*right(_speaker)),
        "speaker accuracy, implicit source": ratio(*right(_speaker, _implicit)),
        "speaker accuracy, explicit source": ratio(*right(_speaker, _explicit)),
        "source accuracy": ratio(*right(_source)),
        "cue accuracy": ratio(*right(lambda a, b: touching(a.cue, b.cue))),
        "kind accuracy": ratio(*right(lambda a, b: a.kind == b.kind)),
        "channel accuracy": ratio(*right(_channel)),
        "channel accuracy where stated": ratio(*right(_channel, lambda a, b: a.channel != "unspecified")),
        "via": _optional(found, lambda a: a.via),
        "addressee": _optional(found, lambda a: a.addressee),
    }


def touching(one: Span | None, other: Span | None) -> bool:
    """Whether both are there and share a character."""
    return one is not None and other is not None and one.overlaps(other)


def _any(gold: Attribution, predicted: Attribution) -> bool:
    return True


def _speaker(gold: Attribution, predicted: Attribution) -> bool:
    return same_speaker(gold.speaker, predicted.speaker)


def _channel(gold: Attribution, predicted: Attribution) -> bool:
    return gold.channel == predicted.channel


def _record(gold: Attribution, predicted: Attribution) -> bool:
    return gold.kind == predicted.kind and _channel(gold, predicted) and _speaker(gold, predicted)


def _implicit(gold: Attribution, predicted: Attribution) -> bool:
    return gold.source is None


def _explicit(gold: Attribution, predicted: Attribution) -> bool:
    return gold.source is not None


def _source(gold: Attribution, predicted: Attribution) -> bool:
    return predicted.source is None if gold.source is None else touching(gold.source, predicted.source)


def _characters(matches: list[Match]) -> Counts:
    """Micro-averaged over the content of all statements."""
    return Counts(
        sum(match.shared for match in matches),
        sum(match.predicted_length for match in matches),
        sum(match.gold_length for match in matches),
    )


def _optional(found: list[tuple[Attribution, Attribution]], field: Callable[[Attribution], Span | None]) -> Counts:
    """A field that most statements do not have, over the found ones."""
    pairs = [(field(gold), field(predicted)) for gold, predicted in found]
    hit = sum(touching(*pair) for pair in pairs)
    return Counts(hit, sum(b is not None for _, b in pairs), sum(a is not None for a, _ in pairs))
