"""Who takes part in an event: the phrases around its verb or noun.

A verb has its subject behind or before it and its object behind; a verb that takes an object and has one phrase alone
is passive, since Arabic is written without the vowels that would tell. A verbal noun is followed by its subject or
its object in construct (`هجوم الجيش على البلدة`, `اعتقال الصحفي`), which of them is the pattern's to say. A verb that
lends itself to a noun (`شن … هجوما`) has its subject before that noun.
"""

from __future__ import annotations

from collections.abc import Iterator

from isnad.annotate.events.candidate import EventCandidate
from isnad.annotate.events.spelling import spelt
from isnad.annotate.phrases.noun_phrase import begins_object, skip_interpolation, subject_after, subject_before
from isnad.annotate.phrases.second_phrase import second_phrase
from isnad.annotate.phrases.view import COMMAS, THAT, Range, View
from isnad.annotate.statements.subjects import antecedent, relative_before
from isnad.lexicon import Noun, particles
from isnad.lexicon.countries import country_of
from isnad.model import MentionType

_AGENTS = particles("agents")
_AGENT_SIDES = particles("agents_side")
_CLAUSE_BREAKS = particles("event_clause_breaks")
_INSIDE_NAMES = particles("inside_offices")
_BETWEEN = particles("between")
_PRONOUN_HOSTS = particles("pronoun_hosts")
_LEADING = particles("leading_verbs")
_AUXILIARIES = particles("auxiliaries")
_REACH = 22  # words behind the anchor
_LEAD = 6  # words between a leading verb and the noun that it leads to
_PEOPLE = Noun.TITLE | Noun.BODY | Noun.UNNAMED | Noun.QUANTITY | Noun.OUTLET_KIND
_OF_FORCE = frozenset({"ASSAULT", "COERCE"})
_DAMMA = "\N{ARABIC DAMMA}"


def fill_roles(view: View, candidate: EventCandidate) -> None:
    """Fills the phrases of those who take part."""
    end = _clause_end(view, candidate)
    if candidate.reading.finite or candidate.reading.form == "passive":
        _verb(view, candidate, end)
    else:
        _noun(view, candidate, end)
    _by_preposition(view, candidate, end)
    _agent(view, candidate, end)
    if not candidate.actor_phrases and candidate.reading.nominal:
        led = _led(view, candidate)
        if led is not None:
            candidate.actor_phrases.append(led)


def _clause_end(view: View, candidate: EventCandidate) -> int:
    """The token before which the clause of the anchor ends."""
    last = candidate.segment[1]
    forms, words = spelt(view), view.words
    for k in range(candidate.anchor[1], min(last, candidate.anchor[1] + _REACH)):
        if not forms[k].marks and not words[k].classes & Noun.RELATIVE:
            continue
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
    return joined and any(r.finite for r in spelt(view)[at].readings)


def _verb(view: View, candidate: EventCandidate, end: int) -> None:
    reading, pattern, at = candidate.reading, candidate.pattern, candidate.at
    limit = candidate.noun_at if candidate.noun_at > at else end
    direct = pattern.transitive and not reading.enclitic
    subject, found = _behind(view, at + 1, limit, direct=direct) if limit > at + 1 else (None, None)
    before = _before(view, candidate)
    passive = reading.form == "passive" or _marked_passive(view, candidate)
    several = reading.number in {"p", "d"}
    if passive or pattern.actor == "none":
        found, subject = found or subject or before, None
    elif direct and not pattern.needs and subject is not None and found is None:
        if before is not None or several or pronoun_before(view, candidate):
            subject, found = before, subject
        elif _is_nominative(view, subject[0]) or _clause_follows(view, subject[1], end):
            pass
        else:
            passive, found, subject = True, subject, None
    else:
        passive = subject is None and found is None and direct and _lacks_object(view, candidate)
        subject, found = (None, before) if passive else (subject or before, found)
    candidate.passive = passive
    if subject is not None:
        candidate.actor_phrases.append(subject)
    if found is not None:
        (candidate.actor_phrases if "object" in pattern.shared else candidate.recipient_phrases).append(found)


def _is_nominative(view: View, at: int) -> bool:
    """Whether a noun is written as a subject alone can be (`مسلحون`)."""
    return view.forms[at].endswith("ون") and at not in view.names


