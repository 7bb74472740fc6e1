"""JSON Lines, a JSON array, or one JSON object: reports whose text is taken exactly as it is given."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from io import BufferedReader, BytesIO
from typing import Any

import msgspec

from isnad.errors import EmptyInputError, EncodingError, FormatError, ReadError
from isnad.ingest.annotated import layers_of
from isnad.ingest.build import build, iso_prefix, too_large, unpaired
from isnad.ingest.decode import decode
from isnad.model import Layers, Origin, Report

MEDIA_TYPE = "application/x-ndjson"
_PER_CHARACTER = 6  # bytes that one character takes at most, as \\u0641
_REST = 1 << 20  # bytes allowed for the fields beside the text
_SKIP = 1 << 20
_SPACE = b" \t\r\n"
_NEXT = re.compile(r"[\]}]\s*,?\s*(?=\{)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_WHITE = re.compile(r"[\s,]*")


def read_jsonl(
    stream: BufferedReader, path: str, *, max_characters: int, layers: dict[str, Layers] | None = None
) -> Iterator[Report | ReadError]:
    """The reports of a stream, one line at a time; an array or an object over several lines is read as a whole.

    Args:
        stream: Bytes; UTF-8, or windows-1256 where a line is plainly that.
        path: The input as it was named.
        max_characters: The most code points that one text may have.
        layers: Is given, by the id of its report, the layers of every object that has them.
    """
    stream = _as_utf8(stream, path)
    limit = max_characters * _PER_CHARACTER + _REST
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        place = f"{path}:{number}"
        if number == 1 and _spans_lines(line):
            yield from _whole(line + stream.read(), path, max_characters, layers)
            return
        if len(line) > limit:
            _skip_line(stream, line)
            yield too_large(place, max_characters)
        elif line.strip():
            yield _read(line.strip(_SPACE), path, number, max_characters, layers)


def _as_utf8(stream: BufferedReader, path: str) -> BufferedReader:
    """The stream without its byte order mark; UTF-16 and UTF-32 are turned into UTF-8 as a whole."""
    head = stream.peek(4)[:4]
    if head.startswith(b"\xef\xbb\xbf"):
        stream.read(3)
        return stream
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        text, _ = decode(stream.read(), identifier=path)
        return BufferedReader(BytesIO(text.encode("utf-8")))
    return stream


def _spans_lines(line: bytes) -> bool:
    """Whether the first line opens an array, or an object that goes on in the next line."""
    shown = line.strip(_SPACE)
    return shown.startswith(b"[") or (shown.startswith(b"{") and shown.endswith((b"{", b",", b"[")))


def _skip_line(stream: BufferedReader, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(_SKIP)


def _whole(
    data: bytes, path: str, max_characters: int, layers: dict[str, Layers] | None
) -> Iterator[Report | ReadError]:
    """The objects of an array or of a sequence, one after another; after a broken one the next is looked for."""
    try:
        text, _ = decode(data, identifier=path)
    except EncodingError as error:
        yield error
        return
    decoder = json.JSONDecoder()
    place = _WHITE.match(text).end()  # type: ignore[union-attr]
    place += text.startswith("[", place)
    number = 0
    while (place := _WHITE.match(text, place).end()) < len(text) and text[place] != "]":  # type: ignore[union-attr]
        number += 1
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            yield _malformed(f"{path}:{number}", str(error))
            after = _NEXT.search(text, place)
            if after is None:
                return
            place = after.end()
            continue
        yield _checked(value, b"", path, number, max_characters, layers)


def _read(
    line: bytes, path: str, number: int, max_characters: int, layers: dict[str, Layers] | None
) -> Report | ReadError:
    """The report of one line, or why it holds none."""
    place = f"{path}:{number}"
    try:
        value = msgspec.json.decode(line)
    except UnicodeDecodeError:
        return _other_encoding(line, path, number, max_characters, layers)
    except (msgspec.DecodeError, RecursionError) as error:
        return _unread(line, place, str(error))
    return _checked(value, line, path, number, max_characters, layers)


def _other_encoding(
    line: bytes, path: str, number: int, max_characters: int, layers: dict[str, Layers] | None
) -> Report | ReadError:
    try:
        text, _ = decode(line, identifier=f"{path}:{number}")
    except EncodingError as error:
        return error
    return _read(text.encode("utf-8"), path, number, max_characters, layers)


def _unread(line: bytes, place: str, reason: str) -> ReadError:
    """Why a line is no JSON: half a surrogate pair, which the standard library reads, or its form."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return _malformed(place, reason)
    name = value.get("id") if isinstance(value, dict) else None
    known = name if isinstance(name, str) and name and not _SURROGATE.search(name) else place
    if _SURROGATE.search(json.dumps(value, ensure_ascii=False)):
        return unpaired(known)
    return _malformed(place, reason)


def _malformed(place: str, reason: str) -> FormatError:
    return FormatError(f"{place}: not valid JSON ({reason}); write one object a line", identifier=place)


def _checked(
    value: Any, line: bytes, path: str, number: int, max_characters: int, layers: dict[str, Layers] | None
) -> Report | ReadError:
    try:
        report = _report(value, line, path, number, max_characters)
        if layers is not None and (told := layers_of(value, report)) is not None:
            layers[report.id] = told
        return report
    except ReadError as error:
        return error


def _report(value: Any, line: bytes, path: str, number: int, max_characters: int) -> Report:
    """The report that an object holds.

    Raises:
        ReadError: if it holds none.
    """
    place = f"{path}:{number}"
    if not isinstance(value, dict):
        raise FormatError(f"{place}: a JSON {_kind(value)} where an object with `text` is needed", identifier=place)
    name = _string(value.get("id")) or ""
    text = value.get("text")
    shown = name if name and not _SURROGATE.search(name) else place
    if text is None:
        raise FormatError(f"{shown}: no `text` ({place}); give the report's text in that field", identifier=shown)
    if not isinstance(text, str):
        raise FormatError(f"{shown}: `text` is a {_kind(text)} ({place}); give it as a string", identifier=shown)
    fields = {key: _string(value.get(key)) for key in ("outlet", "url", "title", "author", "published")}
    if any(_SURROGATE.search(field) for field in (name, text, *fields.values()) if field):
        raise unpaired(shown)
    source = line or text.encode("utf-8")
    digest = hashlib.sha256(source).hexdigest()
    report = Report(
        id=name or hashlib.sha256(text.encode("utf-8")).hexdigest()[:16],
        text=text,
        outlet=fields["outlet"],
        url=fields["url"],
        title=fields["title"],
        author=fields["author"],
        published=iso_prefix(fields["published"]),
        origin=Origin(path=path, media_type=MEDIA_TYPE, sha256=digest, encoding="utf-8", member=str(number)),
    )
    try:
        return build(report, max_characters=max_characters)
    except EmptyInputError:
        raise EmptyInputError(
            f"{shown}: `text` is empty ({place}); leave it out or give its text", identifier=shown
        ) from None


def _string(value: Any) -> str | None:
    """A field as a string: a number as its digits, a list of names joined, an object by its `name`; else None."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, dict):
        return _string(value["name"]) if isinstance(value.get("name"), str) else None
    if isinstance(value, list):
        return "، ".join(name for item in value if not isinstance(item, list) and (name := _string(item))) or None
    return None


def _kind(value: Any) -> str:
    kinds = {list: "list", dict: "object", str: "string", bool: "boolean", type(None): "null"}
    return kinds.get(type(value), "number")
