"""A time expression as it is written, before it is resolved."""

from __future__ import annotations

from dataclasses import dataclass, field

from isnad.model import Mod, Relation, TimeType


@dataclass(slots=True)
class When:
    """What an expression says of a date; None is not said.

    `turn` is the word that turns it (`past` for `الماضي`). `unit` and `step` are a period counted from the reference
    (`("M", -1)` is last month), `day_step` a number of days. `hijri` is year, month, day;
    `within` the longer period that it lies in, `also` the same day in the Hijri calendar.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    day_step: int | None = None
    unit: str | None = None
    step: int | None = None
    turn: str | None = None
    season: str | None = None
    quarter: str | None = None
    decade: int | None = None
    century: int | None = None
    hijri: tuple[int | None, int | None, int | None] | None = None
    before_christ: bool = False
    within: When | None = None
    also: When | None = None
    vague: str | None = None
    fault: str | None = None


@dataclass(slots=True)
class Draft:
    """An expression: tokens `first` up to `last`, the letters glued to the first, and what it says.

    `amount` and `unit` are a length of time (an amount of None is not told: `أيام`); `points` says that it is counted
    from a moment (`ago`, `hence`), `anchored` that this moment is something that happened. `clock` is hour and minute,
    `clock_spelt` that it may be either half of the day; `open_day` says that its day is not told.
    """

    first: int
    last: int
    rule: str
    type: TimeType = TimeType.DATE
    glued: str = ""
    when: When = field(default_factory=When)
    until: When | None = None
    part: str | None = None
    clock: tuple[int, int] | None = None
    clock_spelt: bool = False
    until_clock: tuple[int, int] | None = None
    zone: str = ""
    mod: Mod | None = None
    relation: Relation | None = None
    amount: float | None = None
    unit: str | None = None
    points: str | None = None
    anchored: bool = False
    value: str | None = None
    open_day: bool = False
