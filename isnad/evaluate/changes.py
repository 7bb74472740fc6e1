"""What one run finds that another did not: gains and losses, statement by statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

from isnad.evaluate.align import Match
from isnad.evaluate.attribution import Attribution
from isnad.evaluate.figures import FOUND
from isnad.evaluate.gold import GoldReport
from isnad.evaluate.names import same_speaker

FIELDS = ("found", "speaker", "kind", "channel")
Matched = Iterable[tuple[GoldReport, list[Match]]]


class Change(NamedTuple):
    """A gold statement that became right or wrong in a field; `found` is the statement itself."""

    report: str
    cue: str
    field: str
    gained: bool


def changes(before: Matched, now: Matched) -> Iterator[Change]:
    """All that differs between two runs on the same gold, in its order.

    A field counts as right where the statement was found and the field agrees with gold.
    """
    for (report, old), (_, new) in zip(before, now, strict=True):
        was, is_ = _right(old), _right(new)
        for statement in report.statements:
            cue = report.text[statement.cue.start : statement.cue.end] if statement.cue is not None else ""
            for field, gained in differing(FIELDS, was.get(id(statement)), is_.get(id(statement))):
                yield Change(report.id, cue, field, gained)


def differing(fields: Iterable[str], earlier: Set[str] | None, later: Set[str] | None) -> Iterator[tuple[str, bool]]:
    """The fields that are right in one run alone, each with whether that is the later one; None has none right."""
    for field in fields:
        was, is_ = field in (earlier or ()), field in (later or ())
        if was != is_:
            yield field, is_


def _right(matches: Iterable[Match]) -> dict[int, frozenset[str]]:
    """The fields that are right, by the identity of the gold statement."""
    return {
        id(match.gold): frozenset(_fields(match.gold, match.predicted))
        for match in matches
        if match.gold is not None and match.predicted is not None and match.likeness >= FOUND
    }


def _fields(gold: Attribution, predicted: Attribution) -> Iterator[str]:
    yield "found"
    if same_speaker(gold.speaker, predicted.speaker):
        yield "speaker"
    if gold.kind == predicted.kind:
        yield "kind"
    if gold.channel == predicted.channel:
        yield "channel"
