"""Words handed on (quotes.md, D4, H1, H2): `نقلت وكالة X عن Y قوله إن …`, `نسبت وكالة X إلى Y قوله إن …`,
`قالت X، نقلا عن Y، إن …`.
"""

from __future__ import annotations

from collections.abc import Mapping

from isnad.annotate.phrases.noun_phrase import subject_after
from isnad.annotate.phrases.view import Range, View
from isnad.annotate.statements.candidate import Candidate
from isnad.annotate.statements.contents import contents
from isnad.annotate.statements.frames import Opening, adjacent, that_clause
from isnad.lexicon import particles

_ABOUT = {"عن": "", "عنه": "m", "عنها": "f", "عنهم": "p"}
_ON_THE_TONGUE = ["علي", "لسان"]
_TO_WHOM = {"الي": "", "اليه": "m", "اليها": "f", "اليهم": "p"}
_ASCRIBING = particles("ascribes")
RELAYS = particles("relays") | _ASCRIBING


def is_relay(view: View, at: int) -> bool:
    """Whether the token hands on what another said."""
    return view.forms[at] in RELAYS


def relay(view: View, segment: Range, at: int) -> Candidate | None:
    """The statement that a verb of handing on introduces: who said it stands behind عن, who hands it on before."""
    last = segment[1]
    ascribed = view.forms[at] in _ASCRIBING
    links = _TO_WHOM if ascribed else _ABOUT
    before, about = _about(view, at + 1, min(last, at + 22), links)
    if about < 0:
        return None
    opening, saying = _opening(view, about, last)
    if opening is None or (ascribed and saying < 0):  # `تصل نسب البطالة إلى …`
        return None
    found = contents(view, opening, last)
    if found is None:
        return None
    end = saying if saying >= 0 else opening.mark
    pronoun = links.get(view.forms[about], "")
    named = not pronoun
    source = subject_after(view, about + 1, end)[0] if named else None
    begin, stop = (at + 1, before) if named or before > at + 1 else (about + 1, end)
    via = None if view.forms[at].endswith("نقلا") else subject_after(view, begin, stop)[0]
    cue_end = about + 1 if view.forms[at].endswith("نقلا") else at + 1
    return Candidate(
        cue=(saying, saying + 1) if saying >= 0 else (at, cue_end), content=found[0], kind=found[1], rule="relay",
        segment=segment, source=source, via=via, form="relay", gender=pronoun.removesuffix("p"),
        number="p" if pronoun == "p" else "",
    )  # fmt: skip


def _about(view: View, first: int, last: int, links: Mapping[str, str]) -> tuple[int, int]:
    """The first and the last token of what tells of whom the words are (`عن`, `عنه`, `على لسان`), or -1 twice."""
    for k in range(first, last):
        if view.forms[k] in links:
            return k, k
        if view.forms[k : k + 2] == _ON_THE_TONGUE:
            return k, k + 1
    return -1, -1


def _opening(view: View, about: int, last: int) -> tuple[Opening | None, int]:
    """Where what was said begins behind عن, and the token of `قوله`, or -1."""
    for k in range(about + 1, min(last, about + 40)):
        reading = next((r for r in view.readings(k) if r.form == "masdar"), None)
        if reading is not None and reading.enclitic:
            return adjacent(view, k + 1, last, reading.verb), k
        opening = that_clause(view, k, last)
        if opening is None and view.forms[k] == ":" and k + 1 < last:
            opening = Opening("colon", k, k + 1, view.starts[k + 1])
        if opening is not None:
            return opening, -1
    return None, -1


def quoting(view: View, at: int, opening: Opening, candidate: Candidate) -> None:
    """`قالت الوكالة، نقلا عن مصدر أمني، إن …` is one statement: the source speaks, the subject hands it on."""
    for k in range(at + 1, opening.mark - 1):
        if view.forms[k] in {"نقلا", "نقلاً"} and view.forms[k + 1] == "عن":
            stop = next((n for n in range(k + 2, opening.mark) if _owned_saying(view, n)), opening.mark)
            source, _ = subject_after(view, k + 2, stop)
            if source is not None:
                if candidate.source is not None and candidate.source[0] < k:  # `وأضافت نقلا عن …` tells no subject
                    candidate.via = candidate.source[0], min(candidate.source[1], k)
                candidate.source = source
                candidate.cue = (k, k + 2)
                candidate.gender = candidate.number = ""
                candidate.rule += "+quoting"
            return


def _owned_saying(view: View, at: int) -> bool:
    """Whether a token is a verbal noun of saying with a pronoun (`نقلا عن المحامي | قوله إن`)."""
    return any(reading.form == "masdar" and reading.enclitic for reading in view.readings(at))
