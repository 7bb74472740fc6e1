"""What the machine is least sure of and nobody has judged, for a person to look at first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, case, func, select

from isnad.model import Evidence, JudgedLayer, Merge, Span, Subject
from isnad.store.corrected import Corrected, corrected
from isnad.store.judged_fields import AT
from isnad.store.judged_subjects import member_at
from isnad.store.judgements import all_judgements, judgements_of
from isnad.store.kept import CHUNK, chunks, of_numbers
from isnad.store.placing import subject_of
from isnad.store.schema import LAYER_TABLES, MERGE, judgements, merges, reports
from isnad.store.writing import content_of
from isnad.text.sentences import sentences

_UNDECIDED = 0.5  # the most that can be trusted of an answer beside which others fit
_JUDGED = (JudgedLayer.STATEMENTS, JudgedLayer.EVENTS)


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of a report, and the words in it that matter, each with what it is (`cue`, `anchor`, `source` …)."""

    report: str
    outlet: str | None
    published: str | None
    quote: str
    marks: tuple[tuple[str, Span], ...]


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """One answer that waits for a person.

    `sure` (0 to 1) is how far the machine trusts it, `reason` why it is doubtful: `score`, `alternatives` (several
    speakers fit) or `merge`. `subject` names it in a judgement. `says` is the answer in words, `alternatives` are the
    others that fit. `shown` are the sentences to look at, spans in them counted from the beginning of the sentence.
    """

    layer: JudgedLayer
    sure: float
    reason: str
    subject: Subject
    says: str
    alternatives: tuple[str, ...] = ()
    shown: tuple[Shown, ...] = ()


def doubts(engine: Engine, *, limit: int = 100, layers: Sequence[JudgedLayer] = ()) -> list[Doubt]:
    """The most doubtful first: statements and events of low score or with alternatives, merges that wait.

    What anybody judged is left out.

    Args:
        engine: Of a record.
        limit: How many at most.
        layers: Only these; without any, all.
    """
    with engine.connect() as connection:
        found = [
            doubt for layer in _JUDGED if not layers or layer in layers for doubt in _of_layer(connection, layer, limit)
        ]
        if not layers or JudgedLayer.ACTORS in layers:
            found += _of_merges(connection, _judged_pairs(engine), limit)
    return sorted(found, key=lambda doubt: doubt.sure)[:limit]


def _of_layer(connection: Connection, layer: JudgedLayer, limit: int) -> list[Doubt]:
    table = LAYER_TABLES[layer.value]
    sure: Any = table.c.score
    if layer is JudgedLayer.STATEMENTS:
        sure = case((table.c.alternatives.is_not(None) & (sure > _UNDECIDED), _UNDECIDED), else_=sure)
    of_layer = select(func.count()).select_from(judgements).where(judgements.c.layer == layer.value)
    judged = connection.execute(of_layer.where(judgements.c.undone.is_(None))).scalar_one()
    query = select(table.c.report, table.c.at, sure).join(reports, reports.c.report == table.c.report)
    order = (sure, table.c.report, table.c.at)
    rows = connection.execute(query.where(reports.c.current).order_by(*order).limit(limit + judged)).all()
    return list(islice(_waiting(connection, layer, rows), limit))


def _waiting(connection: Connection, layer: JudgedLayer, rows: Sequence[Any]) -> Iterator[Doubt]:
    """The rows that nobody judged, the reports of some of them in memory."""
    for chunk in chunks(rows, CHUNK):
        whole = _whole(connection, sorted({row[0] for row in chunk}))
        for number, at, how in chunk:
            if not _is_judged(whole[number], layer, at):
                yield _doubt(whole[number], layer, at, how)


def _whole(connection: Connection, numbers: Sequence[int]) -> dict[int, Corrected]:
    kept = of_numbers(connection, numbers)
    judged = judgements_of(connection, [one.report.id for one in kept])
    return {one.number: corrected(one, judged.get(one.report.id, ())) for one in kept}


def _is_judged(one: Corrected, layer: JudgedLayer, at: int) -> bool:
    rows = (*one.rows[layer], *one.rejected[layer])
    return not any(row.at == at and not row.judgements for row in rows)


