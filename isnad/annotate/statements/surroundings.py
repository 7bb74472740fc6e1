"""The words of a cue's clause that are no content: where channel, hearer and relay are told."""

from __future__ import annotations

from collections.abc import Iterator

from isnad.annotate.phrases.view import View
from isnad.annotate.statements.candidate import Candidate


def clause_tokens(view: View, candidate: Candidate, others: list[Candidate]) -> Iterator[int]:
    """Tokens from the head of the segment to the content, then those behind it, up to the next cue of the segment.

    What another statement of the segment says is left out.
    """
    first, last = candidate.segment
    same = [c for c in others if c.segment == candidate.segment and c is not candidate]
    before = max((c.cue[1] for c in same if c.cue[0] < candidate.cue[0]), default=first)
    after = min((c.cue[0] for c in same if c.cue[0] > candidate.cue[0]), default=last)
    spans = candidate.content + [span for c in same if c.cue[0] < candidate.cue[0] for span in c.content]
    begin = before if any(c.cue[0] < candidate.cue[0] for c in same) else first
    for at in range(begin, after):
        place = view.starts[at]
        if not any(span.start <= place < span.end for span in spans):
            yield at
