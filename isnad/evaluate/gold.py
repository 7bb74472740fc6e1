"""Reads gold files and the files of predictions that are measured against them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from isnad.errors import GoldError, SpanError
from isnad.evaluate.attribution import Attribution
from isnad.evaluate.measured_event import MeasuredEvent
from isnad.model import EventType, Span, Status

Line = TypeVar("Line")
TYPES, STATUSES = frozenset(map(str, EventType)), frozenset(map(str, Status))


class GoldReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report with the statements that an annotator found in it. Further fields of the file are passed over.

    `events` is None where nobody looked for any, which is not to have found none.
    """

    id: str
    text: str
    statements: tuple[Attribution, ...]
    events: tuple[MeasuredEvent, ...] | None = None
    outlet: str | None = None


class PredictedReport(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `isnad annotate`; an error line has no layers."""

    id: str
    statements: tuple[Attribution, ...] = ()
    events: tuple[MeasuredEvent, ...] = ()


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


def read_predicted(path: str) -> dict[str, PredictedReport]:
    """The predicted layers of each report of a file as `isnad annotate --format jsonl` prints it.

    Raises:
        GoldError: naming file and line.
    """
    predicted = (_decode(line, PredictedReport, place) for place, line in _lines(path))
    return {report.id: report for report in predicted}


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
        _check_spans(statement.spans(), report.text, where)
    for number, event in enumerate(report.events or (), start=1):
        where = f"{place}: event {number}"
        if event.type not in TYPES:
            raise GoldError(f"{where}: no type {event.type!r}: there are {', '.join(EventType)}")
        if event.status not in STATUSES:
            raise GoldError(f"{where}: no status {event.status!r}: there are {', '.join(Status)}")
        _check_spans(event.spans(), report.text, where)


def _check_spans(spans: Iterable[Span], text: str, where: str) -> None:
    try:
        for span in spans:
            span.quote(text)
    except SpanError as error:
        raise GoldError(f"{where}: {error}") from error
