"""Words as pieces of text, each marked or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from isnad.model import Span
from isnad.store.search.snippets import Snippet


@dataclass(frozen=True)
class Piece:
    """Some words, and whether they are marked: what a search asked for, what differs."""

    words: str
    marked: bool


def pieces(snippet: Snippet | None) -> Iterator[Piece]:
    """The snippet in order; nothing where there is none."""
    return cut(snippet.quote, snippet.span.start, snippet.matches) if snippet else iter(())


def cut(words: str, start: int, spans: Iterable[Span]) -> Iterator[Piece]:
    """Words that begin at `start` of a text, in pieces, those of the spans marked; spans outside count for nothing."""
    done = 0
    for span in sorted(spans):
        first, last = max(span.start - start, done), min(span.end - start, len(words))
        if first >= last:
            continue
        if first > done:
            yield Piece(words[done:first], False)
        yield Piece(words[first:last], True)
        done = last
    if done < len(words):
        yield Piece(words[done:], False)
