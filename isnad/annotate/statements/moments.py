"""When something was said, where the words around the cue tell it."""

from __future__ import annotations

from collections.abc import Sequence

from isnad.annotate.phrases.time_owner import is_before_or_after, is_of_what_happened, points_back
from isnad.annotate.phrases.view import View
from isnad.annotate.statements.candidate import Candidate
from isnad.annotate.statements.surroundings import Clauses
from isnad.model import Time, TimeType

_MOMENTS = frozenset({TimeType.DATE, TimeType.TIME})


def attach_moments(view: View, candidates: list[Candidate], times: Sequence[Time], clauses: Clauses) -> None:
    """Fills `moment`, the place in `times` of the day or hour of the utterance.

    It stands in the clause of the cue and in no content, and is the nearest to the cue (`قال، الثلاثاء، إن`); what a
    preposition makes a bound of (`قبل الثلاثاء`, `منذ 2014`) is no moment. A time of the series is not carried on.
    """
    told = {
        view.layer.words.holding(time.span.start): number
        for number, time in enumerate(times)
        if time.type in _MOMENTS and time.relation is None and time.end is None
    }
    if not told:
        return
    for candidate in candidates:
        source = candidate.source or (0, 0)
        near = [
            (abs(at - candidate.cue[0]), told[at])
            for at in clauses.of(candidate)
            if at in told
            and not source[0] <= at < source[1]
            and not is_of_what_happened(view, at, candidate.cue[1])
            and not points_back(view, at, candidate.cue[1])
            and not (at < candidate.cue[0] and is_before_or_after(view, candidate.cue[0]))
        ]
        candidate.moment = min(near)[1] if near else None
