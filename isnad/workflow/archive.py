"""Reports of files as one archive, for the steps over many reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import BinaryIO

from isnad.errors import ReadError
from isnad.resolve import Archive
from isnad.workflow.annotated import Annotated
from isnad.workflow.engine import annotate_paths
from isnad.workflow.settings import Settings


def read_archive(
    paths: Iterable[str],
    settings: Settings,
    *,
    stdin: BinaryIO | None = None,
    watch: Callable[[Annotated], None] = lambda item: None,
) -> tuple[Archive, list[ReadError]]:
    """An archive of all reports that can be read, and the errors of the others.

    Args:
        paths: Files, as `isnad annotate` reads them or writes them (`jsonl` or `json`): what is annotated is not
            annotated again.
        settings: How to annotate.
        stdin: What `-` stands for.
        watch: Is told of every report, for a progress line.
    """
    archive, errors = Archive(), list[ReadError]()
    for item in annotate_paths(paths, settings, stdin=stdin, again=False):
        watch(item)
        if isinstance(item, ReadError):
            errors.append(item)
        else:
            archive.add(item.report, item.layers)
    return archive, errors
