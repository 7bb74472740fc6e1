"""From where a content opens to its spans and kind."""

from __future__ import annotations

from isnad.annotate.statements.extent import content_end, direct_span, kind_of
from isnad.annotate.statements.frames import Opening
from isnad.annotate.statements.view import COMMAS, View
from isnad.model import Kind, Span


def contents(view: View, opening: Opening, last: int) -> tuple[list[Span], Kind] | None:
    """The spans of the content that begins at `opening` and ends before token `last`, and its kind."""
    quotation = view.quotation_at(opening.first) if opening.how != "object" else None
    if quotation is not None:
        past = max(view.layer.words.at(quotation.outer.end), opening.first + 1)
        if past >= last or _is_over(view, past, last):
            inner = direct_span(view, quotation)
            if inner is None:
                return None
            return [inner], Kind.DIRECT if view.count_words(inner) >= 2 or opening.how != "preposition" else Kind.INDIRECT
    start = quotation.outer.start if quotation is not None else opening.start
    end = content_end(view, opening.first, last)
    if end <= opening.first:
        return None
    span = view.trimmed(start, view.ends[end - 1])
    return ([span], kind_of(view, span)) if span is not None else None


def _is_over(view: View, at: int, last: int) -> bool:
    """Whether the sentence has nothing more to say after a quotation."""
    k = at
    while k < last and (view.forms[k] in COMMAS or view.forms[k] in {".", "..", "…", "!", "؟", ":"}):
        k += 1
    return k >= last or k > at or content_end(view, at - 1, last) == at or view.line_start(at)
