"""Which happening of a story denies or refuses which.

Three links, each from something that both tellings name:

1. A statement by a verb that denies (`نفى`, `كذّب`), or one that calls something untrue (`لا صحة`), denies the event that its content names first, as all other reports
   tell it.
2. It denies what another speaker states or accuses somebody of, where the words of the one are in the words of the
   other, weighted by how rare they are.
3. An event of type REJECT refuses a demand, threat, accusation or offer, where the two have the same parties.

What a speaker says is not denied by himself. Known misses: a denial that names nothing of what it denies (`هذه أكاذيب`);
one whose verb is neutral (`قال: لم نفعل`); of a content that names several events all but the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from isnad.lexicon.load import folded, word_lists
from isnad.resolve.candidates import sharing_terms
from isnad.resolve.disagreements import one_may_be_the_other
from isnad.resolve.told import Stories, Told
from isnad.text import fold

_CONTAINED: Final = 0.6  # of the weight of the smaller one
_CONTAINED_OF_REFUSED: Final = 0.3  # where the parties agree too
_LEAST_SHARED: Final = 3  # terms
_LEAD: Final = 80  # characters of a denial in which the denied event is named
_REFUSED: Final = frozenset({"REQUEST", "THREATEN", "ACCUSE", "AGREE"})

Links = list[tuple[str, str]]


def denies(statement: Told) -> bool:
    """Whether a statement denies what it tells: by its verb, or by words that call it untrue."""
    negative = statement.row["polarity"] == "negative" and statement.type == "say"
    if negative or statement.type in word_lists("happenings")["denying_acts"]:
        return True
    return statement.type in word_lists("happenings")["claiming_acts"] and _calls_untrue(statement.row["content"])


def _calls_untrue(content: str) -> bool:
    words = f" {fold(content)} "
    return any(f" {phrase} " in words for phrase in _untrue())


@cache
def _untrue() -> frozenset[str]:
    return folded(word_lists("happenings")["untrue"])


def denial_links(
    stories: Stories, statements: Sequence[Told], events: Sequence[Told], happening: Mapping[tuple[str, int], str]
) -> Links:
    """Pairs of ids: the happening that denies, and the one that it denies; sorted, each once.

    Args:
        stories: The archive and its stories.
        statements: All statements, in order of their nodes.
        events: All events, in order of theirs.
        happening: The id of the happening of a node, by (`statement` or `event`, node).
    """
    tellings: dict[str, set[int]] = {}
    for event in events:
        tellings.setdefault(happening["event", event.node], set()).add(event.report)
    found = set[tuple[str, str]]()
    for denial, event in _events_denied(statements, events):
        target = happening["event", event.node]
        if len(tellings[target]) > 1 or event.row["status"] != "denied":
            found.add((happening["statement", denial.node], target))
    for denial, claim in _claims_denied(stories, statements):
        found.add((happening["statement", denial.node], happening["statement", claim.node]))
    for refusal, refused in _refusals(stories, events):
        found.add((happening["event", refusal.node], happening["event", refused.node]))
    return sorted((one, other) for one, other in found if one != other)


def _events_denied(statements: Sequence[Told], events: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """The first event that begins in the lead of each denial's content."""
    of_report: dict[int, list[Told]] = {}
    for event in sorted(events, key=lambda event: event.span):
        of_report.setdefault(event.report, []).append(event)
    for denial in statements:
        if denies(denial):
            start, end = denial.span.start, min(denial.span.end, denial.span.start + _LEAD)
            inside = (event for event in of_report.get(denial.report, ()) if start <= event.span.start < end)
            if (event := next(inside, None)) is not None:
                yield denial, event


def _claims_denied(stories: Stories, statements: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    claiming = word_lists("happenings")["claiming_acts"]
    denying = [at for at, statement in enumerate(statements) if denies(statement)]
    for one, other in sharing_terms(stories, statements, denying):
        denial, claim = statements[one], statements[other]
        if (
            claim.type in claiming
            and not denies(claim)
            and not _of_one_speaker(denial, claim)
            and not (denial.report == claim.report and denial.span.overlaps(claim.span))
            and _contained(stories, denial, claim) >= _CONTAINED
        ):
            yield denial, claim


def _of_one_speaker(one: Told, other: Told) -> bool:
    if one.speaker is None or other.speaker is None:
        return False
    return one.speaker == other.speaker or one_may_be_the_other(one.row["speaker"], other.row["speaker"])


def _refusals(stories: Stories, events: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    refusing = [at for at, event in enumerate(events) if event.type == "REJECT"]
    for one, other in sharing_terms(stories, events, refusing):
        refusal, refused = events[one], events[other]
        answered = refusal.actors & refused.recipients or refusal.recipients & refused.actors
        if not answered or refused.type not in _REFUSED or refusal.actors & refused.actors:
            continue
        if _contained(stories, refusal, refused) >= _CONTAINED_OF_REFUSED:
            yield refusal, refused


def _contained(stories: Stories, one: Told, other: Told) -> float:
    a, b = set(one.terms), set(other.terms)
    shared = a & b
    if len(shared) < _LEAST_SHARED:
        return 0.0
    smaller = min(sum(map(stories.weight, a)), sum(map(stories.weight, b)))
    return sum(map(stories.weight, shared)) / smaller
