"""The statement stage: who said what, according to whom, in one report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from isnad.annotate.mentions.language import OTHERS
from isnad.annotate.phrases.reference import unglued_span
from isnad.annotate.phrases.view import Range, View
from isnad.annotate.statements.candidate import Candidate
from isnad.annotate.statements.channel import attach_channels
from isnad.annotate.statements.duplicates import adopt, link_duplicates
from isnad.annotate.statements.hearers import attach_hearers
from isnad.annotate.statements.moments import attach_moments
from isnad.annotate.statements.posts import post_statements
from isnad.annotate.statements.scan import Scan
from isnad.annotate.statements.scores import trust
from isnad.annotate.statements.speakers import Speakers
from isnad.annotate.statements.surroundings import Clauses
from isnad.annotate.statements.targets import attach_targets
from isnad.annotate.statements.via import split_informed
from isnad.model import Layers, Report, Span, Statement, Time
from isnad.text import TextLayer


class StatementStage:
    """Finds statements by rules over clauses, then who spoke, to whom and through what.

    Known misses: speech without any cue word or mark; verbs used once for saying that no list holds; verbal nouns
    with a noun as content (`انتقاده للقرار`); two subjects joined by و behind a verb of the singular where one has
    no office.
    """

    name: ClassVar[str] = "statements"
    needs: ClassVar[frozenset[str]] = frozenset({"mentions", "entities", "language", "times"})
    gives: ClassVar[frozenset[str]] = frozenset({"statements", "rejections"})

    def __call__(self, report: Report, text: TextLayer, layers: Layers) -> Mapping[str, Any]:
        """The report's statements in text order, and what looked like one and is none."""
        if layers.language in OTHERS:
            return {"statements": (), "rejections": ()}
        view = View.of(report, text, layers.mentions)
        scan = Scan(view)
        candidates = sorted(scan.candidates + post_statements(view), key=lambda c: c.cue)
        for candidate in candidates:
            split_informed(view, candidate)
        Speakers(view, layers.entities).resolve(candidates)
        clauses = Clauses(view, candidates)
        attach_hearers(view, candidates, clauses)
        attach_targets(view, candidates)
        attach_channels(view, candidates, clauses)
        attach_moments(view, candidates, layers.times, clauses)
        links = link_duplicates(view, candidates)
        adopt(view, candidates, links)
        place = {id(candidate): i for i, candidate in enumerate(candidates)}
        statements = tuple(_record(view, c, links.get(i), place, layers.times) for i, c in enumerate(candidates))
        return {"statements": statements, "rejections": tuple(scan.rejections)}


def _record(
    view: View, candidate: Candidate, duplicate_of: int | None, place: dict[int, int], times: Sequence[Time]
) -> Statement:
    def span(tokens: Range | None) -> Span | None:
        return unglued_span(view, tokens) if tokens is not None else None

    verb = candidate.verb
    moment = times[candidate.moment] if candidate.moment is not None else None
    return Statement(
        cue=view.layer.words.span(*candidate.cue),
        source=span(candidate.source),
        speaker=candidate.speaker,
        content=tuple(candidate.content),
        kind=candidate.kind,
        channel=candidate.channel,
        channel_span=view.layer.words.span(*candidate.channel_at) if candidate.channel_at is not None else None,
        via=span(candidate.via),
        addressee=span(candidate.addressee),
        target=span(candidate.target),
        time=moment.value if moment is not None else candidate.posted,
        time_span=moment.span if moment is not None else None,
        lemma=verb.lemma if verb is not None else "",
        stance=verb.stance if verb is not None else "neutral",
        act=verb.act if verb is not None else "say",
        polarity=verb.polarity if verb is not None else "positive",
        chain=candidate.chain,
        nested_in=place.get(id(candidate.nested_in)) if candidate.nested_in is not None else None,
        duplicate_of=duplicate_of,
        resolved_by=candidate.resolved_by,
        antecedent=span(candidate.antecedent),
        alternatives=tuple(candidate.alternatives),
        rule=candidate.rule,
        score=trust(candidate.rule, candidate.resolved_by),
    )
