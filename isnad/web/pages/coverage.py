"""What was read of each outlet on which days, so that "not read" is never taken for "not reported"."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import msgspec

from isnad.store.coverage import CoveredDay, coverage
from isnad.web.answered import COVERAGE
from isnad.web.strips import Strip, strip
from isnad.web.views import Answer, Asked, View

MONTHS = 36


@dataclass(frozen=True)
class Covered:
    """One outlet: its days with and without a report between its first and its last."""

    outlet: str | None
    first: str | None
    last: str | None
    reports: int
    statements: int
    days: int
    empty: int
    undated: int
    months: dict[str, int]


def _read(asked: Asked) -> Answer:
    days = asked.glances.take(asked.record, "coverage", lambda connection: list(coverage(connection)))
    columns = CoveredDay.__struct_fields__
    if asked.form != "html":
        rows = [msgspec.to_builtins(day) for day in days]
        return Answer(data={"days": rows}, columns=columns, rows=rows)
    outlets = [_covered(outlet, list(told)) for outlet, told in groupby(days, key=lambda day: day.outlet)]
    outlets.sort(key=lambda told: (-told.reports, told.outlet or ""))
    months = sorted({month for told in outlets for month in told.months})[-MONTHS:]
    highest = max((count for told in outlets for count in told.months.values()), default=0)
    return Answer(
        values={
            "outlets": [(told, _strip(told, months, highest, asked.manner.direction)) for told in outlets],
            "months": months,
        }
    )


def _covered(outlet: str | None, told: list[CoveredDay]) -> Covered:
    dated = [day for day in told if day.day]
    months: dict[str, int] = {}
    for day in dated:
        month = str(day.day)[:7]
        months[month] = months.get(month, 0) + day.reports
    return Covered(
        outlet=outlet,
        first=dated[0].day if dated else None,
        last=dated[-1].day if dated else None,
        reports=sum(day.reports for day in told),
        statements=sum(day.statements for day in told),
        days=sum(1 for day in dated if day.reports),
        empty=sum(1 for day in dated if not day.reports),
        undated=sum(day.reports for day in told if not day.day),
        months=months,
    )


def _strip(told: Covered, months: list[str], highest: int, direction: str) -> Strip:
    counts = [told.months.get(month, 0) for month in months]
    return strip(months, counts, highest, mirrored=direction == "rtl")


VIEW = View("/coverage", "coverage", _read, aside=True, answer=COVERAGE)
