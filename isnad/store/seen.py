"""Keeps in the tables of a record what a reader sees of the reports that people judged.

The machine's rows keep what it wrote; `seen` tells whether a reader sees them. What people made of a row stands beside
it under the same place, what they added behind the last place. All of it is made anew from the judgements that stand,
in the transaction that keeps one or takes it back, or that reads the report anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, and_, delete, insert, select, update

from isnad.model import JudgedLayer
from isnad.store.corrected import Corrected, JudgedRow, corrected
from isnad.store.judged_fields import IN_REPORTS
from isnad.store.judgement_rows import judgements_of
from isnad.store.kept import CHUNK, Kept, chunks, of_numbers
from isnad.store.schema import JUDGED, LAYER_TABLES, LAYERS, judgements, reports
from isnad.store.search.index import add_statements, drop_statements, note_names
from isnad.store.taking_part import names_in
from isnad.store.uses import recount_uses

UNJUDGED: dict[str, Any] = {"person": 0, "seen": True, "judged": None}
"""The columns of a row that nobody judged."""


def renew_judged(connection: Connection, ids: Sequence[str]) -> None:
    """Makes anew what a reader sees of those of some reports that people judged."""
    query = select(judgements.c.report).distinct().where(judgements.c.report.in_(ids), judgements.c.undone.is_(None))
    if found := connection.execute(query).scalars().all():
        renew_seen(connection, [str(one) for one in found])


def renew_seen(connection: Connection, ids: Sequence[str]) -> None:
    """Makes anew what a reader sees of some reports.

    Args:
        connection: That may write.
        ids: Of the reports; every version of each is looked at.
    """
    for chunk in chunks(ids, CHUNK):
        numbers = connection.execute(select(reports.c.report).where(reports.c.id.in_(chunk))).scalars().all()
        judged = judgements_of(connection, chunk)
        _forget(connection, numbers)
        for one in of_numbers(connection, numbers):
            if one.report.id in judged:
                _write(connection, one, corrected(one, judged[one.report.id]))
        recount_uses(connection, numbers)


def _forget(connection: Connection, numbers: Sequence[int]) -> None:
    """The rows of some reports become those of the machine alone."""
    drop_statements(connection, numbers, person=True)
    for name in JUDGED:
        table = LAYER_TABLES[name]
        connection.execute(delete(table).where(table.c.report.in_(numbers), table.c.person == 1))
        changed = and_(table.c.report.in_(numbers), table.c.judged.is_not(None) | ~table.c.seen)
        connection.execute(update(table).where(changed).values(seen=True, judged=None))


def _write(connection: Connection, machine: Kept, found: Corrected) -> None:
    added: dict[str, list[dict[str, Any]]] = {}
    for layer in IN_REPORTS:
        written = getattr(machine.layers, layer.value)
        rows = [*_seen(layer, found), *((row, row.record) for row in found.rejected[layer])]
        added[layer.value] = []
        for row, record in rows:
            theirs = row.at is not None and record == written[row.at]
            if row.at is not None and (row.judged or not theirs):
                told = {"seen": theirs and not row.rejected, "judged": row.judged}
                _mark(connection, layer.value, machine.number, row.at, told)
            if not theirs and not row.rejected:
                added[layer.value].append(_row(layer.value, machine, row.place, record, row.judged))
    added["entities"] = list(_entities(connection, machine, found))
    for name, some in added.items():
        if some:
            connection.execute(insert(LAYER_TABLES[name]), some)
    add_statements(connection, added["statements"])
    note_names(connection, names_in(added["statements"], added["events"]))


def _seen(layer: JudgedLayer, found: Corrected) -> Iterator[tuple[JudgedRow, Any]]:
    """The rows that a reader sees, each pointing at others by their places in the tables."""
    records = getattr(found.kept.layers, layer.value)
    places = found.places("statements")

    def at(number: int | None) -> int | None:
        return None if number is None else places[number]

    for row, record in zip(found.rows[layer], records, strict=True):
        if layer is JudgedLayer.STATEMENTS:
            record = replace(record, nested_in=at(record.nested_in), duplicate_of=at(record.duplicate_of))
        elif layer is JudgedLayer.EVENTS:
            said = tuple(places[number] for number in record.said_there)
            record = replace(record, told_in=at(record.told_in), said_there=said)
        yield row, record


def _entities(connection: Connection, machine: Kept, found: Corrected) -> Iterator[dict[str, Any]]:
    """Rows of the entities that people added; those that they left without a mention are no longer seen."""
    written = machine.layers.entities
    for at in range(len(written)):
        if at not in found.entities:
            _mark(connection, "entities", machine.number, at, {"seen": False, "judged": "rejected"})
    for at, entity in zip(found.entities, found.kept.layers.entities, strict=True):
        if at >= len(written):
            yield _row("entities", machine, at, entity, "added")


def _mark(connection: Connection, name: str, report: int, at: int, told: dict[str, Any]) -> None:
    table = LAYER_TABLES[name]
    same = (table.c.report == report, table.c.at == at, table.c.person == 0)
    connection.execute(update(table).where(*same).values(**told))


def _row(name: str, machine: Kept, at: int, record: Any, judged: str | None) -> dict[str, Any]:
    row = LAYERS[name].row(record, machine.report.text)
    return row | {"report": machine.number, "at": at, "person": 1, "seen": True, "judged": judged, "run": machine.run}
