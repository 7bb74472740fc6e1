"""A snippet as pieces of text, each marked or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from isnad.store.search.snippets import Snippet


@dataclass(frozen=True)
class Piece:
    """Some words, and whether the search asked for them."""

    words: str
    marked: bool


def pieces(snippet: Snippet | None) -> Iterator[Piece]:
    """The snippet in order; nothing where there is none."""
    if snippet is None:
        return
    done, start = 0, snippet.span.start
    for match in snippet.matches:
        if match.start - start > done:
            yield Piece(snippet.quote[done : match.start - start], False)
        yield Piece(snippet.quote[match.start - start : match.end - start], True)
        done = match.end - start
    if done < len(snippet.quote):
        yield Piece(snippet.quote[done:], False)
