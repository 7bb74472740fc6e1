"""A piece of a report around the words that a query found, to show in a list of hits."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

import msgspec

from isnad.model import Span
from isnad.store.search.compile import Plan
from isnad.store.search.keys import word_keys
from isnad.store.search.written import places
from isnad.text import Words, normalise

LENGTH = 160  # characters of a snippet, about


class Snippet(msgspec.Struct, frozen=True):
    """A piece of a text: `span` and `matches` in code points of the text, `quote` the characters of the span."""

    span: Span
    quote: str
    matches: tuple[Span, ...]


def matches(text: str, plan: Plan) -> list[Span]:
    """The words and phrases of a text that a query asks for, in order; whole words with their marks."""
    words = Words(normalise(text))
    return _matches(text, words, plan)


def snippet(text: str, plan: Plan, *, length: int = LENGTH) -> Snippet | None:
    """The piece of about `length` characters with the most different words of the query, the first of such pieces.

    Whole words; the beginning of the text where nothing of the query stands in it, None for a text without words.
    """
    words = Words(normalise(text))
    if not words:
        return None
    found = _matches(text, words, plan, likely=True) or _matches(text, words, plan)
    first = _best(text, found, length)
    span = _around(words, found[first] if found else Span(words.starts[0], words.ends[0]), length)
    return Snippet(span, span.quote(text), tuple(match for match in found if span.contains(match)))


def _matches(text: str, words: Words, plan: Plan, *, likely: bool = False) -> list[Span]:
    """Where the query stands; with `likely` only words are looked at that have a key of it in them, which is quick."""
    spans = {span for phrase in plan.phrases for span in places(phrase, text)}
    wanted = plan.keys
    keyed = re.compile("|".join(map(re.escape, sorted(wanted)))).search if likely and wanted else None
    for index, form in enumerate(words.forms if wanted else ()):
        if keyed is not None and keyed(form) is None:
            continue
        if words.is_word[index] and words.starts[index] < words.ends[index]:
            primary, further = word_keys(form)
            if not wanted.isdisjoint(primary) or not wanted.isdisjoint(further):
                spans.add(words.span(index, index + 1))
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _best(text: str, found: list[Span], length: int) -> int:
    """The match from which on a piece holds the most different forms."""
    starts = [span.start for span in found]
    best, most = 0, 0
    for index, start in enumerate(starts):
        within = {span.quote(text) for span in found[index : bisect_left(starts, start + length * 3 // 4)]}
        if len(within) > most:
            best, most = index, len(within)
    return best


def _around(words: Words, match: Span, length: int) -> Span:
    """Whole tokens from a little before a match on, `length` characters at most unless the match is longer."""
    start = max(words.starts[0], match.start - length // 4)
    if words.ends[-1] - match.start < length:
        start = max(words.starts[0], words.ends[-1] - length)
    start = min(words.starts[min(bisect_left(words.starts, start), len(words) - 1)], match.start)
    last = bisect_right(words.ends, start + length) - 1
    return Span(start, max(match.end, words.ends[last] if last >= 0 else 0))
