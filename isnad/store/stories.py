"""Stories as a record keeps them, read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, select

from isnad.model import CopyPair, Span, Story, SummarySentence
from isnad.store.kept import chunks
from isnad.store.places import places_in
from isnad.store.schema import COPY, STORY, copies, reports, stories, story_reports

_TOGETHER = 200


def story(engine: Engine, id: str) -> Story | None:
    """The story of this id."""
    return next(stories_of(engine, stories.c.id == id), None)


def story_with(engine: Engine, report: str) -> Story | None:
    """The story in which the newest version of a report stands, by the report's id."""
    home = select(story_reports.c.story).join(reports, reports.c.report == story_reports.c.report)
    return next(stories_of(engine, stories.c.story.in_(home.where(reports.c.id == report, reports.c.current))), None)


def stories_of(
    engine: Engine,
    *conditions: ColumnElement[bool],
    newest: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> Iterator[Story]:
    """Stories, those of the most independent wordings first, some of them in memory.

    Args:
        engine: Of the record.
        conditions: On columns of `isnad.store.schema.stories`.
        newest: Those with the last day of publication first.
        limit: How many at most.
        offset: How many are left out at the beginning.
    """
    order: Sequence[Any] = (
        (stories.c.last.desc().nulls_last(), stories.c.story.desc())
        if newest
        else (stories.c.independent.desc(), stories.c.reports.desc(), stories.c.story.desc())
    )
    wanted = select(stories.c.story).where(*conditions).order_by(*order).limit(limit).offset(offset)
    with engine.connect() as connection:
        numbers = connection.execute(wanted).scalars().all()
    yield from stories_numbered(engine, numbers)


def stories_numbered(engine: Engine, numbers: Iterable[int]) -> Iterator[Story]:
    """The stories of some numbers, in the order of these."""
    for chunk in chunks(numbers, _TOGETHER):
        with engine.connect() as connection:
            yield from _of_numbers(connection, chunk)


def _of_numbers(connection: Connection, numbers: Sequence[int]) -> list[Story]:
    rows = connection.execute(select(stories).where(stories.c.story.in_(numbers))).mappings()
    found = {row["story"]: row for row in rows}
    members: dict[int, list[str]] = {number: [] for number in numbers}
    groups: dict[int, dict[int, list[str]]] = {number: {} for number in numbers}
    query = select(story_reports.c.story, reports.c.id, story_reports.c.copies).join(
        reports, reports.c.report == story_reports.c.report
    )
    for number, id, group in connection.execute(
        query.where(story_reports.c.story.in_(numbers)).order_by(story_reports.c.story, story_reports.c.at)
    ):
        members[number].append(id)
        if group is not None:
            groups[number].setdefault(group, []).append(id)
    pairs = _pairs(connection, numbers)
    sentences = _sentences(connection, found)
    return [
        STORY.record(
            found[number],
            reports=tuple(members[number]),
            copies=tuple(tuple(groups[number][group]) for group in sorted(groups[number])),
            summary=sentences.get(number, ()),
            pairs=tuple(pairs.get(number, ())),
        )
        for number in numbers
        if number in found
    ]


def _pairs(connection: Connection, numbers: Sequence[int]) -> dict[int, list[CopyPair]]:
    one, other = reports.alias("one"), reports.alias("other")
    query = (
        select(copies, story_reports.c.story, one.c.id.label("earlier_id"), other.c.id.label("later_id"))
        .join(story_reports, story_reports.c.report == copies.c.earlier)
        .join(one, one.c.report == copies.c.earlier)
        .join(other, other.c.report == copies.c.later)
        .where(story_reports.c.story.in_(numbers))
    )
    found: dict[int, list[CopyPair]] = {}
    for row in connection.execute(query).mappings():
        pair = COPY.record(row, earlier=row["earlier_id"], later=row["later_id"])
        found.setdefault(row["story"], []).append(pair)
    for pairs in found.values():
        pairs.sort(key=lambda pair: (pair.earlier, pair.later))
    return found


def _sentences(connection: Connection, found: dict[int, Any]) -> dict[int, tuple[SummarySentence, ...]]:
    """The summaries, whose words are read from the texts."""
    places = {number: places_in(row["summary"]) for number, row in found.items()}
    wanted = sorted({place.report for some in places.values() for place in some})
    query = select(reports.c.report, reports.c.id, reports.c.text).where(reports.c.report.in_(wanted))
    texts = {number: (id, text) for number, id, text in connection.execute(query)}
    return {
        number: tuple(
            SummarySentence(
                report=texts[place.report][0],
                span=Span(place.start, place.end),
                quote=texts[place.report][1][place.start : place.end],
            )
            for place in some
        )
        for number, some in places.items()
    }
