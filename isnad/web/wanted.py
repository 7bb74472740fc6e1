"""Which events an address asks for."""

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
WANTED = (  # the fields of an address that ask for events
    choice("type", TYPES),
    choice("status", STATUSES),
    text("place"),
    text("since", pattern=f"^({_DATE.pattern})?$"),
    text("until", pattern=f"^({_DATE.pattern})?$"),
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
        since=_date(asked.text("since")),
        until=_date(asked.text("until")),
    )


def _date(told: str) -> str:
    """A day, month or year, also in Arabic digits."""
    told = told.translate(_DIGITS)
    if told and not _DATE.fullmatch(told):
        raise RefusedError(f"{told}: this is no date: write 2018, 2018-05 or 2018-05-29", status=400, slug="date")
    return told
