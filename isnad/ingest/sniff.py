"""Which format an input has: by its name, or else by its first bytes."""

from __future__ import annotations

import gzip
import re
from enum import StrEnum
from io import BufferedReader
from pathlib import PurePath

GZIP = b"\x1f\x8b"
_HEAD = 4096
_MARKUP = re.compile(
    rb"\s*<(?:!doctype\s+html|html|head|body|\?xml|!--|meta|title|div|article|main|p|h1|table)[\s>/]?", re.IGNORECASE
)
_OBJECT = re.compile(rb"\s*(?:\[\s*)?\{\s*(?:[\"}]|$)|\s*\[\s*\]\s*$")
_WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


class Format(StrEnum):
    """The formats that are read; each value is a reader's name."""

    JSONL = "jsonl"
    PLAIN = "plain"
    PAGE = "page"
    WARC = "warc"


_SUFFIXES = {
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".json": Format.JSONL,
    ".txt": Format.PLAIN,
    ".html": Format.PAGE,
    ".htm": Format.PAGE,
    ".warc": Format.WARC,
}


def by_name(path: str) -> Format | None:
    """The format that a path's suffix names, `.gz` left aside; None where it names none."""
    name = PurePath(path).name.lower().removesuffix(".gz")
    return _SUFFIXES.get(PurePath(name).suffix)


def stem(path: str) -> str:
    """The file name without `.gz` and without a known suffix."""
    name = PurePath(path).name
    name = name[:-3] if name.lower().endswith(".gz") else name
    return PurePath(name).stem if by_name(name) else name


def by_bytes(stream: BufferedReader) -> Format:
    """The format that the first bytes show, which stay unread; plain text where they show no other."""
    head = stream.peek(_HEAD)[:_HEAD]
    if head[:2] in _WIDE:
        head = head[: len(head) // 2 * 2].decode(_WIDE[head[:2]], errors="replace").encode("utf-8")
    head = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith(b"WARC/"):
        return Format.WARC
    if _OBJECT.match(head):
        return Format.JSONL
    if _MARKUP.match(head) or re.search(rb"<html[\s>]", head, re.IGNORECASE):
        return Format.PAGE
    return Format.PLAIN


def unpacked(stream: BufferedReader) -> BufferedReader:
    """The stream, decompressed where its first bytes say gzip."""
    if stream.peek(2)[:2] != GZIP:
        return stream
    return BufferedReader(gzip.GzipFile(fileobj=stream))
