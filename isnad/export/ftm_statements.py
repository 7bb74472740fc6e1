"""followthemoney statements as CSV: a value a line, with the words that were written and where they stand."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from functools import cache
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


def _rows(thing: Thing, seen: str) -> Iterator[tuple[str, ...]]:
    done = set[tuple[str, str]]()
    for told in (Property("id", thing.id), *thing.properties):
        if (told.name, told.value) not in done:
            done.add((told.name, told.value))
            yield _row(thing, told, seen)


def _row(thing: Thing, told: Property, seen: str) -> tuple[str, ...]:
    (id, schema, _), (name, value, origin, original) = thing, told
    kind, language = _kind(schema, name)
    if origin and schema == "Note":
        language = ARABIC
    written = original if original != value else ""
    key = _id(id, name, value, language)
    return (id, id, name, kind, schema, value, DATASET, origin, language, written, "f", seen, seen, key)


@cache
def _kind(schema: str, name: str) -> tuple[str, str]:
    """The type of a property, and the language of its values as far as schema and name tell it."""
    kind = TYPES.get(name, name)
    spoken = kind in IN_A_LANGUAGE and name not in WITHOUT_LANGUAGE and schema != "Note"
    return kind, ARABIC if spoken else ""


def _id(entity: str, name: str, value: str, language: str) -> str:
    """The hash that the library gives the same statement."""
    words = f"{DATASET}.{entity}.{name}.{value}@{language}" if language else f"{DATASET}.{entity}.{name}.{value}"
    return hashlib.sha1(words.encode("utf-8", "replace")).hexdigest()
