"""What a person is asked: first what the machine is least sure of and nobody has judged, or one row that he chose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from heapq import merge
from itertools import islice
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Engine, Table, and_, false, func, not_, select

from isnad.model import Evidence, JudgedLayer, Merge, Ruling, Span, Subject
from isnad.store.content import content_of
from isnad.store.corrected import Corrected, JudgedRow, corrected
from isnad.store.judged_fields import AT
from isnad.store.judged_subjects import member_at
from isnad.store.judgement_rows import judgements_of, read
from isnad.store.kept import CHUNK, chunks, of_numbers
from isnad.store.placing import subject_of
from isnad.store.schema import (
    LAYER_TABLES,
    MERGE,
    STANDS_FOR,
    actor_entities,
    actors,
    entities,
    former_keys,
    judgements,
    mentions,
    merges,
    reports,
    statements,
)
from isnad.text.sentences import sentences

_UNDECIDED = 0.5  # the most that can be trusted of an answer beside which others fit
_TOGETHER = 10  # merges
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


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a report, for a person to judge, also where somebody judged it before.

    `doubt` shows it as it stands now, `row` holds what was judged on it, `text` is that of its report.
    """

    doubt: Doubt
    row: JudgedRow
    text: str

    @property
    def was(self) -> Any:
        """The row as it was judged last, where the machine no longer finds it: another judgement needs that."""
        if self.row.at is not None:
            return None
        last = self.row.judgements[-1]
        return last.value if last.verdict is Ruling.ADD else last.was


def question(engine: Engine, report: str, layer: JudgedLayer, place: int) -> Question | None:
    """A statement or event of the newest version of a report, None where there is none at that place.

    Args:
        engine: Of a record.
        report: The id of the report.
        layer: Statements or events.
        place: Of the row in the tables, as `JudgedRow.place`; one that was rejected has its place too.
    """
    query = select(reports.c.report).where(reports.c.id == report, reports.c.current)
    with engine.connect() as connection:
        number = connection.execute(query).scalar()
        if number is None:
            return None
        one = _whole(connection, [number])[number]
    row = next((row for row in (*one.rows[layer], *one.rejected[layer]) if row.place == place), None)
    if row is None:
        return None
    return Question(doubt=_doubt(one, layer, row, row.record.score), row=row, text=one.kept.report.text)


def doubts(engine: Engine, *, limit: int = 100, offset: int = 0, layers: Sequence[JudgedLayer] = ()) -> list[Doubt]:
    """The most doubtful first: statements and events of low score or with alternatives, merges that wait.

    What anybody judged is left out. Only what is given is read whole.

    Args:
        engine: Of a record.
        limit: How many at most.
        offset: How many are left out at the beginning.
        layers: Only these; without any, all.
    """
    with engine.connect() as connection:
        waiting: list[Iterator[_Waits]] = [
            _of_layer(connection, layer, offset + limit) for layer in _JUDGED if not layers or layer in layers
        ]
        if not layers or JudgedLayer.ACTORS in layers:
            waiting.append(_of_merges(connection, _judged_pairs(connection)))
        chosen = list(islice(merge(*waiting, key=lambda one: one.sure), offset, offset + limit))
        found: list[Doubt | None] = []
        for chunk in chunks(chosen, CHUNK):
            whole = _whole(connection, sorted({one.number for one in chunk if one.pair is None}))
            found += [
                _doubt(whole[one.number], one.layer, _row_at(whole[one.number], one.layer, one.at), one.sure)
                if one.pair is None
                else _merge_doubt(connection, one.pair)
                for one in chunk
            ]
    return [doubt for doubt in found if doubt is not None]


class _Waits(NamedTuple):
    """What nobody judged: a row of a report, or a pair of names."""

    sure: float
    layer: JudgedLayer
    number: int = 0
    at: int = 0
    pair: Merge | None = None


