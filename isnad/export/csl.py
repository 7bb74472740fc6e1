"""Citations of reports as CSL-JSON 1.0.2, for Zotero, pandoc and citeproc."""

from __future__ import annotations

import json
import re
from typing import Any, TextIO

from isnad.export.selection import Provenance, Selection
from isnad.model import Report

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
LANGUAGES = ("ar", "fa", "ur", "ckb")


def write(selection: Selection, out: TextIO) -> None:
    """A JSON array with an item a report.

    The schema has no room beside the items: where the selection was cut, each tells it under `custom`, and in an empty
    array nothing can.
    """
    before = "[\n"
    for reading in selection.readings():
        record = item(reading.report, reading.layers.language, selection.provenance)
        out.write(before + json.dumps(record, ensure_ascii=False))
        before = ",\n"
    out.write("[]\n" if before == "[\n" else "\n]\n")


def item(report: Report, language: str | None, provenance: Provenance) -> dict[str, Any]:
    """A report as an item; what it does not tell is left out."""
    told = {
        "id": report.id,
        "type": "article-newspaper",
        "title": one_line(report.title),
        "author": [{"literal": one_line(report.author)}] if report.author else None,
        "container-title": one_line(report.outlet),
        "issued": _issued(report.published),
        "URL": report.url,
        "language": language if language in LANGUAGES else None,
        "note": fingerprint(report),
        "custom": None if provenance.complete else {"left_out": provenance.left_out},
    }
    return {name: value for name, value in told.items() if value}


def date_parts(published: str | None) -> tuple[str, ...]:
    """Year, month and day as far as they are known.

    >>> date_parts("2018-05-29T10:00:00+02:00"), date_parts("2018-05"), date_parts(None)
    (('2018', '05', '29'), ('2018', '05'), ())
    """
    found = _DATE.match(published or "")
    return tuple(part for part in found.groups() if part) if found else ()


def one_line(words: str | None) -> str | None:
    """Words with one blank for each run of blanks and line ends."""
    return " ".join(words.split()) if words else None


def fingerprint(report: Report) -> str | None:
    """By which the file that was read can be told from others."""
    return f"SHA-256 of the source: {report.origin.sha256}" if report.origin else None


def _issued(published: str | None) -> dict[str, Any] | None:
    parts = date_parts(published)
    return {"date-parts": [[int(part) for part in parts]]} if parts else None
