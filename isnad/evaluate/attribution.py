"""A statement as far as it is measured."""

from __future__ import annotations

import msgspec

from isnad.model import Span, Statement


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """The measured fields of a statement, gold or predicted; a prediction may lack any but its content."""

    content: tuple[Span, ...]
    cue: Span | None = None
    source: Span | None = None
    speaker: str | None = None
    kind: str | None = None
    channel: str | None = None
    via: Span | None = None
    addressee: Span | None = None
    act: str | None = None

    @classmethod
    def of(cls, statement: Statement) -> Attribution:
        """The measured fields of a statement that was just made."""
        fields = {name: getattr(statement, name) for name in cls.__struct_fields__}
        return cls(**{**fields, "kind": statement.kind.value, "channel": statement.channel.value})

    def characters(self) -> frozenset[int]:
        """The offsets that the content covers; pieces that overlap count once."""
        return frozenset(offset for span in self.content for offset in range(span.start, span.end))

    def spans(self) -> list[Span]:
        """Every span that is there."""
        named = (self.cue, self.source, self.via, self.addressee)
        return [*self.content, *(span for span in named if span is not None)]
