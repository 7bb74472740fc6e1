"""A time expression and what it stands for (the terms and values of TIMEX3, ISO 24617-1)."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from isnad.model.span import Span


class TimeType(StrEnum):
    """A day or longer (`DATE`), a part or hour of a day (`TIME`), a length (`DURATION`), what comes again (`SET`)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Mod(StrEnum):
    """What the expression itself makes of its value (`مطلع`, `نهاية`, `نحو`, `أكثر من`)."""

    START = "START"
    MID = "MID"
    END = "END"
    APPROX = "APPROX"
    MORE_THAN = "MORE_THAN"
    LESS_THAN = "LESS_THAN"


class Precision(StrEnum):
    """How long a stretch a date names; of a duration, the unit in which it counts."""

    CENTURY = "century"
    DECADE = "decade"
    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    SEASON = "season"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    PART = "part"
    HOUR = "hour"
    MINUTE = "minute"
    SECOND = "second"


class Basis(StrEnum):
    """From what a value was resolved.

    `explicit`: the expression alone. `publication`: counted from the day of publication (`أمس`, `قبل شهر`). `weekday`:
    the day of the week that lies nearest to it. `nearest`: a day or month without a year, in the year that lies nearest
    to it. `post`: as `publication`, from the day of the embedded post. `previous-time`: a time told before (`العام
    نفسه`). `none`: nothing told it.
    """

    EXPLICIT = "explicit"
    PUBLICATION = "publication"
    WEEKDAY = "weekday"
    NEAREST = "nearest"
    POST = "post"
    PREVIOUS_TIME = "previous-time"
    NONE = "none"


class Calendar(StrEnum):
    """In which calendar the expression is written."""

    GREGORIAN = "gregorian"
    HIJRI = "hijri"


class Relation(StrEnum):
    """What the preposition before the expression says of it; the preposition is no part of the span."""

    BEFORE = "before"
    AFTER = "after"
    SINCE = "since"
    UNTIL = "until"


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """One time expression. `span` counts code points of `Report.text`, without glued conjunctions and prepositions.

    `value` is TIMEX3: `2018-05-29`, `2018-05`, `2018`, `2018-W22`, `2018-SU`, `2018-Q1`, `2018-H1`, `199X` (a decade),
    `19XX` (a century, `BC01XX` one before Christ), `2018-05-29TMO`, `2018-05-29T07:00` (`Z` behind it for Greenwich),
    `P3D`, `PT48H`, `PXD` (some days), `XXXX-WXX-2` (every Tuesday), `PAST_REF`, `PRESENT_REF`, `FUTURE_REF` for what is
    really vague; always in the Gregorian calendar. It is None where nothing resolves it, and `reason` says why.

    `begin` and `end` (both included) are told for a range (`value` is then its beginning), for a duration that is
    anchored (`الأيام الثلاثة الماضية`) and for a Hijri month or year. `mod` is what the expression's own words make of
    the value, `relation` what the preposition before it says. `precision` is that of the value, `basis` from what it
    was resolved. `calendar` is the one in which it is written, `hijri` the value in the Hijri calendar (`1442-01-05`)
    where the text tells it. `distance` is the duration by which the expression points away from its basis (`P3D` for
    `قبل ثلاثة أيام`, which is a DATE).

    `reason` is a slug where the value is None or doubtful: `no-publication-date`, `no-publication-time`,
    `no-post-date`, `no-previous-time`, `no-anchor` (it counts from something that happened), `no-day` (a clock time
    whose day is not told), `no-such-day` (31 February), `no-such-time`, `half-day-unknown` (seven in the morning or the
    evening), `calendar-unknown`, `century-unknown`, `order-unknown` (5/6: a day or a month first), `calendars-disagree`
    (the value is kept), `out-of-range` (a year behind 2100, kept; a Hijri one that the tables lack, kept as `hijri`).
    `rule` names the pattern that found it.
    """

    span: Span
    type: TimeType
    value: str | None
    begin: str | None = None
    end: str | None = None
    mod: Mod | None = None
    relation: Relation | None = None
    precision: Precision | None = None
    basis: Basis = Basis.NONE
    calendar: Calendar = Calendar.GREGORIAN
    hijri: str | None = None
    distance: str | None = None
    reason: str | None = None
    rule: str = ""
