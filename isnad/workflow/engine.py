"""From paths to annotated reports, in this process or in several."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from time import perf_counter
from typing import BinaryIO

from isnad.errors import ReadError
from isnad.model import Layers, Report
from isnad.workflow.annotated import Annotated, AnnotatedReport, BuildAnnotator, InternalError
from isnad.workflow.pool import Pool
from isnad.workflow.settings import Settings
from isnad.workflow.single import annotate_one, load_annotator

STOPPED = "input"  # the identifier of the error that stands where reading itself failed


def annotate_paths(
    paths: Iterable[str], settings: Settings, *, stdin: BinaryIO | None = None, again: bool = True
) -> Generator[Annotated, None, None]:
    """The reports of the paths with their layers, in their order; a `ReadError` where one could not be read.

    Only a window of the input is held in memory. Close the iterator to end the processes early.

    Args:
        paths: Files or folders as `isnad.ingest.read_paths` takes them; `-` is `stdin`.
        settings: With `jobs` above 1 the calling script must be importable (`if __name__ == "__main__"`).
        stdin: The bytes that `-` stands for.
        again: Annotate again what a line of `isnad annotate` has annotated already; else its layers are taken.
    """
    reading = Reading(paths, settings, stdin, again=again)
    with closing(annotate_reports(reading, settings)) as items:
        for item in items:
            if settings.profile and isinstance(item, AnnotatedReport):
                item = replace(item, milliseconds={"read": reading.spent()} | item.milliseconds)
            yield item


def annotate_reports(
    reports: Iterable[Report | Annotated], settings: Settings, *, build: BuildAnnotator = load_annotator
) -> Generator[Annotated, None, None]:
    """The same for reports that were read already; what is annotated is handed on as it is, in its turn.

    `build` gives the pipeline, once a process.
    """
    source = iter(reports)
    return _in_turn(source, settings, build) if settings.jobs == 1 else iter(Pool(source, settings, build))


def _in_turn(
    source: Iterator[Report | Annotated], settings: Settings, build: BuildAnnotator
) -> Generator[Annotated, None, None]:
    annotator = None
    for item in source:
        if not isinstance(item, Report):
            yield item
            continue
        annotator = annotator or build()
        outcome = annotate_one(annotator, item, settings)
        yield outcome if isinstance(outcome, ReadError) else AnnotatedReport(item, *outcome)


class Reading:
    """Reads paths, and knows how many milliseconds that took since it was last asked."""

    def __init__(
        self,
        paths: Iterable[str],
        settings: Settings,
        stdin: BinaryIO | None,
        *,
        again: bool = True,
        ids: Mapping[str, str] | None = None,
    ) -> None:
        from isnad.ingest import read_paths  # here, since the processes that annotate need no readers of pages

        self._layers: dict[str, Layers] = {}
        told = None if again else self._layers
        most = settings.max_characters
        self._items = iter(read_paths(paths, max_characters=most, stdin=stdin, layers=told, ids=ids))
        self._seconds = 0.0

    def __iter__(self) -> Iterator[Report | Annotated]:
        while (item := self._next()) is not None:
            layers = self._layers.pop(item.id, None) if isinstance(item, Report) else None
            yield AnnotatedReport(item, layers) if isinstance(item, Report) and layers is not None else item

    def _next(self) -> Report | ReadError | None:
        start = perf_counter()
        try:
            return next(self._items, None)
        except Exception as error:  # a fault of a reader; what was read before it is kept
            what = f"reading stopped here ({type(error).__name__}: {error}); what follows was not read"
            return InternalError(what, identifier=STOPPED)
        finally:
            self._seconds += perf_counter() - start

    def spent(self) -> float:
        """Milliseconds since the last call."""
        milliseconds, self._seconds = self._seconds * 1000, 0.0
        return milliseconds
