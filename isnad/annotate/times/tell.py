"""From expressions as written to times: each with its value, in text order."""

from __future__ import annotations

from bisect import bisect_right

from isnad.annotate.times.calendars import moved
from isnad.annotate.times.clocks import of_24
from isnad.annotate.times.draft import Draft, When
from isnad.annotate.times.periods import away
from isnad.annotate.times.point import PRECISIONS, Point, day_point, length, unknown
from isnad.annotate.times.reference import Reference
from isnad.annotate.times.resolve import Known, resolve
from isnad.annotate.times.tape import Tape
from isnad.annotate.times.tense import is_future, is_open
from isnad.model import Basis, Calendar, Precision, Time, TimeType

_MEMORY = 60  # tokens behind which a time told before is no longer what `العام نفسه` counts from
_NEAR = 6  # tokens between a part of a day and its hour: `مساء السبت في تمام الساعة الثامنة`
_HIJRI = Calendar.HIJRI
_DAYLIKE = frozenset({Precision.DAY, Precision.PART, Precision.MINUTE, Precision.HOUR})


class Teller:
    """Resolves the expressions of a report one after the other and remembers the last that was resolved."""

    def __init__(self, tape: Tape) -> None:
        self.tape = tape
        self._previous: list[tuple[int, Point]] = []
        self._part = (-_MEMORY, "")

    def tell(self, draft: Draft, reference: Reference) -> Time:
        """The time that an expression stands for."""
        if draft.type is TimeType.SET:
            value = draft.value or length(draft.amount, draft.unit or "D")
            return self._time(draft, Point(value, PRECISIONS.get(draft.unit or ""), Basis.EXPLICIT))
        if draft.points:
            return self._time(draft, self._distant(draft, reference), distance=length(draft.amount, draft.unit or "D"))
        if draft.type is TimeType.DURATION:
            return self._time(draft, _lasting(draft, reference))
        point = self._point(draft, draft.when, reference)
        if draft.until is not None or draft.until_clock is not None:
            point = self._range(draft, point, reference)
        elif draft.part or draft.clock:
            point = self._in_day(draft, point)
        return self._time(draft, point)

    def _point(self, draft: Draft, when: When, reference: Reference) -> Point:
        if draft.open_day and not when.fault:
            return self._day_before(draft)
        future = _asks_for_tense(when) and is_future(self.tape, draft.first, draft.last)
        near = _counts_from_previous(when)
        point = resolve(when, Known(reference, self._last(draft.first, when) if near else None, future))
        if point.year is not None and point.value is not None:
            self._previous.append((draft.first, point))
        return point

    def _last(self, at: int, when: When) -> Point | None:
        """The last time told that is as precise as the expression needs."""
        unit = (when.within.unit if when.within and when.within.unit else when.unit) or "D"
        for place, point in reversed(self._previous):
            if at - place > _MEMORY:
                return None
            if unit in "YEC" or (point.month is not None if unit == "M" else point.day is not None):
                return point
        return None

    def _day_before(self, draft: Draft) -> Point:
        """The day of a clock time without one: that told last in its sentence."""
        segments = self.tape.layer.segments
        start = segments[max(0, bisect_right(segments, (draft.first, self.tape.size)) - 1)][0] if segments else 0
        for place, point in reversed(self._previous):
            if place >= start and point.day is not None and point.precision in _DAYLIKE:
                return day_point(point.day, Basis.PREVIOUS_TIME)
        return unknown("no-day")

    def _in_day(self, draft: Draft, point: Point) -> Point:
        if draft.clock is None:
            if point.value is None or point.precision is not Precision.DAY:
                return point._replace(precision=Precision.PART)
            self._part = (draft.last, draft.part or "")
            return point._replace(value=f"{point.value}T{draft.part}", precision=Precision.PART)
        if point.reason == "no-such-time":
            return point
        if draft.clock_spelt and draft.first - self._part[0] <= _NEAR and self._part[1] and draft.open_day:
            draft.clock = (of_24(draft.clock[0], self._part[1]), draft.clock[1])
        elif draft.clock_spelt:
            return Point(None, Precision.MINUTE, Basis.NONE, "half-day-unknown")
        told = _clock(draft.clock, draft.zone)
        if point.value is None:
            known = point.reason == "no-day"
            return point._replace(value=f"XXXX-XX-XX{told}" if known else None, precision=Precision.MINUTE)
        return point._replace(value=point.value + told, precision=Precision.MINUTE)

    def _range(self, draft: Draft, begin: Point, reference: Reference) -> Point:
        if draft.until_clock is not None:
            begin = self._in_day(draft, begin)
            day = (begin.value or "XXXX-XX-XX").partition("T")[0]
            return begin._replace(begin=begin.value, end=day + _clock(draft.until_clock, draft.zone))
        assert draft.until is not None
        end = self._point(draft, draft.until, reference)
        if end.day is not None and begin.day is not None and end.day < begin.day:
            future = is_future(self.tape, draft.first, draft.last)
            begin, end = _in_order(begin, end, future)
        return begin._replace(begin=begin.value, end=end.end or end.value, reason=begin.reason or end.reason)

    def _distant(self, draft: Draft, reference: Reference) -> Point:
        unit, many = draft.unit or "D", draft.amount
        precision = PRECISIONS[unit]
        if draft.anchored:
            return unknown("no-anchor", precision)
        ago = draft.points == "ago"
        if not ago and not is_open(self.tape, draft.first, draft.last, unit):
            return unknown("no-anchor", precision)
        if many is None:
            return Point("PAST_REF" if ago else "FUTURE_REF", precision, reference.basis)
        if many != int(many):
            many, unit = {
                "Y": (many * 12, "M"),
                "E": (many * 10, "Y"),
                "C": (many * 100, "Y"),
                "D": (many * 24, "H"),
                "H": (many * 60, "MIN"),
            }.get(unit, (round(many), unit))
        if unit == "H" and many % 24 == 0 and reference.moment is None:
            many, unit = many // 24, "D"
        point = away(unit, int(-many if ago else many), reference)
        if point.value is not None and point.year is not None:
            self._previous.append((draft.first, point))
        return point

    def _time(self, draft: Draft, point: Point, distance: str | None = None) -> Time:
        hijri = draft.when.hijri is not None
        return Time(
            span=self.tape.span(draft.first, draft.last, draft.glued),
            type=draft.type,
            value=point.value,
            begin=point.begin,
            end=point.end,
            mod=draft.mod,
            relation=draft.relation,
            precision=point.precision,
            basis=point.basis if point.value is not None else Basis.NONE,
            calendar=_HIJRI if hijri else Calendar.GREGORIAN,
            hijri=point.hijri,
            distance=distance,
            reason=point.reason,
            rule=draft.rule,
        )


