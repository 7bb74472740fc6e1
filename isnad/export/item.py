"""What a format is given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, TypeAlias

from isnad.errors import ReadError
from isnad.model import Judged, Layers, Report


class Reading(Protocol):
    """A report and its layers."""

    @property
    def report(self) -> Report:
        """What was read."""

    @property
    def layers(self) -> Layers:
        """What annotation added."""


def judged_of(reading: Reading, layer: str, at: int) -> Judged | None:
    """What people made of a row of a report, None where nobody judged it or it comes from no record."""
    told: Mapping[str, Mapping[int, Judged]] = getattr(reading, "judged", {})
    return told.get(layer, {}).get(at)


Item: TypeAlias = Reading | ReadError
