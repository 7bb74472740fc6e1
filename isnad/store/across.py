"""Puts what was found over the reports of a record in the place of what was there.

Rows are gathered in a temporary file first, so that memory does not grow with the record and others may write to it
meanwhile; then all tables are replaced in one transaction. Who is interrupted leaves what was there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import islice
from tempfile import TemporaryFile
from types import TracebackType
from typing import Any, NamedTuple, Self

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, Engine, Table, delete, insert, select

from isnad.errors import RecordBusyError
from isnad.model import Actor, ActorName, Merge, Naming, Story, Tie
from isnad.model.chronology import Entry
from isnad.model.happening import HappeningKind, actor_number
from isnad.store.engine import writing
from isnad.store.kept import chunks
from isnad.store.places import Place, places_of, written
from isnad.store.schema import (
    ACTOR,
    COPY,
    DERIVED,
    ENTRY,
    HAPPENING,
    MERGE,
    METADATA,
    NAMING,
    STORY,
    TIE,
    actor_entities,
    actors,
    copies,
    entities,
    former_keys,
    grouped_judgements,
    happening_actors,
    happenings,
    merges,
    naming,
    reports,
    stories,
    story_reports,
    tellings,
    ties,
)
from isnad.store.search.index import settle
from isnad.store.state import count_regrouping
from isnad.store.uses import UNCOUNTED, count_uses

_TOGETHER = 1_000
_BYTES = 8  # of a key
_LAYER_OF = {HappeningKind.STATEMENT: "statements", HappeningKind.EVENT: "events"}
Row = dict[str, Any]


class Source(NamedTuple):
    """A report that things were found over.

    `number` is its number in the record, `run` that of the run that made its layers, `first` the number of the first
    version of it; `published` is the moment in UTC, or the day. `places` are, of a report that people judged, the
    places of its statements, events and entities in the tables, where these are not their places in its layers.
    """

    number: int
    run: int
    first: int
    published: str | None
    places: Mapping[str, Sequence[int]] = {}

    def at(self, layer: str, place: int) -> int:
        """The place in the tables of what stands at a place of a layer."""
        return self.places[layer][place] if layer in self.places else place


class Key(NamedTuple):
    """The key of an actor, and its first member, of which it is made: first number of the report, place there."""

    first: tuple[int, int]
    key: str


class Across:
    """Takes what was found, step by step, then replaces the tables.

    Args:
        engine: Of the record.
        run: The number of the run that found it.
        sources: The reports by id.
    """

    def __init__(self, engine: Engine, run: int, sources: Mapping[str, Source]) -> None:
        self._engine = engine
        self._run = run
        self._sources = sources
        self._numbers = {id: source.number for id, source in sources.items()}
        self._rows = _Gathered()
        self._happenings = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._rows.close()

    def stories(self, found: Iterable[Story]) -> int:
        """Stories with their reports and copies; gives how many."""
        number = self._numbers
        count = 0
        for chunk in chunks(found, _TOGETHER):
            count += len(chunk)
            self._put(stories, map(self._story, chunk))
            self._rows.put(story_reports, (row for story in chunk for row in self._members(story)))
            pairs = [pair for story in chunk for pair in story.pairs]
            self._put(
                copies,
                (COPY.row(one, "") | {"earlier": number[one.earlier], "later": number[one.later]} for one in pairs),
            )
        return count

    def keys(self, found: Iterable[Actor]) -> Iterator[Key]:
        """The key of each actor, made of its earliest member; it stays while reports are added."""
        seen = Counter[str]()
        for chunk in chunks(found, _TOGETHER):
            yield from self._keys(chunk, seen)

    def actors(self, found: Iterable[Actor], keys: Iterable[str] | None = None) -> int:
        """Actors with their members, in order of their numbers; gives how many.

        Args:
            found: The actors.
            keys: Their keys, where these are not to be made of their members.
        """
        seen, given = Counter[str](), None if keys is None else iter(keys)
        count = 0
        for chunk in chunks(found, _TOGETHER):
            count += len(chunk)
            made = [one.key for one in self._keys(chunk, seen)] if given is None else [*islice(given, len(chunk))]
            self._put(actors, map(self._actor, chunk, made))
            self._rows.put(
                actor_entities,
                (
                    {"report": self._numbers[report], "entity": self._entity(report, entity), "actor": one.id}
                    | UNCOUNTED
                    for one in chunk
                    for report, entity in one.members
                ),
            )
        return count

    def merges(self, found: Iterable[Merge]) -> int:
        """Names that were taken for one, or wait for a person."""
        return self._put(merges, (MERGE.row(one, "") | {"merge": at} for at, one in enumerate(found, 1)))

    def naming(self, found: Iterable[Naming]) -> int:
        """How outlets name actors."""
        return self._put(
            naming,
            (
                NAMING.row(one, "") | {"naming": at, "actor": one.actor, "examples": self._places(one)}
                for at, one in enumerate(found, 1)
            ),
        )

    def ties(self, found: Iterable[Tie]) -> int:
        """Who did what to whom."""
        return self._put(
            ties,
            (
                TIE.row(one, "") | {"tie": at, "one": one.one, "other": one.other, "examples": self._places(one)}
                for at, one in enumerate(found, 1)
            ),
        )

    def happenings(self, found: Iterable[tuple[Entry, str | None]], story: str) -> int:
        """Those of one story, told by the id of its first report, each with the statement whose verb it is, if any."""
        entries = [(self._placed(entry), told_with) for entry, told_with in found]
        numbers = {one.happening.id: self._happenings + at for at, (one, _) in enumerate(entries, 1)}
        self._happenings += len(entries)
        home = self._numbers[story]
        self._put(happenings, (self._happening(one, home, numbers, told_with) for one, told_with in entries))
        self._rows.put(
            tellings,
            (
                {
                    "happening": numbers[one.happening.id],
                    "telling": at,
                    "report": self._numbers[telling.report],
                    "at": telling.at,
                    "sentence_start": telling.sentence.start,
                    "sentence_end": telling.sentence.end,
                    "copy": telling.copy,
                }
                for one, _ in entries
                for at, telling in enumerate(one.happening.tellings)
            ),
        )
        self._rows.put(
            happening_actors,
            (
                {"actor": actor, "happening": numbers[one.happening.id]}
                for one, _ in entries
                for actor in sorted(actors_in(one.happening.who))
            ),
        )
        return len(entries)

    def judged(self, placements: Mapping[int, str | None], former: Iterable[tuple[str, str, int | None]]) -> None:
        """What people judged before it was found.

        Args:
            placements: Every judgement that stood, by its number; of those on actors and stories how they were placed.
            former: Layer, key and number of actors and stories that became another, None for what was rejected.
        """
        self._rows.put(
            grouped_judgements, ({"judgement": one, "placement": how} for one, how in sorted(placements.items()))
        )
        names = ("layer", "key", "number")
        self._rows.put(former_keys, (dict(zip(names, one, strict=True)) for one in former))

    def replace(self) -> None:
        """Everything that was given takes the place of what the record has.

        Raises:
            RecordBusyError: where one of the reports was read anew meanwhile.
        """
        with writing(self._engine) as connection:
            self._check(connection)
            for table in DERIVED:
                connection.execute(delete(table))
            for name, rows in self._rows:
                connection.execute(insert(METADATA.tables[name]), rows)
            count_uses(connection)
            settle(connection)
            count_regrouping(connection)

    def _check(self, connection: Connection) -> None:
        query = select(reports.c.report, reports.c.run).where(reports.c.current)
        now: dict[int, int] = dict(map(tuple, connection.execute(query)))
        if any(now.get(source.number) != source.run for source in self._sources.values()):
            raise RecordBusyError(
                "reports were read anew while stories and actors were found; nothing was changed: "
                "run `isnad regroup` again when nothing else reads into the record"
            )

    def _put(self, table: Table, rows: Iterable[Row]) -> int:
        return self._rows.put(table, (row | {"run": self._run} for row in rows))

    def _places(self, found: Naming | Tie) -> str:
        return places_of(found.examples, self._numbers)

    def _story(self, story: Story) -> Row:
        summary = [Place(self._numbers[one.report], one.span.start, one.span.end) for one in story.summary]
        return STORY.row(story, "") | {
            "story": self._numbers[story.reports[0]],
            "summary": written(summary) if summary else None,
            "reports": len(story.reports),
        }

    def _members(self, story: Story) -> Iterator[Row]:
        group = {report: at for at, reports in enumerate(story.copies) for report in reports}
        for at, report in enumerate(story.reports):
            yield {
                "report": self._numbers[report],
                "story": self._numbers[story.reports[0]],
                "at": at,
                "copies": group.get(report),
                "published": self._sources[report].published,
            }

    def _keys(self, some: Sequence[Actor], seen: Counter[str]) -> Iterator[Key]:
        members = [
            [(self._sources[report].first, self._entity(report, entity), report) for report, entity in one.members]
            for one in some
        ]
        first = [min(of) for of in members]
        names = self._names([self._numbers[report] for _, _, report in first])
        for actor, (number, entity, report) in zip(some, first, strict=True):
            called = f"{report}\n{actor.type.value}\n{names[self._numbers[report], entity]}"
            seen[called] += 1
            if seen[called] > 1:
                called += f"\n{seen[called]}"
            yield Key((number, entity), blake2b(called.encode(), digest_size=_BYTES).hexdigest())

    def _actor(self, actor: Actor, key: str) -> Row:
        count = len({report for report, _ in actor.members})
        row = ACTOR.row(actor, "") | {"actor": actor.id, "key": key, "reports": count}
        if actor.names == (ActorName(name=actor.name, reports=count),):
            row["names"] = None
        return row

    def _entity(self, report: str, place: int) -> int:
        """The place of an entity in the tables."""
        return self._sources[report].at("entities", place)

    def _placed(self, entry: Entry) -> Entry:
        """An entry whose tellings tell their places in the tables, as do the ids of what it denies."""
        one = entry.happening
        if not any(self._sources[telling.report].places for telling in one.tellings) and not one.denies + one.denied_by:
            return entry
        layer = _LAYER_OF[one.kind]
        told = tuple(replace(it, at=self._sources[it.report].at(layer, it.at)) for it in one.tellings)
        denies, denied_by = tuple(map(self._id, one.denies)), tuple(map(self._id, one.denied_by))
        return replace(entry, happening=replace(one, tellings=told, denies=denies, denied_by=denied_by))

    def _id(self, told: str) -> str:
        """The id of a happening, which is made of the place of its first telling, for the tables."""
        kind, _, rest = told.partition("-")
        report, _, at = rest.rpartition("-")
        return f"{kind}-{report}-{self._sources[report].at(_LAYER_OF[HappeningKind(kind)], int(at))}"

    def _names(self, numbers: Iterable[int]) -> dict[tuple[int, int], str]:
        """The names of the entities of some reports."""
        found: dict[tuple[int, int], str] = {}
        query = select(entities.c.report, entities.c.at, entities.c.name)
        with self._engine.connect() as connection:
            for chunk in chunks(sorted(set(numbers)), _TOGETHER):
                for report, at, name in connection.execute(query.where(entities.c.report.in_(chunk))):
                    found[report, at] = name
        return found

    def _happening(self, entry: Entry, story: int, numbers: Mapping[str, int], told_with: str | None) -> Row:
        one = entry.happening
        row = ENTRY.row(entry, "") | HAPPENING.row(one, "")
        if len(one.tellings) == 1:
            row["fields"] = row["wordings"] = None
        return row | {
            "happening": numbers[one.id],
            "story": story,
            "told_with": numbers[told_with] if told_with is not None else None,
            "reports": len({telling.report for telling in one.tellings}),
            "disagreed": len(one.disagreed),
        }


def actors_in(who: Iterable[str]) -> set[int]:
    """The numbers of actors among the keys of who takes part; the others are keys of names."""
    return {number for key in who if (number := actor_number(key)) is not None}


class _Gathered:
    """Rows in a temporary file, in the order in which they were put there."""

    def __init__(self) -> None:
        self._file = TemporaryFile(prefix="isnad-")  # noqa: SIM115, closed by whoever holds it

    def close(self) -> None:
        self._file.close()

    def put(self, table: Table, rows: Iterable[Row]) -> int:
        count = 0
        names = [column.name for column in table.columns]
        for chunk in chunks(rows, _TOGETHER):
            count += len(chunk)
            part = msgspec.msgpack.encode((str(table.name), [[row[name] for name in names] for row in chunk]))
            self._file.write(len(part).to_bytes(8) + part)
        return count

    def __iter__(self) -> Iterator[tuple[str, list[Row]]]:
        self._file.seek(0)
        while length := self._file.read(8):
            name, rows = msgspec.msgpack.decode(self._file.read(int.from_bytes(length)))
            names = [column.name for column in METADATA.tables[name].columns]
            yield name, [dict(zip(names, row, strict=True)) for row in rows]
