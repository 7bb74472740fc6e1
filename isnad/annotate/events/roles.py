"""Who takes part in an event: the phrases around its verb or noun.

A verb has its subject behind or before it and its object behind; a verb that takes an object and has one phrase alone
is passive, since Arabic is written without the vowels that would tell. A verbal noun is followed by its subject or
its object in construct (`هجوم الجيش على البلدة`, `اعتقال الصحفي`), which of them is the pattern's to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from isnad.annotate.events.candidate import EventCandidate
from isnad.annotate.phrases.noun_phrase import (
    begins_object,
    second_phrase,
    skip_interpolation,
    subject_after,
    subject_before,
)
from isnad.annotate.phrases.view import COMMAS, THAT, Range, View
from isnad.annotate.statements.subjects import antecedent
from isnad.lexicon import Noun, particles
from isnad.lexicon.countries import country_of
from isnad.lexicon.events import event_patterns
from isnad.model import MentionType

_AGENTS = particles("agents")
_AGENT_SIDES = particles("agents_side")
_CLAUSE_BREAKS = particles("event_clause_breaks")
_INSIDE_NAMES = particles("inside_offices")
_BETWEEN = particles("between")
_PRONOUN_HOSTS = particles("pronoun_hosts")
_REACH = 22  # words behind the anchor
_FINITE = frozenset({"past", "present", "future"})


def fill_roles(view: View, candidate: EventCandidate) -> None:
    """Fills the phrases of those who take part."""
    end = _clause_end(view, candidate)
    if candidate.reading.form in _FINITE or candidate.reading.form == "passive":
        _verb(view, candidate, end)
    else:
        _noun(view, candidate, end)
    _by_preposition(view, candidate, end)
    _agent(view, candidate, end)


def _clause_end(view: View, candidate: EventCandidate) -> int:
    """The token before which the clause of the anchor ends."""
    last = candidate.segment[1]
    for k in range(candidate.anchor[1], min(last, candidate.anchor[1] + _REACH)):
        form = view.forms[k]
        if form in _CLAUSE_BREAKS or form in "؛;.:" or (form in THAT and k > candidate.anchor[1]):
            return k
        if view.has(k, Noun.RELATIVE) and form != "من":
            return k
        if k > candidate.anchor[1] + 1 and _other_verb(view, k):
            return k
    return min(last, candidate.anchor[1] + _REACH)


def _other_verb(view: View, at: int) -> bool:
    """Whether another finite verb begins a clause here."""
    if at in view.names or view.words[at].article:
        return False
    joined = view.forms[at][0] in "وف" or view.forms[at - 1] in COMMAS
    if any(r.form in {"past", "present"} and r.person == 3 and not view.words[at].classes for r in view.readings(at)):
        return joined
    return joined and any(r.form in _FINITE for r in event_patterns().readings(view.forms[at]))


def _verb(view: View, candidate: EventCandidate, end: int) -> None:
    reading, pattern, at = candidate.reading, candidate.pattern, candidate.at
    behind = candidate.anchor[1] if candidate.anchor[1] == at + 1 else at + 1
    limit = end if candidate.anchor[1] == at + 1 else candidate.anchor[1] - 1
    direct = pattern.transitive and not reading.enclitic and not pattern.needs
    subject, found = _behind(view, behind, limit if limit > behind else end, direct=direct)
    before = _relative(view, candidate)
    if before is None and (not reading.conjunction or reading.form != "past"):
        before = _before(view, candidate)
    several = reading.number in {"p", "d"}
    if reading.form == "passive":
        found, subject = found or subject, None
    elif direct and subject is not None and found is None and (before is not None or several or pronoun_before(view, candidate)):
        subject, found = None, subject
    elif direct and subject is not None and found is None:
        candidate.passive = True
        found, subject = subject, None
    if subject is None and not candidate.passive and reading.form != "passive":
        subject = before
    elif before is not None and candidate.passive and found is None:
        found = before
    if pattern.actor == "none":
        found, subject = found or subject, None
    if subject is not None:
        candidate.actor_phrases.append(subject)
    if found is not None:
        (candidate.actor_phrases if "object" in pattern.shared else candidate.recipient_phrases).append(found)


def _behind(view: View, first: int, end: int, *, direct: bool) -> tuple[Range | None, Range | None]:
    """The subject behind a verb, and its object where it takes one."""
    phrase, after = subject_after(view, first, end, object_follows=direct)
    if phrase is None:
        return None, None
    phrase = cut(view, phrase)
    if not direct:
        return phrase, None
    boundary = second_phrase(view, *phrase)
    if boundary > phrase[0]:
        return (phrase[0], boundary), cut(view, (boundary, phrase[1]))
    after = skip_interpolation(view, phrase[1], end)
    if after >= end or (after == phrase[1] and view.has(after, Noun.PREPOSITION)):
        return phrase, None
    other, _ = subject_after(view, after, end)
    if other is None and begins_object(view, after):
        other = (after, _object_end(view, after, end))
    return phrase, cut(view, other) if other is not None else None


def _object_end(view: View, first: int, end: int) -> int:
    """The token after a short object that no subject can look like."""
    k = first + 1
    while k < end and view.is_word[k] and not view.has(k, Noun.PREPOSITION | Noun.RELATIVE | Noun.TIME):
        k += 1
    return k


def pronoun_before(view: View, candidate: EventCandidate) -> bool:
    """Whether the subject stands before the verb as a pronoun (`إنه قتل`)."""
    at = candidate.at - 1
    if at > candidate.segment[0] and view.forms[at] in {"قد", "كان", "كانت", "كانوا"}:
        at -= 1
    return at >= candidate.segment[0] and view.forms[at] in _PRONOUN_HOSTS


def _relative(view: View, candidate: EventCandidate) -> Range | None:
    """Whom a relative pronoun right before the verb goes back to (`الجماعة التي شنت`)."""
    at = candidate.at
    for k in range(at - 1, max(candidate.segment[0], at - 3), -1):
        if view.has(k, Noun.RELATIVE) and view.forms[k] != "من":
            phrase = antecedent(view, candidate.segment[0], k)
            return cut(view, phrase) if phrase is not None else None
    return None


def _before(view: View, candidate: EventCandidate) -> Range | None:
    """The subject before a verb, within its clause."""
    phrase = subject_before(view, candidate.at, candidate.segment[0])
    return cut(view, phrase) if phrase is not None else None


def _noun(view: View, candidate: EventCandidate, end: int) -> None:
    reading, pattern = candidate.reading, candidate.pattern
    if pattern.of == "none" or reading.enclitic or pattern.needs:
        return
    k = candidate.anchor[1]
    while k < end and view.is_word[k] and _adjective(view, k, definite=reading.article):
        k += 1
    if reading.article or k > candidate.anchor[1] or k >= end or not view.is_word[k]:
        return
    if view.has(k, Noun.PREPOSITION | Noun.TIME | Noun.RELATIVE) or view.words[k].preposition or view.forms[k] in THAT:
        return
    phrase, _ = subject_after(view, k, end, object_follows=True)
    if phrase is None or phrase[0] != k or not _can_take_part(view, k):
        return
    phrase = cut(view, phrase)
    boundary = second_phrase(view, *phrase)
    if boundary > phrase[0] and pattern.transitive:
        candidate.actor_phrases.append((phrase[0], boundary))
        candidate.recipient_phrases.append((boundary, phrase[1]))
    elif pattern.of == "recipient" and not pattern.shared:
        candidate.recipient_phrases.append(phrase)
    else:
        candidate.actor_phrases.append(phrase)


def _can_take_part(view: View, at: int) -> bool:
    """Whether a phrase that begins here can name who takes part: a name, people, a body, no date and no mere place."""
    if view.forms[at][0].isdigit():
        return at + 1 < len(view.forms) and not view.has(at + 1, Noun.TIME) and view.is_word[at + 1]
    name = view.names.get(at)
    if name is not None:
        return name.mention.type is not MentionType.LOC or country_of(view.forms[at]) is not None or bool(
            country_of(" ".join(view.forms[name.first : name.last]))
        )
    info = view.words[at]
    people = Noun.TITLE | Noun.BODY | Noun.UNNAMED | Noun.QUANTITY
    if info.classes & people or at in view.nominals:
        return True
    return info.article or view.forms[at].endswith(("ين", "ون", "اء"))


def _adjective(view: View, at: int, *, definite: bool) -> bool:
    """Whether a word is an adjective of the noun before it."""
    info = view.words[at]
    if info.preposition or info.conjunction or info.article != definite:
        return False
    return bool(info.classes & (Noun.ADJECTIVE | Noun.QUANTITY)) or (
        not info.classes and view.forms[at].endswith(("ي", "يه", "يا", "ين", "ات")) and at not in view.names
    )


def _by_preposition(view: View, candidate: EventCandidate, end: int) -> None:
    """Who stands behind a preposition that the pattern knows, and behind `بين`."""
    pattern = candidate.pattern
    wanted = set(pattern.recipient) | set(pattern.shared)
    taken = {k for first, last in (*candidate.actor_phrases, *candidate.recipient_phrases) for k in range(first, last)}
    shared = bool(pattern.shared)
    if candidate.recipient_phrases and not shared:
        return
    for k in range(candidate.anchor[1], end):
        if k in taken:
            continue
        form = view.forms[k]
        if shared and form in _BETWEEN:
            candidate.actor_phrases = [*candidate.actor_phrases, *_both(view, k + 1, end)]
            return
        phrase = None
        if form in wanted and k + 1 < end:
            phrase, _ = subject_after(view, k + 1, end)
            if phrase is not None and phrase[0] != k + 1:
                phrase = None
        elif view.words[k].preposition in wanted and view.words[k].preposition and k > candidate.at:
            phrase, _ = subject_after(view, k, end, glued=True)
        if phrase is not None:
            phrase = cut(view, phrase)
            if view.has(phrase[0], Noun.TIME) and phrase[0] not in view.names:
                continue
            (candidate.actor_phrases if shared else candidate.recipient_phrases).append(phrase)
            return


def _both(view: View, first: int, end: int) -> Iterator[Range]:
    """The two whom `بين` names."""
    phrase, _ = subject_after(view, first, end)
    if phrase is None:
        return
    for k in range(first + 1, min(end, phrase[1] + 8)):
        if view.forms[k] in _BETWEEN or (view.forms[k][0] == "و" and view.forms[k][1:] in _BETWEEN):
            yield cut(view, (first, k))
            other, _ = subject_after(view, k + 1, end)
            if other is not None:
                yield cut(view, other)
            return
    yield cut(view, phrase)


def _agent(view: View, candidate: EventCandidate, end: int) -> None:
    """Who did it, where that stands behind `على يد`, `من قبل` or `من جانب`."""
    if candidate.actor_phrases and not candidate.passive:
        return
    for k in range(candidate.anchor[1], end - 1):
        by_hand = view.forms[k] == "علي" and view.forms[k + 1] in _AGENTS
        if by_hand or (view.forms[k] == "من" and view.forms[k + 1] in _AGENT_SIDES):
            phrase, _ = subject_after(view, k + 2, end)
            if phrase is not None:
                candidate.actor_phrases = [cut(view, phrase)]
            return


def cut(view: View, phrase: Range) -> Range:
    """A phrase up to the first preposition that is no part of an office (`المتحدث باسم`)."""
    first, last = phrase
    counted = view.has(first, Noun.QUANTITY | Noun.UNNAMED) or view.forms[first][0].isdigit()
    for k in range(first + 1, last):
        if view.forms[k] in _INSIDE_NAMES or k in view.names or (counted and view.forms[k] == "من"):
            continue
        if view.forms[k].endswith("ا") and not view.words[k].classes and not view.words[k].article and len(view.forms[k]) > 3:
            last = k
            break
        info = view.words[k]
        if info.classes & (Noun.PREPOSITION | Noun.RELATIVE) or (info.preposition and info.preposition != "ل"):
            last = k
            break
    while last > first + 1 and view.forms[last - 1] in COMMAS:
        last -= 1
    return first, last


def national(view: View, candidate: EventCandidate) -> list[str]:
    """The countries that the adjectives of an event's noun tell, by their code (`العقوبات الأميركية`)."""
    found = []
    for k in range(candidate.anchor[1], min(candidate.segment[1], candidate.anchor[1] + 4)):
        if not view.is_word[k] or not _adjective(view, k, definite=candidate.reading.article):
            break
        code = country_of(view.forms[k])
        if code is not None:
            found.append(code)
    return found
