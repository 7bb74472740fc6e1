"""Puts annotated reports into a record: what it knows already is left as it is, and nothing is doubled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from operator import itemgetter
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Engine, Table, bindparam, delete, func, insert, select, update

from isnad.errors import EncodingError, ReadError
from isnad.model import Layers, Report
from isnad.store.content import content_of
from isnad.store.engine import writing
from isnad.store.problems import forget_problems, note_problems, storable
from isnad.store.readings import Counts, begin_reading, count_reading
from isnad.store.schema import JUDGED, LAYER_TABLES, LAYERS, REPORT, reports, runs
from isnad.store.search.index import (
    add_entries,
    add_statements,
    drop_statements,
    is_current,
    note_names,
    rebuild,
    report_text,
)
from isnad.store.seen import UNJUDGED, renew_judged
from isnad.store.taking_part import names_in
from isnad.store.uses import recount_uses


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """What made the rows of a record: the version of Isnad, and the hashes of its rules and of its models."""

    version: str
    rules: str
    models: str


class Standing(StrEnum):
    """How a report stands to a record.

    `new`: its id is not there. `corrected`: its id is there with another text, title, outlet or date. `stale`: it is
    there as it is, read by another run. `known`: it is there as this run reads it.
    """

    NEW = "new"
    CORRECTED = "corrected"
    STALE = "stale"
    KNOWN = "known"


class Writer:
    """Writes for one run.

    Args:
        engine: Of a record whose tables are there.
        run: What annotates.
    """

    def __init__(self, engine: Engine, run: Run) -> None:
        self._engine = engine
        with writing(engine) as connection:
            self.run = _number_of(connection, run)
            if not is_current(connection):
                rebuild(connection)

    def begin(self, paths: Sequence[str]) -> int:
        """The number of a new reading of some paths."""
        with writing(self._engine) as connection:
            return begin_reading(connection, self.run, paths)

    def end(self, reading: int, *, known: int = 0, mended: Sequence[str] = ()) -> None:
        """Notes the end of a reading, and that some problems are there no longer."""
        with writing(self._engine) as connection:
            forget_problems(connection, mended)
            count_reading(connection, reading, Counts(known=known), ended=True)

    def standings(self, some: Sequence[Report]) -> list[Standing]:
        """How each of some reports stands to the record now."""
        with self._engine.connect() as connection:
            known = _known(connection, [report.id for report in some if unstorable(report) is None])
        return [self._standing(content_of(report), known.get(report.id, {})) for report in some]

    def add(
        self, items: Iterable[tuple[Report, Layers] | ReadError], *, reading: int | None = None, known: int = 0
    ) -> list[Standing | None]:
        """Writes some reports and errors in one transaction: all of it is there afterwards, or nothing.

        Args:
            items: What was read.
            reading: The number of the reading that it belongs to, whose counts are written too.
            known: How many reports that reading has passed over since.

        Returns:
            What each report was before it was written, None for what could not be read.
        """
        done: list[Standing | None] = []
        items = list(items)
        with writing(self._engine) as connection:
            chunk = _Chunk(connection, self.run, [item[0] for item in items if isinstance(item, tuple)])
            for item in items:
                fault = item if isinstance(item, ReadError) else unstorable(item[0])
                if fault is not None:
                    chunk.problems.append(fault)
                    done.append(None)
                elif not isinstance(item, ReadError):
                    done.append(self._add(chunk, *item))
            chunk.write()
            if reading is not None:
                count_reading(connection, reading, counts(done) + Counts(known=known))
        return done

    def _add(self, chunk: _Chunk, report: Report, layers: Layers) -> Standing:
        known = chunk.known(report.id)
        content = content_of(report)
        standing = self._standing(content, known)
        if standing is Standing.STALE:
            here = known[content]
            number = here.number
            chunk.renew(number, _row(report, layers, here.version, here.current, content, self.run, number))
        elif standing is not Standing.KNOWN:
            version = 1 + max((one.version for one in known.values()), default=0)
            number = chunk.next_number()
            chunk.insert(report.id, number, _row(report, layers, version, True, content, self.run, number))
            known[content] = _Version(number, version, self.run, current=True)
        if standing is not Standing.KNOWN:
            chunk.layers(number, report.text, layers)
        chunk.read.append(report.id)
        return standing

    def _standing(self, content: str, known: dict[str, _Version]) -> Standing:
        if not known:
            return Standing.NEW
        same = known.get(content)
        if same is None:
            return Standing.CORRECTED
        return Standing.KNOWN if same.run == self.run else Standing.STALE


class _Version(NamedTuple):
    """A version of a report, counted from 1: its number in the record, what read it, whether it is the newest."""

    number: int
    version: int
    run: int
    current: bool


class _Chunk:
    """The rows of one transaction, gathered by table and written at its end."""

    def __init__(self, connection: Connection, run: int, some: Sequence[Report]) -> None:
        self._connection = connection
        self._run = run
        self._next: int = connection.execute(select(func.coalesce(func.max(reports.c.report), 0))).scalar_one() + 1
        self._known = _known(connection, [report.id for report in some if unstorable(report) is None])
        self._new: list[dict[str, Any]] = []
        self._renewed: list[dict[str, Any]] = []
        self._outdated: list[dict[str, Any]] = []
        self._rows: dict[str, list[dict[str, Any]]] = {name: [] for name in LAYERS}
        self.problems: list[ReadError] = []
        self.read: list[str] = []

    def known(self, identifier: str) -> dict[str, _Version]:
        return self._known.setdefault(identifier, {})

    def next_number(self) -> int:
        self._next += 1
        return self._next - 1

    def insert(self, identifier: str, number: int, row: dict[str, Any]) -> None:
        self._new.append(row)
        if self.known(identifier):
            self._outdated.append({"of": identifier, "newest": number})

    def renew(self, number: int, row: dict[str, Any]) -> None:
        self._renewed.append(row | {"of": number})

    def layers(self, number: int, text: str, layers: Layers) -> None:
        for name, columns in LAYERS.items():
            rows = self._rows[name]
            for at, record in enumerate(getattr(layers, name)):
                row = columns.row(record, text)
                row["report"], row["at"], row["run"] = number, at, self._run
                if name in JUDGED:
                    row.update(UNJUDGED)
                rows.append(row)

    def write(self) -> None:
        execute = self._connection.execute
        insert_rows(self._connection, reports, self._new)
        for row in self._outdated:
            execute(
                update(reports)
                .where(reports.c.id == row["of"], reports.c.report != row["newest"])
                .values(current=False)
            )
        for row in self._renewed:
            number = row.pop("of")
            execute(update(reports).where(reports.c.report == number).values(**row))
        numbers = [{"number": row["report"]} for row in self._renewed]
        drop_statements(self._connection, [row["report"] for row in self._renewed])
        for name, rows in self._rows.items():
            table = LAYER_TABLES[name]
            if numbers:
                execute(delete(table).where(table.c.report == bindparam("number")), numbers)
            insert_rows(self._connection, table, rows)
        self._index()
        recount_uses(self._connection, [row["number"] for row in numbers])
        renew_judged(self._connection, self.read)
        forget_problems(self._connection, self.read)
        note_problems(self._connection, self.problems)

    def _index(self) -> None:
        connection, rows = self._connection, self._rows
        add_entries(
            connection, "report_words", [(row["report"], report_text(row["title"], row["text"])) for row in self._new]
        )
        add_statements(connection, rows["statements"])
        note_names(connection, names_in(rows["statements"], rows["events"]))


def _row(
    report: Report, layers: Layers, version: int, current: bool, content: str, run: int, number: int
) -> dict[str, Any]:
    row = REPORT.row(report, report.text)
    row.update(
        report=number,
        version=version,
        current=current,
        content=content,
        run=run,
        language=layers.language,
        day=(report.published or "")[:10] if len(report.published or "") >= 10 else None,
    )
    return row


def counts(standings: Iterable[Standing | None]) -> Counts:
    """How many of each there are; None stands for a problem."""
    told = Counter(standings)
    return Counts(
        added=told[Standing.NEW],
        corrected=told[Standing.CORRECTED],
        renewed=told[Standing.STALE],
        known=told[Standing.KNOWN],
        problems=told[None],
    )


def insert_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Inserts rows that have every column of a table, by the driver itself, which is several times as fast."""
    if not rows:
        return
    compiled = insert(table).compile(dialect=connection.dialect)
    if compiled.positional:
        values = itemgetter(*(compiled.positiontup or ()))
        connection.exec_driver_sql(str(compiled), [values(row) for row in rows])
    else:
        connection.exec_driver_sql(str(compiled), list(rows))


