"""Many annotated reports as Arrow tables, on which the steps over reports are written as SQL.

A report has a number, its place in the order in which reports were added; every other table refers to it. Spans are
code points of the report's text. Nothing here is changed after `Archive.add`; what the steps find are tables of their
own.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import duckdb
import numpy as np
import pyarrow as pa

from isnad.model import Layers, Report, Span, Statement
from isnad.resolve.terms import Sentences, terms_of, terms_of_text

_SPAN: Final = [("start", pa.int32()), ("end", pa.int32())]
SCHEMAS: Final[dict[str, pa.Schema]] = {
    # `published` is the moment (UTC) where it is told to the minute, `day` the day of publication; both may be null.
    "reports": pa.schema(
        [
            ("report", pa.int32()),
            ("id", pa.string()),
            ("outlet", pa.string()),
            ("published", pa.timestamp("ms", tz="UTC")),
            ("day", pa.date32()),
            ("title", pa.string()),
            ("text", pa.string()),
            ("body", pa.int32()),  # the code point at which the body begins, behind headline and blank line
            ("language", pa.string()),
        ]
    ),
    # Stems of the report's words, hashed; `place` is the highest: 0 the body, 1 its first sentences, 2 the headline.
    "terms": pa.schema([("report", pa.int32()), ("term", pa.int64()), ("count", pa.int32()), ("place", pa.int8())]),
    # The sentences without chrome and signatures, in order, the headline first; their terms as they follow one another.
    "sentences": pa.schema([("report", pa.int32()), *_SPAN, ("terms", pa.list_(pa.int64()))]),
    # Who and what the report names: one row an entity of the report.
    "entities": pa.schema(
        [
            ("report", pa.int32()),
            ("entity", pa.int32()),  # its place among the report's entities
            ("name", pa.string()),
            ("type", pa.string()),  # PER, ORG, LOC, MISC
            ("names", pa.list_(pa.string())),
            ("country", pa.string()),
            ("roles", pa.list_(pa.string())),  # `title|organisation|country|qualifiers`, empty where not told
            ("geonames", pa.int64()),
            ("mentions", pa.int32()),
            ("in_headline", pa.bool_()),
        ]
    ),
    # Every mention, with its words.
    "mentions": pa.schema(
        [
            ("report", pa.int32()),
            *_SPAN,
            ("name", pa.string()),  # of the entity, as in `entities`; null where it is open
            ("form", pa.string()),  # name, nominal, pronoun
            ("quote", pa.string()),
        ]
    ),
    "statements": pa.schema(
        [
            ("report", pa.int32()),
            ("statement", pa.int32()),  # its place among the report's statements
            *_SPAN,  # from the first to the last character of its content
            ("speaker", pa.string()),
            ("resolved_by", pa.string()),
            ("content", pa.string()),
            ("cue", pa.string()),
            ("cue_start", pa.int32()),
            ("cue_end", pa.int32()),
            ("lemma", pa.string()),
            ("stance", pa.string()),
            ("kind", pa.string()),
            ("act", pa.string()),
            ("polarity", pa.string()),
            ("channel", pa.string()),
            ("via", pa.string()),
            ("addressee", pa.string()),
            ("target", pa.string()),
            ("time", pa.string()),
            ("nested_in", pa.int32()),
            ("duplicate_of", pa.int32()),
            ("terms", pa.list_(pa.int64())),
        ]
    ),
    "events": pa.schema(
        [
            ("report", pa.int32()),
            ("event", pa.int32()),  # its place among the report's events
            *_SPAN,  # the anchor
            ("type", pa.string()),
            ("mode", pa.string()),
            ("actors", pa.list_(pa.string())),
            ("recipients", pa.list_(pa.string())),
            ("date", pa.string()),  # ISO 8601 at its precision
            ("place", pa.string()),
            ("status", pa.string()),
            ("claimed_by", pa.string()),
            ("told_in", pa.int32()),
            ("rule", pa.string()),
            ("score", pa.float32()),
            ("anchor", pa.string()),
            ("terms", pa.list_(pa.int64())),  # of its sentence
        ]
    ),
    "quantities": pa.schema(
        [
            ("report", pa.int32()),
            ("event", pa.int32()),
            *_SPAN,
            ("of", pa.string()),
            ("value", pa.float64()),
            ("bound", pa.string()),
            ("currency", pa.string()),
            ("quote", pa.string()),
        ]
    ),
    "times": pa.schema([("report", pa.int32()), *_SPAN, ("type", pa.string()), ("value", pa.string())]),
}
"""The tables and their columns."""
FOUND: Final[dict[str, pa.Schema]] = {
    # Reports whose bodies are nearly one text: who had it first (as far as is known), and how alike they are (0 to 1).
    "copies": pa.schema([("earlier", pa.int32()), ("later", pa.int32()), ("similarity", pa.float32())]),
    # In which story a report stands; each in exactly one.
    "stories": pa.schema([("report", pa.int32()), ("story", pa.int32())]),
    # Whom an entity of a report stands for, how sure that is (0 to 1), and the slug of the reason.
    "actors": pa.schema(
        [
            ("report", pa.int32()),
            ("entity", pa.int32()),
            ("actor", pa.int32()),
            ("score", pa.float32()),
            ("reason", pa.string()),
        ]
    ),
    # Speakers and participants of a report that are a description, with the holder whom other reports name.
    "described": pa.schema(
        [("report", pa.int32()), ("name", pa.string()), ("actor", pa.int32()), ("actor_name", pa.string())]
    ),
}
"""The tables that the steps find, one row as told, for other steps to read."""
_CHUNK = 500  # reports whose rows are put into one record batch; as objects they take twenty times the room


class Archive:
    """The tables of all reports added so far; `table(name)` gives one, `database()` all of them for SQL.

    Args:
        folder: Where the tables lie, as Arrow files that are mapped into memory for as long as somebody holds a table;
            None to hold them in memory.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._rows: dict[str, list[dict[str, Any]]] = {name: [] for name in SCHEMAS}
        self._batches: dict[str, list[pa.RecordBatch]] = {name: [] for name in SCHEMAS}
        self._files: dict[str, list[str]] = {name: [] for name in SCHEMAS}
        self._terms = _Terms()
        self._numbers: dict[str, int] = {}

    @classmethod
    def of(cls, reports: Iterable[tuple[Report, Layers]]) -> Archive:
        """An archive of these reports."""
        archive = cls()
        for report, layers in reports:
            archive.add(report, layers)
        return archive

    @classmethod
    def opened(cls, folder: Path) -> Archive:
        """The archive whose tables lie in a folder, which processes share."""
        archive = cls(folder)
        for name, files in archive._files.items():
            files += sorted(path.stem for path in folder.glob(f"{name}-part-*.arrow"))
        archive._numbers = {id: number for number, id in enumerate(archive.table("reports").column("id").to_pylist())}
        return archive

    def move(self, folder: Path) -> Path:
        """Writes the tables into a folder and maps them from there, unless they lie in one; gives where they lie."""
        if self._folder is not None:
            self._flush()
            return self._folder
        for name in SCHEMAS:
            write_table(folder, _file(name, 0), self.table(name))
            self._batches[name] = read_table(folder, _file(name, 0)).to_batches()
        pa.default_memory_pool().release_unused()
        return folder

    def __len__(self) -> int:
        return len(self._numbers)

    def add(self, report: Report, layers: Layers) -> int:
        """Adds a report and gives its number; one whose id is known already is left out, and its number given."""
        if report.id in self._numbers:
            return self._numbers[report.id]
        number = self._numbers[report.id] = len(self._numbers)
        terms, sentences = terms_of(report)
        self._terms.add(number, terms)
        for name, rows in rows_of(number, report, layers, sentences):
            self._rows[name] += rows
        if len(self._numbers) % _CHUNK == 0:
            self._flush()
        return number

    def table(self, name: str) -> pa.Table:
        """One of the tables of `SCHEMAS`."""
        self._flush()
        return pa.concat_tables([SCHEMAS[name].empty_table(), *self._parts(name)])

    def each(self, name: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """The rows of a table with some of its columns, in order; some reports at a time are in memory."""
        self._flush()
        for part in self._parts(name):
            yield from zip(*(part.column(column).to_pylist() for column in columns), strict=True)

    def rows(self, name: str, reports: Sequence[int]) -> pa.Table:
        """The rows of some reports, which are given in order of their numbers."""
        table = self.table(name)
        numbers = table.column("report").to_numpy()  # rows stand in the order of the reports
        first, last = np.searchsorted(numbers, reports, "left"), np.searchsorted(numbers, reports, "right")
        parts = [table.slice(start, end - start) for start, end in zip(first.tolist(), last.tolist(), strict=True)]
        return pa.concat_tables(parts or [table.slice(0, 0)]).combine_chunks()

    def database(self, names: Iterable[str] = tuple(SCHEMAS)) -> duckdb.DuckDBPyConnection:
        """A DuckDB connection in memory that sees some tables, or all, under their names."""
        connection = duckdb.connect()
        connection.execute("set enable_progress_bar = false")
        for name in names:
            connection.register(name, self.table(name))
        return connection

    def _flush(self) -> None:
        for name, rows in self._rows.items():
            if rows:
                self._keep(name, pa.RecordBatch.from_pylist(rows, schema=SCHEMAS[name]))
                self._rows[name] = []
        if self._terms.term:
            self._keep("terms", self._terms.batch())
            self._terms = _Terms()

    def _parts(self, name: str) -> Iterator[pa.Table]:
        if self._folder is None:
            return (pa.Table.from_batches([batch]) for batch in self._batches[name])
        return (read_table(self._folder, file) for file in self._files[name])

    def _keep(self, name: str, batch: pa.RecordBatch) -> None:
        if self._folder is None:
            self._batches[name].append(batch)
            return
        file = _file(name, len(self._files[name]))
        write_table(self._folder, file, pa.Table.from_batches([batch]))
        self._files[name].append(file)


def _file(name: str, number: int) -> str:
    return f"{name}-part-{number:06}"


def write_table(folder: Path, name: str, table: pa.Table) -> None:
    """Writes a table as an Arrow file of this name."""
    with pa.ipc.new_file(folder / f"{name}.arrow", table.schema) as file:
        file.write_table(table)


def read_table(folder: Path, name: str) -> pa.Table:
    """A table that was written; its values stay in the file and are mapped into memory."""
    return pa.ipc.open_file(pa.memory_map(str(folder / f"{name}.arrow"))).read_all()


class _Terms:
    """Rows of the table `terms`, which has the most by far, as columns."""

    def __init__(self) -> None:
        self.report, self.term, self.count, self.place = array("i"), array("q"), array("i"), array("b")

    def add(self, number: int, terms: Mapping[int, tuple[int, int]]) -> None:
        self.report.extend([number] * len(terms))
        self.term.extend(terms)
        self.count.extend([count for count, _ in terms.values()])
        self.place.extend([place for _, place in terms.values()])

    def batch(self) -> pa.RecordBatch:
        columns = [pa.array(np.asarray(column)) for column in (self.report, self.term, self.count, self.place)]
        return pa.RecordBatch.from_arrays(columns, schema=SCHEMAS["terms"])


def rows_of(
    number: int, report: Report, layers: Layers, sentences: Sentences
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The rows of one report, by table, but those of `terms`."""
    text = report.text
    moment, day = _published(report.published)
    body = report.headline.end if report.headline is not None else 0
    yield (
        "reports",
        [
            {
                "report": number,
                "id": report.id,
                "outlet": report.outlet,
                "published": moment,
                "day": day,
                "title": report.title,
                "text": text,
                "body": body,
                "language": layers.language,
            }
        ],
    )
    yield (
        "sentences",
        [
            {"report": number, "start": start, "end": end, "terms": found}
            for start, end, found in zip(*sentences, strict=True)
        ],
    )
    yield "entities", _entities(number, report, layers)
    yield (
        "mentions",
        [
            {
                "report": number,
                "start": mention.span.start,
                "end": mention.span.end,
                "name": mention.entity,
                "form": mention.form.value,
                "quote": mention.span.quote(text),
            }
            for mention in layers.mentions
        ],
    )
    yield (
        "statements",
        [_statement(number, at, report, statement) for at, statement in enumerate(layers.statements)],
    )
    yield (
        "events",
        [
            {
                "report": number,
                "event": at,
                "start": event.anchor.start,
                "end": event.anchor.end,
                "type": event.type.value,
                "mode": event.mode,
                "actors": list(event.actors),
                "recipients": list(event.recipients),
                "date": event.date,
                "place": _quote(event.place, text),
                "status": event.status.value,
                "claimed_by": event.claimed_by,
                "told_in": event.told_in,
                "rule": event.rule,
                "score": event.score,
                "anchor": event.anchor.quote(text),
                "terms": sentences.around(event.anchor),
            }
            for at, event in enumerate(layers.events)
        ],
    )
    yield (
        "quantities",
        [
            {
                "report": number,
                "event": at,
                "start": quantity.span.start,
                "end": quantity.span.end,
                "of": quantity.of,
                "value": quantity.value,
                "bound": quantity.bound,
                "currency": quantity.currency,
                "quote": quantity.span.quote(text),
            }
            for at, event in enumerate(layers.events)
            for quantity in event.quantities
        ],
    )
    yield (
        "times",
        [
            {
                "report": number,
                "start": time.span.start,
                "end": time.span.end,
                "type": time.type.value,
                "value": time.value,
            }
            for time in layers.times
        ],
    )


def _entities(number: int, report: Report, layers: Layers) -> list[dict[str, Any]]:
    headline = report.headline.end if report.headline is not None else 0
    counts: dict[str, int] = {}
    titled: set[str] = set()
    for mention in layers.mentions:
        if mention.entity is not None:
            counts[mention.entity] = counts.get(mention.entity, 0) + 1
            if mention.span.start < headline:
                titled.add(mention.entity)
    return [
        {
            "report": number,
            "entity": at,
            "name": entity.name,
            "type": entity.type.value,
            "names": list(entity.names),
            "country": entity.country,
            "roles": [
                "|".join((role.title, role.organisation or "", role.country or "", " ".join(role.qualifiers)))
                for role in entity.roles
            ],
            "geonames": entity.place.geonames if entity.place is not None else None,
            "mentions": counts.get(entity.name, 0),
            "in_headline": entity.name in titled,
        }
        for at, entity in enumerate(layers.entities)
    ]


def _statement(number: int, at: int, report: Report, statement: Statement) -> dict[str, Any]:
    text = report.text
    content = " … ".join(span.quote(text) for span in statement.content)
    return {
        "report": number,
        "statement": at,
        "start": statement.content[0].start,
        "end": statement.content[-1].end,
        "speaker": statement.speaker,
        "resolved_by": statement.resolved_by,
        "content": content,
        "cue": statement.cue.quote(text),
        "cue_start": statement.cue.start,
        "cue_end": statement.cue.end,
        "lemma": statement.lemma,
        "stance": statement.stance,
        "kind": statement.kind.value,
        "act": statement.act,
        "polarity": statement.polarity,
        "channel": statement.channel.value,
        "via": _quote(statement.via, text),
        "addressee": _quote(statement.addressee, text),
        "target": _quote(statement.target, text),
        "time": statement.time,
        "nested_in": statement.nested_in,
        "duplicate_of": statement.duplicate_of,
        "terms": terms_of_text(content),
    }


def _quote(span: Span | None, text: str) -> str | None:
    return span.quote(text) if span is not None else None


def _published(told: str | None) -> tuple[datetime | None, date | None]:
    """The moment in UTC, where it is told to the minute, and the day as it is told; None for what is not."""
    try:
        day = date.fromisoformat((told or "")[:10])
    except ValueError:
        return None, None
    try:
        moment = datetime.fromisoformat(told or "") if "T" in (told or "") else None
    except ValueError:
        return None, day
    if moment is None:
        return None, day
    return (moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)).astimezone(UTC), day