def _in_order(begin: Point, end: Point, future: bool) -> tuple[Point, Point]:
    """A range whose end lies before its beginning: the other week, or over the turn of a year."""
    assert begin.day is not None
    assert end.day is not None
    if begin.basis is Basis.WEEKDAY:
        day = moved(end.day, 7) if future else moved(begin.day, -7)
        if day is not None:
            return (begin, day_point(day, begin.basis)) if future else (day_point(day, begin.basis), end)
    if begin.precision is Precision.DAY and begin.basis is Basis.NEAREST:
        try:
            return day_point(begin.day.replace(year=begin.day.year - 1), begin.basis), end
        except ValueError:
            return begin, end
    return begin, end


def _clock(clock: tuple[int, int], zone: str) -> str:
    return f"T{clock[0]:02}:{clock[1]:02}{'Z' if zone == 'Z' else ''}"


def _lasting(draft: Draft, reference: Reference) -> Point:
    """A length of time; one that is anchored with the days on which it begins and ends."""
    unit, many = draft.unit or "D", draft.amount
    point = Point(length(many, unit), PRECISIONS[unit], Basis.EXPLICIT)
    step = draft.when.step
    if step is None:
        return point
    now = away("H", 0, reference) if unit == "H" and reference.moment else away("D", 0, reference)
    if now.value is None:
        return point._replace(basis=Basis.NONE, reason=now.reason)
    other = None
    if many is not None and unit != "H":
        other = away(unit, int(step * many), reference).value
    elif many is not None and reference.moment is not None:
        other = away("H", int(step * many), reference).value
    begin, end = (other, now.value) if step < 0 else (now.value, other)
    return point._replace(basis=reference.basis, begin=begin, end=end)


def _asks_for_tense(when: When) -> bool:
    """Whether the future tense of the clause decides: a day of the week or a date without a year."""
    if when.turn or when.within is not None or when.year is not None:
        return False
    return (when.weekday is not None and when.day_step is None) or when.month is not None or when.hijri is not None


def _counts_from_previous(when: When) -> bool:
    return when.turn in ("same", "then", "before") or (when.within is not None and _counts_from_previous(when.within))
