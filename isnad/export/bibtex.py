"""Citations of reports as BibTeX, in UTF-8, with the fields of biblatex beside the old ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import TextIO
from urllib.parse import quote

from isnad.export.about import cut_words
from isnad.export.csl import date_parts, fingerprint, one_line
from isnad.export.selection import Selection
from isnad.model import Report

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LANGUAGES = {"ar": "arabic", "fa": "persian", "ur": "urdu", "ckb": "sorani"}
_NO_KEY = re.compile(r"[^A-Za-z0-9:_./-]+")
_SPECIAL = {
    **{sign: f"\\{sign}" for sign in "&%$#_"},
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_ESCAPES = str.maketrans(_SPECIAL)


def write(selection: Selection, out: TextIO) -> None:
    """An `@article` a report; where the selection was cut, a comment at the beginning says so."""
    provenance = selection.provenance
    if words := cut_words(provenance):
        out.write(f"@comment{{left_out = {provenance.left_out}. {words}}}\n\n")
    for reading in selection.readings():
        out.write(_entry(reading.report, reading.layers.language))


def key(identifier: str) -> str:
    """An id as a citation key: as it is where a key may be so, else without what may not stand in it, and a hash.

    >>> key("news-17"), key("خبر 17")
    ('news-17', '17-904badfe')
    """
    plain = _NO_KEY.sub("-", identifier).strip("-")
    return plain if plain == identifier else f"{plain or 'report'}-{sha256(identifier.encode()).hexdigest()[:8]}"


def _entry(report: Report, language: str | None) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(report, language))
    return f"@article{{{key(report.id)},\n{fields}}}\n\n"


def _fields(report: Report, language: str | None) -> Iterator[tuple[str, str]]:
    for name, words in (("title", report.title), ("journal", report.outlet)):
        if words:
            yield name, _braced(words)
    if report.author:
        yield "author", "{" + _braced(report.author) + "}"
    parts = date_parts(report.published)
    if parts:
        yield "date", "{" + "-".join(parts) + "}"
        yield "year", "{" + parts[0] + "}"
    if len(parts) > 1 and 1 <= int(parts[1]) <= len(_MONTHS):
        yield "month", _MONTHS[int(parts[1]) - 1]
    if report.url:
        # the signs that would end a value or begin a command
        yield "url", "{" + re.sub(r"[{}\\\s]", lambda sign: quote(sign[0]), report.url) + "}"
    if language in _LANGUAGES:
        yield "langid", "{" + _LANGUAGES[language] + "}"
    if note := fingerprint(report):
        yield "note", "{" + note + "}"
    yield "entrysubtype", "{newspaper}"


def _braced(words: str) -> str:
    return "{" + (one_line(words) or "").translate(_ESCAPES) + "}"
