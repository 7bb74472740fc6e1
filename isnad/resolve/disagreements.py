"""The values of one happening side by side: which can all be true, and which cannot.

A number is what it and its bound allow: `at least 12` and `20` can both be true, `12` and `20` cannot; `about 20`
leaves a fifth on either side. Dates agree where they share a day, so that a month agrees with each of its days. Places
agree where one is the country of the other; people and bodies where tellings share one or a country, or one name is a
part of the other.

Known misses: a place inside a place that is no country (`رفح`, `قطاع غزة`) counts as another; a toll of one part (`من
بينهم ثلاثة أطفال`) counts as another number where annotation gives it to the event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import inf
from typing import Final, NamedTuple

import msgspec

from isnad.lexicon.countries import country_of
from isnad.lexicon.gazetteer import candidates
from isnad.model import Span
from isnad.model.happening import Field, Value, Verdict
from isnad.resolve.stretches import stretch_of
from isnad.resolve.terms import terms_of_text
from isnad.resolve.told import Number, Told
from isnad.text.names import SAME_IN_REPORT, SAME_NAME, compare_names

_ABOUT: Final = 0.2  # of a number, on either side of `about`
_STATUSES: Final = (frozenset({"actual", "denied"}), frozenset({"actual", "hypothetical"}))
"""Statuses of which only one can be so; a plan and the deed may both be told."""


class _Given(NamedTuple):
    """A value as one telling gives it; `same` is what values are put together by."""

    telling: int
    value: str
    same: object
    bound: str = ""
    span: Span | None = None


def event_fields(events: Sequence[Told]) -> tuple[Field, ...]:
    """The fields of an event; `events` are its tellings in the order of the happening."""
    reports = [event.report for event in events]
    fields = [
        *_numbers(events),
        _field("date", _rows(events, "date"), _dates_agree, reports),
        _field("place", _rows(events, "place", "place_key"), _places_agree, reports),
        _people("actors", events),
        _people("recipients", events),
        _field("type", _rows(events, "type"), _types_agree, reports),
        _field("mode", _rows(events, "mode"), _always, reports),
        _field("status", _rows(events, "status"), _statuses_agree, range(len(events))),
    ]
    return tuple(field for field in fields if field is not None)


def statement_fields(statements: Sequence[Told]) -> tuple[Field, ...]:
    """The fields of an utterance; `statements` are its tellings in the order of the happening."""
    reports = [statement.report for statement in statements]
    speakers = [
        _Given(at, one.row["speaker"], one.speaker or one.row["speaker"])
        for at, one in enumerate(statements)
        if one.row["resolved_by"] != "unknown"
    ]
    channels = [given for given in _rows(statements, "channel") if given.value != "unspecified"]
    fields = [
        _speakers(speakers, statements, reports),
        _field("date", _rows(statements, "time"), _dates_agree, reports),
        _field("channel", channels, _always, reports),
        _field("addressee", _rows(statements, "addressee"), _always, reports),
        _field("target", _rows(statements, "target"), _always, reports),
        _field("stance", _rows(statements, "stance"), _always, reports),
        _field("polarity", _rows(statements, "polarity"), _equal, reports),
    ]
    return tuple(field for field in fields if field is not None)


def _speakers(given: Sequence[_Given], statements: Sequence[Told], reports: Sequence[int]) -> Field | None:
    """Who said it; only speakers that are named in their reports disagree: `البيان` and `مصدر` may be anybody's."""
    field = _field("speaker", given, one_may_be_the_other, reports)
    if field is None or field.verdict is not Verdict.DISAGREED:
        return field
    named = [one for one in given if statements[one.telling].speaker in statements[one.telling].named]
    strict = _field("speaker", named, one_may_be_the_other, reports)
    if strict is not None and strict.verdict is Verdict.DISAGREED:
        return field
    return msgspec.structs.replace(field, verdict=Verdict.AGREED)


def _types_agree(one: str, other: str) -> bool:
    return one == other or {one, other} == {"AGREE", "COOPERATE"}


def _rows(told: Sequence[Told], column: str, same: str | None = None) -> list[_Given]:
    return [
        _Given(at, one.row[column], one.row[same or column])
        for at, one in enumerate(told)
        if one.row[column] is not None
    ]


def _field(
    name: str, given: Sequence[_Given], agree: Callable[[str, str], bool], reports: Sequence[int]
) -> Field | None:
    """A field, None where no telling has it.

    Args:
        name: What it is called.
        given: Its values by telling.
        agree: Whether both of two values can be true.
        reports: The report of each telling; what one report tells twice is no disagreement.
    """
    if not given:
        return None
    apart = any(
        reports[one.telling] != reports[other.telling] and one.same != other.same and not agree(one.value, other.value)
        for at, one in enumerate(given)
        for other in given[at + 1 :]
    )
    return Field(name=name, verdict=_verdict(apart, [one.telling for one in given]), values=_side_by_side(given))


