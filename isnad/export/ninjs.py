"""IPTC ninjs 3.3 as JSON Lines: what news systems take in, an item a report.

The first item (`composite`) says where the others come from. ninjs has no room for statements and their spans: the
sources of a report (`infoSources`), what it is about, its copies and its story are what it can tell.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final, NamedTuple, TextIO

from isnad.export.identifiers import Actors, link, urn
from isnad.export.item import Reading
from isnad.export.provenance import cut_note, note
from isnad.export.selection import Provenance, Selection
from isnad.export.stretches import instant
from isnad.model import Event, MentionType, Report

VERSION: Final = "3.3"
STANDARD: Final = {
    "name": "ninjs",
    "version": VERSION,
    "schema": f"http://www.iptc.org/std/ninjs/ninjs-schema_{VERSION}.json#",
}
GROUPS: Final = {MentionType.PER: "people", MentionType.ORG: "organisations", MentionType.LOC: "places"}


class Group(NamedTuple):
    """What a report shares with others: its story and the copies of its text, itself among them."""

    story: str
    label: str
    copies: tuple[str, ...] = ()


def write(selection: Selection, out: TextIO) -> None:
    """An item a line, the first of them about the export."""
    provenance = selection.provenance
    out.write(_line(_head(provenance)))
    actors, groups = Actors(selection.actors()), _groups(selection)
    for reading in selection.readings():
        out.write(_line(item(reading, actors, groups.get(reading.report.id), provenance)))


def item(reading: Reading, actors: Actors, group: Group | None, provenance: Provenance) -> dict[str, Any]:
    """A report as an item; what it does not tell is left out."""
    report, layers = reading.report, reading.layers
    fields: dict[str, Any] = {
        "uri": urn("report", report.id),
        "standard": STANDARD,
        "type": "text",
        "representationType": "full",
        "profile": "text-only",
        "firstCreated": instant(report.published),
        "language": layers.language if layers.language in ("ar", "fa", "ur", "ckb") else None,
        "title": report.title,
        "by": report.author,
        "headlines": _headlines(report),
        "bodies": [{"role": "main", "contentType": "text/plain", "charCount": len(report.text), "value": report.text}],
        "descriptions": [{"role": "published", "value": report.published}] if report.published else None,
        **_named(reading, actors),
        "infoSources": list(_sources(reading)),
        "events": [_event(report, at, event) for at, event in enumerate(layers.events)],
        "associations": list(_associations(report, group)),
        "altIds": [{"role": "isnad", "value": report.id}, *_address(report)],
        "edNote": cut_note(provenance),
    }
    return {name: value for name, value in fields.items() if value}


def _head(provenance: Provenance) -> dict[str, Any]:
    head = {
        "uri": urn("export", provenance.title, provenance.query, provenance.made),
        "standard": STANDARD,
        "type": "composite",
        "representationType": "full" if provenance.complete else "partial",
        "versionCreated": instant(provenance.made),
        "title": provenance.title,
        "edNote": note(provenance),
    }
    return {name: value for name, value in head.items() if value}


def _line(fields: dict[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


def _groups(selection: Selection) -> dict[str, Group]:
    groups: dict[str, Group] = {}
    for story in selection.stories():
        label = story.label or story.reports[0]
        groups |= dict.fromkeys(story.reports, Group(story.id, label))
        for copies in story.copies:
            groups |= dict.fromkeys(copies, Group(story.id, label, copies))
    return groups


def _headlines(report: Report) -> list[dict[str, str]] | None:
    words = report.headline.quote(report.text) if report.headline else report.title
    return [{"role": "main", "contentType": "text/plain", "value": words}] if words else None


def _named(reading: Reading, actors: Actors) -> dict[str, list[dict[str, str]]]:
    """The people, bodies and places that a report names, with the numbers that tell one from another."""
    found: dict[str, list[dict[str, str]]] = {}
    numbers = actors.named_in(reading)
    for entity in reading.layers.entities:
        if (group := GROUPS.get(entity.type)) is None:
            continue
        told = {"name": entity.name, "rel": "mentions"}
        if entity.place and entity.place.geonames:
            told["uri"] = f"https://sws.geonames.org/{entity.place.geonames}/"
        if (number := numbers.get(entity.name)) is not None:
            told["literal"] = actors.keys[number]
        found.setdefault(group, []).append(told)
    return found


def _sources(reading: Reading) -> Iterator[dict[str, str]]:
    """According to whom: the outlet, those whose words are told, and those through whom they came."""
    report, seen = reading.report, set[tuple[str, str]]()
    told = [(report.outlet, "publisher")]
    told += [(statement.speaker, "speaker") for statement in reading.layers.statements]
    told += [(one.via.quote(report.text), "relay") for one in reading.layers.statements if one.via]
    for name, role in told:
        if name and (name, role) not in seen:
            seen.add((name, role))
            yield {"name": name, "role": role}


def _event(report: Report, at: int, event: Event) -> dict[str, str]:
    kind = "/".join(part for part in (event.type.value, event.mode) if part)
    name = event.anchor.quote(report.text)
    return {"name": name, "rel": "mentions", "uri": urn("event", report.id, at), "literal": f"{kind}; {event.status}"}


def _associations(report: Report, group: Group | None) -> Iterator[dict[str, Any]]:
    if group is None:
        return
    yield {"name": group.label, "rel": "story", "uri": urn("story", group.story), "type": "composite"}
    for copy in group.copies:
        if copy != report.id:
            yield {"name": copy, "rel": "copy", "uri": urn("report", copy), "type": "text"}


def _address(report: Report) -> Iterator[dict[str, str]]:
    if address := link(report.url):
        yield {"role": "url", "value": address}
