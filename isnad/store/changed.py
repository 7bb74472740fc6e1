"""When a record was begun, and when it changed last."""

from __future__ import annotations

import msgspec
from sqlalchemy import Engine, func, select

from isnad.store.schema import judgements, readings


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """Instants in ISO 8601 in UTC, None of a record into which nothing was read.

    `last` is when the last reading ended, or a person judged last. `settled` is False while a reading goes on, or where
    the last one was killed: reports may then have come since.
    """

    begun: str | None
    last: str | None
    settled: bool


def changed(engine: Engine) -> Changed:
    """Of a record."""
    told = select(func.min(readings.c.started), func.max(readings.c.started), func.max(readings.c.ended))
    judged = select(func.max(judgements.c.made), func.max(judgements.c.undone))
    newest = select(readings.c.ended).order_by(readings.c.reading.desc()).limit(1)
    with engine.connect() as connection:
        begun, started, ended = connection.execute(told).one()
        instants = [one for one in (started, ended, *connection.execute(judged).one()) if one]
        settled = connection.execute(newest).scalar() is not None
    return Changed(begun=begun, last=max(instants, default=None), settled=settled)