def _doubt(one: Corrected, layer: JudgedLayer, at: int, sure: float) -> Doubt:
    record = next(row.record for row in one.rows[layer] if row.at == at)
    report = one.kept.report
    alternatives = tuple(getattr(record, "alternatives", ()))
    return Doubt(
        layer=layer,
        sure=sure,
        reason="alternatives" if alternatives else "score",
        subject=subject_of(layer, record, report.id, content_of(report), report.text),
        says=_says(layer, record, report.text),
        alternatives=alternatives,
        shown=(_shown(report, _marks(layer, record)),),
    )


def _says(layer: JudgedLayer, record: Any, text: str) -> str:
    if layer is JudgedLayer.STATEMENTS:
        content = " … ".join(span.quote(text) for span in record.content)
        return f"{record.speaker}: {content} [{record.kind.value}, {record.channel.value}]"
    people = "، ".join(record.actors) or "—"
    to = "، ".join(record.recipients)
    parts = [record.type.value, people, *([f"← {to}"] if to else []), *([record.date] if record.date else [])]
    return " ".join([*parts, f"[{record.status.value}]"])


def _marks(layer: JudgedLayer, record: Any) -> list[tuple[str, Span]]:
    named = ("source", "via", "addressee") if layer is JudgedLayer.STATEMENTS else ("place", "date_span")
    found = [(AT[layer], getattr(record, AT[layer]))]
    found += [(name, span) for name in named if (span := getattr(record, name)) is not None]
    several = ("content",) if layer is JudgedLayer.STATEMENTS else ("actor_spans", "recipient_spans")
    return found + [(name, span) for name in several for span in getattr(record, name)]


def _shown(report: Any, marks: Sequence[tuple[str, Span]]) -> Shown:
    """The sentences from the first to the last of some words."""
    start, end = min(span.start for _, span in marks), max(span.end for _, span in marks)
    touched = [one for one in sentences(report.text) if one.start < end and start < one.end]
    first, last = touched[0].start, touched[-1].end
    return Shown(
        report=report.id,
        outlet=report.outlet,
        published=report.published,
        quote=report.text[first:last].rstrip(),
        marks=tuple((name, Span(span.start - first, span.end - first)) for name, span in sorted(marks)),
    )


def _judged_pairs(engine: Engine) -> set[frozenset[tuple[str, str]]]:
    """The pairs of names, each with its report, that people merged or kept apart."""
    found = set()
    for one in all_judgements(engine, layer=JudgedLayer.ACTORS, undone=False):
        if one.subject.other is not None:
            found.add(frozenset(_seat(subject) for subject in (one.subject, one.subject.other)))
    return found


def _seat(subject: Subject) -> tuple[str, str]:
    return subject.key or "", "" if subject.key else f"{subject.report} {subject.at}"


def _of_merges(connection: Connection, judged: set[frozenset[tuple[str, str]]], limit: int) -> list[Doubt]:
    query = select(merges).where(merges.c.decided.is_(False)).order_by(merges.c.score.desc(), merges.c.merge)
    found: list[Doubt] = []
    for row in connection.execute(query).mappings():
        if len(found) == limit:
            break
        merge = MERGE.record(dict(row))
        pair = [member_at(connection, one) for one in (merge.one, merge.other)]
        one, other = pair
        if one is None or other is None or one.key == other.key:
            continue
        if frozenset((_seat(one), _seat(other))) not in judged:
            found.append(_merge_doubt(connection, merge, one, other))
    return found


def _merge_doubt(connection: Connection, merge: Merge, one: Subject, other: Subject) -> Doubt:
    return Doubt(
        layer=JudgedLayer.ACTORS,
        sure=round(max(merge.score, 1 - merge.score), 4),
        reason="merge",
        subject=msgspec.structs.replace(one, other=other),
        says=f"{one.name} = {other.name}? ({merge.reason})",
        shown=tuple(_evidence(connection, where) for where in (merge.one, merge.other)),
    )


def _evidence(connection: Connection, where: Evidence) -> Shown:
    query = select(reports.c.report).where(reports.c.id == where.report, reports.c.current)
    numbers = connection.execute(query).scalars().all()
    kept = of_numbers(connection, numbers)
    return _shown(kept[0].report, [("mention", where.span)])
