"""What holds over the reports of a record, for the faces: what `isnad.workflow.across` finds in files, read back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import exists, select

from isnad.errors import RecordError
from isnad.model import Naming, Story, Tie
from isnad.model.chronology import Chronology
from isnad.model.happening import Happening
from isnad.resolve.naming import numbers_of
from isnad.store import happenings
from isnad.store.actors import actors_numbered, named_actors, naming_of, ties_of
from isnad.store.narrow import narrow
from isnad.store.record import Record
from isnad.store.schema import reports, story_reports
from isnad.store.stories import stories_of
from isnad.text.called import called


@contextmanager
def regrouped(name: str) -> Iterator[Record]:
    """A record whose reports were grouped, opened for reading.

    Raises:
        RecordError: where it has reports and nothing was found over them yet.
    """
    with Record(name, read_only=True) as record:
        with record.engine.connect() as connection:
            there = connection.execute(select(exists(select(reports.c.report)), exists(select(story_reports.c.report))))
            read, grouped = there.one()
        if read and not grouped:
            raise RecordError(
                f"{record.name}: its reports were not grouped yet; `isnad regroup --record {record.name}` does"
            )
        yield record


def is_grouped(record: Record) -> bool:
    """Whether every report of a record that counts stands in a story."""
    alone = reports.c.report.not_in(select(story_reports.c.report))
    with record.engine.connect() as connection:
        waiting = narrow(select(reports.c.report).where(reports.c.current, alone), reports).limit(1)
        return connection.execute(waiting).first() is None


def stories_in(record: Record) -> Iterator[Story]:
    """All stories, those of the most independent wordings first."""
    return stories_of(record.engine)


def happenings_in(record: Record) -> Iterator[Happening]:
    """All happenings, story by story."""
    return happenings.happenings_of(record.engine)


def chronology_in(record: Record, *, actors: Sequence[str] = ()) -> Chronology:
    """The chronology of what the actors take part in together, or of all.

    Args:
        record: The record.
        actors: Names, as for `isnad.resolve.chronology.chronology`.
    """
    engine = record.engine
    matched: list[tuple[str, ...]] = []
    chosen: dict[int, tuple[str, ...]] = {}
    told: set[tuple[str, str]] = set()
    for number, who, names in happenings.taking_part(engine):
        if actors:
            chosen[number] = who
            told.update(zip(who, names, strict=True))
    for name in actors:
        meant = called(name, told)
        matched.append(meant.names)
        chosen = {number: who for number, who in chosen.items() if not meant.keys.isdisjoint(who)}
    dated, undated = happenings.arranged(engine, chosen if actors else None)
    return Chronology(actors=tuple(actors), matched=tuple(matched), dated=tuple(dated), undated=tuple(undated))


def naming_in(record: Record, *, actor: str | None = None) -> list[Naming]:
    """How outlets name the actors whom two outlets name, or those among them that have a name."""
    if actor is None:
        return list(naming_of(record.engine))
    known = actors_numbered(record.engine, named_actors(record.engine), members=False)
    wanted = sorted(numbers_of(list(known), actor))
    return list(naming_of(record.engine, *wanted)) if wanted else []


def network_in(record: Record) -> list[Tie]:
    """Who did what to whom, by month."""
    return list(ties_of(record.engine))
