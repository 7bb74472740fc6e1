"""followthemoney statements as CSV: a value a line, with the words that were written and where they stand."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from typing import Final, TextIO

from isnad.export.ftm import DATASET
from isnad.export.ftm_records import ARABIC, TYPES, Property, Thing, things
from isnad.export.selection import Selection

COLUMNS: Final = (
    *("canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin", "lang"),
    *("original_value", "external", "first_seen", "last_seen", "id"),
)
IN_A_LANGUAGE: Final = frozenset({"name", "string", "text", "address"})
WITHOUT_LANGUAGE: Final = frozenset({"recordId", "role", "processingAgent", "detectedSchema", "keywords", "remarks"})


def write(selection: Selection, out: TextIO) -> None:
    """The header and a line a value, all quoted; `origin` is the place of the words: `a1#char=10,27`."""
    writer = csv.writer(out, dialect=csv.unix_dialect)
    writer.writerow(COLUMNS)
    for thing in things(selection):
        writer.writerows(_rows(thing, selection.provenance.made))


def _rows(thing: Thing, seen: str) -> Iterator[list[str]]:
    yield _row(thing, Property("id", thing.id), seen)
    done = set[tuple[str, str]]()
    for told in thing.properties:
        if (told.name, told.value) not in done:
            done.add((told.name, told.value))
            yield _row(thing, told, seen)


def _row(thing: Thing, told: Property, seen: str) -> list[str]:
    kind = TYPES.get(told.name, told.name)
    spoken = kind in IN_A_LANGUAGE and told.name not in WITHOUT_LANGUAGE and thing.schema != "Note"
    language = ARABIC if spoken or (thing.schema == "Note" and told.origin) else ""
    original = told.original if told.original != told.value else ""
    return [
        *(thing.id, thing.id, told.name, kind, thing.schema, told.value, DATASET, told.origin, language),
        *(original, "f", seen, seen, _id(thing.id, told, language)),
    ]


def _id(entity: str, told: Property, language: str) -> str:
    """The hash that the library gives the same statement."""
    words = f"{DATASET}.{entity}.{told.name}.{told.value}" + (f"@{language}" if language else "")
    return hashlib.sha1(words.encode("utf-8", "replace")).hexdigest()