def _clause_follows(view: View, at: int, end: int) -> bool:
    """Whether the verb's object is a clause (`رفضت الحكومة أن تشارك`)."""
    return at <= end and at < len(view.forms) and view.forms[at] in THAT


def _lacks_object(view: View, candidate: EventCandidate) -> bool:
    """Whether a verb of force has no object behind it and is passive (`خمسة جنود قتلوا في انفجار`)."""
    after = candidate.anchor[1]
    if candidate.type not in _OF_FORCE or candidate.pattern.needs or candidate.reading.person == 1:
        return False
    ends = after >= candidate.segment[1] or not view.is_word[after]
    return ends or view.has(after, Noun.PREPOSITION | Noun.TIME)


def _marked_passive(view: View, candidate: EventCandidate) -> bool:
    """Whether a written damma makes the verb passive (`قُتل`, `اعتُقلا`)."""
    start = view.starts[candidate.at] + len(candidate.reading.conjunction)
    written = view.text[start : view.ends[candidate.at]]
    return candidate.reading.form == "past" and _DAMMA in written[1:4]


def _behind(view: View, first: int, end: int, *, direct: bool) -> tuple[Range | None, Range | None]:
    """The subject behind a verb, and its object where it takes one."""
    phrase, after = subject_after(view, first, end, object_follows=direct)
    if phrase is None or not can_take_part(view, phrase[0], loosely=True):
        return None, None
    phrase = cut(view, phrase)
    if not direct:
        return phrase, None
    after = skip_interpolation(view, phrase[1], end)
    apart = after < end and after > phrase[1] and not view.has(after, Noun.PREPOSITION)
    if apart and can_take_part(view, after):
        other, _ = subject_after(view, after, end)
        if other is not None:
            return phrase, cut(view, other)
    boundary = second_phrase(view, *phrase)
    if boundary < 0:
        boundary = _second_office(view, *phrase)
    if boundary > phrase[0]:
        return (phrase[0], boundary), cut(view, (boundary, phrase[1]))
    if after >= end or (after == phrase[1] and view.has(after, Noun.PREPOSITION)):
        return phrase, None
    other, _ = subject_after(view, after, end)
    if other is None and begins_object(view, after):
        other = (after, _object_end(view, after, end))
    return phrase, cut(view, other) if other is not None else None


def _second_office(view: View, first: int, last: int) -> int:
    """Where the office of an object begins behind the subject's name (`استقبل سامي | وزير العدل`), or -1."""
    for k in range(first + 1, last):
        name, info = view.names.get(k - 1), view.words[k]
        person = name is not None and name.last == k and name.mention.type is MentionType.PER
        if person and info.classes & Noun.TITLE and not info.conjunction:
            return k
    return -1


def _object_end(view: View, first: int, end: int) -> int:
    """The token after a short object that no subject can look like."""
    k = first + 1
    while k < end and view.is_word[k] and not view.has(k, Noun.PREPOSITION | Noun.RELATIVE | Noun.TIME):
        k += 1
    return k


def pronoun_before(view: View, candidate: EventCandidate) -> bool:
    """Whether the subject stands before the verb as a pronoun (`إنه قتل`)."""
    at = candidate.at - 1
    if at > candidate.segment[0] and view.forms[at] in _AUXILIARIES:
        at -= 1
    return at >= candidate.segment[0] and view.forms[at] in _PRONOUN_HOSTS


def _before(view: View, candidate: EventCandidate) -> Range | None:
    """The subject before a verb: whom its relative pronoun goes back to, or the phrase before it in its clause."""
    first, at = candidate.segment[0], candidate.at
    link = relative_before(view, first, at)
    if link > first:
        phrase = antecedent(view, first, link)
    elif candidate.reading.conjunction:
        return None
    else:
        phrase = subject_before(view, at, first)
    if phrase is None or not can_take_part(view, phrase[0]):
        return None
    return cut(view, phrase)


