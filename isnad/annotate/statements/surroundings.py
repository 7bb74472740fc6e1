"""The words of a cue's clause that are no content: where channel, hearer and relay are told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from isnad.annotate.phrases.view import Range, View
from isnad.annotate.statements.candidate import Candidate
from isnad.lexicon import channels
from isnad.model import Channel


def by_segment(candidates: Iterable[Candidate]) -> dict[Range, list[Candidate]]:
    """The candidates of each segment, in their order."""
    out: defaultdict[Range, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        out[candidate.segment].append(candidate)
    return out


class Clauses:
    """The tokens of the clauses of a report's statements, each told once."""

    def __init__(self, view: View, candidates: Sequence[Candidate]) -> None:
        self._view = view
        self._segments = by_segment(candidates)
        self._known: dict[int, list[int]] = {}

    def of(self, candidate: Candidate) -> list[int]:
        """Those of one statement; see `clause_tokens`."""
        known = self._known.get(id(candidate))
        if known is None:
            known = clause_tokens(self._view, candidate, self._segments[candidate.segment])
            self._known[id(candidate)] = known
        return known


def clause_tokens(view: View, candidate: Candidate, of_segment: Sequence[Candidate]) -> list[int]:
    """Tokens from the head of the segment to the content, then those behind it, up to the next cue of the segment.

    What another statement of the segment says is left out; `of_segment` are all statements of it.
    """
    first, last = _bounds(view, candidate)
    around = {id(outer) for outer in _around(candidate)}
    same = [c for c in of_segment if c is not candidate and id(c) not in around]
    before = max((c.cue[1] for c in same if first <= c.cue[0] < candidate.cue[0]), default=first)
    after = min((c.cue[0] for c in same if c.cue[0] > candidate.cue[0]), default=last)
    spans = candidate.content + [span for c in same if c.cue[0] < candidate.cue[0] for span in c.content]
    words = view.layer.words
    tokens: list[int] = []
    at = before
    for start, end in sorted((span.start, span.end) for span in spans):
        first_inside, past = words.at(start), words.at(end)
        tokens.extend(range(at, min(first_inside, after)))
        at = max(at, past)
    tokens.extend(range(at, min(after, last)))
    return tokens


def _around(candidate: Candidate) -> list[Candidate]:
    """The statements whose contents a statement stands in."""
    out = []
    while candidate.nested_in is not None:
        candidate = candidate.nested_in
        out.append(candidate)
    return out


def _bounds(view: View, candidate: Candidate) -> Range:
    """The tokens that can tell of a statement: its segment, or the content that it stands in.

    In `قال الهادي في تغريدة إن الشركة وعدت بالمساعدة` the post is the minister's and not the company's.
    """
    outer = candidate.nested_in
    if outer is None:
        return candidate.segment
    start = view.starts[candidate.cue[0]]
    span = next((span for span in outer.content if span.start <= start < span.end), None)
    if span is None:
        return candidate.segment
    words = view.layer.words
    return words.at(span.start), min(words.at(span.end), candidate.segment[1])


def channel_at(view: View, at: int, end: int) -> tuple[Channel, int] | None:
    """The channel that the words from a token name, and the token after its name."""
    return channels().match(view.forms, at, end) if at in view.channel_words else None
