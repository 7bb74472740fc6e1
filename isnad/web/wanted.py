"""Which events an address asks for, and in which days."""

from __future__ import annotations

import re

from isnad.errors import RefusedError
from isnad.model import EventType, Status
from isnad.store.event_table import Wanted
from isnad.web.parameters import choice, text
from isnad.web.views import Asked

TYPES, STATUSES = ("", *(one.value for one in EventType)), ("", *(one.value for one in Status))
_DATE = re.compile("[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹/", "01234567890123456789-")
DAYS = tuple(text(name, pattern=f"^({_DATE.pattern})?$") for name in ("since", "until"))
WANTED = (  # the fields of an address that ask for events
    choice("type", TYPES),
    choice("status", STATUSES),
    text("place"),
    *DAYS,
)


def wanted_events(asked: Asked) -> Wanted:
    """The events of an address by `type`, `status`, `place`, `since` and `until`.

    Raises:
        RefusedError: where one of the days is none.
    """
    return Wanted(
        type=asked.choice("type", TYPES),
        status=asked.choice("status", STATUSES),
        place=asked.text("place"),
        since=date_of(asked, "since"),
        until=date_of(asked, "until"),
    )


def date_of(asked: Asked, field: str) -> str:
    """A day, month or year that a field of an address holds, also in Arabic digits; empty where it is missing.

    Raises:
        RefusedError: where it is none.
    """
    told = asked.text(field).translate(_DIGITS)
    if told and not _DATE.fullmatch(told):
        raise RefusedError(f"{told}: this is no date: write 2018, 2018-05 or 2018-05-29", status=400, slug="date")
    return told
