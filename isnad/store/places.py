"""Places in reports as a record keeps them beside what was found over reports: by the report's number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
from sqlalchemy import Connection, select

from isnad.model import Evidence, Span
from isnad.store.kept import chunks
from isnad.store.schema import reports

_TOGETHER = 500


class Place(msgspec.Struct, frozen=True, array_like=True):
    """A span of the report of this number with its quote; the quote of a long sentence is read from the text."""

    report: int
    start: int
    end: int
    quote: str | None = None


_READ = msgspec.json.Decoder(tuple[Place, ...])


def written(places: Iterable[Place]) -> str:
    """Places as JSON, without quotes that are None."""
    kept = [[one.report, one.start, one.end, *([one.quote] if one.quote is not None else [])] for one in places]
    return msgspec.json.encode(kept).decode()


def places_in(column: str | None) -> tuple[Place, ...]:
    """The places of a column."""
    return _READ.decode(column) if column else ()


def places_of(examples: Iterable[Evidence], numbers: Mapping[str, int]) -> str:
    """Evidence as a column keeps it; `numbers` are those of the reports by their ids."""
    return written(Place(numbers[one.report], one.span.start, one.span.end, one.quote) for one in examples)


class Named:
    """The ids, outlets and days of reports, asked for once."""

    def __init__(self, connection: Connection, numbers: Iterable[int]) -> None:
        self._rows: dict[int, tuple[str, str | None, str | None]] = {}
        for chunk in chunks(sorted(set(numbers)), _TOGETHER):
            query = select(reports.c.report, reports.c.id, reports.c.outlet, reports.c.day)
            for number, *row in connection.execute(query.where(reports.c.report.in_(chunk))):
                self._rows[number] = (row[0], row[1], row[2])

    def id(self, number: int) -> str:
        """The id of a report."""
        return self._rows[number][0]

    def evidence(self, places: Iterable[Place]) -> tuple[Evidence, ...]:
        """Places as evidence."""
        return tuple(
            Evidence(
                report=self._rows[one.report][0],
                span=Span(one.start, one.end),
                quote=one.quote or "",
                outlet=self._rows[one.report][1],
                published=self._rows[one.report][2],
            )
            for one in places
        )
