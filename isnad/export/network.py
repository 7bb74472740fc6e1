"""The ties of a selection as a network: who is a node, and what an edge tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from isnad.export.identifiers import actor_key, key, span_place
from isnad.export.selection import Selection
from isnad.export.stretches import days
from isnad.model import Tie

NODE_FIELDS: Final = {"type": "string", "country": "string", "geonames": "integer", "reports": "integer"}
EDGE_FIELDS: Final = {
    **{"relation": "string", "symmetric": "boolean", "period": "string", "dated_by": "string"},
    **{"reports": "integer", "independent": "integer", "claimed": "integer", "evidence": "string", "quotes": "string"},
}


class Node(NamedTuple):
    """An actor that has a tie."""

    id: str
    label: str
    fields: dict[str, str | int | bool | None]


class Edge(NamedTuple):
    """A tie of two actors in a period. `weight` counts the reports that are no copies of one another."""

    id: str
    source: str
    target: str
    label: str
    weight: int
    first: str | None
    last: str | None
    fields: dict[str, str | int | bool | None]


class Network:
    """The nodes and edges of a selection as streams; it holds a number and a name for each node."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self._names: dict[int, str] = {}
        for tie in selection.ties():
            self._names[tie.one], self._names[tie.other] = tie.one_name, tie.other_name
        self._keys = {number: key("actor", name) for number, name in self._names.items()}
        self._keys |= {actor.id: actor_key(actor) for actor in selection.actors() if actor.id in self._names}

    def nodes(self) -> Iterator[Node]:
        """The actors that have a tie; one of which the selection tells no more by its name alone."""
        seen = set[int]()
        for actor in self._selection.actors():
            if actor.id in self._names:
                seen.add(actor.id)
                reports = len({report for report, _ in actor.members})
                told = {"type": actor.type.value, "country": actor.country, "geonames": actor.geonames}
                yield Node(self._keys[actor.id], actor.name, {**told, "reports": reports})
        for number, name in self._names.items():
            if number not in seen:
                yield Node(self._keys[number], name, {})

    def edges(self) -> Iterator[Edge]:
        """The ties; `met` has no direction, which `symmetric` tells, since readers take one kind of edge only."""
        for tie in self._selection.ties():
            first, last = days(tie.period) or (None, None)
            one, other = self._keys[tie.one], self._keys[tie.other]
            id = key("tie", one, tie.relation, other, tie.period or "")
            yield Edge(id, one, other, tie.relation, tie.independent, first, last, _fields(tie))


def _fields(tie: Tie) -> dict[str, str | int | bool | None]:
    places = [span_place(one.report, one.span.start, one.span.end) for one in tie.examples]
    return {
        "relation": tie.relation,
        "symmetric": tie.relation == "met",
        "period": tie.period,
        "dated_by": tie.dated_by,
        "reports": tie.reports,
        "independent": tie.independent,
        "claimed": tie.claimed,
        "evidence": "\n".join(places) or None,
        "quotes": "\n".join(" ".join(one.quote.split()) for one in tie.examples) or None,
    }


def told(value: str | int | bool) -> str:
    """A value as XML has it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
