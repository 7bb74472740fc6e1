"""The words of a cue's clause that are no content: where channel, hearer and relay are told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from isnad.annotate.phrases.view import Range, View
from isnad.annotate.statements.candidate import Candidate


def by_segment(candidates: Iterable[Candidate]) -> dict[Range, list[Candidate]]:
    """The candidates of each segment, in their order."""
    out: defaultdict[Range, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        out[candidate.segment].append(candidate)
    return out


def clause_tokens(view: View, candidate: Candidate, of_segment: Sequence[Candidate]) -> Iterator[int]:
    """Tokens from the head of the segment to the content, then those behind it, up to the next cue of the segment.

    What another statement of the segment says is left out; `of_segment` are all statements of it.
    """
    first, last = candidate.segment
    same = [c for c in of_segment if c is not candidate]
    before = max((c.cue[1] for c in same if c.cue[0] < candidate.cue[0]), default=first)
    after = min((c.cue[0] for c in same if c.cue[0] > candidate.cue[0]), default=last)
    spans = candidate.content + [span for c in same if c.cue[0] < candidate.cue[0] for span in c.content]
    begin = before if any(c.cue[0] < candidate.cue[0] for c in same) else first
    words = view.layer.words
    at = begin
    for start, end in sorted((span.start, span.end) for span in spans):
        first_inside, past = words.at(start), words.at(end)
        yield from range(at, min(first_inside, after))
        at = max(at, past)
    yield from range(at, after)
