"""From where a content opens to its spans and kind, and the candidate that they make."""

from __future__ import annotations

import re

from isnad.annotate.phrases.view import COMMAS, Range, View
from isnad.annotate.statements.candidate import Candidate
from isnad.annotate.statements.extent import content_end, direct_span, kind_of
from isnad.annotate.statements.frames import Opening
from isnad.annotate.statements.refusals import refuse_content
from isnad.lexicon import Reading
from isnad.model import Kind, Span

_REOPENED = re.compile(r"\s*\n\s*[\"«»“”‹›]\s*")
_STOPS = frozenset({".", "..", "…", "!", "؟", ":"})


def contents(view: View, opening: Opening, last: int) -> tuple[list[Span], Kind] | None:
    """The spans of the content that begins at `opening` and ends before token `last`, and its kind."""
    quotation = view.quotation_at(opening.first) if opening.how != "object" else None
    if quotation is not None:
        past = max(view.layer.words.at(quotation.outer.end), opening.first + 1)
        if past >= last or _is_over(view, past, last):
            inner = direct_span(view, quotation)
            if inner is None:
                return None
            short = opening.how == "preposition" and view.count_words(inner) < 2
            return _paragraphs(view, inner), Kind.INDIRECT if short else Kind.DIRECT
    start = quotation.outer.start if quotation is not None else opening.start
    end = content_end(view, opening.first, last)
    if end <= opening.first:
        return None
    span = view.trimmed(start, view.ends[end - 1])
    return ([span], kind_of(view, span)) if span is not None else None


def _paragraphs(view: View, inner: Span) -> list[Span]:
    """One piece for every paragraph of a quotation that opens its mark again at each."""
    pieces, start = [], inner.start
    for match in _REOPENED.finditer(view.text, inner.start, inner.end):
        piece = view.trimmed(start, match.start())
        pieces += [piece] if piece is not None else []
        start = match.end()
    if not pieces:
        return [inner]
    piece = view.trimmed(start, inner.end)
    return pieces + ([piece] if piece is not None else [])


def _is_over(view: View, at: int, last: int) -> bool:
    """Whether the sentence has nothing more to say after a quotation."""
    k = at
    while k < last and (view.forms[k] in COMMAS or view.forms[k] in _STOPS):
        k += 1
    return k >= last or k > at or content_end(view, at - 1, last) == at or view.line_start(at)


def admitted(view: View, segment: Range, at: int, reading: Reading, opening: Opening) -> Candidate | str | None:
    """The candidate of a cue, why its content is no statement, or None if the content is empty."""
    refused = refuse_content(view, reading, opening.first, at + 1)
    return refused or candidate_of(view, segment, at, reading, opening)


def candidate_of(view: View, segment: Range, at: int, reading: Reading, opening: Opening) -> Candidate | None:
    """The candidate of a cue at a token with the content that opens behind it, or None if the content is empty."""
    glued = opening.how == "that" and opening.mark == opening.first and view.forms[opening.first].startswith("بان")
    if glued and reading.verb.act != "describe":  # `أبلغه ب|أنه سيستقيل`
        opening = opening._replace(start=opening.start + 1)
    found = contents(view, opening, segment[1])
    if found is None:
        return None
    adjacent = opening.mark == at + 1 and opening.first > opening.mark and view.forms[opening.mark] in reading.verb.by
    return Candidate(
        cue=(at, at + 2 if adjacent else at + 1),
        content=found[0],
        rule=f"{reading.form}+{opening.how}",
        segment=segment,
        verb=reading.verb,
        form=reading.form,
        gender=reading.gender,
        number=reading.number,
        kind=found[1],
    )