def _of_layer(connection: Connection, layer: JudgedLayer, limit: int) -> Iterator[_Waits]:
    table = LAYER_TABLES[layer.value]
    query = select(judgements.c.report, judgements.c.subject).where(judgements.c.layer == layer.value)
    judged = connection.execute(query.where(judgements.c.undone.is_(None))).all()
    places = {_place(msgspec.json.decode(row.subject, type=Subject)) for row in judged}
    touched = {row.report for row in judged}
    told = [reports.c.id, reports.c.content, table.c[f"{AT[layer]}_start"], table.c[f"{AT[layer]}_end"]]
    told.append(table.c.content_at if layer is JudgedLayer.STATEMENTS else table.c.type)
    unjudged: dict[int, frozenset[int]] = {}  # by report, of those about which anything was judged
    for row in _least_sure(connection, table, told, limit + len(judged)):
        number, at, how, *place = row
        if place[0] in touched:
            spans = layer is JudgedLayer.STATEMENTS
            place[4] = str(msgspec.json.decode(place[4]) if place[4] else []) if spans else place[4]
            if tuple(place) in places:
                continue
            if number not in unjudged:
                unjudged[number] = _unjudged(_whole(connection, [number])[number], layer)
            if at not in unjudged[number]:
                continue
        yield _Waits(how, layer, number, at)


def _least_sure(connection: Connection, table: Table, told: Sequence[Any], limit: int) -> list[tuple[Any, ...]]:
    """Number, place, how far each is trusted, and what is `told` of rows, the least trusted first."""
    # An outer join, since SQLite prepares an inner one by running through all reports, for a handful of rows.
    current = func.coalesce(reports.c.current, false())
    query = select(table.c.report, table.c.at, table.c.score, *told).where(current, table.c.person == 0).limit(limit)
    query = query.outerjoin(reports, reports.c.report == table.c.report)
    by_score = query.order_by(table.c.score, table.c.report, table.c.at)
    if table is not statements:
        return [tuple(row) for row in connection.execute(by_score)]
    several, sure = table.c.alternatives.is_not(None), table.c.score > _UNDECIDED
    found = [tuple(row) for row in connection.execute(by_score.where(not_(and_(several, sure))))]
    undecided = connection.execute(query.where(several, sure).order_by(table.c.report, table.c.at))
    found += [(number, at, _UNDECIDED, *place) for number, at, _, *place in undecided]
    return sorted(found, key=lambda row: (row[2], row[0], row[1]))[:limit]


def _place(subject: Subject) -> tuple[Any, ...]:
    """Where a judged row stands, as its columns tell it: what needs no reading of the report to be known again."""
    span = subject.at.span if subject.at else Span(0, 0)
    kind = subject.type or str([[piece.span.start, piece.span.end] for piece in subject.content])
    return subject.report, subject.hash, span.start, span.end, kind


def _whole(connection: Connection, numbers: Sequence[int]) -> dict[int, Corrected]:
    kept = of_numbers(connection, numbers)
    judged = judgements_of(connection, [one.report.id for one in kept])
    return {one.number: corrected(one, judged.get(one.report.id, ())) for one in kept}


def _unjudged(one: Corrected, layer: JudgedLayer) -> frozenset[int]:
    """The places of the rows on which nobody judged."""
    rows = (*one.rows[layer], *one.rejected[layer])
    return frozenset(row.at for row in rows if row.at is not None and not row.judgements)


def _row_at(one: Corrected, layer: JudgedLayer, at: int) -> JudgedRow:
    return next(row for row in one.rows[layer] if row.at == at)


