"""One report as a reader sees it: its text with everything marked that was found, and the record beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from isnad.errors import JudgementError, RefusedError
from isnad.export.record import report_record
from isnad.model import Entity, JudgedLayer, Ruling
from isnad.store.corrected import Corrected, JudgedRow
from isnad.store.judged_fields import AT
from isnad.store.judged_reports import kept_of, seen_reports
from isnad.store.kept import Kept
from isnad.store.linked import actors_in, stories_with
from isnad.store.schema import reports
from isnad.web.adding import forms, missed
from isnad.web.answered import REPORT
from isnad.web.around import Around, around
from isnad.web.asked_row import MARKS, line_of
from isnad.web.authors import checked_author, take_back
from isnad.web.chains import Link, chain
from isnad.web.marked import Line, lines
from isnad.web.parameters import number, text
from isnad.web.rendering import url
from isnad.web.views import Answer, Asked, Onward, Sent, View

COLUMNS = ("report", "layer", "at", "start", "end", "quote", "who", "value", "content", "rule", "score", "judged")
PARTS = {"statements": "statements", "events": "events", "mentions": "names"}  # of the record, by layer
_LINE = re.compile(r"l[sen][0-9]{1,6}")
_WEB = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True)
class Mentioned:
    """A mention: its place in the tables, its words between those beside it, its form, and what people did to it."""

    number: int
    around: Around
    form: str
    row: JudgedRow | None


@dataclass(frozen=True)
class Named:
    """An entity and its mentions."""

    entity: Entity | None
    name: str
    type: str
    mentions: tuple[Mentioned, ...]
    forms: tuple[str, ...]


@dataclass(frozen=True)
class Rejected:
    """A row that people rejected: its layer, its words, who is named in it, and who rejected it."""

    row: JudgedRow
    layer: str
    words: str
    who: tuple[str, ...]
    by: str


@dataclass(frozen=True)
class Judged:
    """The places of the rows of a report in the tables, and what people did to each; rejected rows."""

    statements: tuple[int, ...]
    events: tuple[int, ...]
    mentions: tuple[int, ...]
    of_statements: tuple[JudgedRow | None, ...]
    of_events: tuple[JudgedRow | None, ...]
    of_mentions: tuple[JudgedRow | None, ...]
    rejected: tuple[Rejected, ...] = ()


def _read(asked: Asked) -> Answer:
    found = _found(asked)
    kept = kept_of(found)
    judged = _judged(found)
    if asked.form == "csv":
        return Answer(columns=COLUMNS, rows=_rows(kept, judged))
    if asked.form == "json":
        standing = {"version": kept.version, "current": kept.current, "judged": _told(judged)}
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
            "lines": _placed(lines(report, layers), judged),
            "judged": judged,
            "chains": chains,
            "named": _named(kept, judged),
            "story": story,
            "keys": {name: key for (_, name), key in keys.items()},
            "versions": _versions(asked, report.id),
            "link": report.url if report.url and _WEB.match(report.url) else None,
            "adding": forms(report.text, asked.refused),
            "here": url("/report", id=report.id),
            "author": asked.author,
            "writes": asked.writes and kept.current,
            "refused": None,
        }
    )


def _write(sent: Sent) -> Onward:
    """Adds a row or takes back a judgement on one, and goes on at its line; keeps the name of who judges."""
    report, line = sent.asked.params.get("id", ""), sent.field("line")
    if sent.field("act") == "author":
        return Onward(url("/report", id=report), author=checked_author(sent.field("author")))
    if sent.field("act") == "add":
        return Onward(line_of(report, _added(sent, report)))
    if not _LINE.fullmatch(line):
        raise JudgementError("this form says nothing that can be kept: load the page anew")
    taken = take_back(sent)
    return Onward(line_of(report, f"of-{PARTS[taken.layer]}" if taken.verdict is Ruling.ADD else line))


def _added(sent: Sent, report: str) -> str:
    """The line of what a form adds."""
    author = checked_author(sent.asked.author)
    found = next(seen_reports(sent.record.engine, reports.c.id == report, reports.c.current), None)
    if found is None:
        raise JudgementError(f"there is no report {report!r} in this record")
    draft = missed(kept_of(found), sent.fields)
    return f"l{MARKS[draft.layer]}{sent.record.add(draft, author=author)}"


def _found(asked: Asked) -> Kept | Corrected:
    identifier, version = asked.params.get("id", ""), asked.number("version", 0)
    of = reports.c.current if not version else reports.c.version == version
    found = next(seen_reports(asked.record.engine, reports.c.id == identifier, of), None)
    if found is None:
        raise RefusedError(f"{identifier}: the record holds no such report", status=404, slug="not-found")
    return found


def _versions(asked: Asked, identifier: str) -> list[int]:
    query = select(reports.c.version).where(reports.c.id == identifier).order_by(reports.c.version)
    with asked.record.engine.connect() as connection:
        return list(connection.execute(query).scalars())


def _judged(found: Kept | Corrected) -> Judged:
    if isinstance(found, Kept):
        counts = {layer.value: len(getattr(found.layers, layer.value)) for layer in AT}
        said, done, named = (counts[name] for name in ("statements", "events", "mentions"))
        of_none = ((None,) * said, (None,) * done, (None,) * named)
        return Judged(tuple(range(said)), tuple(range(done)), tuple(range(named)), *of_none)
    return Judged(
        found.places("statements"),
        found.places("events"),
        found.places("mentions"),
        found.rows[JudgedLayer.STATEMENTS],
        found.rows[JudgedLayer.EVENTS],
        found.rows[JudgedLayer.MENTIONS],
        tuple(_rejected(found, layer, row) for layer in AT for row in found.rejected[layer]),
    )


def _rejected(found: Corrected, layer: JudgedLayer, row: JudgedRow) -> Rejected:
    text, record = found.kept.report.text, row.record
    if layer is JudgedLayer.STATEMENTS:
        words = " … ".join(span.quote(text) for span in record.content)
        return Rejected(row, layer.value, words, (record.speaker,), row.by or "")
    who = (*record.actors, *record.recipients) if layer is JudgedLayer.EVENTS else ()
    return Rejected(row, layer.value, getattr(record, AT[layer]).quote(text), who, row.by or "")


def _placed(some: list[Line], judged: Judged) -> list[Line]:
    """Lines whose marks name rows by their places in the tables, by which other pages link to them."""
    said, done, named = judged.statements, judged.events, judged.mentions
    if all(places == tuple(range(len(places))) for places in (said, done, named)):
        return some
    return [
        replace(
            line,
            runs=tuple(
                replace(
                    run,
                    statements=tuple(said[at] for at in run.statements),
                    events=tuple(done[at] for at in run.events),
                    names=tuple(named[at] for at in run.names),
                    opens=tuple(said[at] for at in run.opens),
                    opens_events=tuple(done[at] for at in run.opens_events),
                )
                for run in line.runs
            ),
        )
        for line in some
    ]


def _told(judged: Judged) -> dict[str, Any]:
    """What people did to each row, layer by layer, and what they rejected."""
    rows = {name: getattr(judged, f"of_{name}") for name in ("statements", "events", "mentions")}
    return {
        **{name: [one.judged if one else None for one in some] for name, some in rows.items()},
        "rejected": [{"layer": one.layer, "words": one.words, "by": one.by} for one in judged.rejected],
    }


def _named(kept: Kept, judged: Judged) -> list[Named]:
    """Who and what is named, the most often mentioned first."""
    entities = {entity.name: entity for entity in kept.layers.entities}
    of: dict[tuple[str, str], list[Mentioned]] = {}
    for at, mention in enumerate(kept.layers.mentions):
        one = _mentioned(kept, judged, at)
        of.setdefault((mention.entity or one.around.words, str(mention.type)), []).append(one)
    found = [
        Named(entities.get(name), name, type, tuple(some), _forms(some, name)) for (name, type), some in of.items()
    ]
    return sorted(found, key=lambda named: -len(named.mentions))


def _mentioned(kept: Kept, judged: Judged, at: int) -> Mentioned:
    mention = kept.layers.mentions[at]
    shown = around(mention.span, kept.report.text)
    return Mentioned(judged.mentions[at], shown, mention.form.value, judged.of_mentions[at])


def _forms(mentions: list[Mentioned], name: str) -> tuple[str, ...]:
    """The other words that stand for it, each once."""
    return tuple(words for words in dict.fromkeys(one.around.words for one in mentions) if words != name)


def _rows(kept: Kept, judged: Judged) -> Iterator[dict[str, Any]]:
    """A row for everything that was found, layer by layer."""
    text, layers, head = kept.report.text, kept.layers, {"report": kept.report.id}
    for at, told in enumerate(layers.statements):
        content = " … ".join(span.quote(text) for span in told.content)
        more = {"who": told.speaker, "value": told.channel, "content": content, "score": told.score}
        row = {**head, "layer": "statements", "at": judged.statements[at], **_place(told.cue, text)}
        yield {**row, **more, "rule": told.rule, "judged": _verdict(judged.of_statements[at])}
    for at, event in enumerate(layers.events):
        who = (*event.actors, *event.recipients)
        more = {"who": who, "value": event.mode or event.type, "content": event.date, "score": event.score}
        row = {**head, "layer": "events", "at": judged.events[at], **_place(event.anchor, text)}
        yield {**row, **more, "rule": event.rule, "judged": _verdict(judged.of_events[at])}
    for at, time in enumerate(layers.times):
        yield {**head, "layer": "times", "at": at, **_place(time.span, text), "value": time.value, "rule": time.rule}
    for at, mention in enumerate(layers.mentions):
        more = {"who": mention.entity, "value": mention.type, "rule": mention.rule, "score": mention.score}
        row = {**head, "layer": "mentions", "at": judged.mentions[at], **_place(mention.span, text), **more}
        yield {**row, "judged": _verdict(judged.of_mentions[at])}


def _verdict(row: JudgedRow | None) -> str | None:
    return None if row is None else row.judged


def _place(span: Any, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "quote": span.quote(text)}


PARAMETERS = (text("id", required=True), number("version"))
VIEW = View("/report", "report", _read, listed=False, write=_write, parameters=PARAMETERS, answer=REPORT)
