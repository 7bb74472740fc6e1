"""The mention stage: the names of one report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from isnad.annotate.mentions.language import language_of
from isnad.annotate.mentions.tagger import tagger
from isnad.model import Form, Layers, Mention, Report
from isnad.text import TextLayer


class MentionStage:
    """Finds names by a trained tagger (`docs/mention-model.md`); titles, pronouns and who is who come later.

    Known misses: names of laws, works and events that are made of common words; long names of bodies whose end the
    sentence alone does not show; a place that stands for its team or government is now a place, now a body.
    """

    name: ClassVar[str] = "mentions"
    needs: ClassVar[frozenset[str]] = frozenset()
    gives: ClassVar[frozenset[str]] = frozenset({"names", "language"})

    def __call__(self, report: Report, text: TextLayer, layers: Layers) -> Mapping[str, Any]:
        """The report's names in text order, and its language."""
        found = tagger()(text)
        mentions = tuple(
            Mention(span=name.span, type=name.type, form=Form.NAME, rule=name.rule, score=round(name.score, 4))
            for name in found
        )
        return {"names": mentions, "language": language_of(report.text)}
