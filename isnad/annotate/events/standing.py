"""How those told in a sentence stand in it, whatever the event: what is in front of them, and who goes with whom."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from isnad.annotate.events.pool import KINDS, Told
from isnad.annotate.events.spelling import VERB, spelt
from isnad.annotate.phrases.view import COMMAS, THAT, Range, View
from isnad.lexicon import Noun, particles

AGAIN, AND, INSIDE = 1, 2, 3
"""One names the one before again, is joined to it by و, or stands inside it."""
CLOSED: Final = {word: at + 1 for at, word in enumerate(sorted(particles("before_participants")))}
"""The closed words in front of somebody, by their number; 0 is for none."""
_OPENS, _COMMA, _MARK, _THAT, _PREPOSITION, _VERB, _FIRST, _NAME, _TITLE, _DEFINITE, _OWNED, _NOUN, _MASDAR = range(
    1, 14
)
_ADJECTIVE = KINDS.index("adjective")
_APPOSED = 4  # words between an office and the name of its holder
_HEADS = Noun.PLACE_KIND | Noun.TITLE | Noun.BODY


class Stand(NamedTuple):
    """How one stands: the closed word in front, the kind of word in front, the place in the row of those told, how he
    goes with the one before, the token where he (or whom he is joined to) begins, and whether as a subject can."""

    before: int
    left: int
    order: int
    joined: int
    head: int
    subject: bool


class Standings:
    """The standings of the sentences of one report, found when they are first asked for."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._found: dict[Range, list[Stand]] = {}
        self._breaks: dict[Range, list[int]] = {}

    def of(self, segment: Range, told: Sequence[Told]) -> list[Stand]:
        """How those told in a sentence stand; who is joined to the one before stands as that one."""
        if segment not in self._found or len(self._found[segment]) != len(told):
            found: list[Stand] = []
            for number, one in enumerate(told):
                joined = self._joined(told, number)
                if joined in {AGAIN, AND}:
                    found.append(found[-1]._replace(joined=joined))
                else:
                    found.append(self._stand(one, segment[0], found[-1].order + 1 if found else 0, joined))
            self._found[segment] = found
        return self._found[segment]

    def breaks(self, segment: Range, low: int, high: int) -> int:
        """How many clauses begin between two tokens, and how many verbs stand there: 0 for no tokens, else up to 9."""
        if high <= low:
            return 0
        if segment not in self._breaks:
            self._breaks[segment] = list(
                accumulate([told.marks for told in spelt(self.view)[slice(*segment)]], initial=0)
            )
        known, first = self._breaks[segment], segment[0]
        verbs, clauses = divmod(known[high - first] - known[low - first], VERB)
        return 1 + 3 * min(clauses, 2) + min(verbs, 2)

    def _stand(self, one: Told, first: int, order: int, joined: int) -> Stand:
        before, left = self._before(one.first, first), self._left(one.first, first)
        free = not before and left in {_OPENS, _VERB, _FIRST} and one.kind != _ADJECTIVE
        return Stand(before, left, order, joined, one.first, free or left == _THAT)

    def _joined(self, told: Sequence[Told], number: int) -> int:
        if number == 0:
            return 0
        one, other = told[number], told[number - 1]
        if one.name == other.name and one.first - other.last <= _APPOSED:
            return AGAIN
        if one.first < other.last:
            return INSIDE
        return AND if one.first - other.last <= 1 and self._conjoined(one.first) else 0

    def _conjoined(self, at: int) -> bool:
        """Whether the و at the beginning of a word is `and`."""
        if self.view.forms[at][0] != "و":
            return False
        mention = self.view.names.get(at) or self.view.nominals.get(at)
        if mention is not None:
            return mention.mention.span.start > self.view.starts[at]
        return bool(self.view.words[at].conjunction)

    def _before(self, at: int, first: int) -> int:
        """The closed word in front: a preposition, glued or not, or a conjunction."""
        view = self.view
        info, form = view.words[at], view.forms[at]
        if info.preposition:
            return CLOSED.get(info.preposition, 0)
        mention = view.names.get(at) or view.nominals.get(at)
        if mention is not None and mention.mention.span.start > view.starts[at]:
            return CLOSED.get(form[0], 0)
        if at > first and view.forms[at - 1] in CLOSED:
            return CLOSED[view.forms[at - 1]]
        if at > first + 1 and view.forms[at - 2] in CLOSED and view.has(at - 1, _HEADS):
            return CLOSED[view.forms[at - 2]]
        return CLOSED["و"] if info.conjunction else 0

    def _left(self, at: int, first: int) -> int:
        """What kind of word stands in front."""
        view = self.view
        k = at - 1
        if at == first:
            return _OPENS
        if not view.is_word[k]:
            return _COMMA if view.forms[k] in COMMAS else _MARK
        if view.forms[k] in THAT:
            return _THAT
        info = view.words[k]
        if info.classes & Noun.PREPOSITION:
            return _PREPOSITION
        if spelt(view)[k].marks >= VERB:
            return _VERB
        if k in view.names:
            return _NAME
        if k == first and not info.classes and not info.article:
            return _FIRST
        if info.classes & Noun.TITLE:
            return _TITLE
        if info.classes & Noun.MASDAR_SHAPE and not info.article:
            return _MASDAR
        return _DEFINITE if info.article else _OWNED if info.pronoun else _NOUN
