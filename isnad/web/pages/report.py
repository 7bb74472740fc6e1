"""One report: its text with everything marked that was found, and the record beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from isnad.errors import RefusedError
from isnad.export.record import report_record
from isnad.model import Entity, Mention
from isnad.store.kept import Kept
from isnad.store.linked import actors_in, stories_with
from isnad.store.schema import reports
from isnad.web.answered import REPORT
from isnad.web.chains import Link, chain
from isnad.web.marked import lines
from isnad.web.parameters import number, text
from isnad.web.views import Answer, Asked, View

COLUMNS = ("report", "layer", "at", "start", "end", "quote", "who", "value", "content", "rule", "score")
_WEB = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True)
class Named:
    """An entity and the places of its mentions in the list of mentions."""

    entity: Entity | None
    name: str
    type: str
    mentions: tuple[int, ...]
    forms: tuple[str, ...]


def _read(asked: Asked) -> Answer:
    kept = _kept(asked)
    if asked.form == "csv":
        return Answer(columns=COLUMNS, rows=_rows(kept))
    if asked.form == "json":
        standing = {"version": kept.version, "current": kept.current}
        return Answer(data={**report_record(kept.report, kept.layers), **standing})
    report, layers = kept.report, kept.layers
    with asked.record.engine.connect() as connection:
        story = stories_with(connection, [report.id]).get(report.id) if kept.current else None
        keys = actors_in(connection, [report.id]) if kept.current else {}
    chains: list[list[Link]] = [chain(report, layers.statements, number) for number in range(len(layers.statements))]
    return Answer(
        values={
            "kept": kept,
            "report": report,
            "layers": layers,
            "text": report.text,
            "lines": lines(report, layers),
            "chains": chains,
            "named": _named(kept),
            "story": story,
            "keys": {name: key for (_, name), key in keys.items()},
            "versions": _versions(asked, report.id),
            "link": report.url if report.url and _WEB.match(report.url) else None,
        }
    )


def _kept(asked: Asked) -> Kept:
    identifier, version = asked.params.get("id", ""), asked.number("version", 0)
    of = reports.c.current if not version else reports.c.version == version
    found = next(asked.record.reports(reports.c.id == identifier, of), None)
    if found is None:
        raise RefusedError(f"{identifier}: the record holds no such report", status=404, slug="not-found")
    return found


def _versions(asked: Asked, identifier: str) -> list[int]:
    query = select(reports.c.version).where(reports.c.id == identifier).order_by(reports.c.version)
    with asked.record.engine.connect() as connection:
        return list(connection.execute(query).scalars())


def _named(kept: Kept) -> list[Named]:
    """Who and what is named, the most often mentioned first."""
    entities = {entity.name: entity for entity in kept.layers.entities}
    of: dict[tuple[str, str], list[int]] = {}
    for place, mention in enumerate(kept.layers.mentions):
        of.setdefault((mention.entity or mention.span.quote(kept.report.text), str(mention.type)), []).append(place)
    found = [
        Named(entities.get(name), name, type, tuple(places), _forms(kept, kept.layers.mentions, places, name))
        for (name, type), places in of.items()
    ]
    return sorted(found, key=lambda named: -len(named.mentions))


def _forms(kept: Kept, mentions: tuple[Mention, ...], places: list[int], name: str) -> tuple[str, ...]:
    """The other words that stand for it, each once."""
    told = dict.fromkeys(mentions[place].span.quote(kept.report.text) for place in places)
    return tuple(words for words in told if words != name)


def _rows(kept: Kept) -> Iterator[dict[str, Any]]:
    """A row for everything that was found, layer by layer."""
    text, layers, head = kept.report.text, kept.layers, {"report": kept.report.id}
    for at, told in enumerate(layers.statements):
        content = " … ".join(span.quote(text) for span in told.content)
        more = {"who": told.speaker, "value": told.channel, "content": content, "score": told.score}
        yield {**head, "layer": "statements", "at": at, **_place(told.cue, text), **more, "rule": told.rule}
    for at, event in enumerate(layers.events):
        who = (*event.actors, *event.recipients)
        more = {"who": who, "value": event.mode or event.type, "content": event.date, "score": event.score}
        yield {**head, "layer": "events", "at": at, **_place(event.anchor, text), **more, "rule": event.rule}
    for at, time in enumerate(layers.times):
        yield {**head, "layer": "times", "at": at, **_place(time.span, text), "value": time.value, "rule": time.rule}
    for at, mention in enumerate(layers.mentions):
        more = {"who": mention.entity, "value": mention.type, "rule": mention.rule, "score": mention.score}
        yield {**head, "layer": "mentions", "at": at, **_place(mention.span, text), **more}


def _place(span: Any, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "quote": span.quote(text)}


PARAMETERS = (text("id", required=True), number("version"))
VIEW = View("/report", "report", _read, listed=False, parameters=PARAMETERS, answer=REPORT)
