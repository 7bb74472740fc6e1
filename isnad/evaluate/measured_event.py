"""An event as far as it is measured."""

from __future__ import annotations

import msgspec

from isnad.model import Event, Span


class MeasuredEvent(msgspec.Struct, frozen=True, kw_only=True):
    """The measured fields of an event, gold or predicted; a prediction may lack any but type and anchor."""

    type: str
    anchor: Span
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    date: str | None = None
    place: Span | None = None
    status: str | None = None
    claimed_by: str | None = None

    @classmethod
    def of(cls, event: Event) -> MeasuredEvent:
        """The measured fields of an event that was just made."""
        fields = {name: getattr(event, name) for name in cls.__struct_fields__}
        return cls(**{**fields, "type": event.type.value, "status": event.status.value})

    def spans(self) -> list[Span]:
        """Every span that is there."""
        return [self.anchor, *([self.place] if self.place is not None else [])]
