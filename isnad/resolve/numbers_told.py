"""The numbers of one event side by side: which can all be true, and which cannot.

A number is what it and its bound allow: `at least 12` and `20` can both be true, `12` and `20` cannot; `about 20`
leaves a fifth on either side. Numbers disagree where they count the same people (`counted.py`) of an event of one day
and place; where one is more than 2.5 times the other, the sentences must tell it alike, since two attacks of one day
are often taken for one. One dead and many are two events.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from math import inf
from typing import Final

from isnad.model.happening import Field
from isnad.resolve.counted import PEOPLE, TOLLS, Counted, count_the_same, counted
from isnad.resolve.places_told import places_agree
from isnad.resolve.side_by_side import Given, side_by_side, verdict_of
from isnad.resolve.told import Number, Told
from isnad.text import fold

_ABOUT: Final = 0.2  # of a number, on either side of `about`
_AKIN: Final = 2.5  # of two numbers, how many times the greater may be the less where other words tell the event
_WEEKDAYS: Final = (
    ("الاثنين", "الإثنين"),
    ("الثلاثاء",),
    ("الأربعاء",),
    ("الخميس",),
    ("الجمعة",),
    ("السبت",),
    ("الأحد",),
)
_ALIKE: Final = 4  # terms that sentences share at least that tell an event alike


def number_fields(events: Sequence[Told], texts: Sequence[str]) -> Iterable[Field]:
    """A field for each kind of number, in order of its name."""
    kinds = dict.fromkeys(number.of for event in events for number in event.numbers)
    for kind in sorted(kinds):
        given = [
            Given(at, _written(number.value), number.value, number.bound, number.span)
            for at, event in enumerate(events)
            for number in _once(number for number in event.numbers if number.of == kind and number.value is not None)
        ]
        if given:
            yield _number_field(kind, given, events, texts)


def _once(numbers: Iterable[Number]) -> Iterable[Number]:
    """Each value of one telling once."""
    return {(number.value, number.bound): number for number in reversed(list(numbers))}.values()


def _written(value: float | None) -> str:
    return f"{value:.15g}" if value is not None else ""


def _number_field(kind: str, given: Sequence[Given], events: Sequence[Told], texts: Sequence[str]) -> Field:
    """Tellings differ where no number of the one can be true with any of the other: a report may count parts."""
    by_report: dict[int, list[Given]] = {}
    for one in given:
        by_report.setdefault(events[one.telling].report, []).append(one)
    told = list(by_report.values())
    differing = [(one, other) for at, one in enumerate(told) for other in told[at + 1 :] if not _meet(one, other)]
    what = {
        one: _without_day_of_telling(counted(texts[one.telling], one.span), events[one.telling])
        for one in given
        if differing and one.span is not None
    }
    apart = kind in PEOPLE and any(_count_one_event(kind, *pair, events, what) for pair in differing)
    return Field(
        name=kind,
        verdict=verdict_of(differing, apart, [one.telling for one in given]),
        values=side_by_side(given),
        course=_course([max(float(one.value) for one in group) for group in told]) if apart else None,
    )


def _count_one_event(
    kind: str, one: Sequence[Given], other: Sequence[Given], events: Sequence[Told], what: dict[Given, Counted]
) -> bool:
    """Whether the greatest numbers of two reports are of the same people and of an event of one day and place."""
    a, b = (max(side, key=lambda given: float(given.value)) for side in (one, other))
    if not _of_one_day_and_place(events[a.telling], events[b.telling]):
        return False
    days = [events[given.telling].when for given in (a, b)]
    if kind not in TOLLS and None in days:
        return False
    less, more = sorted(float(given.value) for given in (a, b))
    akin = more <= _AKIN * less
    if not akin and (less == 1 or not _told_alike(events[a.telling], events[b.telling])):
        return False
    one_day = akin and days[0] is not None and days[0] == days[1] and days[0].days == 1
    told = [(float(given.value), what[given]) for given in (a, b) if given in what]
    return len(told) == 2 and count_the_same(*told, one_day=one_day)


def _without_day_of_telling(what: Counted, event: Told) -> Counted:
    """Of the weekdays in the line of an event of an earlier day, not that on which it is told."""
    if event.when is None or event.day is None or event.when.days > 1 or event.when.last >= event.day:
        return what
    day = _WEEKDAYS[date.fromordinal(event.day).weekday()]
    return what._replace(weekdays=what.weekdays - frozenset(map(fold, day)))


def _told_alike(one: Told, other: Told) -> bool:
    """Whether half of the words of the shorter sentence are in the other, and so many that it is no chance."""
    shared = len(one.bag & other.bag)
    return shared >= _ALIKE and 2 * shared >= min(len(one.bag), len(other.bag))


def _of_one_day_and_place(one: Told, other: Told) -> bool:
    if one.row["status"] != "actual" or other.row["status"] != "actual":
        return False
    if one.when is not None and other.when is not None and one.when.gap(other.when):
        return False
    dated, undated = (one, other) if one.when is not None else (other, one)
    if undated.when is None and dated.when is not None and (undated.day or dated.when.first) < dated.when.first:
        return False  # it was told before
    places = [event.row["place"] for event in (one, other)]
    return None in places or places_agree(*places)


def _meet(one: Sequence[Given], other: Sequence[Given]) -> bool:
    reached = [[reach(float(given.value), given.bound) for given in side] for side in (one, other)]
    return any(a[0] <= b[1] and b[0] <= a[1] for a in reached[0] for b in reached[1])


def reach(value: float, bound: str) -> tuple[float, float]:
    """The least and the most that a number with its bound allows.

    >>> reach(12, "least"), reach(20, "about"), reach(3, "")
    ((12, inf), (16.0, 24.0), (3, 3))
    """
    if bound == "least":
        return value, inf
    if bound == "most":
        return 0.0, value
    if bound == "about":
        return value * (1 - _ABOUT), value * (1 + _ABOUT)
    return value, value


def _course(numbers: Sequence[float]) -> str | None:
    """`rising` or `falling` where no later number turns back; `numbers` stand in order of publication."""
    pairs = list(pairwise(numbers))
    if all(before <= after for before, after in pairs):
        return "rising"
    return "falling" if all(before >= after for before, after in pairs) else None
