"""What holds over the reports of files, for the faces.

Not among the names of `isnad.workflow` itself: these steps load Arrow and DuckDB, which `isnad annotate` and its
processes have no use for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

import pyarrow as pa

from isnad.errors import ReadError
from isnad.model import Naming, Story, Tie
from isnad.model.happening import Happening
from isnad.resolve import Archive, find_copies, find_stories, stories
from isnad.resolve.actors import find_actors
from isnad.resolve.chronology import chronology as chronology_of
from isnad.resolve.happenings import happenings
from isnad.resolve.naming import find_naming
from isnad.resolve.network import Step, find_network
from isnad.workflow.annotated import Annotated
from isnad.workflow.archive import read_archive
from isnad.workflow.collecting import uncollected
from isnad.workflow.happenings_pool import LEAST, happenings_by
from isnad.workflow.settings import Settings

__all__ = ["chronology_of", "found", "happenings_of", "naming_of", "network_of", "read_happenings", "tell_stories"]

Watch = Callable[[Annotated], None]


def tell_stories(
    paths: Iterable[str],
    settings: Settings,
    *,
    stdin: BinaryIO | None = None,
    watch: Watch = lambda item: None,
) -> Iterator[Story | ReadError]:
    """The stories that the reports of some paths tell, then an error for each report that could not be read.

    All reports are read before the first story is known. Every report that could be read stands in exactly one story.

    Args:
        paths: Files, as `isnad annotate` reads them or writes them: what is annotated is not annotated again.
        settings: How to annotate.
        stdin: What `-` stands for.
        watch: Is told of every report as it is read, for a progress line.
    """
    with uncollected():
        archive, errors = read_archive(paths, settings, stdin=stdin, watch=watch)
        copies = find_copies(archive) if len(archive) else None
        homes = find_stories(archive, copies) if copies is not None else None
    if homes is not None:
        yield from stories(archive, homes, copies)
    yield from errors


def read_happenings(
    paths: Iterable[str],
    settings: Settings,
    *,
    stdin: BinaryIO | None = None,
    watch: Watch = lambda item: None,
) -> tuple[Iterator[Happening], list[ReadError]]:
    """The happenings of all reports that can be read, made as they are asked for, and the errors of the others.

    Args:
        paths: Files, as `isnad annotate` reads them.
        settings: How to annotate.
        stdin: What `-` stands for.
        watch: Is told of every report, for a progress line.
    """
    with uncollected():
        archive, errors = read_archive(paths, settings, stdin=stdin, watch=watch)
        tables = found(archive)
    return happenings_of(archive, tables, jobs=settings.jobs), errors


def happenings_of(archive: Archive, tables: dict[str, pa.Table], *, jobs: int) -> Iterator[Happening]:
    """The happenings of an archive, story by story; where there are many reports, made by so many processes at once.

    Args:
        archive: The reports.
        tables: What `found` gives.
        jobs: Processes; above 1 the calling script must be importable (`if __name__ == "__main__"`).
    """
    return happenings_by(jobs, archive, tables) if jobs > 1 and len(archive) >= LEAST else happenings(archive, tables)


def found(archive: Archive) -> dict[str, pa.Table]:
    """The tables on which happenings are built: copies, stories and actors of the archive."""
    copies = find_copies(archive)
    actors = find_actors(archive)
    return {
        "copies": copies,
        "stories": find_stories(archive, copies),
        "actors": actors.table,
        "described": actors.described,
    }


def naming_of(
    paths: Iterable[str], settings: Settings, *, actor: str | None, stdin: BinaryIO | None, watch: Watch
) -> tuple[list[Naming], list[ReadError]]:
    """How outlets name actors in the reports of files, and the errors of reports that cannot be read.

    Args:
        paths: Files, as `isnad annotate` reads them.
        settings: How to annotate.
        actor: Only actors of this name.
        stdin: What `-` stands for.
        watch: Is told of every report.
    """
    with uncollected():
        archive, errors = read_archive(paths, settings, stdin=stdin, watch=watch)
        return find_naming(archive, find_actors(archive), actor=actor), errors


def network_of(
    paths: Iterable[str], settings: Settings, *, by: Step, stdin: BinaryIO | None, watch: Watch
) -> tuple[list[Tie], list[ReadError]]:
    """Who did what to whom in the reports of files, by period, and the errors of reports that cannot be read."""
    with uncollected():
        archive, errors = read_archive(paths, settings, stdin=stdin, watch=watch)
        return find_network(archive, find_actors(archive), by=by, copies=find_copies(archive)), errors
