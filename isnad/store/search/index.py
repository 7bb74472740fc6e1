"""The full-text index of a record: FTS5 on SQLite, `tsvector` on PostgreSQL, over the prepared keys of words.

Three indexes, each under a number of its own: `report_words` over whole reports, `statement_words` over who said what
(the number is that of `statement_number`), `name_words` over the names of `names`. The index keeps keys and no text; it
is written with the rows that it finds, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Engine,
    Integer,
    cast,
    func,
    insert,
    literal,
    literal_column,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.sql import column, table

from isnad.store.kept import chunks
from isnad.store.schema import names, reports, statements
from isnad.store.search.compile import Match
from isnad.store.search.keys import keys, keys_version
from isnad.store.settings import keep_setting, setting

INDEXES = ("report_words", "statement_words", "name_words")
_SETTING = "keys"
_SHIFT = 16  # bits of a statement's number that are its place in the report, the highest whether people made it
_PERSON = 15
_CHUNK = 500
_LAST = 16_383  # the last place that a `tsvector` tells apart
_PLACES = 255  # of one key in it
_LONGEST = 1_000_000  # bytes of it: somewhat less than a server takes

_OF_STATEMENT = ("report", "at", "person", "speaker", "content")  # the columns by which the index knows one

Entry = tuple[int, str]


def statement_number(report: Any, at: Any, person: Any) -> Any:
    """The number of a statement in the index, of integers or columns."""
    number = report if isinstance(report, int) else cast(report, BigInteger)
    return number * (1 << _SHIFT) + person * (1 << _PERSON) + at


def report_text(title: str | None, text: str) -> str:
    """What of a report is indexed."""
    return text if title is None or title in text else f"{title}\n{text}"


def statement_text(speaker: str, content: str | None) -> str:
    """What of a statement is indexed."""
    return f"{speaker}\n{content or ''}"


def make_indexes(connection: Connection) -> None:
    """Makes the empty indexes; what was there is dropped."""
    for name in INDEXES:
        connection.exec_driver_sql(f"drop table if exists {name}")
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(
                f"create virtual table {name} using fts5(words, further, content='', columnsize=0, "
                "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'\")"
            )
        else:
            connection.exec_driver_sql(f"create table {name} (number bigint primary key, keys tsvector not null)")
            connection.exec_driver_sql(f"create index ix_{name}_keys on {name} using gin (keys)")
    keep_setting(connection, _SETTING, keys_version())


def add_entries(connection: Connection, index: str, entries: Iterable[Entry]) -> None:
    """Puts texts into an index, each under its number."""
    if connection.dialect.name == "sqlite":
        sql = f"insert into {index} (rowid, words, further) values (:number, :words, :further)"
        rows = [{"number": number, **_columns(words)} for number, words in entries]
    else:
        sql = f"insert into {index} (number, keys) values (:number, cast(:keys as tsvector))"
        rows = [{"number": number, "keys": _vector(**_columns(words))} for number, words in entries]
    if not rows:
        return
    connection.execute(text(sql), rows)


def drop_entries(connection: Connection, index: str, entries: Iterable[Entry]) -> None:
    """Takes texts out of an index, which must be those that were put in."""
    rows = [{"number": number, **_columns(words)} for number, words in entries]
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        sql = f"insert into {index} ({index}, rowid, words, further) values ('delete', :number, :words, :further)"
    else:
        sql = f"delete from {index} where number = :number"
        rows = [{"number": row["number"]} for row in rows]
    connection.execute(text(sql), rows)


def add_statements(connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    """Puts rows of statements in."""
    entries = (tuple(row[name] for name in _OF_STATEMENT) for row in rows)
    add_entries(connection, "statement_words", (_of_statement(*one) for one in entries))


def drop_statements(connection: Connection, numbers: Sequence[int], *, person: bool = False) -> None:
    """Takes the statements of some reports out, as the table has them now; with `person` those that people made."""
    made = [statements.c.person == 1] if person else []
    for chunk in chunks(numbers, _CHUNK):
        found = connection.execute(select(*_columns_of()).where(statements.c.report.in_(chunk), *made)).all()
        drop_entries(connection, "statement_words", [_of_statement(*row) for row in found])


def matching(engine: Engine, index: str, match: Match, *, places: bool = False) -> Any:
    """A query for the numbers that an index finds; with `places` for report, place and `person` of statements."""
    if engine.dialect.name == "sqlite":
        number: ColumnElement[int] = column("rowid", Integer)
        condition = literal_column(index).op("match")(match.fts5)
    else:
        number = column("number", Integer)
        condition = column("keys").op("@@")(cast(literal(match.tsquery), TSQUERY))
    below = number.op("&")((1 << _PERSON) - 1)
    told = [number.op(">>")(_SHIFT), below, number.op(">>")(_PERSON).op("&")(1)] if places else [number]
    return select(*told).select_from(table(index)).where(condition)


def is_current(connection: Connection) -> bool:
    """Whether the index was made with the keys of this version."""
    return setting(connection, _SETTING) == keys_version()


def rebuild(connection: Connection) -> None:
    """Makes the index anew from the tables."""
    make_indexes(connection)
    numbers = connection.execute(select(reports.c.report).order_by(reports.c.report)).scalars().all()
    for chunk in chunks(numbers, _CHUNK):
        texts = connection.execute(
            select(reports.c.report, reports.c.title, reports.c.text).where(reports.c.report.in_(chunk))
        )
        add_entries(connection, "report_words", [(number, report_text(*told)) for number, *told in texts])
        rows = connection.execute(select(*_columns_of()).where(statements.c.report.in_(chunk)))
        add_entries(connection, "statement_words", [_of_statement(*row) for row in rows])
    for row in chunks(connection.execute(select(names.c.number, names.c.name)).all(), _CHUNK):
        add_entries(connection, "name_words", [(number, name) for number, name in row])


def settle(connection: Connection) -> None:
    """Packs the index after much was written."""
    for name in INDEXES:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"insert into {name} ({name}) values ('optimize')")


def note_names(connection: Connection, told: Iterable[str]) -> None:
    """Puts names into the list of names that reports tell, where they are not there already."""
    wanted = list(dict.fromkeys(told))
    new: list[str] = []
    for chunk in chunks(wanted, _CHUNK):
        known = set(connection.execute(select(names.c.name).where(names.c.name.in_(chunk))).scalars())
        new += [name for name in chunk if name not in known]
    if new:
        last: int = connection.execute(select(func.coalesce(func.max(names.c.number), 0))).scalar_one()
        rows = [(number, name) for number, name in enumerate(new, start=last + 1)]
        connection.execute(insert(names), [{"number": number, "name": name} for number, name in rows])
        add_entries(connection, "name_words", rows)


def _columns_of() -> list[Any]:
    return [statements.c[name] for name in _OF_STATEMENT]


def _of_statement(report: int, at: int, person: int, speaker: str, content: str | None) -> Entry:
    return statement_number(report, at, person), statement_text(speaker, content)


def _columns(words: str) -> dict[str, str]:
    found = keys(words)
    return {"words": found.words, "further": found.further}


def _vector(words: str, further: str) -> str:
    """Keys as a `tsvector`: words with their places and the weight A, further ones with the weight B.

    It is made here and not by the server, whose own way to cut words depends on its locale. What would make it longer
    than a server takes is left out, which a text of some hundred thousand words alone comes to.
    """
    places: dict[str, list[str]] = {}
    for place, key in enumerate(words.split(), start=1):
        places.setdefault(key, []).append(f"{min(place, _LAST)}A")
    for key in further.split():
        places.setdefault(key, []).append(f"{_LAST}B")
    told, length = [], 0
    for key, found in places.items():
        kept = found[:_PLACES]
        length += len(key.encode()) + 2 * len(kept) + 4
        if length > _LONGEST:
            break
        told.append(f"'{key}':{','.join(kept)}")
    return " ".join(told)
