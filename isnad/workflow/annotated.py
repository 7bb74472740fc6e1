"""What comes out of a run, one item for each report that went in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from isnad.errors import IsnadError, ReadError
from isnad.model import Layers, Report


class InternalError(ReadError):
    """Annotation of one report failed in a way that nobody foresaw; the other reports go on."""

    slug = "internal"


class WorkerError(IsnadError):
    """The processes that annotate could not be started."""

    slug = "worker"


@dataclass(frozen=True)
class AnnotatedReport:
    """A report with its layers; `milliseconds` by stage, empty unless `Settings.profile`."""

    report: Report
    layers: Layers
    milliseconds: dict[str, float] = field(default_factory=dict, compare=False)

    def _repr_html_(self) -> str:
        """What a notebook shows: the report marked up, in a frame so that its style stays inside."""
        from isnad.export.notebook import framed

        return framed([self])


Annotated: TypeAlias = AnnotatedReport | ReadError


class Annotator(Protocol):
    """What the engines need of a pipeline."""

    def __call__(self, report: Report, /) -> Layers:
        """The layers of a report."""

    def timed(self, report: Report, /) -> tuple[Layers, dict[str, float]]:
        """The layers, and milliseconds by stage."""


BuildAnnotator: TypeAlias = Callable[[], Annotator]
