"""Invented reports, and a pipeline that finds one statement in each; at the top of a module for other processes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import select

from isnad.errors import ReadError
from isnad.model import Kind, Layers, Report, Span, Statement
from isnad.store.record import Record
from isnad.store.schema import METADATA, runs
from isnad.store.writing import Run
from isnad.workflow import Settings
from isnad.workflow.recording import Done, Recording

FIRST = Run(version="0.1", rules="a", models="b")
NEXT = Run(version="0.2", rules="a", models="b")
CLOCK = {"readings": None, "problems": {"tries", "first_seen", "last_seen"}}


def text(number: int, end: str = "غدا") -> str:
    return f"قال سامر الهلالي إن السوق رقم {number} ستفتح {end}."


class Sayer:
    """Finds one statement in each report: the first word is the cue, the rest its content."""

    def __call__(self, report: Report) -> Layers:
        if report.id.startswith("fails"):
            raise KeyError("nobody foresaw this")
        cue = Span(0, report.text.index(" "))
        content = (Span(cue.end + 1, len(report.text)),)
        statement = Statement(cue=cue, source=None, speaker="سامر الهلالي", content=content, kind=Kind.INDIRECT)
        return Layers(language="ar", statements=(statement,))

    def timed(self, report: Report) -> tuple[Layers, dict[str, float]]:
        return self(report), {}


def sayer() -> Sayer:
    return Sayer()


def write(path: Path, reports: Iterable[tuple[str, str]]) -> str:
    """A file of JSON Lines, and its path."""
    lines = (json.dumps({"id": id_, "text": words}, ensure_ascii=False) + "\n" for id_, words in reports)
    path.write_text("".join(lines), encoding="utf-8")
    return str(path)


def read(record: Record, *paths: str, run: Run = FIRST, jobs: int = 1) -> list[Done]:
    recording = Recording(record, Settings(jobs=jobs), run=run, build=sayer)
    return list(recording.paths(paths))


def counted(record: Record) -> list[tuple[int, ...]]:
    """What each reading counted: new, corrected, renewed, known, problems."""
    return [(row.added, row.corrected, row.renewed, row.known, row.problems) for row in record.readings()]


def rows(record: Record) -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables in order of their keys, without what the clock and the number of tries make of them."""
    found = {}
    with record.engine.connect() as connection:
        for table in METADATA.sorted_tables:
            clock = CLOCK.get(table.name, set())
            if clock is not None:
                told = connection.execute(select(table).order_by(*table.primary_key)).mappings()
                found[table.name] = [{key: row[key] for key in row if key not in clock} for row in told]
    assert found[runs.name]
    return found


def errors(done: Iterable[Done]) -> list[ReadError]:
    return [error for _, error in done if error is not None]
