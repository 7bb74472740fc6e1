"""Events in the order of time, narrowed down by type, place, days and status; all of it stands in the address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import msgspec

from isnad.errors import RefusedError
from isnad.model import EventType, Status
from isnad.store.event_table import TableOfEvents, Wanted, as_told
from isnad.web.answered import EVENTS
from isnad.web.parameters import PAGES, choice, text
from isnad.web.rendering import url
from isnad.web.views import Answer, Asked, View

ORDERS = ("oldest", "newest")
TYPES, STATUSES = ("", *(one.value for one in EventType)), ("", *(one.value for one in Status))
PLACES = 12
_DATE = re.compile("[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹/", "01234567890123456789-")


@dataclass(frozen=True)
class State:
    """What is asked for, as it stands in the address."""

    wanted: Wanted
    order: str
    page: int
    size: int
    usual: int

    def url(self, at: str = "/events", **changed: Any) -> str:
        """The address with something changed."""
        told: dict[str, Any] = {**msgspec.to_builtins(self.wanted), "order": self.order, "page": self.page} | changed
        told["order"] = told["order"] if told["order"] != ORDERS[0] else None
        told["page"] = told["page"] if told["page"] != 1 else None
        return url(at, **told, size=self.size if self.size != self.usual else None)

    @property
    def chips(self) -> list[tuple[str, str, str]]:
        """Each thing that is asked for: its name, its value, and the address without it."""
        told: dict[str, str] = msgspec.to_builtins(self.wanted)
        without: dict[str, dict[str, Any]] = {name: {name: None, "page": 1} for name in told}
        return [(name, value, self.url(**without[name])) for name, value in told.items() if value]


def _read(asked: Asked) -> Answer:
    state = State(
        wanted=Wanted(
            type=asked.choice("type", TYPES),
            status=asked.choice("status", STATUSES),
            place=asked.text("place"),
            since=_date(asked.text("since")),
            until=_date(asked.text("until")),
        ),
        order=asked.choice("order", ORDERS),
        page=asked.number("page", 1),
        size=asked.number("size", asked.settings.page, asked.settings.largest_page),
        usual=asked.settings.page,
    )
    newest = state.order == "newest"
    table = TableOfEvents(asked.record.engine, state.wanted)
    if asked.form == "csv":
        rows = table.rows(newest=newest)
        return Answer(columns=rows.columns, rows=map(as_told, rows))
    told = asked.glances.take(
        asked.record, ("events", state.wanted), lambda _: table.spread(limit=PLACES), passing=True
    )
    count = told.count
    pages = max(1, -(-count // state.size))
    shown = table.page(limit=state.size, offset=(state.page - 1) * state.size, newest=newest)
    if asked.form == "json":
        following = state.url("/events.json", page=state.page + 1) if state.page < pages else None
        head = {**msgspec.to_builtins(state.wanted), "order": state.order, "page": state.page, "size": state.size}
        return Answer(data={**head, "count": count, "next": following, "events": shown})
    return Answer(
        values={
            "state": state,
            "count": count,
            "pages": pages,
            "shown": shown,
            "first": (state.page - 1) * state.size + 1,
            "types": TYPES,
            "statuses": STATUSES,
            "orders": ORDERS,
            "facets": told.facets,
        }
    )


def _date(told: str) -> str:
    """A day, month or year, also in Arabic digits.

    Raises:
        RefusedError: where it is none.
    """
    told = told.translate(_DIGITS)
    if told and not _DATE.fullmatch(told):
        raise RefusedError(f"{told}: this is no date: write 2018, 2018-05 or 2018-05-29", status=400, slug="date")
    return told


PARAMETERS = (
    choice("type", TYPES),
    choice("status", STATUSES),
    text("place"),
    text("since", pattern=f"^({_DATE.pattern})?$"),
    text("until", pattern=f"^({_DATE.pattern})?$"),
    choice("order", ORDERS, default=ORDERS[0]),
    *PAGES,
)
VIEW = View("/events", "events", _read, parameters=PARAMETERS, answer=EVENTS)
