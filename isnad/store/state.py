"""How a record stands: a few numbers that change with what it holds, so that what was counted over it can be kept."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, func, select

from isnad.store.schema import grouped_judgements, judgements, problems, readings, reports, settings
from isnad.store.settings import keep_setting, setting

_REGROUPED = "regrouped"  # the name of a setting: how often the record was regrouped


def judged_state(connection: Connection) -> tuple[int, ...]:
    """Numbers that change when somebody judges, takes back, or the record is regrouped."""
    told = select(func.count(), func.count(judgements.c.undone), func.max(judgements.c.judgement))
    grouped = select(func.count(), func.sum(grouped_judgements.c.judgement))
    return tuple(number or 0 for query in (told, grouped) for number in connection.execute(query).one())


def state(connection: Connection) -> tuple[int, ...]:
    """Numbers that change when something is read into the record or it is regrouped.

    What was counted before holds while they are the same. All are found without running through a long table.
    """
    return tuple(int(number or 0) for number in connection.execute(_STATE).one())


def count_regrouping(connection: Connection) -> None:
    """Counts once more that the record was regrouped."""
    keep_setting(connection, _REGROUPED, str(int(setting(connection, _REGROUPED) or 0) + 1))


def _numbers() -> Select[Any]:
    written = readings.c.added + readings.c.corrected + readings.c.renewed
    counts = [select(func.max(readings.c.reading)), select(func.sum(written))]
    counts += [select(func.count()).select_from(problems), select(func.max(reports.c.report))]
    regrouped = select(settings.c.value).where(settings.c.name == _REGROUPED)
    return select(*(query.scalar_subquery() for query in (*counts, regrouped)))


_STATE = _numbers()
