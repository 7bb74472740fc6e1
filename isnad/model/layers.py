"""What annotation adds to a report."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from isnad.model.span import Span
from isnad.model.statement import Rejection, Statement


class Layers(msgspec.Struct, frozen=True, kw_only=True):
    """The layers of one report; a layer that no stage gave is empty.

    `rejections` are the non-statements that were looked at, each with its reason.
    """

    statements: tuple[Statement, ...] = ()
    rejections: tuple[Rejection, ...] = ()

    def spans(self) -> Iterator[Span]:
        """Every span of every layer, in no particular order."""
        for statement in self.statements:
            yield statement.cue
            yield from statement.content
            for span in (
                statement.source,
                statement.channel_span,
                statement.via,
                statement.addressee,
                statement.antecedent,
            ):
                if span is not None:
                    yield span
        for rejection in self.rejections:
            yield rejection.span
