"""Words as pieces of text, each marked or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from isnad.model import Span
from isnad.store.search.snippets import Snippet


@dataclass(frozen=True)
class Piece:
    """Some words, and whether they are marked: what a search asked for, what differs. `meant` are those of a find."""

    words: str
    marked: bool
    meant: bool = False


def pieces(snippet: Snippet | None, meant: Span | None = None) -> Iterator[Piece]:
    """The snippet in order; nothing where there is none.

    Args:
        snippet: Of a hit.
        meant: Where the words stand that tell what was found.
    """
    if snippet is None:
        return
    start = snippet.span.start
    for piece in cut(snippet.quote, start, snippet.matches):
        for part in cut(piece.words, start, () if meant is None else (meant,)):
            yield Piece(part.words, piece.marked, part.marked)
        start += len(piece.words)


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
