"""Plain text: the characters of a file as they are, with headline, date line and byline read from its first lines."""

from __future__ import annotations

import hashlib
import re
from io import BufferedReader

from isnad.ingest.build import build, check_text, too_large
from isnad.ingest.decode import decode
from isnad.model import Origin, Report
from isnad.text.bylines import read_byline
from isnad.text.datelines import find_date, is_date_line

MEDIA_TYPE = "text/plain"
_PER_CHARACTER = 4
_NEAR = 8  # lines at either end in which a date line or a byline may stand


def read_plain(stream: BufferedReader, path: str, identifier: str, *, max_characters: int) -> Report:
    """The one report of a text file; line ends are kept and only a byte order mark is left out.

    Raises:
        ReadError: if the file holds no text, none that can be decoded, or more than `max_characters`.
    """
    limit = max_characters * _PER_CHARACTER
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise too_large(path, max_characters)
    text, encoding = decode(data, identifier=path)
    check_text(text, path, max_characters)
    digest = hashlib.sha256(data).hexdigest()
    origin = Origin(path=path, media_type=MEDIA_TYPE, sha256=digest, encoding=encoding)
    lines = near_lines(text)
    author, published = read_author(lines), read_published(lines)
    report = Report(id=identifier, text=text, author=author, published=published, origin=origin)
    return build(report, max_characters=max_characters)


def near_lines(text: str) -> list[str]:
    """The first and last lines that are not blank, in order, without space around them."""
    lines = [line.strip() for line in re.split(r"[\r\n\u2028\u2029]+", text) if line.strip()]
    return lines if len(lines) <= 2 * _NEAR else lines[:_NEAR] + lines[-_NEAR:]


def read_author(lines: list[str]) -> str | None:
    """The author whom the first byline names; the first line is a headline and is passed over where others follow."""
    for index, line in enumerate(lines):
        byline = read_byline(line) if index or len(lines) == 1 or ":" in line else None
        if byline is not None and byline.author:
            return byline.author
    return None


def read_published(lines: list[str]) -> str | None:
    """The day of the first date line; a dateline with a place (`تونس في 3 مايو 2020`) is none."""
    for line in lines:
        if is_date_line(line):
            found = find_date(line)
            return found.iso if found else None
    return None
