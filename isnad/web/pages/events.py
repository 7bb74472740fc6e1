"""Events in the order of time, narrowed down by type, place, days and status; all of it stands in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from isnad.store.event_table import TableOfEvents, Wanted, as_told
from isnad.web.answered import EVENTS
from isnad.web.parameters import PAGES, choice
from isnad.web.pictures.addresses import Addresses
from isnad.web.rendering import url
from isnad.web.views import Answer, Asked, View
from isnad.web.wanted import STATUSES, TYPES, WANTED, wanted_events

ORDERS = ("oldest", "newest")
PLACES = 12


@dataclass(frozen=True)
class State:
    """What is asked for, as it stands in the address; `order` is empty where none is asked for."""

    wanted: Wanted
    order: str
    page: int
    size: int
    usual: int

    @property
    def sorted(self) -> str:
        """The order of the events: of some days from the first on, of all times the newest first.

        The oldest of a whole record are seldom old: they are those whose year was misread.
        """
        return self.order or ("oldest" if self.wanted.since or self.wanted.until else "newest")

    def url(self, at: str = "/events", **changed: Any) -> str:
        """The address with something changed."""
        told: dict[str, Any] = {**msgspec.to_builtins(self.wanted), "order": self.order, "page": self.page} | changed
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
        wanted=wanted_events(asked),
        order=asked.choice("order", ("", *ORDERS)),
        page=asked.number("page", 1),
        size=asked.number("size", asked.settings.page, asked.settings.largest_page),
        usual=asked.settings.page,
    )
    newest = state.sorted == "newest"
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
        head = {**msgspec.to_builtins(state.wanted), "order": state.sorted, "page": state.page, "size": state.size}
        return Answer(data={**head, "count": count, "next": following, "events": shown})
    return Answer(
        values={
            "state": state,
            "drawn": [Addresses(name, _told(state.wanted), asked.manner) for name in ("chronology", "map")],
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


def _told(wanted: Wanted) -> dict[str, str]:
    told: dict[str, str] = msgspec.to_builtins(wanted)
    return {name: value for name, value in told.items() if value}


PARAMETERS = (*WANTED, choice("order", ORDERS), *PAGES)
VIEW = View("/events", "events", _read, parameters=PARAMETERS, answer=EVENTS)
