"""What two actors have to do with one another in a stretch of time."""

from __future__ import annotations

import msgspec

from isnad.model.evidence import Evidence


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """Who did what to whom in a period, and how often that is told.

    `relation` is `met`, `praised`, `accused`, `threatened`, `attacked`, `quoted` or `addressed`; for `met` the two have
    no order, and `one` is the lower number. `period` is a day, month or year (ISO 8601), None where unknown;
    `dated_by` tells whether that is when it happened (`told`) or when a report of what was said came out (`published`).
    `reports` tell it; `independent` counts reports that are copies of one another once; `claimed` are the reports that
    tell it as somebody's word alone, `by_office` those that know one of the two by an office alone, whose holder other
    reports name. `examples` are some of the places, the earliest first.
    """

    one: int
    one_name: str
    relation: str
    other: int
    other_name: str
    period: str | None
    dated_by: str | None
    reports: int
    independent: int
    claimed: int
    by_office: int = 0
    examples: tuple[Evidence, ...]
