"""WARC archives: the HTML responses of a crawl, one record at a time.

Responses that are no HTML, and those whose status is not 200, are passed over: they are no reports.

Known misses: bytes between two records that are no record are passed over; in an archive that is one gzip member of
many records, what comes after damaged bytes is lost (and reported).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from io import BufferedReader
from typing import Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from isnad.errors import FormatError, ReadError
from isnad.ingest.build import too_large
from isnad.ingest.members import MAGIC, Forward, Members
from isnad.ingest.page import bytes_limit, read_markup
from isnad.model import Report

MEDIA_TYPE = "application/warc"
_HTML = frozenset({"text/html", "application/xhtml+xml"})


def read_warc(stream: BufferedReader, path: str, *, max_characters: int) -> Iterator[Report | ReadError]:
    """The reports of an archive, and an error for each record that is damaged.

    Args:
        stream: The bytes of the archive, as they are or compressed by gzip.
        path: The input as it was named.
        max_characters: The most code points that one text may have.
    """
    members = Members(stream) if stream.peek(3)[:3] == MAGIC else None
    source = Forward(io.BufferedReader(members) if members else stream)
    if not members and not stream.peek(5)[:5].upper().startswith(b"WARC/"):
        yield FormatError(f"{path}: no WARC archive (it does not begin with WARC/); check its name", identifier=path)
        return
    number = 0
    try:
        for record in _records(source):
            number += 1
            report = _record(record, path, number, max_characters)
            if report is not None:
                yield report
    except (OSError, ValueError, RuntimeError, EOFError) as error:
        yield _damaged(f"{path}:{number + 1}", str(error))
    for place in members.broken if members else ():
        yield _damaged(f"{path}@{place}", "gzip data at this byte")


def _records(source: Forward) -> Iterator[Any]:
    """The records of an archive; a panic of the library's compiled part ends them as an OSError."""
    try:
        yield from ArchiveIterator(source, parse_http=True, auto_decode="all", quirks_mode=True)
    except BaseException as error:  # pyo3's PanicException is no Exception and cannot be imported
        if type(error).__name__ != "PanicException":
            raise
        raise OSError("the archive's bytes stopped its reader") from error


def _damaged(place: str, reason: str) -> FormatError:
    return FormatError(
        f"{place}: damaged WARC record ({reason}); the others are read, fetch this one again", identifier=place
    )


def _record(record: Any, path: str, number: int, max_characters: int) -> Report | ReadError | None:
    """The report of a record, an error where it is damaged, None where it is no HTML response."""
    kind = record.record_type
    if kind not in (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.unknown):
        return None
    uri = record.headers.get("WARC-Target-URI", "").strip("<> ")
    place = uri or f"{path}:{number}"
    if kind == WarcRecordType.unknown or not uri:
        return _damaged(place, "its header names no type or no target")
    if not _is_page(record):
        return None
    limit = bytes_limit(max_characters)
    whole = record.content_length
    try:
        data = record.reader.read(limit + 1)
    except (OSError, ValueError, RuntimeError, EOFError) as error:
        return _damaged(place, str(error))
    if len(data) > limit:
        return too_large(place, max_characters)
    if (
        not record.http_headers.get("Content-Encoding")
        and not record.http_headers.get("Transfer-Encoding")
        and len(data) < whole
    ):
        return _damaged(place, f"{whole:,} bytes promised, {len(data):,} there")
    return _read(data, path, uri, record, max_characters)


def _is_page(record: Any) -> bool:
    """Whether a record is the answer to a request for a page, and the page was there."""
    if not record.is_http or record.http_headers is None:
        return False
    kind = (record.http_content_type or "text/html").split(";")[0].strip().lower()
    return kind in _HTML and record.http_headers.status_code in (200, None)


def _read(data: bytes, path: str, uri: str, record: Any, max_characters: int) -> Report | ReadError:
    try:
        return read_markup(
            data,
            path,
            uri,
            max_characters=max_characters,
            media_type=MEDIA_TYPE,
            charset=record.http_charset,
            url=uri,
            member=record.record_id or None,
        )
    except ReadError as error:
        return error
