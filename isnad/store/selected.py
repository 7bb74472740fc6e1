"""Some reports of a record with what was found in and over them, as streams that are opened anew for each pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import Column, Select, select

from isnad.model import Actor, Report, Story, Tie
from isnad.model.happening import Happening
from isnad.store.actors import actors_numbered, ties_of
from isnad.store.happenings import entries_of
from isnad.store.judged_reports import kept_of, seen_in_turn
from isnad.store.kept import CHUNK, Kept, chunks, in_turn, texts
from isnad.store.record import Record
from isnad.store.schema import actor_entities, actors, happenings, reports, stories, story_reports
from isnad.store.stories import stories_numbered

Source = TypeVar("Source")
_TOGETHER = 500


class Selected(Generic[Source]):
    """What an export is given (`isnad.export.selection.Selection`); a chunk of each stream is in memory.

    Args:
        record: Where it is read from.
        provenance: Where the selection comes from.
        numbers: The reports' numbers in the record; None for the newest version of each.
        judged: Put what people made of the reports into them; else they come as they were found.
    """

    def __init__(
        self,
        record: Record,
        provenance: Source,
        numbers: Iterable[int] | None = None,
        *,
        judged: bool = False,
    ) -> None:
        self._engine = record.engine
        self._provenance = provenance
        self._all = numbers is None
        self._judged = judged
        newest = select(reports.c.report).where(reports.c.current)
        self._numbers = sorted(self._column(newest) if numbers is None else set(numbers))

    @property
    def provenance(self) -> Source:
        """Where the selection came from."""
        return self._provenance

    def __len__(self) -> int:
        """How many reports it holds."""
        return len(self._numbers)

    def readings(self) -> Iterator[Kept]:
        """The reports with their layers, in the order of the record."""
        read = seen_in_turn if self._judged else in_turn
        return map(kept_of, read(self._engine, self._numbers))

    def reports(self) -> Iterator[Report]:
        """The reports without their layers, in the same order."""
        for chunk in chunks(self._numbers, CHUNK):
            yield from texts(self._engine, reports.c.report.in_(chunk))

    def stories(self) -> Iterator[Story]:
        """The stories that hold any of the reports, in order of their first reports."""
        yield from stories_numbered(self._engine, self._homes())

    def happenings(self) -> Iterator[Happening]:
        """The statements and events across these stories."""
        for chunk in chunks(self._homes(), CHUNK):
            wanted = select(happenings.c.happening).where(happenings.c.story.in_(chunk))
            for entry in entries_of(self._engine, wanted.order_by(happenings.c.happening)):
                yield entry.happening

    def actors(self) -> Iterator[Actor]:
        """The people, bodies and places that the reports name, with all of their members."""
        yield from actors_numbered(self._engine, self._named())

    def ties(self) -> Iterator[Tie]:
        """Who met, praised, accused or quoted whom, by month; both are named in the reports."""
        named = set(self._named())
        return (tie for tie in ties_of(self._engine) if tie.one in named and tie.other in named)

    def _homes(self) -> Sequence[int]:
        if self._all:
            return self._column(select(stories.c.story).order_by(stories.c.story))
        return self._among(story_reports.c.story, story_reports.c.report)

    def _named(self) -> Sequence[int]:
        if self._all:
            return self._column(select(actors.c.actor).order_by(actors.c.actor))
        return self._among(actor_entities.c.actor, actor_entities.c.report)

    def _among(self, wanted: Column[Any], report: Column[Any]) -> list[int]:
        """The values of a column in the rows of the reports, in order."""
        found = set[int]()
        for chunk in chunks(self._numbers, _TOGETHER):
            found.update(self._column(select(wanted).distinct().where(report.in_(chunk))))
        return sorted(found)

    def _column(self, query: Select[Any]) -> list[int]:
        with self._engine.connect() as connection:
            return [number for (number,) in connection.execute(query)]
