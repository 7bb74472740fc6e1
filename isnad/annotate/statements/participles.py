"""Non-finite attribution (quotes.md, group C): participles and verbal nouns of saying."""

from __future__ import annotations

from isnad.annotate.phrases.noun_phrase import begins_object, subject_after
from isnad.annotate.phrases.second_phrase import second_phrase
from isnad.annotate.phrases.view import COMMAS, Range, View
from isnad.annotate.statements.candidate import Candidate
from isnad.annotate.statements.contents import admitted, candidate_of
from isnad.annotate.statements.frames import Opening, adjacent, participle_opening, preposition, that_clause
from isnad.annotate.statements.subjects import end_at_comma, widen
from isnad.lexicon import Noun, Reading, particles
from isnad.model import MentionType

_OWNERS = frozenset({"ه", "ها", "هم", "هما"})
_VOICED = frozenset({"demand", "condemn", "promise"})
_SUBORDINATE_HEADS = particles("subordinate_heads")
_ALSO_NOUNS = particles("also_nouns")


def participle(view: View, segment: Range, at: int, reading: Reading) -> Candidate | str | None:
    """An accusative participle of saying: `…، مشيرا إلى أن …`, `…، قائلة: "…"`, `متهما الوزير بـ…`."""
    first, last = segment
    opening = participle_opening(view, at, last, reading)
    if opening is None:
        return None
    form = view.forms[at]
    before = view.forms[at - 1] if at > first else ""
    set_off = at == first or before in COMMAS or view.closing.get(view.ends[at - 1]) is not None
    feminine = form.endswith(("ه", "ين", "ات"))
    if not set_off and (view.words[at].article or (opening.how == "object" and feminine)):
        return None
    if opening.how == "object" and form.rstrip("اه").removeprefix("و") in _ALSO_NOUNS:
        return None
    candidate = admitted(view, segment, at, reading, opening)
    if not isinstance(candidate, Candidate):
        return candidate
    if opening.saying >= 0:
        candidate.cue = (at, opening.saying + 1)
    elif opening.mark > at + 1 and (reading.verb.to == "object" or reading.verb.whole):
        _between(view, at, reading, opening, candidate)
    elif reading.verb.lemma == "قال" and at - first < 14:
        _subject_of_frame(view, first, at, candidate)
    return candidate


def _between(view: View, at: int, reading: Reading, opening: Opening, candidate: Candidate) -> None:
    """The words between a participle and its preposition: the hearer, or the beginning of the content."""
    tokens, _ = subject_after(view, at + 1, opening.mark, glued=True)
    if tokens is None:
        return
    if reading.verb.whole:
        candidate.source = tokens
        widen(view, candidate, reading, opening)
        candidate.source = None
    else:
        candidate.addressee = tokens


def _subject_of_frame(view: View, first: int, at: int, candidate: Candidate) -> None:
    """`ومضت الوزيرة قائلة`: the subject of the verb before a saying word, where that verb is none of saying."""
    k = first
    while k < at and view.words[k].classes & (Noun.TIME | Noun.PREPOSITION):
        k += 1
    if k + 1 >= at or not view.is_word[k] or view.words[k].article or view.words[k].classes:
        return
    subject, _ = subject_after(view, k + 1, at, object_follows=True)
    if subject is None:
        return
    boundary = second_phrase(view, *subject)
    candidate.source = (subject[0], boundary) if boundary > subject[0] else subject


def masdar(view: View, segment: Range, at: int, reading: Reading) -> Candidate | str | None:
    """A verbal noun of saying: `قوله إن …`, `بقولها: "…"`, `إعلان الصين أنها …`, `تحذير الهيئة من …`."""
    if reading.enclitic or reading.verb.lemma == "قال":
        return _owned(view, segment, at, reading)
    if view.words[at].article:
        return _definite(view, segment, at, reading)
    if at > segment[0] and view.forms[at - 1] in {"في", "اي"}:
        return None
    return _construct(view, segment, at, reading)


