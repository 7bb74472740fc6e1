"""The moment from which relative times are counted."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import NamedTuple

from isnad.annotate.times.calendars import gregorian
from isnad.model import Basis

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?=$|[T ])")


class Reference(NamedTuple):
    """What is known of it: year, month, day and moment, each None where it is not; and what lacks (`reason`)."""

    year: int | None = None
    month: int | None = None
    day: date | None = None
    moment: datetime | None = None
    basis: Basis = Basis.PUBLICATION
    reason: str = "no-publication-date"


def reference(iso: str | None, basis: Basis = Basis.PUBLICATION) -> Reference:
    """The reference that an ISO 8601 date gives, at the precision that it has and in its own zone.

    >>> reference("2018-05").month, reference("2018-05").day
    (5, None)
    """
    reason = "no-post-date" if basis is Basis.POST else "no-publication-date"
    found = _PARTIAL.match(iso or "")
    if found is None or not int(found[1]):
        return Reference(basis=basis, reason=reason)
    year, month = int(found[1]), int(found[2]) if found[2] else None
    if month is not None and not 1 <= month <= 12:
        return Reference(year, basis=basis, reason=reason)
    day = gregorian(year, month, int(found[3])) if month and found[3] else None
    return Reference(year, month, day, _moment(iso or "") if day else None, basis, reason)


def _moment(iso: str) -> datetime | None:
    if not re.match(r".{10}[T ]\d{2}:?\d{2}", iso):
        return None
    try:
        return datetime.fromisoformat(iso.strip())
    except ValueError:
        return None
