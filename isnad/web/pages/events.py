"""Events in the order of time, narrowed down by type, place, days and status; all of it stands in the address."""

from __future__ import annotations

import msgspec

from isnad.store.event_table import TableOfEvents, Wanted, as_told
from isnad.web.answered import EVENTS
from isnad.web.paging import paged
from isnad.web.parameters import PAGES, choice
from isnad.web.pictures.addresses import Addresses
from isnad.web.views import Answer, Asked, View
from isnad.web.wanted import STATUSES, TYPES, WANTED, wanted_events

ORDERS = ("oldest", "newest")
PLACES = 12


def _read(asked: Asked) -> Answer:
    wanted, order = wanted_events(asked), asked.choice("order", ("", *ORDERS))
    sorted_by = order or _usual(wanted)
    newest = sorted_by == "newest"
    table = TableOfEvents(asked.record.engine, wanted)
    if asked.form == "csv":
        rows = table.rows(newest=newest)
        return Answer(columns=rows.columns, rows=map(as_told, rows))
    told = asked.glances.take(asked.record, ("events", wanted), lambda _: table.spread(limit=PLACES), passing=True)
    fields: dict[str, str] = msgspec.to_builtins(wanted)
    pager = paged(asked, "/events", told.count, **fields, order=order)
    shown = table.page(limit=pager.size, offset=pager.offset, newest=newest)
    if asked.form == "json":
        return Answer(data={**fields, "order": sorted_by, **pager.data(), "events": shown})
    asks_for = {name: value for name, value in fields.items() if value}
    return Answer(
        values={
            "wanted": wanted,
            "order": order,
            "sorted_by": sorted_by,
            "chips": [(name, value, pager.url("", **{name: None})) for name, value in asks_for.items()],
            "drawn": [Addresses(name, asks_for, asked.manner) for name in ("chronology", "map")],
            "pager": pager,
            "shown": shown,
            "types": TYPES,
            "statuses": STATUSES,
            "orders": ORDERS,
            "facets": told.facets,
        }
    )


def _usual(wanted: Wanted) -> str:
    """The order where none is asked for: of some days from the first on, of all times the newest first.

    The oldest of a whole record are seldom old: they are those whose year was misread.
    """
    return "oldest" if wanted.since or wanted.until else "newest"


PARAMETERS = (*WANTED, choice("order", ORDERS), *PAGES)
VIEW = View("/events", "events", _read, parameters=PARAMETERS, answer=EVENTS)