def _verdict(apart: bool, tellings: Iterable[int]) -> Verdict:
    if apart:
        return Verdict.DISAGREED
    return Verdict.AGREED if len(set(tellings)) > 1 else Verdict.ONLY


def _side_by_side(given: Iterable[_Given]) -> tuple[Value, ...]:
    together: dict[object, list[_Given]] = {}
    for one in given:
        together.setdefault((one.same, one.bound), []).append(one)
    values = [
        Value(
            value=group[0].value,
            bound=group[0].bound,
            tellings=tuple(one.telling for one in group),
            spans=tuple(one.span for one in group) if any(one.span for one in group) else (),
        )
        for group in together.values()
    ]
    return tuple(sorted(values, key=lambda value: (-len(value.tellings), value.tellings, value.value)))


def _numbers(events: Sequence[Told]) -> Iterable[Field]:
    kinds = dict.fromkeys(number.of for event in events for number in event.numbers)
    for kind in sorted(kinds):
        given = [
            _Given(at, _written(number.value), number.value, number.bound, number.span)
            for at, event in enumerate(events)
            for number in _once(number for number in event.numbers if number.of == kind and number.value is not None)
        ]
        if given:
            yield _number_field(kind, given, [event.report for event in events])


def _once(numbers: Iterable[Number]) -> Iterable[Number]:
    """Each value of one telling once."""
    return {(number.value, number.bound): number for number in reversed(list(numbers))}.values()


def _written(value: float | None) -> str:
    return f"{value:.15g}" if value is not None else ""


def _number_field(kind: str, given: Sequence[_Given], reports: Sequence[int]) -> Field:
    """Tellings disagree where no number of the one can be true with any of the other: a report may count parts."""
    by_report: dict[int, list[_Given]] = {}
    for one in given:
        by_report.setdefault(reports[one.telling], []).append(one)
    told = list(by_report.values())
    apart = any(not _meet(one, other) for at, one in enumerate(told) for other in told[at + 1 :])
    return Field(
        name=kind,
        verdict=_verdict(apart, [one.telling for one in given]),
        values=_side_by_side(given),
        course=_course([max(float(one.value) for one in group) for group in told]) if apart else None,
    )


def _meet(one: Sequence[_Given], other: Sequence[_Given]) -> bool:
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


def _dates_agree(one: str, other: str) -> bool:
    a, b = stretch_of(one), stretch_of(other)
    return a is None or b is None or a.gap(b) == 0


def _places_agree(one: str, other: str) -> bool:
    if compare_names(one, other) >= SAME_NAME or {p.geonames for p in candidates(one)} & {
        p.geonames for p in candidates(other)
    } - {None}:
        return True
    a, b = country_of(one), country_of(other)
    if (a is None) == (b is None):
        return a is not None and a == b
    country, place = (a, other) if a is not None else (b, one)
    found = {candidate.country for candidate in candidates(place)}
    return not found or country in found


def _statuses_agree(one: str, other: str) -> bool:
    return frozenset({one, other}) not in _STATUSES


def _equal(one: str, other: str) -> bool:
    return one == other


def _always(one: str, other: str) -> bool:
    return True


def one_may_be_the_other(one: str, other: str) -> bool:
    """Whether two names may be of one: a spelling, or one a part of the other.

    >>> one_may_be_the_other("متحدث باسم الشرطة", "متحدث باسم الشرطة البريطانية")
    True
    """
    a, b = set(terms_of_text(one)), set(terms_of_text(other))
    return compare_names(one, other) >= SAME_IN_REPORT or a <= b or b <= a


def _people(side: str, events: Sequence[Told]) -> Field | None:
    """Who did it, or to whom: reports disagree where they name somebody and share nobody and no country."""
    given = [_Given(at, event.names[key], key) for at, event in enumerate(events) for key in sorted(_side(event, side))]
    if not given:
        return None
    named = [event for event in events if _side(event, side) and _side(event, side) <= event.named]
    apart = any(_of_two(one, other, side) for at, one in enumerate(named) for other in named[at + 1 :])
    return Field(name=side, verdict=_verdict(apart, [one.telling for one in given]), values=_side_by_side(given))


def _side(event: Told, side: str) -> frozenset[str]:
    return event.actors if side == "actors" else event.recipients


def _of_two(one: Told, other: Told, side: str) -> bool:
    if one.report == other.report or _side(one, side) & _side(other, side) or one.countries & other.countries:
        return False
    return not any(
        one_may_be_the_other(one.names[a], other.names[b]) for a in _side(one, side) for b in _side(other, side)
    )
