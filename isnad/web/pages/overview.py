"""The first page: how much there is, who wrote about it when, who is heard, what came last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection

from isnad.store.heard import Heard, most_heard
from isnad.store.overview import Attention, Period, Totals, attention_of_late, totals
from isnad.store.schema import stories
from isnad.web.answered import OVERVIEW
from isnad.web.pages.saved import watched
from isnad.web.pages.stories import seen_stories
from isnad.web.pictures.addresses import Addresses
from isnad.web.strips import Strip, strip
from isnad.web.views import Answer, Asked, View

MONTHS, DAYS = 24, 45  # that a strip shows
FEW = 62  # days: a record of fewer is shown by days
OUTLETS, SPEAKERS, NEWEST, STORIES = 10, 12, 8, 5


class Glance(msgspec.Struct, frozen=True, kw_only=True):
    """What is counted over the whole record for this page."""

    totals: Totals
    period: Period
    periods: tuple[str, ...]
    attention: tuple[Attention, ...]
    ahead: int
    heard: tuple[Heard, ...]


def _read(asked: Asked) -> Answer:
    glance = asked.glances.take(asked.record, "overview", _count)
    if asked.form == "csv":
        return Answer(columns=("outlet", "period", "reports"), rows=_rows(glance))
    newest = asked.glances.take(asked.record, "newest", lambda _: asked.record.search().hits(limit=NEWEST))
    data = {**msgspec.to_builtins(glance), "newest": msgspec.to_builtins(newest)}
    highest = max((count for row in glance.attention for count in row.counts), default=0)
    return Answer(
        values={
            "glance": glance,
            "pictures": {"attention": Addresses("attention", {}, asked.manner)},
            "strips": [
                (row, _strip(row, glance, highest, asked.manner.direction)) for row in glance.attention[:OUTLETS]
            ],
            "more_outlets": max(0, len(glance.attention) - OUTLETS),
            "newest": newest,
            "saved": watched(asked.record, asked.glances, asked.author),
            "stories": list(seen_stories(asked, stories.c.reports > 1, newest=True, limit=STORIES)),
        },
        data=data,
    )


def _count(connection: Connection) -> Glance:
    told = totals(connection)
    late = attention_of_late(connection, few=FEW, days=DAYS, months=MONTHS)
    return Glance(
        totals=told,
        period=late.period,
        periods=late.periods,
        attention=late.rows,
        ahead=late.ahead,
        heard=tuple(most_heard(connection, limit=SPEAKERS)),
    )


def _strip(row: Attention, glance: Glance, highest: int, direction: str) -> Strip:
    return strip(glance.periods, row.counts, highest, mirrored=direction == "rtl")


def _rows(glance: Glance) -> Iterator[dict[str, Any]]:
    for row in glance.attention:
        for period, count in zip(glance.periods, row.counts, strict=True):
            yield {"outlet": row.outlet, "period": period, "reports": count}


VIEW = View("/overview", "overview", _read, answer=OVERVIEW)
