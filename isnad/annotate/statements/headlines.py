"""Colons in headlines and teasers: `الهادي: الانتخابات في موعدها`, `الهادي لـ"الميدان": …`, `الميدان عن مصدر
أمني: …`.
"""

from __future__ import annotations

from isnad.annotate.phrases.view import COMMAS, Range, View
from isnad.annotate.statements.candidate import Candidate
from isnad.annotate.statements.contents import contents
from isnad.annotate.statements.frames import Opening
from isnad.lexicon import Noun, labels, particles, places
from isnad.model import Channel
from isnad.text import fold

_LONGEST = 9
_TEASERS = particles("teasers")


def is_headline(view: View, segment: Range) -> bool:
    """Whether the segment is a headline: the report's first line, or a short line of its own without a full stop."""
    first, last = segment
    if not view.line_start(first):
        return False
    if view.forms[last - 1] in {".", "؟"} and not is_title(view, first):
        return False
    if first == 0 or (view.report.headline is not None and view.starts[first] < view.report.headline.end):
        return True
    at_end = last == len(view.forms) or view.line_start(last)
    return at_end and last - first <= 22 and view.forms[last - 1] not in {".", "؟", "!"}


def is_title(view: View, first: int) -> bool:
    """Whether a segment that begins with this token stands in the report's own headline."""
    return view.report.headline is not None and view.starts[first] < view.report.headline.end


def is_turn(view: View, segment: Range) -> bool:
    """Whether a line is a turn of an interview: a name known from before, a colon, and what he says."""
    first, last = segment
    if not view.line_start(first) or first == 0:
        return False
    at = next((k for k in range(first + 1, min(last - 1, first + 4)) if view.forms[k] == ":"), -1)
    return at > 0 and view.is_word[at - 1] and view.first_at[view.forms[at - 1]] < first


def colon(view: View, segment: Range) -> Candidate | str | None:
    """The statement of a headline with a colon."""
    first, last = segment
    begin = _after_dots(view, first, last)
    while begin < last and view.forms[begin].rstrip(".") in _TEASERS | {"", "..", "..."}:
        begin += 1
    at = next((k for k in range(begin + 1, min(last - 1, begin + _LONGEST + 3)) if view.forms[k] == ":"), -1)
    if at < 0:
        return None
    if not _names_speaker(view, begin, at):
        return "label-colon"
    found = contents(view, Opening("colon", at, at + 1, view.starts[at + 1]), last)
    if found is None:
        return None
    candidate = Candidate(
        cue=(at, at + 1), content=found[0], kind=found[1], rule="headline-colon", segment=segment,
        source=(begin, at), headline=True,
    )  # fmt: skip
    _relay(view, candidate)
    _circumstance(view, candidate)
    return candidate


def _after_dots(view: View, first: int, last: int) -> int:
    """The token after dots that part two headlines (`بعد الخسارة.. البدري: …`), if a colon follows."""
    dots = [k for k in range(first, min(last, first + 16)) if view.forms[k] in {"..", "...", "…"}]
    if dots and ":" in view.forms[dots[-1] : last]:
        return dots[-1] + 1
    return first


def _names_speaker(view: View, first: int, last: int) -> bool:
    """Whether the words before a colon can be somebody who speaks."""
    if last - first > _LONGEST or any(view.forms[k] in COMMAS for k in range(first, last)):
        return False
    about = next((k for k in range(first + 1, last) if view.forms[k] == "عن"), last)
    if about < last and view.has(first, Noun.DOCUMENT) and not view.has(first, Noun.TITLE | Noun.BODY):
        return False  # `كتاب عن الصيد:`
    if first + 1 < last and view.forms[first + 1] == "الي" and first not in view.names:
        return False  # `الطريق إلى البحر:`
    last = about
    whole = fold(view.text[view.starts[first] : view.ends[last - 1]])
    if whole in places() or view.forms[first] in labels() or whole in labels():
        return False
    if any(view.forms[k][0].isdigit() for k in range(first, last)) and not view.has(first, Noun.UNNAMED | Noun.BODY):
        return False
    if view.has(first, Noun.PREPOSITION | Noun.RELATIVE | Noun.TIME):
        return False
    if view.has(first, Noun.PLACE_KIND) or any(
        view.has(k, Noun.QUANTITY) or view.forms[k] in labels() for k in range(first, last)
    ):
        return False
    return not any(r.form in {"past", "present", "masdar"} for k in range(first, last) for r in view.readings(k))


def _circumstance(view: View, candidate: Candidate) -> None:
    """`الهادي بعد لقائه السفير:` names the speaker before the circumstance."""
    if candidate.source is None:
        return
    first, last = candidate.source
    for k in range(first + 1, last):
        if view.has(k, Noun.TIME) and not view.words[k].article:
            candidate.source = (first, k)
            return


def _relay(view: View, candidate: Candidate) -> None:
    """`X لـ"Y":` is told to an outlet, `Y عن X:` is handed on by one."""
    if candidate.source is None:
        return
    first, last = candidate.source
    for k in range(first + 1, last):
        if view.forms[k] == "عن" and k + 1 < last:
            if view.outlet(first, k) > first or view.has(first, Noun.OUTLET_KIND) or view.has(k + 1, Noun.UNNAMED):
                candidate.source, candidate.via = (k + 1, last), (first, k)
                candidate.channel, candidate.channel_at = Channel.MEDIA, (first, k)
            else:
                candidate.source = (first, k)
            return
        glued = view.words[k].preposition == "ل" and (view.has(k, Noun.OUTLET_KIND) or view.outlet(k, last) > k)
        if view.forms[k] == "ل" or glued:
            candidate.source = (first, k)
            candidate.via = (k if glued else k + 1, last)
            return
