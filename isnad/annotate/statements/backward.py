"""Content that stands before its cue: `"…"، قال الوزير`, `…، كما ذكرت الوزارة`, and quotations that the cue
interrupts.
"""

from __future__ import annotations

from isnad.annotate.phrases.noun_phrase import subject_after
from isnad.annotate.phrases.view import Range, View
from isnad.annotate.statements.candidate import Candidate
from isnad.annotate.statements.extent import direct_span
from isnad.annotate.statements.frames import Opening
from isnad.lexicon import Reading, particles
from isnad.model import Kind

_BACKWARD = particles("backward")
_TELLING = particles("tells_backward")


def backward(view: View, segment: Range, at: int, reading: Reading) -> Candidate | str | None:
    """The statement of a verb with nothing behind it but its subject."""
    first, last = segment
    if not reading.verb.takes & {"quote", "that"}:
        return None
    before = view.forms[at - 1] if at > first else ""
    cue = (at - 1, at + 1) if before in _BACKWARD else (at, at + 1)
    quotation = view.quotation_before(cue[0]) if cue[0] > first else None
    speech = quotation is not None and view.count_words(quotation.inner) >= 3 and not reading.conjunction
    if quotation is not None and speech and "quote" in reading.verb.takes:
        span, kind = direct_span(view, quotation), Kind.DIRECT
    elif before in _BACKWARD and cue[0] > first + 2 and (not reading.verb.needs or reading.verb.lemma in _TELLING):
        span, kind = view.trimmed(view.starts[first], view.ends[cue[0] - 1]), Kind.INDIRECT
    else:
        return None if reading.verb.needs else "no-content"
    if span is None:
        return None
    subject, _ = subject_after(view, at + 1, min(last, at + 25))
    return Candidate(
        cue=cue, content=[span], rule="backward", segment=segment, verb=reading.verb, form=reading.form,
        source=subject, gender=reading.gender, number=reading.number, kind=kind,
    )  # fmt: skip


def interrupted(view: View, segment: Range, at: int, opening: Opening, candidate: Candidate) -> None:
    """`"الوضع صعب"، يقول الجابري، "لكنه …"`: the quotation before the cue is the content's first piece."""
    if opening.how != "quote" or at <= segment[0] or candidate.kind is not Kind.DIRECT:
        return
    quotation = view.quotation_before(at)
    if quotation is None or view.starts[segment[0]] > quotation.outer.start:
        return
    span = direct_span(view, quotation)
    if span is not None and view.layer.words.at(quotation.outer.start) <= segment[0] + 1:
        candidate.content.insert(0, span)
