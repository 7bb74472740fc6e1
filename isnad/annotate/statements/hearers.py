"""To whom something was said, and who hands it on.

The outlet that an interview is given to is a relay (`via`), never the addressee.
"""

from __future__ import annotations

from isnad.annotate.phrases.noun_phrase import is_in_front_of, subject_after
from isnad.annotate.phrases.view import COMMAS, Range, View
from isnad.annotate.statements.candidate import Candidate
from isnad.annotate.statements.outlets import begins_outlet, is_outlet
from isnad.annotate.statements.surroundings import Clauses, by_segment
from isnad.annotate.statements.via import attach_relays, outlet_around
from isnad.lexicon import Noun, particles
from isnad.model import MentionType

_LETTERS = particles("letters")
_JOURNALISTS = particles("journalists")
_FACING = particles("facing")
_TALKING = particles("talking_to")
_DELIVERED = ("القا", "القت")  # `كلمة ألقاها أمام البرلمان`
_PLAIN = frozenset({"say", "answer", "ask", "deny", "warn", "promise"})


def attach_hearers(view: View, candidates: list[Candidate], clauses: Clauses) -> None:
    """Fills `via` and `addressee` from the words around each cue."""
    for candidate in candidates:
        if candidate.addressee is not None and is_outlet(view, candidate.addressee):
            candidate.via, candidate.addressee = candidate.via or candidate.addressee, None
        if candidate.rule == "headline-colon" and candidate.via is None:
            continue
        _whole_office(view, candidate)
        _around(view, candidate, clauses)
        _asked(view, candidate)
        source, addressee = candidate.source, candidate.addressee
        if source is not None and addressee is not None and addressee[0] < source[1] and source[0] < addressee[1]:
            candidate.addressee = None
    attach_relays(view, candidates, by_segment(candidates).values())


def _around(view: View, candidate: Candidate, clauses: Clauses) -> None:
    for at in clauses.of(candidate):
        if at < candidate.cue[0] and candidate.cue[0] - at > 25:
            continue
        outlet = outlet_around(view, candidate, at)
        if outlet is not None:
            if candidate.via is None and candidate.source != outlet:
                candidate.via = outlet
        elif candidate.addressee is None:
            candidate.addressee = _written_to(view, candidate, at)
            if candidate.addressee is None and candidate.cue[1] <= at:
                candidate.addressee = _hearer(view, candidate, at)


def _written_to(view: View, candidate: Candidate, at: int) -> Range | None:
    """`في رسالة وجهها إلى المجلس`: to whom a letter is addressed."""
    if view.words[at].stem not in _LETTERS and view.words[at].stem.removesuffix("ه") not in _LETTERS:
        return None
    end = candidate.segment[1]
    k = next((k for k in range(at + 1, min(end, at + 4)) if view.forms[k] == "الي"), -1)
    if k < 0 or k + 1 >= end:
        return None
    tokens, _ = subject_after(view, k + 1, end)
    while tokens is not None and view.starts[tokens[1] - 1] >= candidate.start > view.starts[tokens[0]]:
        tokens = (tokens[0], tokens[1] - 1)
    if tokens is None or view.starts[tokens[0]] >= candidate.start:
        return None
    return tokens[0], next((n for n in range(*tokens) if view.forms[n] in {"ان", "بان"}), tokens[1])


def _hearer(view: View, candidate: Candidate, at: int) -> Range | None:
    """`قال للصحفيين`, `قالت لأنصارها`: a hearer behind ل right after the cue or the subject."""
    if candidate.verb is None or candidate.verb.act not in _PLAIN or candidate.form not in {"past", "present"}:
        return None
    limit = candidate.source[1] if candidate.source is not None else candidate.cue[1]
    faced = _faced(view, candidate, at) if not view.forms[at - 1].startswith(_DELIVERED) else None
    if faced is not None:
        return faced
    if at > limit and view.starts[at] < candidate.start and _journalists(view, at):
        return at, at + 1
    if at > limit and view.starts[at] < candidate.start and view.forms[at - 1] in COMMAS and named_behind_li(view, at):
        return at, view.names[at].last
    if (at != candidate.cue[1] and at != limit) or view.starts[at] >= candidate.start:
        return None
    form, info = view.forms[at], view.words[at]
    if (
        not (form.startswith("لل") or info.preposition == "ل")
        or info.classes & (Noun.OUTLET_KIND | Noun.TIME)
        or len(form) < 4
    ):
        return None
    end = at + 1
    while (
        end < candidate.segment[1]
        and view.is_word[end]
        and view.words[end].article
        and view.starts[end] < candidate.start
    ):
        end += 1
    return at, end


def _whole_office(view: View, candidate: Candidate) -> None:
    """What ل completes behind a name and its office is part of the source and no hearer.

    `قال سالم الهادي، المتحدث الرسمي للقوات البحرية، إن …`, but `قال الوزير سالم الهادي للصحفيين`.
    """
    if candidate.source is None or not _ends_in_office(view, candidate.source):
        return
    first, at = candidate.source
    if at >= candidate.segment[1] or view.words[at].preposition != "ل" or view.starts[at] >= candidate.start:
        return
    if _journalists(view, at) or begins_outlet(view, at, candidate.segment[1]):
        return
    end = at + 1
    while end < candidate.segment[1] and (view.words[end].article or end in view.names):
        end += 1
    candidate.source = first, end


def _ends_in_office(view: View, source: Range) -> bool:
    """Whether the words of a source go on behind its name."""
    first, last = source
    return last - 1 not in view.names and any(at in view.names for at in range(first, last - 1))


def named_behind_li(view: View, at: int) -> bool:
    """Whether a person is named behind ل (`لماكرون`)."""
    named = view.names.get(at)
    return (
        named is not None
        and named.mention.type is MentionType.PER
        and view.forms[at][0] == "ل"
        and view.starts[at] < named.mention.span.start
    )


def _journalists(view: View, at: int) -> bool:
    """Whether journalists are told something (`قال، …، للصحافيين`)."""
    return view.forms[at].startswith("لل") and view.words[at].stem in _JOURNALISTS


def _faced(view: View, candidate: Candidate, at: int) -> Range | None:
    """Whom a speaker faces (`وأضاف أمام النواب أن`, `وقال مخاطبا الحضور`, `وقال متحدثا إلى الصحفيين`)."""
    talking = view.forms[at] == "الي" and view.forms[at - 1] in _TALKING
    if not (talking or is_in_front_of(view, at) or view.forms[at] in _FACING) or view.starts[at] >= candidate.start:
        return None
    end = at + 1
    while end < candidate.segment[1] and view.starts[end] < candidate.start and view.is_word[end]:
        if view.forms[end] in {"ان", "بان", "في", "خلال"} or view.has(end, Noun.TIME):
            break
        end += 1
    return (at + 1, end) if end > at + 1 else None


def _asked(view: View, candidate: Candidate) -> None:
    """`طلب من الأطراف …`: the addressee behind the verb's preposition, up to the content."""
    verb = candidate.verb
    if verb is None or candidate.addressee is not None or verb.to not in {"من", "الي", "ب", "علي"}:
        return
    for k in range(candidate.cue[1], candidate.segment[1]):
        if view.starts[k] >= candidate.start:
            return
        if view.forms[k] == verb.to and k + 1 < candidate.segment[1] and view.starts[k + 1] < candidate.start:
            end = k + 1
            while (
                end < candidate.segment[1]
                and view.starts[end] < candidate.start
                and view.forms[end] not in COMMAS | {"ان", "بان"}
            ):
                end += 1
            if end > k + 1:
                candidate.addressee = (k + 1, end)
            return
