"""Cases of what events have beyond type and people: quantities, contexts and meetings, as data."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml
from statement_cases import CASES, pipeline

from isnad.model import Layers, Report, Span

FOLDER = CASES / "events"
PUBLISHED = "2018-05-30T10:00:00+03:00"


@cache
def cases(name: str) -> tuple[dict[str, Any], ...]:
    """The cases of one file."""
    return tuple(yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))


@cache
def layers(text: str, headline: str | None = None) -> tuple[str, Layers]:
    """A text, with its headline in front where it has one, and what the pipeline finds in it."""
    whole = f"{headline}\n\n{text}" if headline else text
    title = Span(0, len(headline)) if headline else None
    report = Report(id="case", text=whole, published=PUBLISHED, headline=title)
    return whole, pipeline()(report)