def unstorable(report: Report) -> ReadError | None:
    """An error for a report that no database can keep as it is: the text is never altered to make it fit."""
    fault = _fault(report)
    if fault is None:
        return None
    name = storable(report.id)
    error = EncodingError(
        f"{name}: holds {fault}, which a record cannot keep; mend the file that it was read from", identifier=name
    )
    error.path, error.gives = report.file, name
    return error


def _fault(report: Report) -> str | None:
    try:
        encoded = msgspec.json.encode(report)
    except UnicodeEncodeError:
        return "half a character (a lone surrogate)"
    if b"\\u0000" in encoded and "\0" in _joined(msgspec.to_builtins(report)):
        return "a NUL character"
    return None


def _joined(built: Any) -> str:
    """All words in a record."""
    if isinstance(built, dict):
        return "".join(map(_joined, built.values()))
    if isinstance(built, list | tuple):
        return "".join(map(_joined, built))
    return built if isinstance(built, str) else ""


def _known(connection: Connection, identifiers: Sequence[str]) -> dict[str, dict[str, _Version]]:
    """Every version that is there, by id and hash of its content."""
    found: dict[str, dict[str, _Version]] = {}
    columns = (reports.c.id, reports.c.content, reports.c.report, reports.c.version, reports.c.run, reports.c.current)
    for id_, content, number, version, run, current in connection.execute(
        select(*columns).where(reports.c.id.in_(identifiers))
    ):
        found.setdefault(id_, {})[content] = _Version(number, version, run, current)
    return found


def _number_of(connection: Connection, run: Run) -> int:
    same = (runs.c.version == run.version, runs.c.rules == run.rules, runs.c.models == run.models)
    number: int | None = connection.execute(select(runs.c.run).where(*same)).scalar()
    if number is None:
        number = 1 + connection.execute(select(func.coalesce(func.max(runs.c.run), 0))).scalar_one()
        connection.execute(insert(runs).values(run=number, **msgspec.structs.asdict(run)))
    return number
