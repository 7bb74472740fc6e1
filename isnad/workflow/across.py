"""What holds over the reports of files, for the faces."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import BinaryIO

from isnad.errors import ReadError
from isnad.model import Naming, Tie
from isnad.resolve.actors import find_actors
from isnad.resolve.copies import find_copies
from isnad.resolve.naming import find_naming
from isnad.resolve.network import Step, find_network
from isnad.workflow.annotated import Annotated
from isnad.workflow.archive import read_archive
from isnad.workflow.settings import Settings

Watch = Callable[[Annotated], None]


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
    archive, errors = read_archive(paths, settings, stdin=stdin, watch=watch)
    return find_naming(archive, find_actors(archive), actor=actor), errors


def network_of(
    paths: Iterable[str], settings: Settings, *, by: Step, stdin: BinaryIO | None, watch: Watch
) -> tuple[list[Tie], list[ReadError]]:
    """Who did what to whom in the reports of files, by period, and the errors of reports that cannot be read."""
    archive, errors = read_archive(paths, settings, stdin=stdin, watch=watch)
    return find_network(archive, find_actors(archive), by=by, copies=find_copies(archive)), errors
