"""What holds of a record on every backend."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from invented_reports import FIRST, NEXT, Sayer, counted, errors, read, rows, sayer, text, write
from sqlalchemy import select, update
from sqlalchemy import text as sql

import isnad
from isnad.errors import EncodingError, EvidenceError, NewerRecordError, NotARecordError, RecordBusyError
from isnad.model import Layers, Report
from isnad.store.engine import writing
from isnad.store.record import Record
from isnad.store.schema import METADATA, reports, statements
from isnad.store.search.index import INDEXES
from isnad.store.writing import Standing
from isnad.workflow import AnnotatedReport, InternalError, Settings, annotate_paths
from isnad.workflow.recording import Recording

SAMPLES = Path(isnad.__file__).parent / "data" / "samples"


@pytest.fixture
def record(name: str) -> Iterator[Record]:
    with Record(name, create=True, patience=0.3) as opened:
        yield opened


@pytest.fixture
def some(tmp_path: Path) -> str:
    return write(tmp_path / "some.jsonl", ((f"r{number}", text(number)) for number in range(150)))


@pytest.fixture(scope="module")
def samples() -> list[tuple[Report, Layers]]:
    paths = sorted(str(path) for path in SAMPLES.iterdir() if path.suffix in {".html", ".txt", ".jsonl"})
    items = annotate_paths(paths, Settings())
    return [(item.report, item.layers) for item in items if isinstance(item, AnnotatedReport)]


def test_migrations_make_the_tables_that_the_program_knows(record: Record) -> None:
    with record.engine.connect() as connection:
        ours = {"compare_type": True, "include_name": lambda name, kind, _: kind != "table" or name in METADATA.tables}
        context = MigrationContext.configure(connection, opts=ours)
        assert compare_metadata(context, METADATA) == []


def test_every_layer_comes_back_as_it_went_in(record: Record, samples: list[tuple[Report, Layers]]) -> None:
    assert record.writer(FIRST).add(samples) == [Standing.NEW] * len(samples)
    for (report, layers), kept in zip(samples, record.reports(check=True), strict=True):
        assert kept.report == report
        assert kept.layers == msgspec.structs.replace(layers, names=(), rejections=(), event_rejections=())
    assert list(record.texts()) == [report for report, _ in samples]


def test_reading_again_adds_nothing(record: Record, some: str) -> None:
    read(record, some)
    before = rows(record)
    assert len(before["reports"]) == len(before["statements"]) == 150
    assert read(record, some) == []
    assert rows(record) == before
    assert counted(record) == [(150, 0, 0, 0, 0), (0, 0, 0, 150, 0)]
    assert all(row.ended is not None for row in record.readings())


def test_what_is_known_is_not_annotated(record: Record, some: str) -> None:
    read(record, some)

    class Unwanted(Sayer):
        def __call__(self, report: Report) -> Layers:
            raise AssertionError(report.id)

    passed: list[int] = []
    recording = Recording(record, Settings(), run=FIRST, build=Unwanted, passed=passed.append)
    assert list(recording.paths([some])) == []
    assert sum(passed) == recording.counts.known == 150


def test_another_run_renews(record: Record, some: str) -> None:
    read(record, some)
    before = rows(record)
    assert {standing for standing, _ in read(record, some, run=NEXT)} == {Standing.STALE}
    after = rows(record)
    assert [row | {"run": 1} for row in after["reports"]] == before["reports"]
    assert [row | {"run": 1} for row in after["statements"]] == before["statements"]
    assert {row["run"] for row in [*after["reports"], *after["statements"]]} == {2}


def test_another_run_renews_from_the_texts_alone(record: Record, some: str) -> None:
    read(record, some)
    Path(some).unlink()
    recording = Recording(record, Settings(), run=NEXT, build=sayer)
    assert len(list(recording.again())) == recording.counts.renewed == 150
    assert list(recording.again()) == []
    assert {kept.run for kept in record.reports()} == {2}


def test_a_corrected_report_is_a_version_beside_the_old(record: Record, tmp_path: Path) -> None:
    read(record, write(tmp_path / "a.jsonl", [("r", text(1)), ("s", text(2))]))
    ((standing, _),) = read(record, write(tmp_path / "b.jsonl", [("r", text(1, "اليوم")), ("s", text(2))]))
    assert standing is Standing.CORRECTED
    kept = [(one.report.id, one.version, one.current, one.report.text) for one in record.reports()]
    assert kept == [("r", 1, False, text(1)), ("s", 1, True, text(2)), ("r", 2, True, text(1, "اليوم"))]


def test_a_text_that_was_there_before_its_correction_adds_nothing(record: Record, tmp_path: Path) -> None:
    old, new = write(tmp_path / "a.jsonl", [("r", text(1))]), write(tmp_path / "b.jsonl", [("r", text(1, "اليوم"))])
    read(record, old)
    read(record, new)
    before = rows(record)
    assert read(record, old) == read(record, new) == []
    assert rows(record) == before


def test_a_renewed_version_stays_old(record: Record, tmp_path: Path) -> None:
    read(record, write(tmp_path / "a.jsonl", [("r", text(1))]))
    read(record, write(tmp_path / "a.jsonl", [("r", text(1, "اليوم"))]))
    list(Recording(record, Settings(), run=NEXT, build=sayer).again())
    assert [(one.version, one.current, one.run) for one in record.reports()] == [(1, False, 2), (2, True, 2)]


def test_several_processes_write_the_same(record: Record, some: str, tmp_path: Path) -> None:
    read(record, some, jobs=2)
    with Record(str(tmp_path / "other.db"), create=True) as other:
        read(other, some)
        assert rows(other) == rows(record)


def test_a_reading_that_was_stopped_goes_on(record: Record, some: str) -> None:
    items = Recording(record, Settings(), run=FIRST, build=sayer).paths([some])
    next(items)
    items.close()
    (reading,) = record.readings()
    assert (reading.ended, reading.added) == (None, 64)
    assert len(read(record, some)) == 150 - 64
    assert [kept.report.id for kept in record.reports()] == [f"r{number}" for number in range(150)]


def test_what_cannot_be_read_is_a_problem_and_its_neighbours_are_kept(record: Record, tmp_path: Path) -> None:
    path = write(tmp_path / "some.jsonl", [("a", text(1)), ("nul", "قال \0 سامر"), ("fails", text(2)), ("b", text(3))])
    with open(path, "ab") as file:
        file.write(b'{"id": "half", "text": "\\ud83d"}\n{"id": "n\\u0000l", "text": " "}\n{\n')
    done = read(record, path)
    assert [kept.report.id for kept in record.reports()] == ["a", "b"]
    assert [type(error) for error in errors(done)][:2] == [EncodingError, InternalError]
    told = {problem.identifier: problem.type for problem in record.problems()}
    assert len(told) == 5
    assert {told["nul"], told["half"]} == {"encoding"}
    assert told["fails"] == "internal"
    assert {problem.path for problem in record.problems()} == {path}
    read(record, path)
    assert {problem.tries for problem in record.problems()} == {2}


def test_half_a_character_in_any_field_is_a_problem(record: Record) -> None:
    sound = Report(id="a", text=text(1))
    broken = [
        Report(id="b\ud83d", text=text(1)),
        Report(id="c", text=text(1), author="\ud83d"),
        Report(id="d", text=text(1), title="\0"),
        Report(id="e", text=text(1), published="2018\0"),
    ]
    pairs = [(report, Layers()) for report in [*broken, sound, Report(id="f", text=r"\u0000 ليست حرفا")]]
    assert record.writer(FIRST).add(pairs) == [None] * 4 + [Standing.NEW] * 2
    assert sorted(problem.identifier for problem in record.problems()) == [r"b\ud83d", "c", "d", "e"]


def test_mended_problems_go_away(record: Record, tmp_path: Path) -> None:
    path, other = tmp_path / "some.jsonl", tmp_path / "other.jsonl"
    path.write_text("{\n", encoding="utf-8")
    other.write_text("{\n", encoding="utf-8")
    read(record, str(path), str(other), str(tmp_path / "missing.txt"))
    assert len(record.problems()) == 3
    write(path, [("a", text(1))])
    recording = Recording(record, Settings(), run=FIRST, build=sayer)
    assert len(list(recording.retry())) == 3
    assert {problem.identifier for problem in record.problems()} == {f"{other}:1", str(tmp_path / "missing.txt")}
    assert [kept.report.id for kept in record.reports()] == ["a"]


def test_problems_stay_where_reading_itself_stopped(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "some.jsonl"
    path.write_text("{\n", encoding="utf-8")
    read(record, str(path))

    def stop(*_: object, **__: object) -> Iterator[Report]:
        raise RuntimeError("a fault of a reader")
        yield

    with monkeypatch.context() as patch:
        patch.setattr("isnad.ingest.read_paths", stop)
        read(record, str(path))
    assert {problem.identifier for problem in record.problems()} == {f"{path}:1", "input"}
    read(record, write(path, [("a", text(1))]))
    assert record.problems() == []


def test_a_changed_quote_is_found(record: Record, some: str) -> None:
    read(record, some)
    with writing(record.engine) as connection:
        connection.execute(update(statements).where(statements.c.report == 7).values(cue="نفى"))
    assert len(list(record.reports())) == 150
    with pytest.raises(EvidenceError, match="نفى"):
        list(record.reports(check=True))


def test_a_second_writer_waits_and_then_says_so(record: Record, name: str, some: str) -> None:
    read(record, some)
    before = rows(record)
    with Record(name, patience=0.2) as other, writing(record.engine):
        with pytest.raises(RecordBusyError, match="another process writes"):
            other.writer(NEXT)
        assert rows(other) == before


def test_a_newer_record_is_left_alone(record: Record, name: str, some: str) -> None:
    read(record, some)
    before = rows(record)
    with writing(record.engine) as connection:
        connection.execute(sql("update alembic_version set version_num = '9999'"))
    for read_only in (False, True):
        with pytest.raises(NewerRecordError, match="9999"):
            Record(name, read_only=read_only)
    assert rows(record) == before


def test_a_database_of_something_else_is_left_alone(record: Record, name: str) -> None:
    with writing(record.engine) as connection:
        METADATA.drop_all(connection)
        for table in (*INDEXES, "alembic_version"):
            connection.execute(sql(f"drop table {table}"))
        connection.execute(sql("create table recipes (dish text)"))
    with pytest.raises(NotARecordError, match="recipes"):
        Record(name, create=True)
    with record.engine.connect() as connection:
        assert connection.execute(sql("select count(*) from recipes")).scalar() == 0


def test_nothing_is_written_through_a_record_opened_for_reading(record: Record, name: str, some: str) -> None:
    from isnad.errors import ReadOnlyRecordError

    read(record, some)
    with Record(name, read_only=True) as other:
        assert rows(other) == rows(record)
        with pytest.raises(ReadOnlyRecordError):
            other.writer(NEXT)
    with record.engine.connect() as connection:
        assert len(connection.execute(select(reports.c.report)).all()) == 150


def test_a_packed_record_holds_the_same(record: Record, name: str, some: str) -> None:
    from isnad.store.engine import pack

    read(record, some)
    before = rows(record)
    assert pack(record.engine) == (record.engine.dialect.name == "sqlite")
    assert rows(record) == before
    with Record(name, patience=0.2) as other, writing(record.engine):
        assert not pack(other.engine)


def test_a_file_that_is_tried_again_gives_its_report_the_id_it_gave_before(record: Record, tmp_path: Path) -> None:
    paths = [tmp_path / folder / "report.txt" for folder in ("a", "b")]
    for path in paths:
        path.parent.mkdir()
    paths[0].write_text(text(1), encoding="utf-8")
    paths[1].write_text("", encoding="utf-8")
    read(record, *map(str, paths))
    assert [kept.report.id for kept in record.reports()] == [str(tmp_path / "a" / "report")]
    paths[1].write_text(text(2), encoding="utf-8")
    assert len(list(Recording(record, Settings(), run=FIRST, build=sayer).retry())) == 1
    assert [kept.report.id for kept in record.reports()] == [str(tmp_path / folder / "report") for folder in ("a", "b")]
    assert record.problems() == []
