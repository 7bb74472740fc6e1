"""The sample reports of the package as they are annotated, and what `expected.yaml` says of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

import isnad
from isnad.workflow import AnnotatedReport, Settings, annotate_paths

SAMPLES = Path(isnad.__file__).parent / "data" / "samples"


class Refused(NamedTuple):
    """Words of a report of which no statement may be made."""

    report: str
    quote: str

    @property
    def id(self) -> str:
        return f"{self.report}: {self.quote}"

    def taken(self) -> list[str]:
        """The cues of statements that were made of them: the cue stands there, or the content is these words."""
        item = read()[self.report]
        text, made = item.report.text, []
        for statement in item.layers.statements:
            around = max(0, statement.cue.start - len(self.quote))
            start = text.find(self.quote, around, statement.cue.end + len(self.quote))
            named = start >= 0 and start < statement.cue.end and statement.cue.start < start + len(self.quote)
            if named or any(span.quote(text) in self.quote for span in statement.content):
                made.append(statement.cue.quote(text))
        return made


@cache
def read() -> dict[str, AnnotatedReport]:
    """Every sample by its id."""
    paths = sorted(str(path) for path in SAMPLES.iterdir() if path.suffix in {".html", ".txt", ".jsonl"})
    items = [item for item in annotate_paths(paths, Settings()) if isinstance(item, AnnotatedReport)]
    return {item.report.id: item for item in items}


@cache
def expected() -> dict[str, dict[str, Any]]:
    """The expectations by report id."""
    document = yaml.safe_load((SAMPLES / "expected.yaml").read_text(encoding="utf-8"))
    return dict(document["reports"])


def refused() -> list[Refused]:
    """All words that look like a statement and are none."""
    return [Refused(id, told["quote"]) for id, wanted in expected().items() for told in wanted["not_statements"]]
