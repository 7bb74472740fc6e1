"""One report through one pipeline, with every failure caught."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TypeAlias

from msgspec.structs import replace

from isnad.model import Layers, Report, Span
from isnad.workflow.annotated import Annotator, InternalError
from isnad.workflow.settings import Settings

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

Outcome: TypeAlias = tuple[Layers, dict[str, float]] | InternalError


def load_annotator() -> Annotator:
    """The pipeline that the package ships, loaded where it is first needed.

    Each process computes in one thread unless the environment says otherwise: `jobs` is what uses the cores, and
    threads that wait for one another made the tagger five times slower. It must be said before numpy is imported.
    """
    for variable in _THREADS:
        os.environ.setdefault(variable, "1")
    from isnad.annotate import default_pipeline

    return default_pipeline()


def annotate_one(annotator: Annotator, report: Report, settings: Settings) -> Outcome:
    """Layers whose every span quotes the text, or the error that stands in their place; never raises."""
    try:
        layers, milliseconds = annotator.timed(report) if settings.profile else (annotator(report), {})
        check_evidence(report, layers)
    except Exception as error:  # whatever it is, it belongs to this report alone
        return failure(report, f"{type(error).__name__}: {error}")
    return layers if settings.explain else replace(layers, rejections=()), milliseconds


def failure(report: Report, what: str) -> InternalError:
    """The error item of a report whose annotation failed."""
    message = f"annotation failed ({what}); this is a fault of the program, please report it with the text"
    error = InternalError(message, identifier=report.id)
    error.path, error.gives = report.file, report.id
    return error


def check_evidence(report: Report, layers: Layers) -> None:
    """Every span of report and layers lies in the text.

    Raises:
        SpanError: for the first that does not.
    """
    for span in [*report_spans(report), *layers.spans()]:
        span.quote(report.text)


def report_spans(report: Report) -> Iterator[Span]:
    """The spans that reading gave: headline, page chrome, embedded posts."""
    if report.headline is not None:
        yield report.headline
    yield from report.chrome
    for post in report.posts:
        yield from (post.words, post.signature, post.dash, post.name)
