"""Opens a record: SQLite by a path, PostgreSQL by a URL, one code above both."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, FromClause, create_engine, event, text
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from isnad.errors import (
    DiskFullError,
    MissingRecordError,
    NotARecordError,
    ReadOnlyRecordError,
    RecordBusyError,
    RecordError,
    SlowQueryError,
)

PATIENCE = 15.0  # seconds that a writer waits for another one
_CACHE = 64_000  # kilobytes of pages that a connection keeps
_PAGE = 8_192  # bytes: texts of some thousand pack badly into the usual pages of 4,096
_BREAKS = frozenset({"OperationalError", "ConnectionTimeout"})  # of psycopg, which need not be there
_WRITES = "isnad_writes"
_LOCK = 0x69736E6164  # the number of the lock that writers take on a server

_SECRET = ("password", "sslpassword")  # of the settings that a URL may have behind its question mark

_FULL = (DiskFullError, "no room is left for it on the disk; what was read before is kept")
_BUSY = (RecordBusyError, "another process writes to it; try again when that has ended")
_SLOW = (SlowQueryError, "the question took too long and was stopped; ask for less, for example fewer months")
_SILENT = (MissingRecordError, "the server does not answer: check its address and that it runs")
_FORBIDDEN = (ReadOnlyRecordError, "this user may not do that with it")
_REFUSED = (MissingRecordError, "the server refuses this user or password")
_ABSENT = (MissingRecordError, "the server has no such database or user")
_CROWDED = (RecordError, "the server takes no more connections now; try again later")

# What SQLite and PostgreSQL say, and what it means for a person.
_MEANINGS: tuple[tuple[str, tuple[type[RecordError], str]], ...] = (
    ("database or disk is full", _FULL),
    ("no space left", _FULL),
    ("disk i/o error", (DiskFullError, "it could not be written to the disk (full, or failing)")),
    (
        "attempt to write a readonly",
        (ReadOnlyRecordError, "it may be read and not written: check its permissions"),
    ),
    ("database is locked", _BUSY),
    ("interrupted", _SLOW),
    ("file is not a database", (NotARecordError, "it is no record of Isnad")),
    (
        "malformed",
        (NotARecordError, "it is damaged; take a copy of it, then `sqlite3 FILE .recover` may save its rows"),
    ),
    (
        "unable to open database file",
        (MissingRecordError, "it cannot be opened: check the folder and its permissions"),
    ),
)

# The same for a server: by the code of its error, which is the same in every language, longer ones first.
_CODES: tuple[tuple[str, tuple[type[RecordError], str]], ...] = (
    ("25006", (ReadOnlyRecordError, "this user may read it and not write")),
    ("42501", _FORBIDDEN),
    ("53100", _FULL),
    ("53300", _CROWDED),
    ("55P03", _BUSY),
    ("57014", _SLOW),
    ("3D", _ABSENT),
    ("28", _REFUSED),
    ("40", _BUSY),
    ("57P", _SILENT),
    ("08", _SILENT),
)

# And by its words, where no connection was made or it broke off: these have no code.
_BROKEN: tuple[tuple[str, tuple[type[RecordError], str]], ...] = (
    ("permission denied for database", _FORBIDDEN),
    ("does not exist", _ABSENT),
    ("authentication failed", _REFUSED),
    ("no password supplied", _REFUSED),
    ("no pg_hba.conf entry", _REFUSED),
    ("not permitted to log in", _REFUSED),
    ("too many", _CROWDED),
    ("connection slots", _CROWDED),
)


def is_url(name: str) -> bool:
    """Whether a record is named by a URL of a server and not by a path."""
    return "://" in name


def shown_name(name: str) -> str:
    """The name of a record as messages show it, a URL without its password."""
    if not is_url(name):
        return name
    try:
        url = make_url(name)
    except (SQLAlchemyError, ValueError):  # nobody knows what of it is the password
        return f"{name.partition('://')[0]}://…"
    return url.difference_update_query(_SECRET).render_as_string(hide_password=True)


def open_engine(name: str, *, create: bool = False, read_only: bool = False, patience: float = PATIENCE) -> Engine:
    """An engine on a record whose errors say which record they are about.

    Args:
        name: A path, or a URL such as `postgresql://reader@localhost/news`.
        create: Whether a file that is missing may be made.
        read_only: Nothing can be written through it.
        patience: Seconds to wait for another writer.

    Raises:
        MissingRecordError: where there is no such file and `create` is not set.
        RecordError: for a URL that names no server that is supported.
    """
    wait = round(patience * 1000)
    if is_url(name):
        engine = _server(name, read_only=read_only, wait=wait)
    else:
        engine = _file(name, create=create, read_only=read_only, wait=wait)
    event.listen(engine, "handle_error", _Told(shown_name(name)))
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that takes the right to write at its beginning, so that two writers wait and do not fail."""
    serves = engine.dialect.name == "postgresql"
    # What is read after the lock was waited for must be what the other writer left, and not what was there before it.
    options = {_WRITES: True} | ({"isolation_level": "READ COMMITTED"} if serves else {})
    with engine.connect().execution_options(**options) as connection, connection.begin():
        if serves:
            connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        yield connection


def pack(engine: Engine) -> bool:
    """Writes a file anew without the room that is free in it; a server does that by itself.

    Returns:
        Whether it was done: a record that somebody else is writing to, or a disk without room for a second file, stays
        as it is.
    """
    if engine.dialect.name != "sqlite":
        return False
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("vacuum")
        connection.cursor().execute("pragma wal_checkpoint(truncate)")
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()
    return True


