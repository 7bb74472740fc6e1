"""Which statements of several reports are one utterance, and what each report kept of it, cut and quoted.

Two statements are one where they have one speaker, are near in time, and the shorter one's words are in the longer:
contained (Broder 1997, "On the resemblance and containment of documents", over stems weighted by how rare they are), or
a run of them word for word (quotation detection in news: Leskovec, Backstrom, Kleinberg 2009, "Meme-tracking"). Without
one speaker only a long run of words joins them, which is the same text ascribed to two.

Known misses: a paraphrase in other words throughout; a remark of two or three words; a sentence that a speaker says
again on another day of the same story.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from isnad.model import Span
from isnad.model.happening import Wording
from isnad.resolve.stories_told import Stories
from isnad.resolve.terms import term_of
from isnad.resolve.told import Told, common_terms
from isnad.text import TextLayer

SAME_UTTERANCE: Final = 1.0

_CONTAINED: Final = 0.58  # of the shorter one's weight, where both have one speaker
_LEAST_SHARED: Final = 3  # terms
_CONTAINED_OF_QUOTED: Final = 0.45  # where a run is shared: a run may be no more than a name with its titles
_RUN: Final = 5  # terms in a row that make a quotation of one speaker
_RUN_OF_TWO: Final = 8  # and of two speakers
_CONTAINED_OF_TWO: Final = 0.75
_DAYS: Final = 2  # between two utterances of the same words
_SHORTEST_RUN: Final = 2  # words that a telling keeps in a row


class UtteranceLikeness:
    """Compares statements of one story."""

    def __init__(self, stories: Stories) -> None:
        self._stories = stories

    def __call__(self, one: Told, other: Told) -> float:
        """How much of the shorter one is in the longer; from `SAME_UTTERANCE` on they are one, at 0 they cannot be."""
        shared = one.bag & other.bag
        if len(shared) < _LEAST_SHARED or not _near(one, other):
            return 0.0
        contained = self._stories.weigh(shared) / min(one.weight, other.weight)
        if contained < _CONTAINED and len(shared) < _RUN:
            return contained / _CONTAINED if one.speaker == other.speaker is not None else 0.0
        run = longest_run(one.terms, other.terms)
        if one.speaker is not None and one.speaker == other.speaker:
            if one.report == other.report:  # the report tells them as two, unless one is quoted from the other
                return contained / _CONTAINED if run >= _RUN and contained >= _CONTAINED_OF_TWO else 0.0
            quoted = run >= _RUN and contained >= _CONTAINED_OF_QUOTED
            return max(contained / _CONTAINED, 1.0 + run / 100) if quoted else contained / _CONTAINED
        if run < _RUN_OF_TWO or contained < _CONTAINED_OF_TWO or one.report == other.report:
            return 0.0
        return contained / _CONTAINED_OF_TWO


def _near(one: Told, other: Told) -> bool:
    if one.when is not None and other.when is not None and one.when.gap(other.when) > 1:
        return False
    return one.day is None or other.day is None or abs(one.day - other.day) <= _DAYS


def longest_run(one: Sequence[int], other: Sequence[int]) -> int:
    """How many terms in a row two sequences share; each term stands in them once."""
    places = {term: at for at, term in enumerate(other)}
    best = run = 0
    before = -2
    for term in one:
        at = places.get(term, -2)
        run = run + 1 if at == before + 1 and at >= 0 else int(at >= 0)
        best, before = max(best, run), at
    return best


class _Words(NamedTuple):
    """The words of a stretch of a text, with the places of their source."""

    terms: list[int]
    starts: list[int]
    ends: list[int]

    def span(self, first: int, last: int) -> Span:
        return Span(self.starts[first], self.ends[last - 1])


def _words(text: str, span: Span) -> _Words:
    words = TextLayer(span.quote(text)).words
    found = _Words([], [], [])
    for form, start, end in zip(words.forms, words.starts, words.ends, strict=True):
        if term := term_of(form):
            found.terms.append(term)
            found.starts.append(span.start + start)
            found.ends.append(span.start + end)
    return found


def wordings(stories: Stories, statements: Sequence[Told], texts: Sequence[str], fullest: int) -> tuple[Wording, ...]:
    """What each other telling kept of the fullest one, word by word.

    Args:
        stories: For the weights of words.
        statements: The tellings, in the order of the happening.
        texts: The text of the report of each.
        fullest: The place of the fullest.
    """
    whole = _words(texts[fullest], statements[fullest].span)
    return tuple(
        _wording(stories, at, whole, _words(text, statement.span), _quoted(text, statement))
        for at, (statement, text) in enumerate(zip(statements, texts, strict=True))
        if at != fullest
    )


def _wording(stories: Stories, at: int, whole: _Words, told: _Words, quoted: tuple[Span, ...]) -> Wording:
    matches = SequenceMatcher(None, whole.terms, told.terms, autojunk=False).get_matching_blocks()
    runs = [
        match for match in matches if match.size >= _SHORTEST_RUN or _tells(told.terms[match.b : match.b + match.size])
    ]
    kept_of_whole = [(run.a, run.a + run.size) for run in runs]
    kept = [(run.b, run.b + run.size) for run in runs]
    weight = stories.weigh(term for first, last in kept_of_whole for term in whole.terms[first:last])
    everything = stories.weigh(whole.terms)
    return Wording(
        telling=at,
        kept=tuple(told.span(first, last) for first, last in kept),
        added=tuple(told.span(first, last) for first, last in _between(kept, len(told.terms))),
        cut=tuple(whole.span(first, last) for first, last in _between(kept_of_whole, len(whole.terms))),
        quoted=quoted,
        share=round(weight / everything, 3) if everything else 0.0,
    )


def _tells(terms: Iterable[int]) -> bool:
    return any(term not in common_terms() for term in terms)


def _between(runs: Iterable[tuple[int, int]], size: int) -> Iterable[tuple[int, int]]:
    """What stands before, between and behind the runs."""
    end = 0
    for first, last in (*runs, (size, size)):
        if first > end:
            yield end, first
        end = max(end, last)


def _quoted(text: str, statement: Told) -> tuple[Span, ...]:
    """What stands between quotation marks: all of a direct quotation, the marked pieces of another."""
    if statement.row["kind"] == "direct":
        return (statement.span,)
    start = statement.span.start
    pieces = TextLayer(statement.span.quote(text)).quotations
    return tuple(Span(start + piece.inner.start, start + piece.inner.end) for piece in pieces if piece.depth == 0)
