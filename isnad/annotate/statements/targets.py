"""At whom an accusation, blame, praise or threat is directed, which need not be to whom it was said."""

from __future__ import annotations

from isnad.annotate.phrases.noun_phrase import subject_after
from isnad.annotate.phrases.view import COMMAS, THAT, Named, Range, View
from isnad.annotate.statements.candidate import Candidate
from isnad.lexicon import Noun, particles
from isnad.model import MentionType

_DIRECTED = frozenset({"accuse", "condemn", "praise", "threaten"})
_ACTORS = frozenset({MentionType.PER, MentionType.ORG, MentionType.LOC})
_RESPONSIBILITY = particles("responsibility")
_REACH = 8  # words from the beginning of the content


def attach_targets(view: View, candidates: list[Candidate]) -> None:
    """Fills `target` of accusations, blame, praise and threats.

    Of `اتهم X بـ Y` and `حمّل X مسؤولية Y` the target is the object; of the others the first actor whom the content
    names before a clause begins. None where the content names nobody there.
    """
    for candidate in candidates:
        verb = candidate.verb
        if verb is None or verb.act not in _DIRECTED:
            continue
        first = view.layer.words.holding(candidate.content[0].start)
        last = view.layer.words.at(candidate.content[0].end)
        candidate.target = _object(view, first, last, verb.by) if verb.whole else _first_actor(view, first, last)


def _object(view: View, first: int, last: int, by: tuple[str, ...]) -> Range | None:
    """The object that stands first in a content, up to what it is accused or thanked of."""
    if first >= last or view.forms[first] in THAT or view.forms[first].startswith("ب"):
        return _first_actor(view, first, last)
    stop = next((k for k in range(first + 1, last) if _complement(view, k, by) or view.forms[k] in THAT), last)
    found, _ = subject_after(view, first, stop)
    return found


def _complement(view: View, at: int, by: tuple[str, ...]) -> bool:
    """Whether what somebody is accused of or thanked for begins here (`بالتقصير`, `على جهوده`, `مسؤولية`)."""
    info = view.words[at]
    return (
        view.forms[at] in by or (bool(info.preposition) and info.preposition in by) or view.forms[at] in _RESPONSIBILITY
    )


def _first_actor(view: View, first: int, last: int) -> Range | None:
    """The first actor named before the phrase is over."""
    for at in range(first, min(last, first + _REACH)):
        if at > first and (view.forms[at] in COMMAS or view.forms[at] in THAT or view.has(at, Noun.RELATIVE)):
            return None
        found = _actor(view.nominals.get(at)) or _actor(view.names.get(at))
        if found is not None and found.last <= last:
            return found.first, found.last
    return None


def _actor(found: Named | None) -> Named | None:
    return found if found is not None and found.mention.type in _ACTORS else None
