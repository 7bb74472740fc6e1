"""From paths to stories."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from isnad.errors import ReadError
from isnad.model import Story
from isnad.workflow.annotated import Annotated
from isnad.workflow.archive import read_archive
from isnad.workflow.settings import Settings


def tell_stories(
    paths: Iterable[str],
    settings: Settings,
    *,
    stdin: BinaryIO | None = None,
    watch: Callable[[Annotated], None] = lambda item: None,
) -> Iterator[Story | ReadError]:
    """The stories that the reports of some paths tell, then an error for each report that could not be read.

    All reports are read before the first story is known. Every report that could be read stands in exactly one story.

    Args:
        paths: Files, as `isnad annotate` reads them or writes them: what is annotated is not annotated again.
        settings: How to annotate.
        stdin: What `-` stands for.
        watch: Is told of every report as it is read, for a progress line.
    """
    from isnad.resolve import find_copies, find_stories, stories

    archive, errors = read_archive(paths, settings, stdin=stdin, watch=watch)
    if len(archive):
        copies = find_copies(archive)
        yield from stories(archive, find_stories(archive, copies), copies)
    yield from errors
