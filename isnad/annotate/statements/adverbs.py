"""Prepositional attribution (quotes.md, group D): `بحسب`, `وفقا لـ`, `على حد قوله`, `برأيه`.

The source follows, the content is the clause around. A norm, a plan or a measure attributes nothing.
"""

from __future__ import annotations

from isnad.annotate.phrases.noun_phrase import subject_after
from isnad.annotate.phrases.view import COMMAS, Range, View
from isnad.annotate.statements.candidate import Candidate
from isnad.annotate.statements.contents import contents
from isnad.annotate.statements.extent import direct_span
from isnad.annotate.statements.frames import Opening, as_told, names_source, that_clause
from isnad.lexicon import Noun, attributions, particles
from isnad.model import Kind, Span

ADVERBS = particles("adverbs")
_OPINIONS = particles("opinions")
_VIEWS = particles("views")
_ON_WHOSE = particles("on_whose")
_SPEAKING = Noun.TITLE | Noun.BODY | Noun.UNNAMED | Noun.OUTLET_KIND
_GENDERS = {"ه": "m", "ها": "f", "هم": "", "هما": ""}


HEADS = frozenset({"علي", "من"}) | ADVERBS | _OPINIONS
"""The first words of prepositional attributions, of which علي and من seldom begin one."""


def is_adverb(view: View, at: int) -> bool:
    """Whether a prepositional attribution can begin with the token."""
    form = view.forms[at]
    if form == "علي" and as_told(view, at):
        return True
    if form == "علي":
        return at + 1 < len(view.forms) and (view.forms[at + 1] == "حد" or view.forms[at + 1] in _ON_WHOSE)
    if form == "من":
        return view.forms[at + 1 : at + 2] == ["وجهه"] and at + 2 < len(view.forms) and view.forms[at + 2] in _VIEWS
    return form in ADVERBS or form in _OPINIONS


def adverb(view: View, segment: Range, at: int) -> Candidate | str | None:
    """The statement of a prepositional attribution at a token."""
    _first, last = segment
    if view.forms[at] in _OPINIONS:
        if not _set_off(view, segment, at):
            return "no-content"
        return _statement(view, segment, at, (at, at + 1), None, at + 1, _owner(view.forms[at]))
    k = at + 1
    if view.forms[at] == "علي" and view.forms[k] == "ما":
        return _what_was_said(view, segment, at, k)
    if view.forms[at] == "من":
        return _statement(view, segment, at, (at, at + 3), None, at + 3, _owner(view.forms[at + 2]))
    if view.forms[at] == "علي" or (k < last and view.forms[k] in {"ل", "الي", "عن"}):
        k += 1
    elif not names_source(view, at, last):
        return "law-or-plan"
    if k >= last:
        return None
    if view.forms[k] in {"ما", "لما"}:
        return _what_was_said(view, segment, at, k)
    return _named(view, segment, at, k)


def _owner(form: str) -> str:
    """The pronoun at the end of an opinion (`برأيها`)."""
    return next((p for p in ("هم", "ها", "ه") if form.endswith(p)), "")


def _set_off(view: View, segment: Range, at: int) -> bool:
    """Whether an opinion is no part of its clause (`الحل، برأيه، سياسي`, not `شارك برأيه في الاستبيان`)."""
    first, last = segment
    return at <= first + 1 or view.forms[at - 1] in COMMAS or at + 1 >= last or not view.is_word[at + 1]


def _named(view: View, segment: Range, at: int, k: int) -> Candidate | str | None:
    last = segment[1]
    pronoun = _pronoun(view.forms[k])
    if pronoun:
        return _statement(view, segment, at, (at, k + 1), None, k + 1, pronoun)
    begin = k
    on_whose = view.forms[at] == "علي" and view.forms[at + 1] in _ON_WHOSE
    if on_whose and not (view.has(k, _SPEAKING) or k in view.names):
        return None  # `محبوس على ذمة التحقيق`
    if view.forms[at] == "علي" and not on_whose and view.words[k].stem not in attributions().implicit_heads:
        return None
    if view.words[k].stem in attributions().implicit_heads and k + 1 < last and view.words[k].stem != "تصريح":
        begin = k + 1
    if not names_source(view, at, last):
        return "law-or-plan"
    end = next((n for n in range(begin, min(last, begin + 20)) if view.forms[n] in COMMAS), min(last, begin + 20))
    source, after = subject_after(view, begin, end, glued=True)
    if source is None:
        return None
    cue_end = k if view.forms[at] == "علي" or view.forms[at + 1] in {"الي", "عن"} else at + 1
    return _statement(view, segment, at, (at, cue_end), source, after, "")


def _pronoun(form: str) -> str:
    """The pronoun of a noun of saying that names the speaker (`تعبيره`), or an empty string."""
    heads = attributions().implicit_heads
    return next((p for p in ("هما", "هم", "ها", "ه") if form.endswith(p) and form[: -len(p)] in heads), "")


def _statement(
    view: View, segment: Range, at: int, cue: Range, source: Range | None, after: int, pronoun: str
) -> Candidate | None:
    found = _ahead(view, segment, after) if at <= segment[0] + 1 else _around(view, segment, at, after)
    if found is None:
        return None
    spans, kind = found
    return Candidate(
        cue=cue, content=spans, rule="adverb", segment=segment, source=source, kind=kind,
        gender=_GENDERS.get(pronoun, ""), number="p" if pronoun == "هم" else "s", possessive=pronoun,
    )  # fmt: skip


def _ahead(view: View, segment: Range, after: int) -> tuple[list[Span], Kind] | None:
    """The clause behind an attribution that heads its sentence."""
    last = segment[1]
    begin = after if view.forms[after : after + 1] and view.forms[after] in COMMAS | {":"} else after - 1
    if begin + 1 >= last:
        return None
    opening = that_clause(view, begin + 1, last) or Opening("clause", begin, begin + 1, view.starts[begin + 1])
    return contents(view, opening, last)


def _around(view: View, segment: Range, at: int, after: int) -> tuple[list[Span], Kind] | None:
    """The clause before an attribution, and what goes on behind it between two commas."""
    first, last = segment
    quotation = view.quotation_before(at)
    if quotation is not None and view.layer.words.at(quotation.outer.start) - first <= 1:
        span = direct_span(view, quotation)
        return ([span], Kind.DIRECT) if span is not None and view.count_words(span) >= 3 else None
    span = view.trimmed(view.starts[first], view.ends[at - 1])
    if span is None:
        return None
    pieces = [span]
    if after + 1 < last and view.forms[after] in COMMAS and view.forms[at - 1] in COMMAS:
        found = contents(view, Opening("clause", after, after + 1, view.starts[after + 1]), last)
        pieces += found[0] if found is not None else []
    return pieces, Kind.INDIRECT


def _what_was_said(view: View, segment: Range, at: int, k: int) -> Candidate | None:
    """`وفق ما صرح به الوزير`: the cue reaches over the verb and its pronoun."""
    first, last = segment
    verb = k + 1
    reading = next((r for r in view.readings(verb) if r.form in {"past", "present"}), None) if verb < last else None
    if reading is None or at == first or reading.verb.lemma == "نص":
        return None
    end = verb + 1
    if end < last and view.forms[end] in {"به", "بها", "عنه", "اليه", "في"}:
        end += 1
    source, _ = subject_after(view, end, last)
    span = view.trimmed(view.starts[first], view.ends[at - 1])
    if span is None:
        return None
    return Candidate(
        cue=(at, end), content=[span], rule="adverb", segment=segment, source=source, gender=reading.gender,
        number=reading.number,
    )  # fmt: skip
