"""followthemoney entities as JSON Lines: what Aleph and `ftm` read. The library is not needed to write them."""

from __future__ import annotations

import json
from typing import TextIO

from isnad.export.ftm_records import Thing, things
from isnad.export.selection import Selection

DATASET = "isnad"


def write(selection: Selection, out: TextIO) -> None:
    """An entity a line; the first is a note that says where the others come from and whether any is missing."""
    for thing in things(selection):
        out.write(json.dumps(entity(thing), ensure_ascii=False) + "\n")


def entity(thing: Thing) -> dict[str, object]:
    """An entity as an object; a value that stands in two places is written once."""
    properties: dict[str, list[str]] = {}
    for told in thing.properties:
        values = properties.setdefault(told.name, [])
        if told.value not in values:
            values.append(told.value)
    return {"id": thing.id, "schema": thing.schema, "properties": properties, "datasets": [DATASET]}
