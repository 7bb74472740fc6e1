"""The table of reports."""

from __future__ import annotations

from collections.abc import Iterator

from isnad.export.tables.column import Table, integer, text
from isnad.export.tables.context import Context
from isnad.model import Origin


def _origin(of: Context) -> Origin:
    return of.report.origin or Origin(path="", media_type="", sha256="")


def _rows(context: Context) -> Iterator[Context]:
    yield context


REPORTS = Table(
    "reports",
    "one published text a row",
    (
        text("id", "the report's id", lambda of: of.report.id),
        text("outlet", "who published it", lambda of: of.report.outlet, sought=True),
        text("published", "when: ISO 8601 at the precision that is known", lambda of: of.report.published, sought=True),
        text("title", "the headline", lambda of: of.report.title),
        text("author", "the byline", lambda of: of.report.author),
        text("url", "its address", lambda of: of.report.url),
        text("language", "`ar`, `mixed` and so on", lambda of: of.layers.language),
        integer("statements", "how many statements it tells", lambda of: len(of.layers.statements)),
        integer("events", "how many events it tells", lambda of: len(of.layers.events)),
        integer("headline_start", "where the headline begins in the text", lambda of: _headline(of, 0)),
        integer("headline_end", "where the headline ends in the text, exclusive", lambda of: _headline(of, 1)),
        text("origin", "the file that it was read from, as it was named", lambda of: _origin(of).path or None),
        text("origin_member", "its line number or WARC record there", lambda of: _origin(of).member),
        text("sha256", "the hash of the bytes that were read", lambda of: _origin(of).sha256 or None),
        text(
            "text", "all of it, unchanged: every `_start` and `_end` counts its code points", lambda of: of.report.text
        ),
    ),
    _rows,
    at_once=1_000,
)


def _headline(of: Context, side: int) -> int | None:
    span = of.report.headline
    return None if span is None else (span.start, span.end)[side]