def may_write(engine: Engine) -> bool:
    """Whether anything can be kept through an engine; a record in which another program writes now can be."""
    try:
        with writing(engine) as connection:
            if engine.dialect.name == "postgresql":
                told = "select has_table_privilege('judgements', 'insert, update')"
                return bool(connection.execute(text(told)).scalar())
            return True
    except RecordBusyError:
        return True
    except RecordError:
        return False


def _server(name: str, *, read_only: bool, wait: int) -> Engine:
    """A connection sees one state of the record until its transaction ends, as in a file, and is tried before use."""
    try:
        url = make_url(name)
        if url.get_backend_name() != "postgresql":
            raise RecordError(f"{shown_name(name)}: a record is a path of a file, or postgresql://USER@HOST/DATABASE")
        told = url.query.get("options", ())
        given = [told] if isinstance(told, str) else [*told]
        options = [*given, f"-c lock_timeout={wait}", *(["-c default_transaction_read_only=on"] if read_only else [])]
        return create_engine(
            url.set(drivername="postgresql+psycopg").difference_update_query(["options"]),
            connect_args={"options": " ".join(options), "connect_timeout": 10},
            isolation_level="REPEATABLE READ",
            pool_pre_ping=True,
        )
    except (ModuleNotFoundError, NoSuchModuleError):
        raise RecordError(f"{shown_name(name)}: PostgreSQL needs a driver: pip install 'isnad[postgres]'") from None
    except (SQLAlchemyError, ValueError):
        raise RecordError(
            f"{shown_name(name)}: is no address of a server: postgresql://USER:PASSWORD@HOST:PORT/DATABASE, in which "
            "characters such as @ : / of a password are written as %40 %3A %2F"
        ) from None


def _file(name: str, *, create: bool, read_only: bool, wait: int) -> Engine:
    path = Path(name)
    if not path.exists() and not create:
        raise MissingRecordError(f"{name}: there is no such record; `isnad read PATH --record {name}` makes one")
    if path.is_dir():
        raise NotARecordError(f"{name}: is a folder; a record is a file, for example {path / 'record.db'}")
    if path.exists() and not os.access(path, os.R_OK):
        raise MissingRecordError(f"{name}: may not be read by this user")
    if not path.exists() and not path.absolute().parent.is_dir():
        raise MissingRecordError(f"{name}: the folder {path.absolute().parent} is missing")
    mode = "ro" if read_only else "rwc" if create else "rw"
    still = "&immutable=1" if read_only and _still(path) else ""
    engine = create_engine(
        f"sqlite:///file:{_quoted(path)}?mode={mode}{still}&uri=true",
        connect_args={"timeout": wait / 1000, "check_same_thread": False},
        **({"poolclass": NullPool} if os.name == "nt" else {}),
    )
    engine.dialect.statement_compiler = _Hinting
    event.listen(engine, "connect", _settle_reading if read_only else _settle)
    event.listen(engine, "begin", _begin)
    return engine


class _Hinting(SQLiteCompiler):
    """Writes down which index of a table a query names (`isnad.store.narrow`)."""

    def get_from_hint_text(self, table: FromClause, text: str | None) -> str | None:
        return text


def _still(path: Path) -> bool:
    """Whether nobody writes to a file and this user cannot make the files beside it that reading would need."""
    beside = path.with_name(f"{path.name}-wal")
    return not os.access(path.absolute().parent, os.W_OK) and not (beside.exists() and beside.stat().st_size)


def _quoted(path: Path) -> str:
    return str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _settle(connection: Any, _: object) -> None:
    """Commits survive the end of the process; readers go on while one writes."""
    connection.isolation_level = None
    connection.execute(f"pragma page_size={_PAGE}")  # holds for a file that is made now
    for pragma in ("foreign_keys=on", f"cache_size=-{_CACHE}"):
        connection.execute(f"pragma {pragma}")
    if connection.execute("pragma journal_mode").fetchone()[0] != "wal":
        connection.execute("pragma journal_mode=wal")
    connection.execute("pragma synchronous=normal")


def _settle_reading(connection: Any, _: object) -> None:
    connection.isolation_level = None
    connection.execute(f"pragma cache_size=-{_CACHE}")
    connection.execute("pragma mmap_size=67108864")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("begin immediate" if writes else "begin")


class _Told:
    """Turns what the database says into an error that names the record and says what to do."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, context: ExceptionContext) -> None:
        if context.is_pre_ping:  # a connection that the server closed meanwhile, in whose place there comes a new one
            return
        told = _meaning(context.original_exception)
        if told is not None:
            error, meaning = told
            raise error(f"{self._name}: {meaning}") from context.original_exception


def _meaning(error: BaseException) -> tuple[type[RecordError], str] | None:
    """What an error of a database means: for a server by its code, or by its words where it broke off."""
    said, code = str(error).lower(), getattr(error, "sqlstate", None)
    if code is not None:
        return next((meaning for known, meaning in _CODES if code.startswith(known)), None)
    if not hasattr(error, "sqlstate"):
        return next((meaning for words, meaning in _MEANINGS if words in said), None)
    if type(error).__name__ not in _BREAKS:
        return None
    return next((meaning for words, meaning in _BROKEN if words in said), _SILENT)