def _definite(view: View, segment: Range, at: int, reading: Reading) -> Candidate | None:
    """A definite verbal noun of demand, blame or promise that somebody comes together for, with its preposition right
    behind it (`للمطالبة بتشديد العقوبات`); without ل it is mostly a topic (`سجن بسبب المطالبة بالأجر`)."""
    last = segment[1]
    if reading.verb.act not in _VOICED or not reading.conjunction.endswith("ل"):
        return None
    opening = preposition(view, at + 1, last, reading.verb, right_behind=True) if at + 1 < last else None
    candidate = candidate_of(view, segment, at, reading, opening) if opening is not None else None
    if candidate is not None:
        candidate.source = _named_before(view, segment[0], at)
    return candidate


def _named_before(view: View, first: int, at: int) -> Range | None:
    """The person or body named last before a verbal noun in its clause (`دفع الوزير سامي الهاشم للدعوة إلى`)."""
    for k in range(at - 1, max(first, at - 14) - 1, -1):
        if not view.is_word[k] and view.forms[k] not in COMMAS:
            return None
        name = view.names.get(k)
        if name is not None and name.mention.type is not MentionType.LOC and name.first >= first:
            return name.first, name.last
    return None


def _owned(view: View, segment: Range, at: int, reading: Reading) -> Candidate | None:
    """A verbal noun with its speaker as a pronoun, or `قول` itself."""
    if reading.conjunction.endswith("ل"):
        return None
    noun = reading.enclitic in _OWNERS and _takes_noun(view, at, segment[1], reading)
    opening = adjacent(view, at + 1, segment[1], reading.verb, noun=noun)
    if opening is None and reading.verb.lemma == "قال" and not reading.enclitic:
        return _construct(view, segment, at, reading)
    if opening is None:
        return None
    candidate = candidate_of(view, segment, at, reading, opening)
    if candidate is not None:
        candidate.possessive = reading.enclitic
        if at - segment[0] == 1 and view.forms[at - 1] in _SUBORDINATE_HEADS:  # `رغم تأكيده أن …، باع المدير …`
            end_at_comma(view, candidate)
        candidate.gender = {"ه": "m", "ها": "f"}.get(reading.enclitic, "")
        candidate.number = "p" if reading.enclitic in {"هم", "هن"} else "s"
    return candidate


def _takes_noun(view: View, at: int, last: int, reading: Reading) -> bool:
    """Whether a noun right behind an owned verbal noun is what was said (`إعلانه انتهاء الخلاف`)."""
    if "object" not in reading.verb.takes or at + 1 >= last:
        return False
    return reading.verb.act == "deny" or (view.is_word[at + 1] and view.forms[at + 1][0] != "ل")


def _construct(view: View, segment: Range, at: int, reading: Reading) -> Candidate | None:
    """A verbal noun with its speaker in construct: a clause behind it, or a complement where an office or body
    speaks.
    """
    last, verb = segment[1], reading.verb
    for k in range(at + 1, min(last, at + 12)):
        if any(r.form == "past" for r in view.readings(k)) or view.forms[k] in COMMAS:
            return None
        clause = that_clause(view, k, last)
        if clause is not None and "that" in verb.takes:
            found = _with_source(view, segment, at, reading, clause, k)
            if found is not None and at - segment[0] <= 3:
                end_at_comma(view, found)
            return found
        spoken = k > at + 1 and _speaks(view, at + 1) and verb.needs == ""
        behind = preposition(view, k, last, verb) if spoken else None
        if behind is None and spoken and "object" in verb.takes and _complete(view, k - 1) and begins_object(view, k):
            behind = Opening("object", k, k, view.starts[k])
        if behind is not None:
            found = _with_source(view, segment, at, reading, behind, k)
            if found is not None:
                end_at_comma(view, found)
            return found
    return None


def _speaks(view: View, at: int) -> bool:
    """Whether somebody who speaks is told at a token: an office, a body or a name."""
    return view.has(at, Noun.TITLE | Noun.BODY | Noun.UNNAMED) or at in view.names


def _complete(view: View, at: int) -> bool:
    """Whether a phrase can end with a token: it is definite, or the last of a name."""
    name = view.names.get(at)
    return view.words[at].article or (name is not None and name.last == at + 1)


def _with_source(view: View, segment: Range, at: int, reading: Reading, opening: Opening, end: int) -> Candidate | None:
    candidate = candidate_of(view, segment, at, reading, opening)
    if candidate is not None and end > at + 1:
        candidate.source, _ = subject_after(view, at + 1, end)
    return candidate
