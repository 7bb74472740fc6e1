"""The statement stage: who said what, according to whom, in one report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from isnad.annotate.statements.candidate import Candidate, Range
from isnad.annotate.statements.scan import Scan
from isnad.annotate.statements.speakers import Speakers
from isnad.annotate.statements.view import View
from isnad.model import Layers, Report, Span, Statement
from isnad.text import TextLayer


class StatementStage:
    """Finds statements by rules over clauses."""

    name: ClassVar[str] = "statements"
    needs: ClassVar[frozenset[str]] = frozenset()
    gives: ClassVar[frozenset[str]] = frozenset({"statements", "rejections"})

    def __call__(self, report: Report, text: TextLayer, layers: Layers) -> Mapping[str, Any]:
        """The report's statements in text order, and what looked like one and is none."""
        view = View(report, text)
        scan = Scan(view)
        Speakers(view).resolve(scan.candidates)
        statements = tuple(_record(view, candidate) for candidate in scan.candidates)
        return {"statements": statements, "rejections": tuple(scan.rejections)}


def _record(view: View, candidate: Candidate) -> Statement:
    def span(tokens: Range | None) -> Span | None:
        return view.layer.words.span(*tokens) if tokens is not None else None

    cue = span(candidate.cue)
    source = span(candidate.source)
    assert cue is not None
    return Statement(
        cue=cue, source=source, speaker=candidate.speaker,
        content=tuple(candidate.content), kind=candidate.kind, rule=candidate.rule, resolved_by=candidate.resolved_by, antecedent=span(candidate.antecedent), chain=candidate.chain,
    )  # fmt: skip
