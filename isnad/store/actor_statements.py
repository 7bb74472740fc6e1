"""What an actor said, over all reports of a record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, func, select

from isnad.store.schema import actor_entities, entities, reports, statements

_TOGETHER = 500
_NOT_KNOWN = "unknown"


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A statement of an actor: where it stands (`report` and `at`), and what the report tells of it.

    `speaker` is the report's fullest name for the actor; `time` when it was said, ISO 8601, None where not told;
    `content` its words, parts of it with dots between.
    """

    report: str
    at: int
    outlet: str | None
    published: str | None
    time: str | None
    speaker: str
    cue: str
    kind: str
    channel: str
    addressee: str | None
    content: str


def count_said(connection: Connection, number: int) -> int:
    """How many statements an actor made; one that a report repeats counts once there."""
    return int(connection.execute(_of(number, func.count())).scalar_one())


def said_by(
    connection: Connection, number: int, *, oldest: bool = False, limit: int | None = None, offset: int = 0
) -> Iterator[Said]:
    """The statements of an actor by the day of publication, those without a day last.

    Args:
        connection: To the record.
        number: The actor's.
        oldest: Those published first come first, else those published last.
        limit: How many at most.
        offset: How many are left out at the beginning.
    """
    columns = (reports.c.id.label("report"), reports.c.outlet, reports.c.published, *_COLUMNS)
    day = reports.c.day.asc() if oldest else reports.c.day.desc()
    order = (day.nulls_last(), reports.c.report.asc() if oldest else reports.c.report.desc(), statements.c.at)
    query = _of(number, *columns).order_by(*order).limit(limit).offset(offset)
    for row in connection.execute(query, execution_options={"yield_per": _TOGETHER}).mappings():
        yield Said(**row)


_COLUMNS = [statements.c[name] for name in ("at", "time", "speaker", "cue", "kind", "channel", "addressee")] + [
    func.coalesce(statements.c.content, "").label("content")
]


def _of(number: int, *columns: Any) -> Select[Any]:
    """A query for the statements whose speaker is a report's name for the actor."""
    stands_for = (actor_entities.c.report == entities.c.report) & (actor_entities.c.entity == entities.c.at)
    named = (
        select(entities.c.report, entities.c.name)
        .join(actor_entities, stands_for)
        .where(actor_entities.c.actor == number)
        .distinct()
        .subquery()
    )
    return (
        select(*columns)
        .select_from(named)
        .join(statements, (statements.c.report == named.c.report) & (statements.c.speaker == named.c.name))
        .join(reports, reports.c.report == named.c.report)
        .where(reports.c.current, statements.c.resolved_by != _NOT_KNOWN, statements.c.duplicate_of.is_(None))
    )
