"""An answer of a page as JSON or CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import msgspec
from starlette.responses import Response, StreamingResponse

from isnad.export.csv_rows import cell
from isnad.store.patience import at_most
from isnad.web.views import File

_BETWEEN = "; "
_LINES = 500  # of CSV that go out together


def as_json(data: Any, status: int = 200) -> Response:
    """Data as JSON; for a person in a browser it is laid out."""
    body = msgspec.json.format(msgspec.json.encode(data), indent=2)
    return Response(body, status, media_type="application/json")


def as_csv(name: str, lines: Timed) -> Response:
    """All rows as CSV, written as they are read."""
    headers = {"Content-Disposition": f'attachment; filename="isnad-{name}.csv"'}
    return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=headers)


def as_file(file: File) -> Response:
    """A file that a browser keeps under its name, which may be Arabic, and never opens as a page of this server."""
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name)}"}
    return Response(file.body, media_type=file.type, headers=headers)


class Timed:
    """Some lines, each of which may take so many seconds; the first is made at once, so that a fault in it is told.

    Raises:
        SlowQueryError: where the first takes longer.
    """

    def __init__(self, lines: Iterator[str], patience: float) -> None:
        self._lines = lines
        self._patience = patience
        self._first: str | None = self._timed()

    def __iter__(self) -> Timed:
        """Itself."""
        return self

    def __next__(self) -> str:
        """The next line, or several that go out together."""
        first, self._first = self._first, None
        return self._timed() if first is None else first

    def _timed(self) -> str:
        with at_most(self._patience):
            return next(self._lines)


def csv_lines(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Rows as lines of CSV, some together; Excel knows them as UTF-8 by the mark at their beginning."""
    out = io.StringIO()
    out.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for place, row in enumerate(rows, start=1):
        writer.writerow([cell(_flat(row.get(column))) for column in columns])
        if place % _LINES == 0:
            yield _taken(out)
    yield _taken(out)


def _taken(out: io.StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text


def _flat(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return _BETWEEN.join(map(str, value))
    return value
