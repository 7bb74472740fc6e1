"""What happens to a file when something goes wrong: each time a clear error, and nothing that was there is lost."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from invented_reports import FIRST, NEXT, read, rows, sayer, text, write
from sqlalchemy import event

import isnad
from isnad.errors import DiskFullError, MissingRecordError, NotARecordError, ReadOnlyRecordError, RecordError
from isnad.store.record import Record
from isnad.workflow import Settings
from isnad.workflow.recording import Recording


@pytest.fixture
def some(tmp_path: Path) -> str:
    return write(tmp_path / "some.jsonl", ((f"r{number}", text(number) * 40) for number in range(200)))


@pytest.fixture
def path(tmp_path: Path, some: str) -> Path:
    """A record with some reports, closed."""
    with Record(str(tmp_path / "record.db"), create=True) as record:
        read(record, some)
    return tmp_path / "record.db"


def sound(path: Path) -> None:
    """Nothing is broken in the file and every quote is what its text says."""
    with Record(str(path)) as record, record.engine.connect() as connection:
        assert connection.exec_driver_sql("pragma integrity_check").scalar() == "ok"
        assert len(list(record.reports(check=True))) == 200


def test_no_room_on_the_disk_loses_only_what_was_not_written_yet(tmp_path: Path, some: str) -> None:
    path = tmp_path / "record.db"
    with Record(str(path), create=True) as record:
        record.engine.dispose()

        @event.listens_for(record.engine, "connect")
        def limit(connection: Any, _: object) -> None:
            pages = connection.execute("pragma page_count").fetchone()[0]
            connection.execute(f"pragma max_page_count={max(pages, 210)}")

        with pytest.raises(DiskFullError, match=r"record\.db: no room"):
            read(record, some)
        kept = [one.report.id for one in record.reports(check=True)]
    assert kept
    assert kept == [f"r{number}" for number in range(len(kept))]
    with Record(str(path)) as record:
        read(record, some)
    sound(path)


def test_a_file_that_may_not_grow_is_told_as_a_full_disk(tmp_path: Path, some: str) -> None:
    program = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))\n"
        "from isnad.store.record import Record\n"
        "from invented_reports import read\n"
        "with Record(sys.argv[1], create=True) as record:\n    read(record, sys.argv[2])\n"
    )
    path = tmp_path / "record.db"
    where = os.pathsep.join([str(Path(isnad.__file__).parents[1]), str(Path(__file__).parent)])
    done = subprocess.run(
        [sys.executable, "-c", program, path, some],
        env=os.environ | {"PYTHONPATH": where},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert f"DiskFullError: {path}: " in done.stderr
    with Record(str(path)) as record:
        assert len(list(record.reports(check=True))) < 200
        read(record, some)
    sound(path)


def test_rows_of_a_chunk_are_all_there_or_none_is(path: Path, some: str) -> None:
    with Record(str(path)) as record:
        before = rows(record)

        @event.listens_for(record.engine, "before_cursor_execute")
        def fail(connection: Any, cursor: Any, statement: str, *_: object) -> None:
            if statement.startswith("INSERT INTO statements"):
                raise sqlite3.OperationalError("disk I/O error")

        with pytest.raises((DiskFullError, sqlite3.OperationalError)):
            read(record, some, run=NEXT)
    with Record(str(path)) as record:
        assert {name: told for name, told in rows(record).items() if name != "runs"} == {
            name: told for name, told in before.items() if name != "runs"
        }


@pytest.mark.parametrize("head", [b"garbage that is no header at all", "سامر الهلالي".encode(), b"SQLite format 3"])
def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "notes.db"
    path.write_bytes(head * 100)
    for options in ({"create": True}, {"read_only": True}):
        with pytest.raises(NotARecordError, match=r"notes\.db: "):
            Record(str(path), **options)
    assert path.read_bytes() == head * 100


def test_a_damaged_header_and_a_file_cut_short_are_told(path: Path) -> None:
    whole = path.read_bytes()
    for broken in (b"garbage!" * 4 + whole[32:], whole[: len(whole) // 2 + 100]):
        path.write_bytes(broken)
        with pytest.raises(RecordError, match=r"record\.db: it is (no record|damaged)"):
            _use(path)
        assert path.read_bytes() == broken
    path.write_bytes(whole)
    sound(path)


def _use(path: Path) -> None:
    with Record(str(path), read_only=True) as record:
        list(record.reports(check=True))


def test_an_empty_file_becomes_a_record(tmp_path: Path, some: str) -> None:
    path = tmp_path / "record.db"
    path.touch()
    with Record(str(path)) as record:
        read(record, some)
    sound(path)


def test_a_folder_and_a_missing_folder_and_a_missing_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(NotARecordError, match="is a folder"):
        Record(str(tmp_path), create=True)
    with pytest.raises(MissingRecordError, match="missing"):
        Record(str(tmp_path / "none" / "record.db"), create=True)
    with pytest.raises(MissingRecordError, match="isnad read PATH --record"):
        Record(str(tmp_path / "record.db"))
    assert not list(tmp_path.iterdir())


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that every user may enter."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


WRITE = """
import os, sys, tempfile
from isnad.errors import RecordError
from isnad.store.record import Record
from isnad.store.writing import Run

def read(name):
    with Record(name, read_only=True) as record:
        print(len(list(record.reports(check=True))))

def write(name):
    with Record(name, create=True) as record:
        record.writer(Run(version="9", rules="a", models="b"))

with tempfile.TemporaryDirectory() as folder:  # loads all that the interpreter must be able to read
    write(os.path.join(folder, "record.db"))
    read(os.path.join(folder, "record.db"))
if not os.geteuid():
    os.setuid(65534)
try:
    if os.path.exists(sys.argv[1]):
        read(sys.argv[1])
    write(sys.argv[1])
except RecordError as error:
    print(type(error).__name__, error)
"""


@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o755), (0o444, 0o555), (0o644, 0o555)])
def test_what_may_not_be_written_is_told_and_read_all_the_same(shared: Path, some: str, file: int, folder: int) -> None:
    path = shared / "record.db"
    with Record(str(path), create=True) as record:
        read(record, some)
    before = path.read_bytes()
    path.chmod(file)
    shared.chmod(folder)
    told = _as_another(path).splitlines()
    shared.chmod(0o755)
    assert told[0] == "200"
    assert told[1].startswith(f"{ReadOnlyRecordError.__name__} {path}: ")
    assert path.read_bytes() == before


def test_a_file_cannot_be_made_in_a_folder_that_may_not_be_written(shared: Path) -> None:
    shared.chmod(0o555)
    told = _as_another(shared / "record.db")
    assert told.startswith(f"{MissingRecordError.__name__} {shared / 'record.db'}: ")


def _as_another(path: Path) -> str:
    """What a program prints that opens a record and has no rights beyond those of everybody."""
    done = subprocess.run(
        [sys.executable, "-B", "-c", WRITE, path],
        cwd=Path(isnad.__file__).parents[1],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert not done.stderr
    return done.stdout.removeprefix("0\n")


def test_readers_go_on_while_one_writes(path: Path, some: str) -> None:
    with Record(str(path)) as writer, Record(str(path), read_only=True) as reader:
        items = Recording(writer, Settings(), run=NEXT, build=sayer).paths([some])
        for _ in range(3):
            next(items)
            assert len(list(reader.reports(check=True))) == 200
        items.close()
    with Record(str(path)) as record:
        assert read(record, some, run=FIRST)
