"""A report whose layers refer to one another by the ids of their rows."""

from __future__ import annotations

from isnad.export.item import Reading, judged_of
from isnad.model import Event, Judged, MentionType, Place


class Context:
    """A report with its layers, and which entity a name or place stands for."""

    def __init__(self, reading: Reading) -> None:
        self.report, self.layers = reading.report, reading.layers
        self._reading = reading
        self._by_name: dict[str, list[int]] = {}
        for at, entity in enumerate(self.layers.entities):
            self._by_name.setdefault(entity.name, []).append(at)

    def id(self, kind: str, at: int) -> str:
        """The id of what stands at a place of a layer.

        >>> from types import SimpleNamespace as S; from isnad.model import Layers, Report
        >>> Context(S(report=Report(id="a1", text="نص"), layers=Layers())).id("event", 2)
        'a1#event-2'
        """
        return f"{self.report.id}#{kind}-{at}"

    def judged(self, layer: str, at: int) -> Judged | None:
        """What people made of a row."""
        return judged_of(self._reading, layer, at)

    def statement(self, at: int | None) -> str | None:
        """The id of a statement."""
        return None if at is None else self.id("statement", at)

    def entity(self, name: str | None, type: MentionType | None = None) -> str | None:
        """The id of the one entity of a name (and type), None where there is none or there are several."""
        found = self._entities(name, type)
        return self.id("entity", found[0]) if len(found) == 1 else None

    def place(self, event: Event) -> Place | None:
        """The place in the world where an event was, None where the report tells none or several fit.

        Its words are a mention, or hold exactly one mention of a place that is known.
        """
        span = event.place
        if span is None:
            return None
        inside = [
            mention
            for mention in self.layers.mentions
            if mention.type is MentionType.LOC and span.contains(mention.span) and mention.entity is not None
        ]
        exact = [mention for mention in inside if mention.span == span]
        found = {at for mention in exact or inside for at in self._entities(mention.entity, MentionType.LOC)}
        return self.layers.entities[found.pop()].place if len(found) == 1 else None

    def _entities(self, name: str | None, type: MentionType | None) -> list[int]:
        at = self._by_name.get(name, []) if name is not None else []
        return [one for one in at if type is None or self.layers.entities[one].type is type]
