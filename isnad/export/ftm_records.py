"""The record as entities of followthemoney's own schemata, so that a stock server of Aleph takes them.

Only properties that followthemoney has are written; their types stand in `TYPES`, which a test holds against the
library. What it has no room for (the relay chain, the kind and stance of a statement) is left out; where the words
stand is told by the origin of a value.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Final, NamedTuple

from isnad.export.identifiers import Actors, key, link, span_place
from isnad.export.item import Reading
from isnad.export.provenance import cut_note, note, program
from isnad.export.selection import Provenance, Selection
from isnad.export.stretches import PARTIAL, days, instant
from isnad.model import Actor, ActorRole, Event, Evidence, Form, MentionType, Report, Span, Statement, Tie

SCHEMATA: Final = {
    MentionType.PER: "Person",
    MentionType.ORG: "Organization",
    MentionType.LOC: "Address",
}
TYPES: Final = {
    **dict.fromkeys(("name", "alias", "weakAlias"), "name"),
    **dict.fromkeys(
        ("title", "author", "publisher", "processingAgent", "position", "remarks", "detectedSchema"), "string"
    ),
    **dict.fromkeys(("role", "recordId", "keywords"), "string"),
    **dict.fromkeys(("bodyText", "description", "summary"), "text"),
    **dict.fromkeys(("full", "location"), "address"),
    **dict.fromkeys(("sourceUrl",), "url"),
    **dict.fromkeys(("date", "startDate", "endDate", "publishedAt"), "date"),
    **dict.fromkeys(("document", "resolved", "proof", "entity", "subject", "object", "involved"), "entity"),
    **dict.fromkeys(("organizer", "addressEntity", "holder", "post"), "entity"),
    **dict.fromkeys(("latitude", "longitude"), "number"),
    **{"country": "country", "language": "language", "contentHash": "checksum", "mimeType": "mimetype"},
}
LANGUAGES: Final = {"ar": "ara", "fa": "fas", "ur": "urd", "ckb": "ckb"}
ARABIC: Final = "ara"


class Property(NamedTuple):
    """One value. `origin` says where its words stand (`a1#char=10,27`), `original` what was written if it differs."""

    name: str
    value: str
    origin: str = ""
    original: str = ""


class Thing(NamedTuple):
    """One entity with its values in the order in which they are written."""

    id: str
    schema: str
    properties: tuple[Property, ...]


def things(selection: Selection) -> Iterator[Thing]:
    """All entities of a selection: a note on the export, the actors, each report with what it tells, and the ties."""
    yield provenance_note(selection.provenance)
    actors, posts = Actors(), set[str]()
    for actor in selection.actors():
        actors.add(actor)
        yield from _actor(actor, actors, posts)
    for reading in selection.readings():
        yield from _report(reading, actors, selection.provenance)
    for tie in selection.ties():
        yield from _tie(tie, actors)


def provenance_note(provenance: Provenance) -> Thing:
    """The entity that says where the others come from and whether any is missing."""
    told = [Property("name", provenance.title), Property("description", note(provenance))]
    if cut := cut_note(provenance):
        told.append(Property("summary", cut))
    told.append(Property("keywords", "isnad:complete" if provenance.complete else "isnad:incomplete"))
    return Thing(key("export", provenance.title, provenance.query, provenance.made), "Note", tuple(told))


def report_key(report: str) -> str:
    """The entity that a report is."""
    return key("report", report)


def _made(id: str, schema: str, *properties: Property | None) -> Thing:
    return Thing(id, schema, tuple(told for told in properties if told is not None and told.value))


def _told(name: str, value: str | None, origin: str = "", original: str = "") -> Property | None:
    return Property(name, value, origin, original) if value else None


def _actor(actor: Actor, actors: Actors, posts: set[str]) -> Iterator[Thing]:
    schema, id = SCHEMATA.get(actor.type), actors.keys[actor.id]
    country = _told("country", (actor.country or "").lower())
    if schema is None:
        return
    if schema == "Address":
        place = _told("remarks", f"geonames:{actor.geonames}" if actor.geonames else None)
        yield _made(id, schema, Property("name", actor.name), Property("full", actor.name), country, place)
        return
    others = [told.name for told in actor.names if told.name != actor.name]
    aliases = [Property("alias" if schema != "Person" or " " in name else "weakAlias", name) for name in others]
    offices = [Property("position", _office(role)) for role in actor.roles] if schema == "Person" else []
    yield _made(id, schema, Property("name", actor.name), *aliases, country, *offices)
    for role in actor.roles if schema == "Person" else ():
        yield from _occupancy(id, role, posts)


def _office(role: ActorRole) -> str:
    words = " ".join(part for part in (role.title, role.organisation) if part)
    return f"{words} ({role.qualifiers})" if role.qualifiers else words


def _occupancy(holder: str, role: ActorRole, posts: set[str]) -> Iterator[Thing]:
    """The post and that somebody holds it. When is not known: reports tell when it was said, which is no tenure."""
    words = " ".join(part for part in (role.title, role.organisation) if part)
    post = key("post", words, role.country or "")
    if post not in posts:
        posts.add(post)
        yield _made(post, "Position", Property("name", words), _told("country", (role.country or "").lower()))
    said = ", ".join(part for part in (role.first, role.last) if part)
    told = f"told by {role.reports} reports" + (f" ({said})" if said else "")
    told += f"; {role.qualifiers}" if role.qualifiers else ""
    yield _made(
        key("occupancy", holder, post, role.qualifiers),
        "Occupancy",
        Property("holder", holder),
        Property("post", post),
        Property("summary", told),
    )


def _report(reading: Reading, actors: Actors, provenance: Provenance) -> Iterator[Thing]:
    report, layers = reading.report, reading.layers
    id, named = report_key(report.id), actors.named_in(reading)
    published = instant(report.published)
    yield _made(
        id,
        "Article",
        _told("title", report.title or (report.headline.quote(report.text) if report.headline else None)),
        Property("bodyText", report.text),
        _told("author", report.author),
        _told("publisher", report.outlet),
        _told("sourceUrl", link(report.url)),
        _told("publishedAt", published[:-1] if published else _partial(report.published), "", report.published or ""),
        _told("language", LANGUAGES.get(layers.language or "")),
        Property("contentHash", hashlib.sha1(report.text.encode("utf-8", "replace")).hexdigest()),
        Property("mimeType", "text/plain"),
        Property("processingAgent", program(provenance)),
    )
    yield from _mentions(reading, actors, named)
    for at, statement in enumerate(layers.statements):
        yield from _statement(report, at, statement, actors, named)
    for at, event in enumerate(layers.events):
        yield _event(report, at, event, actors, named)


def _mentions(reading: Reading, actors: Actors, named: dict[str, int]) -> Iterator[Thing]:
    """A mention for each entity that a report names, with the names as written and where each stands first."""
    report, names = reading.report, dict[tuple[str, str], dict[str, Property]]()
    for mention in reading.layers.mentions:
        if mention.form is Form.NAME and mention.entity and mention.type in SCHEMATA:
            words = mention.span.quote(report.text)
            found = names.setdefault((SCHEMATA[mention.type], mention.entity), {})
            found.setdefault(words, Property("name", " ".join(words.split()), _place(report, mention.span), words))
    for (schema, entity), found in names.items():
        yield _made(
            key("mention", report.id, schema, entity),
            "Mention",
            Property("document", report_key(report.id)),
            *found.values(),
            Property("detectedSchema", schema),
            _party("resolved", entity, actors, named),
        )


def _statement(report: Report, at: int, statement: Statement, actors: Actors, named: dict[str, int]) -> Iterator[Thing]:
    words = [Property("description", span.quote(report.text), _place(report, span)) for span in statement.content]
    document, record = report_key(report.id), f"{report.id}#statement={at}"
    speaker = named.get(statement.speaker)
    entity = actors.keys[speaker] if speaker is not None and actors.types[speaker] in SCHEMATA else None
    cue = statement.cue.quote(report.text)
    yield _made(
        key("statement", report.id, at),
        "Note",
        Property("name", " ".join(f"{statement.speaker}: {cue}".split()), _place(report, statement.cue), cue),
        *words,
        _told("entity", entity),
        Property("proof", document),
        _told("sourceUrl", link(report.url)),
    )
    if entity:
        yield _made(
            key("speaker", report.id, at),
            "Documentation",
            Property("document", document),
            Property("entity", entity),
            Property("role", "speaker"),
            *_dates(statement.time),
            *(told._replace(name="summary") for told in words),
            Property("recordId", record),
        )


def _event(report: Report, at: int, event: Event, actors: Actors, named: dict[str, int]) -> Thing:
    anchor, kind = event.anchor.quote(report.text), "/".join(part for part in (event.type.value, event.mode) if part)
    place = event.place.quote(report.text) if event.place else None
    status = event.status.value + (f"; claimed by {event.claimed_by}" if event.claimed_by else "")
    where = named.get(place) if place else None
    return _made(
        key("event", report.id, at),
        "Event",
        Property("name", f"{kind}: {' '.join(anchor.split())}", _place(report, event.anchor), anchor),
        *_dates(event.date),
        _told("location", place, _place(report, event.place) if event.place else ""),
        _told("addressEntity", _of_schema(where, "LOC", actors)),
        _party("organizer", event.host, actors, named),
        *(_party("involved", name, actors, named) for name in (*event.actors, *event.recipients)),
        Property("proof", report_key(report.id)),
        _told("publisher", report.outlet),
        _told("sourceUrl", link(report.url)),
        Property("recordId", f"{report.id}#event={at}"),
        Property("summary", status),
        *(Property("description", f"{one.of}: {one.span.quote(report.text)}") for one in event.quantities),
        Property("keywords", event.type.value),
    )


def _party(property: str, name: str | None, actors: Actors, named: dict[str, int]) -> Property | None:
    """A person or body that takes part, where it is known who that is."""
    number = named.get(name) if name else None
    return _told(property, _of_schema(number, "PER", actors) or _of_schema(number, "ORG", actors))


def _of_schema(number: int | None, type: str, actors: Actors) -> str | None:
    return actors.keys[number] if number is not None and actors.types[number] == type else None


def _tie(tie: Tie, actors: Actors) -> Iterator[Thing]:
    ends = [number for number in (tie.one, tie.other) if actors.types.get(number) in SCHEMATA]
    if len(ends) < 2:
        return
    one, other = (actors.keys[number] for number in ends)
    documents = dict.fromkeys(report_key(example.report) for example in tie.examples)
    told = f"{tie.reports} reports, {tie.independent} independent, {tie.claimed} as a claim"
    yield _made(
        key("tie", one, tie.relation, other, tie.period or ""),
        "UnknownLink",
        Property("subject", one),
        Property("object", other),
        Property("role", tie.relation),
        *_dates(tie.period),
        *(Property("proof", document) for document in documents),
        Property("description", told + (f"; dated by when it was {tie.dated_by}" if tie.dated_by else "")),
        *(Property("summary", example.quote, _evidence_place(example)) for example in tie.examples),
    )


def _dates(value: str | None) -> Iterator[Property]:
    """A date as exact as it is told; a week or a quarter, which followthemoney has no word for, as its two ends."""
    if value and (partial := _partial(value)):
        yield Property("date", partial, "", value)
    elif value and (stretch := days(value)):
        yield Property("startDate", stretch[0], "", value)
        yield Property("endDate", stretch[1], "", value)


def _partial(value: str | None) -> str | None:
    """A year, month or day; of a time without a zone the day."""
    day = (value or "").partition("T")[0]
    return day if PARTIAL.fullmatch(day) and days(day) else None


def _place(report: Report, span: Span) -> str:
    return span_place(report.id, span.start, span.end)


def _evidence_place(evidence: Evidence) -> str:
    return span_place(evidence.report, evidence.span.start, evidence.span.end)
