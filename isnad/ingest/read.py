"""Paths to reports: each input by the reader of its format; what cannot be read leaves an error in its place."""

from __future__ import annotations

import os
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from io import BufferedReader
from pathlib import PurePath
from typing import BinaryIO, NamedTuple

from isnad.errors import EmptyInputError, FormatError, MissingInputError, ReadError
from isnad.ingest.build import Seen
from isnad.ingest.jsonl import read_jsonl
from isnad.ingest.plain import read_plain
from isnad.ingest.sniff import Format, by_bytes, by_name, stem, unpacked
from isnad.model import Layers, Report

STDIN = "-"


class _Input(NamedTuple):
    """A path, how it is shown, and the id of the report that it holds where it holds one; or why it cannot be read."""

    path: str
    shown: str
    identifier: str
    error: ReadError | None = None


def read_paths(
    paths: Iterable[str],
    *,
    max_characters: int = 2_000_000,
    stdin: BinaryIO | None = None,
    layers: dict[str, Layers] | None = None,
    ids: Mapping[str, str] | None = None,
) -> Iterator[Report | ReadError]:
    """Every report of the inputs, in their order; a ReadError stands in the place of one that cannot be read.

    Args:
        paths: Files (`.jsonl .ndjson .json .txt .html .htm .warc`, each also with `.gz`; others by their first bytes),
            directories (walked in sorted order for files with these names), or `-` for standard input.
        max_characters: The most code points that one text may have.
        stdin: What `-` reads; the process's own where it is None.
        layers: Is given, by the id of its report, the layers of every line that `isnad annotate` wrote, before that
            report is yielded. Where it is None such a line is read as a report alone.
        ids: The id that a file gives its report, by absolute path; where a path is not in it, its name decides, and
            that of the folder too where two of `paths` have one name.

    Yields:
        Reports and ReadErrors; nothing is raised for what an input holds. No two reports have the same id.
    """
    seen = Seen()
    for source in _named(_listed(paths), ids or {}):
        for report in _read(source, max_characters, stdin, layers):
            item = seen.check(report) if isinstance(report, Report) else report
            if isinstance(item, ReadError) and source.path != STDIN:
                item.path, item.gives = os.path.abspath(source.path), source.identifier
            yield item


def _listed(paths: Iterable[str]) -> Iterator[_Input]:
    """The inputs with directories replaced by their files."""
    for path in paths:
        shown = os.fspath(path).encode("utf-8", "backslashreplace").decode("utf-8")
        if path == STDIN:
            yield _Input(path, "<stdin>", "stdin")
        elif "\0" in path:
            yield _Input(path, shown, shown, _missing(shown, "the name holds a NUL character"))
        elif os.path.isdir(path):
            yield from _walked(path, shown)
        else:
            yield _Input(path, shown, stem(shown))


def _walked(path: str, shown: str) -> Iterator[_Input]:
    """The files of a directory that have a known name, in sorted order; hidden ones are passed over."""
    files = []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files += [os.path.join(folder, name) for name in names if not name.startswith(".") and by_name(name)]
    if not files:
        message = f"{shown}: no file that can be read in this directory; name a .jsonl, .txt, .html or .warc file"
        yield _Input(path, shown, shown, EmptyInputError(message, identifier=shown))
    for file in sorted(files, key=lambda file: PurePath(file).parts):
        name = file.encode("utf-8", "backslashreplace").decode("utf-8")
        yield _Input(file, name, stem(name))


def _named(inputs: Iterable[_Input], ids: Mapping[str, str]) -> list[_Input]:
    """The inputs with their ids; where several files would give one, the path without its suffix is taken instead."""
    listed = list(inputs)
    paths = {(source.identifier, source.path) for source in listed}
    counts = Counter(identifier for identifier, _ in paths)
    told = [
        source._replace(identifier=str(PurePath(source.shown).with_name(source.identifier)))
        if counts[source.identifier] > 1 and source.error is None and source.path != STDIN
        else source
        for source in listed
    ]
    return [source._replace(identifier=ids.get(os.path.abspath(source.path), source.identifier)) for source in told]


def _read(
    source: _Input, max_characters: int, stdin: BinaryIO | None, layers: dict[str, Layers] | None
) -> Iterator[Report | ReadError]:
    """The reports of one input; the errors of its file and its compression in their place."""
    if source.error is not None:
        yield source.error
        return
    try:
        if source.path == STDIN:
            yield from _read_stream(_buffered(stdin or sys.stdin.buffer), source, max_characters, layers)
        else:
            with open(source.path, "rb") as stream:
                yield from _read_stream(stream, source, max_characters, layers)
    except ReadError as error:
        yield error
    except (EOFError, zlib.error) as error:
        yield _broken(source.shown, str(error))
    except OSError as error:
        known = error.errno is not None
        yield _missing(source.shown, error.strerror or str(error)) if known else _broken(source.shown, str(error))


def _read_stream(
    stream: BufferedReader, source: _Input, max_characters: int, layers: dict[str, Layers] | None
) -> Iterator[Report | ReadError]:
    """The reports of an open stream, by the reader of its format."""
    kind = by_name(source.path) if source.path != STDIN else None
    if kind != Format.WARC:
        packed, stream = stream, unpacked(stream)
        if kind is None and packed is not stream and by_bytes(stream) == Format.WARC and packed.seekable():
            packed.seek(0)
            kind, stream = Format.WARC, packed
    if not stream.peek(1):
        yield EmptyInputError(f"{source.shown}: empty; leave it out", identifier=source.shown)
        return
    kind = kind or by_bytes(stream)
    if kind == Format.JSONL:
        yield from read_jsonl(stream, source.shown, max_characters=max_characters, layers=layers)
    elif kind == Format.PLAIN:
        yield read_plain(stream, source.shown, source.identifier, max_characters=max_characters)
    elif kind == Format.PAGE:
        from isnad.ingest.page import read_page  # loads the HTML library: only where a page is read

        yield read_page(stream, source.shown, source.identifier, max_characters=max_characters)
    else:
        from isnad.ingest.warc import read_warc  # loads fastwarc, and the HTML library with it

        yield from read_warc(stream, source.shown, max_characters=max_characters)


def _buffered(stream: BinaryIO) -> BufferedReader:
    return stream if isinstance(stream, BufferedReader) else BufferedReader(stream)  # type: ignore[arg-type]


def _missing(shown: str, reason: str) -> MissingInputError:
    return MissingInputError(f"{shown}: cannot be opened ({reason}); check the path", identifier=shown)


def _broken(shown: str, reason: str) -> FormatError:
    return FormatError(f"{shown}: damaged compressed data ({reason}); fetch it again", identifier=shown)
