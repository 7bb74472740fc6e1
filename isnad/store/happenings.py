"""Happenings and chronologies as a record keeps them, read back; tellings are put together from the reports' rows.

A happening of one telling comes without fields and wordings: they say no more than its statement or event. Where a
report was read anew since and tells it no more in the same place, the happening is left out until the record is
regrouped. A telling that people rejected since is left out at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace
from sqlalchemy import ColumnElement, Connection, Engine, Select, and_, func, or_, select

from isnad.model import Span
from isnad.model.chronology import Entry
from isnad.model.happening import Happening, HappeningKind, Telling
from isnad.model.statement import UNRESOLVED
from isnad.store.fewer_tellings import without
from isnad.store.kept import chunks
from isnad.store.schema import (
    ENTRY,
    HAPPENING,
    events,
    happening_actors,
    happenings,
    reports,
    statements,
    stories,
    story_reports,
    tellings,
)

_TOGETHER = 500
_STATEMENT = HappeningKind.STATEMENT.value
_LATEST = "9999"
_SPANS = msgspec.json.Decoder(tuple[Span, ...])


def happening(engine: Engine, id: str) -> Happening | None:
    """The happening of this id, which is made of its first telling."""
    kind, _, rest = id.partition("-")
    report, _, at = rest.rpartition("-")
    if kind not in tuple(HappeningKind) or not at.isdigit():
        return None
    same = happenings.c.kind == _STATEMENT if kind == _STATEMENT else happenings.c.kind != _STATEMENT
    wanted = (
        select(tellings.c.happening)
        .join(reports, reports.c.report == tellings.c.report)
        .join(happenings, happenings.c.happening == tellings.c.happening)
        .where(reports.c.id == report, tellings.c.at == int(at), tellings.c.telling == 0, same)
    )
    with engine.connect() as connection:
        found = connection.execute(wanted).scalars().all()
        return next((entry.happening for entry in _entries(connection, found)), None)


def happenings_of(engine: Engine, *conditions: ColumnElement[bool]) -> Iterator[Happening]:
    """Happenings in order of story, first telling and kind, some of them in memory.

    Args:
        engine: Of the record.
        conditions: On columns of `isnad.store.schema.happenings`, such as `happenings.c.reports > 1`.
    """
    wanted = select(happenings.c.happening).where(*conditions).order_by(happenings.c.happening)
    for entry in entries_of(engine, wanted):
        yield entry.happening


def entries_of(engine: Engine, wanted: Select[Any] | Sequence[int]) -> Iterator[Entry]:
    """Happenings with their dates, in the order of some numbers or of a query for them."""
    numbers: Sequence[int] = wanted if not isinstance(wanted, Select) else _numbers(engine, wanted)
    for chunk in chunks(numbers, _TOGETHER):
        with engine.connect() as connection:
            yield from _entries(connection, chunk)


def chronology_of(
    engine: Engine,
    *,
    actors: Sequence[int] = (),
    story: str | None = None,
    dated: bool = True,
    limit: int | None = None,
    offset: int = 0,
) -> Iterator[Entry]:
    """What actors take part in together, a story tells, or all: the dated by their days, or the undated by publication.

    An event that is the verb of a statement is told with the statement, where that is among them.

    Args:
        engine: Of the record.
        actors: Numbers of actors; all of them take part.
        story: The id of a story.
        dated: Those that a telling dates; False for the others.
        limit: How many at most.
        offset: How many are left out at the beginning.
    """
    wanted = in_order(actors=actors, story=story, dated=dated)
    yield from entries_of(engine, wanted.limit(limit).offset(offset))


def in_order(*, actors: Sequence[int] = (), story: str | None = None, dated: bool = True) -> Select[Any]:
    """A query for the numbers of a chronology, as `chronology_of` takes it."""
    chosen = _chosen(actors, story)
    shown: ColumnElement[bool] = happenings.c.told_with.is_(None)
    if actors or story is not None:
        shown = or_(shown, happenings.c.told_with.not_in(chosen))
    first = happenings.c.first.is_not(None) if dated else happenings.c.first.is_(None)
    order = (happenings.c.first, happenings.c.last.nulls_first()) if dated else ()
    told = func.coalesce(happenings.c.first_told, _LATEST)
    wanted = select(happenings.c.happening).where(happenings.c.happening.in_(chosen), shown, first)
    return wanted.order_by(*order, told, happenings.c.happening)


def arranged(engine: Engine, numbers: Iterable[int] | None) -> tuple[list[Entry], list[Entry]]:
    """The dated and the undated of some happenings, or of all, as a chronology, each in order."""
    entries = list(entries_of(engine, _shown(engine, numbers)))
    dated = [entry for entry in entries if entry.date]
    undated = [entry for entry in entries if not entry.date]
    dated.sort(key=lambda one: (one.first or "", one.last or "", one.first_told or _LATEST, one.happening.id))
    undated.sort(key=lambda one: (one.first_told or _LATEST, one.happening.id))
    return dated, undated


def taking_part(engine: Engine) -> Iterator[tuple[int, tuple[str, ...], tuple[str, ...]]]:
    """The number of every happening, with the keys and names of who takes part."""
    query = select(happenings.c.happening, happenings.c.who, happenings.c.names).where(happenings.c.who.is_not(None))
    parts = {part.name: part for part in HAPPENING.parts}
    with engine.connect().execution_options(yield_per=2_000) as connection:
        for row in connection.execute(query).mappings():
            yield row["happening"], parts["who"].read(row, None), parts["names"].read(row, None)


def _numbers(engine: Engine, wanted: Select[Any]) -> list[int]:
    with engine.connect() as connection:
        return [number for (number,) in connection.execute(wanted)]


def _shown(engine: Engine, numbers: Iterable[int] | None) -> list[int]:
    """Some happenings, or all, without the events that are verbs of statements among them."""
    with engine.connect() as connection:
        query = select(happenings.c.happening, happenings.c.told_with).order_by(happenings.c.happening)
        told_with: dict[int, int | None] = dict(map(tuple, connection.execute(query)))
    there = told_with.keys() if numbers is None else set(numbers)
    return [number for number, statement in told_with.items() if number in there and statement not in there]


def _chosen(actors: Sequence[int], story: str | None) -> Select[Any]:
    """A query for the happenings of actors and story."""
    wanted = select(happenings.c.happening)
    if story is not None:
        wanted = wanted.join(stories, stories.c.story == happenings.c.story).where(stories.c.id == story)
    for actor in actors:
        part = happening_actors.alias()
        wanted = wanted.join(part, and_(part.c.happening == happenings.c.happening, part.c.actor == actor))
    return wanted


def _entries(connection: Connection, numbers: Sequence[int]) -> list[Entry]:
    rows = {
        row["happening"]: row
        for row in connection.execute(select(happenings).where(happenings.c.happening.in_(numbers))).mappings()
    }
    told: dict[int, list[_Told]] = {}
    for one in (*_said(connection, numbers), *_done(connection, numbers)):
        told.setdefault(one.happening, []).append(one)
    return [
        entry
        for number in numbers
        if number in rows and _whole(rows[number], told.get(number, ()))
        if (entry := _seen(rows[number], sorted(told[number], key=lambda one: one.at))) is not None
    ]


class _Told(NamedTuple):
    """A telling at its place among those of a happening, and whether people rejected it."""

    happening: int
    at: int
    telling: Telling
    rejected: bool


def _whole(row: Any, told: Sequence[_Told]) -> bool:
    """Whether all tellings of a happening are there still."""
    reports_told = {one.telling.report for one in told}
    return len(reports_told) == row["reports"] and {one.at for one in told} == set(range(len(told))) and bool(told)


def _seen(row: Any, told: Sequence[_Told]) -> Entry | None:
    """An entry without the tellings that were rejected; None where no other is left."""
    rejected = {one.at for one in told if one.rejected}
    if len(rejected) == len(told):
        return None
    entry = _entry(row, tuple(one.telling for one in told))
    return replace(entry, happening=without(entry.happening, rejected)) if rejected else entry


def _entry(row: Any, told: tuple[Telling, ...]) -> Entry:
    kind = HappeningKind.STATEMENT if row["kind"] == _STATEMENT else HappeningKind.EVENT
    one = HAPPENING.record(
        row, id=f"{kind}-{told[0].report}-{told[0].at}", story=row["story"], kind=kind, tellings=told
    )
    return ENTRY.record(row, happening=one)


_COMMON = (
    tellings.c.happening,
    tellings.c.telling,
    tellings.c.at,
    tellings.c.sentence_start,
    tellings.c.sentence_end,
    tellings.c.copy,
    reports.c.id,
    reports.c.outlet,
    story_reports.c.published,
    func.substr(
        reports.c.text, tellings.c.sentence_start + 1, tellings.c.sentence_end - tellings.c.sentence_start
    ).label("words"),
)


def _told(layer: Any, of: ColumnElement[bool], numbers: Sequence[int], *columns: Any) -> Select[Any]:
    """The rows of tellings with those of their reports and of a layer."""
    return (
        select(*_COMMON, layer.c.person, layer.c.seen, *columns)
        .join(happenings, happenings.c.happening == tellings.c.happening)
        .join(reports, reports.c.report == tellings.c.report)
        .join(story_reports, story_reports.c.report == tellings.c.report)
        .join(layer, and_(layer.c.report == tellings.c.report, layer.c.at == tellings.c.at))
        .where(tellings.c.happening.in_(numbers), of, or_(layer.c.seen, layer.c.judged == "rejected"))
    )


def _said(connection: Connection, numbers: Sequence[int]) -> Iterator[_Told]:
    columns = [
        statements.c[name]
        for name in ("cue", "cue_start", "cue_end", "lemma", "stance", "polarity", "kind", "speaker", "resolved_by")
    ]
    columns.append(statements.c.content_at)
    query = _told(statements, happenings.c.kind == _STATEMENT, numbers, *columns)
    for row in connection.execute(query).mappings():
        span = Span(row["sentence_start"], row["sentence_end"])
        content = _SPANS.decode(row["content_at"])
        there = Span(content[0].start, content[-1].end)
        if there != span and not (row["person"] and there.overlaps(span)):
            continue  # another statement stands there now
        yield _told_by(
            row,
            Telling(
                **_where(row),
                span=span,
                quote=row["words"],
                speaker=row["speaker"] if row["resolved_by"] != UNRESOLVED else None,
                cue=row["cue"],
                cue_span=Span(row["cue_start"], row["cue_end"]),
                lemma=row["lemma"],
                stance=row["stance"],
                polarity=row["polarity"],
                form=row["kind"],
            ),
        )


def _done(connection: Connection, numbers: Sequence[int]) -> Iterator[_Told]:
    columns = [events.c[name] for name in ("anchor", "anchor_start", "anchor_end", "status", "claimed_by")]
    query = _told(events, happenings.c.kind != _STATEMENT, numbers, *columns)
    for row in connection.execute(query).mappings():
        if not row["sentence_start"] <= row["anchor_start"] < row["anchor_end"] <= row["sentence_end"]:
            continue  # another event stands there now
        yield _told_by(
            row,
            Telling(
                **_where(row),
                span=Span(row["anchor_start"], row["anchor_end"]),
                quote=row["anchor"],
                speaker=row["claimed_by"],
                status=row["status"],
            ),
        )


def _told_by(row: Any, telling: Telling) -> _Told:
    return _Told(row["happening"], row["telling"], telling, not row["seen"])


def _where(row: Any) -> dict[str, Any]:
    return {
        "report": row["id"],
        "at": row["at"],
        "sentence": Span(row["sentence_start"], row["sentence_end"]),
        "sentence_quote": row["words"],
        "outlet": row["outlet"],
        "published": row["published"],
        "copy": row["copy"],
    }
