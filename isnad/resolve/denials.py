"""Which happening of a story denies or refuses which.

Three links, each from something that both tellings name:

1. A statement by a verb that denies (`نفى`, `كذّب`), or one that calls something untrue (`لا صحة`), denies the event
   that its content names first, as all other reports tell it.
2. It denies what another speaker states or accuses somebody of without a negation, where the words of the one are in
   the words of the other, weighted by how rare they are, and these are a good part of the other.
3. An event of type REJECT refuses a demand, threat, accusation or offer, where the two have the same parties.

What a speaker says is not denied by himself.

Known misses: a denial that names nothing of what it denies (`هذه أكاذيب`); one whose verb is neutral (`قال: لم نفعل`);
of a content that names several events all but the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from isnad.lexicon import particles
from isnad.lexicon.load import folded, word_lists
from isnad.resolve.candidates import sharing_terms
from isnad.resolve.disagreements import one_may_be_the_other
from isnad.resolve.stories_told import Stories
from isnad.resolve.terms import terms_of_text
from isnad.resolve.told import Told, common_terms
from isnad.text import fold

_CONTAINED: Final = 0.6  # of the weight of the smaller one
_OF_THE_LARGER: Final = 0.35
_CONTAINED_OF_REFUSED: Final = 0.3  # where the parties agree too
_LEAST_SHARED: Final = 3  # terms
_LEAD: Final = 80  # characters of a denial in which the denied event is named
_REFUSED: Final = frozenset({"REQUEST", "THREATEN", "ACCUSE", "AGREE"})

Links = list[tuple[str, str]]


def denies(statement: Told) -> bool:
    """Whether a statement denies what it tells: by its verb, or by words that call it untrue."""
    negative = statement.row["polarity"] == "negative" and statement.type == "say"
    if negative or statement.type in _acts("denying_acts"):
        return True
    return statement.type in _acts("claiming_acts") and _calls_untrue(statement)


@cache
def _acts(use: str) -> frozenset[str]:
    return frozenset(word_lists("happenings")[use])


def _calls_untrue(statement: Told) -> bool:
    phrases = [phrase for phrase, terms in _untrue() if terms <= statement.bag]
    if not phrases:
        return False
    words = f" {fold(statement.row['content'])} "
    return any(f" {phrase} " in words for phrase in phrases)


@cache
def _untrue() -> tuple[tuple[str, frozenset[int]], ...]:
    """The phrases that call something untrue, each with its terms, by which most statements are ruled out at once."""
    phrases = sorted(folded(word_lists("happenings")["untrue"]))
    return tuple((phrase, frozenset(terms_of_text(phrase)) - common_terms()) for phrase in phrases)


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
            named = next(inside, None)
            if named is not None and named.type != "REJECT":
                yield denial, named


def _claims_denied(stories: Stories, statements: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    claiming = _acts("claiming_acts")
    denying = [at for at, statement in enumerate(statements) if denies(statement)]
    for one, other in sharing_terms(stories, statements, denying):
        denial, claim = statements[one], statements[other]
        if (
            claim.type in claiming
            and not denies(claim)
            and not _of_one_speaker(denial, claim)
            and not (denial.report == claim.report and denial.span.overlaps(claim.span))
            and not _negated(claim.row["content"])
            and _shares(stories, denial, claim, _CONTAINED, _OF_THE_LARGER)
        ):
            yield denial, claim


def _negated(content: str) -> bool:
    return not particles("negations_of_deeds").isdisjoint(fold(content).split())


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
        if _shares(stories, refusal, refused, _CONTAINED_OF_REFUSED, 0.0):
            yield refusal, refused


def _shares(stories: Stories, one: Told, other: Told, of_smaller: float, of_larger: float) -> bool:
    shared = one.bag & other.bag
    if len(shared) < _LEAST_SHARED:
        return False
    weight = stories.weigh(shared)
    smaller, larger = sorted((one.weight, other.weight))
    return weight >= of_smaller * smaller and weight >= of_larger * larger
