"""Reports of invented people and places, annotated, with the tables that other steps find made by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import pyarrow as pa

from isnad.annotate import default_pipeline
from isnad.ingest.build import build
from isnad.model import Report
from isnad.model.happening import Happening
from isnad.resolve.archive import FOUND, Archive
from isnad.resolve.happenings import happenings

_pipeline = cache(default_pipeline)


def report(
    id: str, body: str, published: str | None = "2024-05-15T10:00:00+00:00", title: str = "أخبار اليوم"
) -> Report:
    """A report as it would be read from JSON Lines."""
    plain = Report(id=id, text=f"{title}\n\n{body}", title=title, outlet=f"صحيفة {id}", published=published)
    return build(plain, max_characters=100_000)


def found(
    archive: Archive, stories: Mapping[str, int] | None = None, copies: Iterable[tuple[str, str]] = ()
) -> dict[str, pa.Table]:
    """The tables of stories (all one, unless told) and copies, by the ids of reports."""
    numbers = {row["id"]: row["report"] for row in archive.table("reports").select(["report", "id"]).to_pylist()}
    rows = [{"report": number, "story": (stories or {}).get(id, 0)} for id, number in numbers.items()]
    pairs = [{"earlier": numbers[a], "later": numbers[b], "similarity": 1.0} for a, b in copies]
    return {
        "stories": pa.Table.from_pylist(rows, schema=FOUND["stories"]),
        "copies": pa.Table.from_pylist(pairs, schema=FOUND["copies"]),
    }


def archive_of(*reports: Report) -> Archive:
    """An archive of these reports, annotated."""
    return Archive.of((one, _pipeline()(one)) for one in reports)


def told_in(*reports: Report, **tables: object) -> list[Happening]:
    """The happenings of these reports."""
    archive = archive_of(*reports)
    return list(happenings(archive, found(archive, **tables)))  # type: ignore[arg-type]


def joined(told: Iterable[Happening], kind: str, type: str | None = None) -> list[Happening]:
    """Those of a kind that two reports or more tell."""
    return [
        one
        for one in told
        if one.kind == kind and type in (None, one.type) and len({telling.report for telling in one.tellings}) > 1
    ]
