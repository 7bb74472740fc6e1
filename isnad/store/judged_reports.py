"""Reports of a record as a reader sees them: with the judgements applied, where somebody judged them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine

from isnad.model import Judgement
from isnad.store.corrected import Corrected, corrected
from isnad.store.judgement_rows import judgements_of
from isnad.store.kept import CHUNK, Kept, chunks, numbers_of, of_numbers


def judged_reports(engine: Engine, *conditions: ColumnElement[bool], **order: Any) -> Iterator[Corrected]:
    """Reports with the judgements on each row, a chunk of them in memory; see `isnad.store.kept.kept`."""
    return map(whole, seen_reports(engine, *conditions, **order))


def seen_reports(
    engine: Engine, *conditions: ColumnElement[bool], order: Sequence[Any] = (), check: bool = False
) -> Iterator[Kept | Corrected]:
    """The same; those that nobody judged cost no more than reading."""
    return seen_in_turn(engine, numbers_of(engine, *conditions, order=order), check=check)


def seen_in_turn(engine: Engine, numbers: Sequence[int], *, check: bool = False) -> Iterator[Kept | Corrected]:
    """The reports of many numbers, in the order of the numbers, a chunk of them in memory."""
    for chunk in chunks(numbers, CHUNK):
        with engine.connect() as connection:
            some = seen_numbered(connection, chunk, check=check)
        yield from some


def seen_numbered(connection: Connection, numbers: Sequence[int], *, check: bool = False) -> Iterator[Kept | Corrected]:
    """The reports of some numbers, in the order of the numbers; all is read at once, and applied one by one."""
    some = of_numbers(connection, numbers, check=check)
    return with_judgements(some, judgements_of(connection, [one.report.id for one in some]))


def with_judgements(some: Iterable[Kept], judgements: Mapping[str, Sequence[Judgement]]) -> Iterator[Kept | Corrected]:
    """Reports with what is told of each by its id; one of which nothing is told stays as it is."""
    return (corrected(one, judgements[one.report.id]) if one.report.id in judgements else one for one in some)


def whole(one: Kept | Corrected) -> Corrected:
    """A report with its rows, whether or not somebody judged it."""
    return one if isinstance(one, Corrected) else corrected(one, ())


def kept_of(one: Kept | Corrected) -> Kept:
    """A report with its layers alone."""
    return one.kept if isinstance(one, Corrected) else one
