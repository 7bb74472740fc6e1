"""One text read in a program or a notebook."""

from __future__ import annotations

import hashlib
from functools import cache

from isnad.errors import FormatError
from isnad.model import Report
from isnad.workflow.annotated import AnnotatedReport, Annotator
from isnad.workflow.settings import Settings
from isnad.workflow.single import annotate_one, load_annotator


def read(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    author: str | None = None,
    id: str | None = None,
    settings: Settings = Settings(),  # noqa: B008, frozen
) -> AnnotatedReport:
    """A text with what is found in it; a notebook shows it marked up.

    The models are loaded by the first call (about a second) and kept.

    Args:
        text: The report as published: a headline, a blank line and the body, or the body alone. It is never altered.
        title: The headline, where it is known apart from the text.
        outlet: Who published it.
        published: ISO 8601 at the precision that is known; relative dates (`أمس`) are resolved against it alone.
        url: Where it was published.
        author: Its byline.
        id: What it is called; None for a hash of the text.
        settings: How much text is taken at most, and whether rejections are kept.

    Returns:
        `report` and `layers` (`statements`, `events`, `times`, `mentions`, `entities`); spans count code points.

    Raises:
        ReadError: where there is no text, too much of it, or `published` is no date.

    >>> [one.speaker for one in read("قال الوزير سامر الهلالي إن الطريق ستفتح غدا.").layers.statements]
    ['سامر الهلالي']
    """
    from isnad.ingest.build import build, iso_prefix

    if published is not None and iso_prefix(published) is None:
        raise FormatError(f"published={published!r} is no date: give ISO 8601, for example 2025-11-04 or 2025-11")

    name = id or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    told = Report(
        id=name,
        text=text,
        title=title,
        outlet=outlet,
        published=published and iso_prefix(published),
        url=url,
        author=author,
    )
    report = build(told, max_characters=settings.max_characters)
    outcome = annotate_one(_annotator(), report, settings)
    if isinstance(outcome, Exception):
        raise outcome
    return AnnotatedReport(report, *outcome)


@cache
def _annotator() -> Annotator:
    return load_annotator()
