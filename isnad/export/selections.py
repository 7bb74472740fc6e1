"""Which formats a selection of a record can be exported to."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from typing import Any, NamedTuple


class Target(StrEnum):
    """What a format is written to: a text stream, a binary stream, the path of a file or that of a folder."""

    TEXT = "text"
    BINARY = "binary"
    FILE = "file"
    FOLDER = "folder"


class Format(NamedTuple):
    """Where a format's `write` is, the ending of its files, what it writes to, and its own options by keyword."""

    module: str
    extension: str
    target: Target
    options: tuple[str, ...] = ()


FORMATS: dict[str, Format] = {
    "jsonl": Format("lines", ".jsonl", Target.TEXT),
    "csv": Format("csv_table", ".csv", Target.TEXT, ("table", "bom")),
    "parquet": Format("parquet", "", Target.FOLDER),
    "plover": Format("plover", ".plover.jsonl", Target.TEXT),
    "acled": Format("acled", ".acled.csv", Target.TEXT, ("bom",)),
    "geojson": Format("geojson", ".geojson", Target.TEXT),
    "csl": Format("csl", ".csl.json", Target.TEXT),
    "bibtex": Format("bibtex", ".bib", Target.TEXT),
    "sqlite": Format("sqlite", ".db", Target.FILE),
    "ftm": Format("ftm", ".ftm.json", Target.TEXT),
    "ftm-statements": Format("ftm_statements", ".statements.csv", Target.TEXT),
    "web-annotation": Format("web_annotation", ".jsonld", Target.TEXT),
    "ninjs": Format("ninjs", ".ninjs.jsonl", Target.TEXT),
    "timeline": Format("timeline", ".timeline.json", Target.TEXT),
    "gexf": Format("gexf", ".gexf", Target.TEXT),
    "graphml": Format("graphml", ".graphml", Target.TEXT),
    "atom": Format("atom", ".atom", Target.TEXT),
    "docx": Format("story_docx", ".docx", Target.BINARY),
    "html": Format("story_page", ".html", Target.TEXT),
}
"""By name; a format is one line, its module one file of `isnad.export` with `write(selection, out)`."""


def writer(name: str) -> Callable[..., None]:
    """The `write` of a format of `FORMATS`, imported now: `write(selection, out)` and its options by keyword.

    `out` is a stream or a path, as the format's `target` says; text streams are opened in UTF-8 with `newline=""`.

    Raises:
        ValueError: for any other name.
    """
    if name not in FORMATS:
        raise ValueError(f"no format {name!r}: there are {', '.join(FORMATS)}")
    write: Any = import_module(f"isnad.export.{FORMATS[name].module}").write
    checked: Callable[..., None] = write
    return checked
