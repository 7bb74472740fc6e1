"""Days of publication compared with a day, month or year that is asked for."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, func

from isnad.store.schema import reports

# The day of a report; its month or year, where it tells no more.
PUBLISHED: Any = func.coalesce(reports.c.day, reports.c.published)


def between(when: Any, since: str, until: str) -> list[ColumnElement[bool]]:
    """What a column of days must have to lie between two days, months or years (ISO 8601), both included.

    A date that is less exact than these is in, where any day of it is; what is empty asks for nothing.
    """
    told: list[ColumnElement[bool]] = []
    if since:
        told.append(func.substr(since, 1, func.length(when)) <= when)
    if until:
        told.append(func.substr(when, 1, len(until)) <= until)
    return told
