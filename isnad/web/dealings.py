"""What one actor did to others, put together over months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from isnad.model import Evidence, Tie
from isnad.store.linked import Known


@dataclass(frozen=True)
class Month:
    """A relation in one period, None where it is not dated: in how many wordings it is told, and where first.

    `claimed` tells whether it stands on somebody's word alone.
    """

    period: str | None
    independent: int
    claimed: bool
    example: Evidence | None


@dataclass(frozen=True)
class Dealing:
    """One relation to one other over all months; `outgoing` is None where it has no direction."""

    other: Known
    relation: str
    outgoing: bool | None
    ties: tuple[Tie, ...]

    @property
    def independent(self) -> int:
        """In how many wordings it is told, months added."""
        return sum(tie.independent for tie in self.ties)

    @property
    def months(self) -> list[Month]:
        """The ties by their periods: what is dated by its telling and what by its publication stand as one."""
        return [_month(period, list(some)) for period, some in groupby(self.ties, key=lambda tie: tie.period)]


def _month(period: str | None, some: Sequence[Tie]) -> Month:
    return Month(
        period,
        sum(tie.independent for tie in some),
        all(tie.claimed == tie.reports for tie in some),
        next((tie.examples[0] for tie in some if tie.examples), None),
    )


def dealings(numbers: Sequence[int], ties: Sequence[Tie], known: Mapping[int, Known]) -> list[Dealing]:
    """Ties of an actor, of several numbers where people joined others to it, put together over months.

    Meetings come first, then by how many tell them.
    """
    found: dict[tuple[int, str, bool | None], list[Tie]] = {}
    for tie in ties:
        outgoing = None if tie.relation == "met" else tie.one in numbers
        other = tie.other if tie.one in numbers else tie.one
        found.setdefault((other, tie.relation, outgoing), []).append(tie)
    made = [
        Dealing(known[other], relation, outgoing, tuple(sorted(some, key=lambda tie: tie.period or "9999")))
        for (other, relation, outgoing), some in found.items()
        if other in known
    ]
    return sorted(made, key=lambda one: (one.relation != "met", -one.independent, one.other.name))