def _doubt(one: Corrected, layer: JudgedLayer, row: JudgedRow, sure: float) -> Doubt:
    """A row as it stands; one that was judged is named as it was then, so that all judgements on it stay together."""
    record, report = row.record, one.kept.report
    alternatives = tuple(getattr(record, "alternatives", ()))
    return Doubt(
        layer=layer,
        sure=sure,
        reason="alternatives" if alternatives else "score",
        subject=row.judgements[-1].subject
        if row.judgements
        else subject_of(layer, record, report.id, content_of(report), report.text),
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


def _judged_pairs(connection: Connection) -> set[frozenset[tuple[str, str]]]:
    """The pairs of names, each with its report, that people merged or kept apart."""
    keys = _keys_now(connection)
    pairs = (judgements.c.layer == JudgedLayer.ACTORS.value, judgements.c.undone.is_(None))
    found = set()
    for one in read(connection, *pairs):
        if one.subject.other is not None:
            found.add(frozenset(_seat(subject, keys) for subject in (one.subject, one.subject.other)))
    return found


def _keys_now(connection: Connection) -> dict[str, str]:
    """The key of the actor that another became which people joined to it."""
    query = select(former_keys.c.key, actors.c.key).join(actors, actors.c.actor == former_keys.c.number)
    same = former_keys.c.layer == JudgedLayer.ACTORS.value
    found: dict[str, str] = dict(map(tuple, connection.execute(query.where(same))))
    return found


def _seat(subject: Subject, keys: Mapping[str, str]) -> tuple[str, str]:
    if subject.key is None:
        return "", f"{subject.report} {subject.at}"
    return keys.get(subject.key, subject.key), ""


def _of_merges(connection: Connection, judged: set[frozenset[tuple[str, str]]]) -> Iterator[_Waits]:
    order = (func.abs(merges.c.score - 0.5), merges.c.score.desc(), merges.c.merge)
    query = select(merges.c.merge).where(merges.c.decided.is_(False)).order_by(*order)
    for chunk in chunks(connection.execute(query).scalars(), _TOGETHER):
        some = _merges_numbered(connection, chunk)
        keys = _keys_at(connection, [where for found in some for where in (found.one, found.other)])
        for found in some:
            one, other = (keys.get(_words(where)) for where in (found.one, found.other))
            if one and other and one != other and frozenset(((one, ""), (other, ""))) not in judged:
                yield _Waits(_sure(found.score), JudgedLayer.ACTORS, pair=found)


def _words(where: Evidence) -> tuple[str, int, int, str]:
    return where.report, where.span.start, where.span.end, where.quote


def _keys_at(connection: Connection, some: Sequence[Evidence]) -> dict[tuple[str, int, int, str], str]:
    """The keys of the actors for which words of reports stand; of two entities of a name that of the mention's type."""
    named = (entities.c.report == mentions.c.report) & (entities.c.name == mentions.c.entity)
    joined = (
        reports.join(mentions, mentions.c.report == reports.c.report)
        .join(entities, named)
        .join(actor_entities, STANDS_FOR)
        .join(actors, actors.c.actor == actor_entities.c.actor)
    )
    words = (reports.c.id, mentions.c.span_start, mentions.c.span_end, mentions.c.quote)
    query = select(*words, actors.c.key).select_from(joined).where(reports.c.current)
    query = query.where(mentions.c.seen, entities.c.seen, reports.c.id.in_({where.report for where in some}))
    query = query.where(mentions.c.span_start.in_({where.span.start for where in some}))
    order = (entities.c.type == mentions.c.type, entities.c.at.desc())
    wanted = {_words(where) for where in some}
    found = ((tuple(place), key) for *place, key in connection.execute(query.order_by(*order)))
    return {place: key for place, key in found if place in wanted}


def _merges_numbered(connection: Connection, numbers: Sequence[int]) -> list[Merge]:
    rows = connection.execute(select(merges).where(merges.c.merge.in_(numbers))).mappings()
    found = {row["merge"]: dict(row) for row in rows}
    return [MERGE.record(found[number]) for number in numbers]


def _sure(score: float) -> float:
    return round(max(score, 1 - score), 4)


def _merge_doubt(connection: Connection, found: Merge) -> Doubt | None:
    one, other = (member_at(connection, where) for where in (found.one, found.other))
    if one is None or other is None:
        return None
    return Doubt(
        layer=JudgedLayer.ACTORS,
        sure=_sure(found.score),
        reason="merge",
        subject=msgspec.structs.replace(one, other=other),
        says=f"{one.name} = {other.name}? ({found.reason})",
        shown=tuple(_evidence(connection, where) for where in (found.one, found.other)),
    )


def _evidence(connection: Connection, where: Evidence) -> Shown:
    query = select(reports.c.report).where(reports.c.id == where.report, reports.c.current)
    numbers = connection.execute(query).scalars().all()
    kept = of_numbers(connection, numbers)
    return _shown(kept[0].report, [("mention", where.span)])
