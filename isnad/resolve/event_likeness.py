"""How surely two events of one story are the same event, as points for and against.

The parts are those by which annotators decide on event coreference (Humphreys, Gaizauskas, Azzam 1997; ECB+, Cybulska
and Vossen 2014): what is done, by whom and to whom, when, where, how many; the points are ours, set on pairs read by
hand. What is rare inside the story tells more than what all its reports share.

Known misses: one happening told under two types far apart; two like attacks on one place on one day, without numbers,
are one; a place inside a place is only known where one of the two is a country.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log
from typing import Final

from isnad.lexicon.countries import country_of
from isnad.lexicon.plover import SYMMETRIC
from isnad.resolve.stories_told import Part
from isnad.resolve.terms import terms_of_text
from isnad.resolve.told import Told, common_terms

SAME_EVENT: Final = 2.0  # points from which on two are one event
IMPOSSIBLE: Final = -10.0

_COMMON: Final = 0.6  # what a person or body that all events of a story have tells, in shares of a rare one
_BESIDE: Final = 45  # characters on either side of an anchor
_TOLL: Final = 0.5
_AKIN: Final = 2.5  # of two tolls, how many times the greater may be the less
_FAR: Final = 4  # days between publications from which on undated events are two
_KINDRED: Final = tuple(
    frozenset(modes.split())
    for modes in (
        "destroy firearms explosives suicide-attack aerial drone heavy-weapons targeted primitive",
        "firearms crowd-control",
        "unconventional aerial explosives heavy-weapons targeted",
        "beat torture",
        "multilateral third-party",
        "demo riot obstruct vandalize",
        "disapprove allege",
        "troops weapons police militia",
        "withdraw disarm ceasefire",
        "restrict seize",
        "expel withdraw",
    )
)
"""Modes of one type that tellings of one event may differ in."""
GROUPS: Final = {"COOPERATE": "AGREE"}
"""Types that are compared with one another: what one report calls an agreement is cooperation in another."""
_STATUSES: Final = {
    frozenset({"actual", "denied"}): 0.0,
    frozenset({"actual", "planned"}): -0.5,
    frozenset({"actual", "hypothetical"}): -0.5,
    frozenset({"actual", "called_for"}): -1.0,
}


class EventLikeness:
    """Compares events of stories; counts once, over all of them, what each story repeats."""

    def __init__(self, part: Part, events: Iterable[Told]) -> None:
        self._stories = part.stories
        self._texts = part.texts
        self._near: dict[int, frozenset[int]] = {}
        events = list(events)
        sentences = Counter(map(_sentence, events))
        self._several = {event.node for event in events if sentences[_sentence(event)] > 1}
        self._size: Counter[int] = Counter()
        self._shared: Counter[tuple[int, str]] = Counter()
        for event in events:
            self._size[event.story] += 1
            self._shared.update((event.story, key) for key in event.actors | event.recipients)

    def __call__(self, one: Told, other: Told) -> float:
        """The points; from `SAME_EVENT` on they are one."""
        if not _modes_agree(one, other):
            return IMPOSSIBLE
        points = _dates(one, other) + _status(one, other) + _numbers(one, other)
        if points <= IMPOSSIBLE / 2:
            return IMPOSSIBLE
        points += self._sides(one, other) + _places(one, other) + _toll(one, other) + self._words(one, other)
        if one.report == other.report:
            points -= 0.7  # the report itself tells them as two
        return points

    def _rarity(self, story: int, key: str) -> float:
        """1 for what two events of the story have, less the more have it, `_COMMON` at least."""
        size, shared = self._size[story], self._shared[story, key]
        return max(_COMMON, 1 - log(max(shared, 2) / 2) / log(max(size, 4) / 2))

    def _sides(self, one: Told, other: Told) -> float:
        straight = self._side(one, other, one.actors, other.actors)
        straight += self._side(one, other, one.recipients, other.recipients)
        if {one.type, other.type} & SYMMETRIC and not one.actors & other.actors:
            straight -= 0.5  # a meeting is its participants
        crossed = (one.actors & other.recipients) | (one.recipients & other.actors)
        if not crossed or one.actors & other.actors or one.recipients & other.recipients:
            return straight
        return max(straight, 0.3) if {one.type, other.type} & SYMMETRIC else min(straight, 0.0) - 0.7

    def _side(self, one: Told, other: Told, a: frozenset[str], b: frozenset[str]) -> float:
        if not a or not b:
            return 0.0
        if shared := a & b:
            best = max(self._rarity(one.story, key) for key in shared)
            return best * (1.0 + 0.4 * (len(shared) > 1)) * (1.0 if a <= b or b <= a else 0.85)
        if one.countries & other.countries or not a & one.named or not b & other.named:
            return 0.0  # what is only described (`14 شخصا`) may be anybody
        return -0.7

    def _words(self, one: Told, other: Told) -> float:
        """Up to three points for sentences of the same words, and some for the same anchor.

        Where one of the sentences tells several events of the type, the words next to the anchors are compared.
        """
        if one.node in self._several or other.node in self._several:
            a, b = self._beside(one), self._beside(other)
        else:
            a, b = one.bag, other.bag
        if not a or not b:
            return 0.0
        shared = self._stories.weigh(a & b)
        either = shared + self._stories.weigh(a ^ b)
        smaller = min(self._stories.weigh(a), self._stories.weigh(b))
        same_anchor = one.row["rule"] == other.row["rule"] and one.row["rule"]
        return 2.4 * shared / either + 1.0 * shared / smaller + (0.4 if same_anchor else 0.0)

    def _beside(self, event: Told) -> frozenset[int]:
        """The terms of the anchor and of the words next to it in its line."""
        if event.node not in self._near:
            text, span = self._texts[event.report], event.span
            before = text[max(0, span.start - _BESIDE) : span.start].rpartition("\n")[2]
            behind = text[span.end : span.end + _BESIDE].partition("\n")[0]
            terms = terms_of_text(before + span.quote(text) + behind)
            self._near[event.node] = frozenset(terms) - common_terms()
        return self._near[event.node]


def _sentence(event: Told) -> tuple[int, str, tuple[int, ...]]:
    """What events of one type and one sentence share."""
    return event.report, GROUPS.get(event.type, event.type), event.terms


def _modes_agree(one: Told, other: Told) -> bool:
    a, b = one.row["mode"], other.row["mode"]
    if a is None or b is None or a == b:
        # Abduction or torture is not what an attack without a mode is.
        return not ({a, b} & {"abduct", "sexual", "torture", "phone"} and None in (a, b))
    return any({a, b} <= kindred for kindred in _KINDRED)


def _dates(one: Told, other: Told) -> float:
    a, b = one.when, other.when
    if a is not None and b is not None:
        gap = a.gap(b)
        if gap > 1:
            return IMPOSSIBLE
        if gap == 1:
            return -0.8
        return 0.6 if max(a.days, b.days) == 1 else 0.3 if a.days == b.days else 0.1
    if a is None and b is None:
        apart = abs(one.day - other.day) if one.day is not None and other.day is not None else 0
        return IMPOSSIBLE if apart > _FAR else 0.0
    dated, undated = (one, other) if a is not None else (other, one)
    if undated.day is None or dated.when is None:
        return -0.1
    away = max(dated.when.first - undated.day, undated.day - dated.when.last, 0)
    return -0.1 if away <= _FAR else -0.8


def _status(one: Told, other: Told) -> float:
    pair = frozenset({one.row["status"], other.row["status"]})
    return 0.0 if len(pair) == 1 else _STATUSES.get(pair, -0.5)


def _numbers(one: Told, other: Told) -> float:
    """Points for a number that both tell; large ones tell more. Other numbers are no reason against."""
    shared = {(n.of, n.value) for n in one.numbers if n.value} & {(n.of, n.value) for n in other.numbers if n.value}
    if not shared:
        return 0.0
    return max(0.3 if (value or 0) < 3 else 0.7 if (value or 0) < 10 else 1.0 for _, value in shared)


def _toll(one: Told, other: Told) -> float:
    """Points for two tolls of one place and day, not too far apart: of one attack outlets tell other numbers."""
    if one.when is None or one.when != other.when or one.when.days > 1 or _is_country(one):
        return 0.0
    if not _place(one) or _place(one) != _place(other):
        return 0.0
    less, more = sorted((_killed(one), _killed(other)))
    return _TOLL if less > 0 and more <= _AKIN * less else 0.0


def _killed(event: Told) -> float:
    return max((number.value or 0.0 for number in event.numbers if number.of == "killed"), default=0.0)


def _places(one: Told, other: Told) -> float:
    a, b = _place(one), _place(other)
    if not a or not b:
        return 0.0
    if a == b:
        return 0.3 if _is_country(one) else 0.9
    return 0.0 if _is_country(one) or _is_country(other) else -0.6


def _place(event: Told) -> str:
    return event.row["place_key"] or ""


def _is_country(event: Told) -> bool:
    return country_of(event.row["place"] or "") is not None
