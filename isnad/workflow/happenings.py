"""Files in, happenings across their reports out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import BinaryIO

import pyarrow as pa

from isnad.errors import ReadError
from isnad.model.happening import Happening
from isnad.resolve import Archive, find_copies, find_stories
from isnad.resolve.actors import find_actors
from isnad.resolve.chronology import chronology as chronology_of
from isnad.resolve.happenings import happenings
from isnad.workflow.annotated import Annotated
from isnad.workflow.archive import read_archive
from isnad.workflow.settings import Settings

__all__ = ["chronology_of", "found", "read_happenings"]


def read_happenings(
    paths: Iterable[str],
    settings: Settings,
    *,
    stdin: BinaryIO | None = None,
    watch: Callable[[Annotated], None] = lambda item: None,
) -> tuple[list[Happening], list[ReadError]]:
    """The happenings of all reports that can be read, and the errors of the others.

    Args:
        paths: Files, as `isnad annotate` reads them.
        settings: How to annotate.
        stdin: What `-` stands for.
        watch: Is told of every report, for a progress line.
    """
    archive, errors = read_archive(paths, settings, stdin=stdin, watch=watch)
    return list(happenings(archive, found(archive))), errors


def found(archive: Archive) -> dict[str, pa.Table]:
    """The tables on which happenings are built: copies, stories and actors of the archive."""
    copies = find_copies(archive)
    return {"copies": copies, "stories": find_stories(archive, copies), "actors": find_actors(archive).table}