def _led(view: View, candidate: EventCandidate) -> Range | None:
    """The subject of a verb that leads to the event's noun (`حاول الجيش اقتحام`, `قرر الوزير وقف`)."""
    first = candidate.segment[0]
    for k in range(candidate.anchor[0] - 1, max(first, candidate.anchor[0] - _LEAD) - 1, -1):
        if view.forms[k] in COMMAS or view.forms[k] in THAT:
            return None
        if view.words[k].stem in _LEADING or view.forms[k] in _LEADING:
            phrase, _ = subject_after(view, k + 1, candidate.anchor[0])
            phrase = phrase or subject_before(view, k, first)
            if phrase is not None and can_take_part(view, phrase[0]):
                return cut(view, phrase)
            return None
    return None


def _noun(view: View, candidate: EventCandidate, end: int) -> None:
    reading, pattern = candidate.reading, candidate.pattern
    if pattern.of == "none" or reading.enclitic:
        return
    k = candidate.anchor[1]
    definite = reading.article or (candidate.noun_at == k - 1 and view.words[k - 1].article)
    while k < end and view.is_word[k] and _adjective(view, k, definite=definite):
        k += 1
    if definite or k > candidate.anchor[1] or k >= end or not view.is_word[k]:
        return
    if view.has(k, Noun.PREPOSITION | Noun.TIME | Noun.RELATIVE) or view.words[k].preposition or view.forms[k] in THAT:
        return
    phrase, _ = subject_after(view, k, end, object_follows=True)
    if phrase is None or phrase[0] != k or not can_take_part(view, k):
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


def can_take_part(view: View, at: int, *, loosely: bool = False) -> bool:
    """Whether a phrase that begins here can name who takes part: a name, people, a body; no date and no plain noun.

    Args:
        view: The report.
        at: The first token of the phrase.
        loosely: Whether an indefinite noun may do, as right behind a verb (`قتل شرطي`).
    """
    if not view.is_word[at]:
        return view.quotation_at(at) is not None
    if view.forms[at][0].isdigit():
        return at + 1 < len(view.forms) and not view.has(at + 1, Noun.TIME) and view.is_word[at + 1]
    if at in view.names or at in view.nominals:
        return True
    info = view.words[at]
    if info.classes & _PEOPLE:
        return True
    if info.classes & (Noun.ADJECTIVE | Noun.TIME | Noun.DOCUMENT | Noun.OBJECT_HEAD | Noun.MASDAR_SHAPE):
        return False
    if view.forms[at].endswith("ا") and not info.article:
        return False
    return info.article or view.forms[at].endswith(("ين", "ون", "اء")) or (loosely and not info.classes)


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
        if k in taken or k == candidate.noun_at:
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
    joint = next((k for k in range(first + 1, phrase[1]) if view.forms[k][0] == "و" and _begins_second(view, k)), -1)
    if joint > first:
        yield cut(view, (first, joint))
        yield cut(view, (joint, phrase[1]))
    else:
        yield cut(view, phrase)


def _begins_second(view: View, at: int) -> bool:
    """Whether the second of two begins with و here (`بين الحكومة | والمعارضة`)."""
    name = view.names.get(at)
    if name is not None:
        return name.first == at and name.mention.span.start > view.starts[at]
    return bool(view.words[at].conjunction)


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
    """A phrase up to the first preposition that is no part of an office (`المتحدث باسم`), or to an accusative."""
    first, last = phrase
    counted = view.has(first, Noun.QUANTITY | Noun.UNNAMED) or view.forms[first][0].isdigit()
    for k in range(first + 1, last):
        if view.forms[k] in _INSIDE_NAMES or k in view.names or (counted and view.forms[k] == "من"):
            continue
        info = view.words[k]
        form = view.forms[k]
        counts = view.forms[k - 1][0].isdigit() or view.has(k - 1, Noun.QUANTITY)
        if form.endswith("ا") and not info.classes and not info.article and len(form) > 3 and not counts:
            last = k
            break
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


def is_mere_place(view: View, phrase: Range) -> bool:
    """Whether a phrase is a place that is no country: there something happens, and nobody acts."""
    name = view.names.get(phrase[0])
    if name is None or name.mention.type is not MentionType.LOC or name.first != phrase[0]:
        return view.has(phrase[0], Noun.PLACE_KIND) and not view.has(phrase[0], _PEOPLE)
    told = " ".join(view.forms[name.first : name.last])
    return country_of(told) is None and country_of(view.forms[name.first]) is None
