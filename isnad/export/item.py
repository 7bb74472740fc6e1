"""What a format is given."""

from __future__ import annotations

from typing import Protocol, TypeAlias

from isnad.errors import ReadError
from isnad.model import Layers, Report


class Reading(Protocol):
    """A report and its layers."""

    @property
    def report(self) -> Report:
        """What was read."""

    @property
    def layers(self) -> Layers:
        """What annotation added."""


Item: TypeAlias = Reading | ReadError
