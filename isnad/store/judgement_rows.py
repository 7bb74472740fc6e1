"""Judgements read back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, select

from isnad.model import JudgedLayer, Judgement, Subject
from isnad.store.schema import judgements

JSON = ("subject", "value", "was")  # columns


def all_judgements(
    engine: Engine, *, report: str | None = None, layer: JudgedLayer | str | None = None, undone: bool = True
) -> list[Judgement]:
    """Judgements in the order in which they were made, those taken back too unless `undone` is false."""
    conditions = [
        *([judgements.c.report == report] if report is not None else []),
        *([judgements.c.layer == JudgedLayer(layer).value] if layer is not None else []),
        *([] if undone else [judgements.c.undone.is_(None)]),
    ]
    with engine.connect() as connection:
        return read(connection, *conditions)


def latest_of(engine: Engine, author: str) -> Judgement | None:
    """The last judgement of an author that stands, which is the one to take back."""
    newest = (judgements.c.made.desc(), judgements.c.judgement.desc())
    query = select(judgements.c.judgement).where(judgements.c.author == author, judgements.c.undone.is_(None))
    with engine.connect() as connection:
        number = connection.execute(query.order_by(*newest).limit(1)).scalar()
        return None if number is None else read(connection, judgements.c.judgement == number)[0]


def judgements_of(connection: Connection, reports: Sequence[str]) -> dict[str, list[Judgement]]:
    """What stands of some reports, by the report's id."""
    found: dict[str, list[Judgement]] = {}
    for judgement in read(connection, judgements.c.report.in_(reports), judgements.c.undone.is_(None)):
        found.setdefault(str(judgement.subject.report), []).append(judgement)
    return found


def slot(subject: Subject) -> tuple[Any, ...]:
    """By which two judgements on the same thing are told, before it is looked for."""
    pair = sorted(
        (one.key or "", one.reports, one.report or "", one.at.span if one.at else ())
        for one in (subject, subject.other)
        if one is not None
    )
    name = subject.name if subject.key is None else None  # of a row of a report; an actor may be renamed
    return (subject.hash if subject.other is None else None, str(pair), subject.content, subject.type, name)


def read(connection: Connection, *conditions: Any) -> list[Judgement]:
    """Judgements that meet some conditions on their table, in the order in which they were made."""
    columns = [column for column in judgements.c if column.name != "report"]
    query = select(*columns).where(*conditions).order_by(judgements.c.made, judgements.c.judgement)
    return [
        _judgement({str(name): value for name, value in row.items()}) for row in connection.execute(query).mappings()
    ]


def _judgement(row: dict[str, Any]) -> Judgement:
    row["id"] = row.pop("judgement")
    for name in JSON:
        row[name] = None if row[name] is None else msgspec.json.decode(row[name])
    return msgspec.convert(row, Judgement)
