"""Which place of a text a person means by words that he quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from isnad.errors import JudgementError, SeveralPlacesError
from isnad.model import Span
from isnad.text.sentences import sentences


def standing(words: str, text: str) -> list[Span]:
    """Where some words stand in a text, white space counted as one blank; inside other words only where they nowhere
    stand alone.

    >>> [span.quote("قالت ليلى وقال نادر") for span in standing("قال", "قالت ليلى وقال نادر")]
    ['قال', 'قال']
    >>> standing("قال", "وقال نادر ما قال")
    [Span(start=13, end=16)]
    """
    return _apart(_everywhere(words, text), text)


def meant(words: str, text: str, *, near: Span | None = None, begins: Iterable[int] = ()) -> Span:
    """The one place that is meant by some words.

    Args:
        words: As they stand in the text.
        text: Of the report.
        near: Other words that were placed: of several places that in their sentence is meant, where one alone is there.
        begins: Where the words begin, in code points, where a person pointed to them; the first that fits counts.

    Raises:
        SeveralPlacesError: where they stand in several places of which none is told.
        JudgementError: where the text does not hold them.
    """
    every = _everywhere(words, text)
    if not every:
        raise JudgementError(f"the text does not hold the words {words!r}; write them as they stand there")
    at = {span.start: span for span in every}
    pointed = next((at[start] for start in begins if start in at), None)
    if pointed is not None:
        return pointed
    found = _apart(every, text)
    close = found if near is None else _beside(near, found, text)
    if len(close) == 1:
        return close[0]
    if len(found) == 1:
        return found[0]
    places = tuple((span.start, span.end) for span in found)
    told = ", ".join(str(list(place)) for place in places)
    raise SeveralPlacesError(f"{words!r} stands in several places, {told}: tell which, or more words", places=places)


def _everywhere(words: str, text: str) -> list[Span]:
    pieces = words.split() if len(words) <= len(text) else []
    pattern = r"\s+".join(map(re.escape, pieces))
    return [Span(*hit.span()) for hit in re.finditer(pattern, text)] if pieces else []


def _apart(found: Sequence[Span], text: str) -> list[Span]:
    """Those places at which no letter or digit is glued to the words, all where there is none such."""
    return [span for span in found if not _glued(span, text)] or list(found)


def _glued(span: Span, text: str) -> bool:
    return text[max(span.start - 1, 0) : span.start].isalnum() or text[span.end : span.end + 1].isalnum()


def _beside(near: Span, found: Iterable[Span], text: str) -> list[Span]:
    """Those places that lie in the sentence of others."""
    around = next((one for one in sentences(text) if one.start <= near.start < one.end), near)
    return [span for span in found if around.start <= span.start < around.end]
