"""According to whom an event is told: the statement that holds it, the one that does it, the deed that it hangs on."""

from __future__ import annotations

from bisect import bisect_left

from isnad.annotate.entities.actors import JOINED
from isnad.annotate.events.candidate import EventCandidate
from isnad.annotate.phrases.view import COMMAS, THAT, View
from isnad.lexicon import Noun, particles
from isnad.model import Kind, Statement

BY_WORDS = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
_GOVERNING = frozenset({"REQUEST", "ACCUSE", "THREATEN"})
_TO = particles("leads_to_a_deed")
_JUDGING = frozenset({"condemn", "praise"})
_REACH = 9  # words between a deed and what it demands, threatens or alleges


def tell(view: View, candidates: list[EventCandidate], statements: tuple[Statement, ...]) -> None:
    """Fills which statement tells each event, whose cue an event is, and on which deed it hangs."""
    headline = view.report.headline
    inside = sorted(
        (span.end - span.start, number, span) for number, told in enumerate(statements) for span in told.content
    )
    cues = [told.cue for told in statements]
    begins, longest = [cue.start for cue in cues], max((len(cue) for cue in cues), default=0)
    last: EventCandidate | None = None
    for candidate in candidates:
        anchor = view.layer.words.span(*candidate.anchor)
        candidate.headline = headline is not None and anchor.start < headline.end
        near = range(bisect_left(begins, anchor.start - longest), bisect_left(begins, anchor.end))
        candidate.cue_of = next((number for number in reversed(near) if cues[number].overlaps(anchor)), None)
        candidate.told_in = next(
            (
                number
                for _, number, span in inside
                if span.start <= anchor.start < span.end and number != candidate.cue_of
            ),
            None,
        )
        if candidate.told_in is not None and _performs(view, candidate, statements[candidate.told_in]):
            candidate.performed_in = candidate.told_in
        if last is not None and _hangs_on(view, candidate, last):
            candidate.hangs_on = last
        last = candidate


def claimant(candidate: EventCandidate, statements: tuple[Statement, ...]) -> int | None:
    """The place of the statement that claims an event; None where the report tells it in its own voice.

    What somebody expresses (`أعرب عن رفضه`) he does, and the report tells it; so is what is praised or condemned known
    to have happened.
    """
    told = candidate.told_in
    if told is None:
        return None
    statement = statements[told]
    nominal = candidate.reading.nominal
    judged = statement.act in _JUDGING and nominal and statement.kind is not Kind.DIRECT
    if judged or (candidate.performed_in == told):
        return statement.nested_in
    return told


def claimed_by(candidate: EventCandidate, statements: tuple[Statement, ...]) -> str | None:
    """Who claims an event: the speaker, or who demands, threatens or alleges it by another deed."""
    told = claimant(candidate, statements)
    above = candidate.hangs_on
    if above is not None and above.actors and told is None:
        return JOINED.join(above.actors)
    return statements[told].speaker if told is not None else None


def _performs(view: View, candidate: EventCandidate, statement: Statement) -> bool:
    """Whether a content is but the noun of what its speaker does by it (`أبدى ثقته`, `أعرب عن رفضه`)."""
    if candidate.type not in BY_WORDS or not candidate.reading.nominal or statement.kind is Kind.DIRECT:
        return False
    if statement.stance not in {"expressive", "assertive", "conceding"} or statement.act != "say":
        return False
    first = view.layer.words.holding(statement.content[0].start)
    return candidate.anchor[0] - first <= 1 and view.forms[first - 1] not in THAT


def _hangs_on(view: View, candidate: EventCandidate, above: EventCandidate) -> bool:
    """Whether an event is what a demand, threat or charge right before it is of (`تهديدها بإلغاء القمة`)."""
    if above.type not in _GOVERNING or above.segment != candidate.segment or above.reading.form == "future":
        return False
    if not candidate.reading.nominal:
        return False
    first, last = above.anchor[1], candidate.anchor[0]
    if not 0 <= last - first <= _REACH:
        return False
    if view.words[last].preposition not in {"ب", "ل"} and (last == first or view.forms[last - 1] not in _TO):
        return False
    return not any(
        view.forms[k] in COMMAS or view.forms[k] in THAT or view.has(k, Noun.RELATIVE) for k in range(first, last)
    )
