"""Reads gold files and the files of predictions that are measured against them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from isnad.errors import GoldError, SpanError
from isnad.evaluate.attribution import Attribution

Line = TypeVar("Line")


class GoldReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report with the statements that an annotator found in it. Further fields of the file are passed over."""

    id: str
    text: str
    statements: tuple[Attribution, ...]
    outlet: str | None = None


class PredictedReport(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `isnad annotate`; an error line has no statements."""

    id: str
    statements: tuple[Attribution, ...] = ()


def read_gold(paths: Iterable[str]) -> list[GoldReport]:
    """The gold reports of JSON Lines files, every span checked against its text.

    Raises:
        GoldError: naming file and line, for a line that is no gold report, a span outside its text, a field that gold
            may not leave out, an id that comes twice, or a file that cannot be read.
    """
    reports: dict[str, GoldReport] = {}
    for path in paths:
        for place, line in _lines(path):
            report = _decode(line, GoldReport, place)
            _check(report, place)
            if report.id in reports:
                raise GoldError(f"{place}: the id {report.id} was there before: each report may be measured once")
            reports[report.id] = report
    if not reports:
        raise GoldError("no gold report in what was given: there is nothing to measure")
    return list(reports.values())


def read_predicted(path: str) -> dict[str, tuple[Attribution, ...]]:
    """The predicted statements of each report of a file as `isnad annotate --format jsonl` prints it.

    Raises:
        GoldError: naming file and line.
    """
    predicted = (_decode(line, PredictedReport, place) for place, line in _lines(path))
    return {report.id: report.statements for report in predicted}


def _lines(path: str) -> Iterator[tuple[str, bytes]]:
    try:
        with Path(path).open("rb") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield f"{path}:{number}", line
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror or error}") from error


def _decode(line: bytes, form: type[Line], place: str) -> Line:
    try:
        return msgspec.json.decode(line, type=form)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise GoldError(f"{place}: {error}") from error


def _check(report: GoldReport, place: str) -> None:
    for number, statement in enumerate(report.statements, start=1):
        where = f"{place}: statement {number}"
        absent = [name for name in ("cue", "speaker", "content", "kind", "channel") if not getattr(statement, name)]
        if absent:
            raise GoldError(f"{where} has no {', '.join(absent)}")
        try:
            for span in statement.spans():
                span.quote(report.text)
        except SpanError as error:
            raise GoldError(f"{where}: {error}") from error
