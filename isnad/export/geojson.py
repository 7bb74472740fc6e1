"""Events on a map: a GeoJSON FeatureCollection (RFC 7946)."""

from __future__ import annotations

import json
from typing import Any, TextIO

from isnad.export.about import about, cut_words
from isnad.export.selection import Selection
from isnad.export.tables import TABLES, Context

_EVENTS = TABLES["events"]
_NAMES = [column.name for column in _EVENTS.columns]


def write(selection: Selection, out: TextIO) -> None:
    """A feature for each event that the report places, in report order.

    Its geometry is null where the words for the place could not be resolved to one place in the world. The members
    `isnad` (the provenance) and `without_place` (how many events the reports place nowhere) stand beside the features,
    as RFC 7946 section 6.1 allows.

    Raises:
        SpanError: for a span that does not quote its text.
    """
    provenance = about(selection.provenance)
    if words := cut_words(selection.provenance):
        provenance["note"] = words
    out.write(f'{{"type": "FeatureCollection", "isnad": {_json(provenance)}, "features": [')
    before, without = "\n", 0
    for reading in selection.readings():
        context = Context(reading)
        for row in _EVENTS.cells(context):
            told = dict(zip(_NAMES, row, strict=True))
            if told["place"] is None:
                without += 1
                continue
            out.write(before + _json(_feature(told, context)))
            before = ",\n"
    out.write(f'\n], "without_place": {without}}}\n')


def _feature(told: dict[str, Any], context: Context) -> dict[str, Any]:
    latitude, longitude = told.pop("latitude"), told.pop("longitude")
    known = latitude is not None and longitude is not None
    report = context.report
    return {
        "type": "Feature",
        "id": told["id"],
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]} if known else None,
        "properties": {
            **told,
            "outlet": report.outlet,
            "published": report.published,
            "title": report.title,
            "url": report.url,
        },
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
