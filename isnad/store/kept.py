"""Reports with their layers, as a record keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Connection, Engine, Select, select

from isnad.model import Judged, Layers, Report
from isnad.store.schema import JUDGED, LAYER_TABLES, LAYERS, REPORT, reports

CHUNK = 200
Item = TypeVar("Item")


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A report of a record.

    `number` is its number there, `version` counts its corrections by the outlet from 1, `current` tells the newest.
    `run` is the number of the run that made its layers. `layers` hold neither the tagger's raw names nor rejections;
    they are what the machine wrote, unless they were asked for as people judged them. Then `judged` tells by layer and
    place of which rows that is so.
    """

    number: int
    version: int
    current: bool
    run: int
    report: Report
    layers: Layers
    judged: Mapping[str, Mapping[int, Judged]] = {}


def kept(
    engine: Engine, *conditions: ColumnElement[bool], order: Sequence[Any] = (), check: bool = False
) -> Iterator[Kept]:
    """The reports that meet some conditions on the table `reports`, a chunk of them in memory.

    Args:
        engine: Of the record.
        conditions: On columns of `isnad.store.schema.reports`; without one, all reports.
        order: Columns to order by, else the order of the record.
        check: Compare every stored quote with the text.

    Raises:
        EvidenceError: with `check`, for the first quote that is not what the text says.
    """
    return in_turn(engine, numbers_of(engine, *conditions, order=order), check=check)


def in_turn(engine: Engine, numbers: Sequence[int], *, check: bool = False) -> Iterator[Kept]:
    """The reports of many numbers, in the order of the numbers, a chunk of them in memory."""
    for chunk in chunks(numbers, CHUNK):
        with engine.connect() as connection:
            yield from of_numbers(connection, chunk, check=check)


def numbers_of(engine: Engine, *conditions: ColumnElement[bool], order: Sequence[Any] = ()) -> Sequence[int]:
    """The numbers of the reports that meet some conditions, in the order of the record where none is told."""
    with engine.connect() as connection:
        wanted = select(reports.c.report).where(*conditions).order_by(*order, reports.c.report)
        return connection.execute(wanted).scalars().all()


def texts(engine: Engine, *conditions: ColumnElement[bool]) -> Iterator[Report]:
    """The reports that meet some conditions, without their layers, in the order of the record."""
    for chunk in chunks(numbers_of(engine, *conditions), CHUNK):
        some = select(reports).where(reports.c.report.in_(chunk)).order_by(reports.c.report)
        with engine.connect() as connection:
            rows = connection.execute(some).mappings().all()
        yield from (REPORT.record(dict(row)) for row in rows)


def of_numbers(connection: Connection, numbers: Sequence[int], *, check: bool = False) -> list[Kept]:
    """The reports of some numbers, in the order of the numbers."""
    rows = connection.execute(select(reports).where(reports.c.report.in_(numbers))).mappings()
    texts = {row["report"]: row for row in rows}
    layers = {name: _rows_of(connection, name, numbers) for name in LAYERS}
    return [
        _kept(texts[number], {name: rows.get(number, []) for name, rows in layers.items()}, check)
        for number in numbers
        if number in texts
    ]


def chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Stretches of at most `size` of them."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def _rows_of(connection: Connection, name: str, numbers: Sequence[int]) -> dict[int, list[Any]]:
    table = LAYER_TABLES[name]
    query: Select[Any] = select(table).where(table.c.report.in_(numbers)).order_by(table.c.report, table.c.at)
    if name in JUDGED:
        query = query.where(table.c.person == 0)
    found: dict[int, list[Any]] = {}
    for row in connection.execute(query).mappings():
        found.setdefault(row["report"], []).append(row)
    return found


def _kept(row: Any, layers: dict[str, list[Any]], check: bool) -> Kept:
    text = row["text"] if check else None
    return Kept(
        number=row["report"],
        version=row["version"],
        current=row["current"],
        run=row["run"],
        report=REPORT.record(row, text),
        layers=Layers(
            language=row["language"],
            **{name: tuple(LAYERS[name].record(one, text) for one in rows) for name, rows in layers.items()},
        ),
    )
