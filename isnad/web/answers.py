"""An answer of a page as HTML, JSON or CSV, and errors in the same three forms."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import msgspec
from starlette.responses import Response, StreamingResponse

from isnad.errors import IsnadError, QueryError, RefusedError
from isnad.export.csv_rows import cell
from isnad.web.views import File

_BETWEEN = "; "
_STATUS = {
    **{"query": 400, "judgement": 400, "read-only-record": 403, "unknown-actor": 404},
    **{"slow-query": 503, "record-busy": 503},
}
_LINES = 500  # of CSV that go out together


def as_json(data: Any, status: int = 200) -> Response:
    """Data as JSON; for a person in a browser it is laid out."""
    body = msgspec.json.format(msgspec.json.encode(data), indent=2)
    return Response(body, status, media_type="application/json")


def as_csv(name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Response:
    """All rows as CSV, written as they are read; Excel knows it as UTF-8 by the mark at its beginning."""
    headers = {"Content-Disposition": f'attachment; filename="isnad-{name}.csv"'}
    return StreamingResponse(_lines(columns, rows), media_type="text/csv; charset=utf-8", headers=headers)


def as_file(file: File) -> Response:
    """A file that a browser keeps under its name, which may be Arabic, and never opens as a page of this server."""
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name)}"}
    return Response(file.body, media_type=file.type, headers=headers)


def error_data(error: IsnadError, status: int) -> dict[str, Any]:
    """The shape of every error in JSON: `type` is a stable slug; a query's error names the `place` too."""
    told: dict[str, Any] = {"type": error.slug, "message": str(error)}
    if isinstance(error, QueryError):
        told["place"] = error.place
    return {"error": told, "status": status}


def status_of(error: IsnadError) -> int:
    """The status of HTTP for an error."""
    if isinstance(error, RefusedError):
        return error.status
    return _STATUS.get(error.slug, 500)


def _lines(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
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
