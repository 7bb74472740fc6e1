"""From reports, names and numbers to the actors and stories of a record, for what links to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, RowMapping, func, select

from isnad.store.kept import CHUNK, chunks
from isnad.store.schema import STANDS_FOR, actor_entities, actors, entities, reports, stories, story_reports

_BEGINNING = 90  # code points of the text that stand for a title


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What a list tells of a report; `title` is the beginning of the text where it has none."""

    report: str
    title: str
    outlet: str | None
    published: str | None


class Cited(Head, frozen=True, kw_only=True):
    """A report with what a list of sources tells of it beside its head."""

    author: str | None
    url: str | None


class InStory(msgspec.Struct, frozen=True, kw_only=True):
    """A story by its id, and how many reports tell it."""

    id: str
    reports: int


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """An actor by its key, with its name."""

    key: str
    name: str


def heads(connection: Connection, ids: Iterable[str]) -> dict[str, Head]:
    """The newest versions of some reports, by their ids."""
    return {str(row["report"]): Head(**row) for row in _heads(connection, ids)}


def cited(connection: Connection, ids: Iterable[str]) -> list[Cited]:
    """The newest versions of some reports, in the order of their ids."""
    wanted = dict.fromkeys(ids)
    found = {row["report"]: Cited(**row) for row in _heads(connection, wanted, reports.c.author, reports.c.url)}
    return [found[id] for id in wanted if id in found]


def _heads(connection: Connection, ids: Iterable[str], *more: Column[Any]) -> Iterator[RowMapping]:
    """The fields of `Head`, and some columns more, of the newest versions of some reports."""
    title = func.coalesce(func.nullif(reports.c.title, ""), func.substr(reports.c.text, 1, _BEGINNING)).label("title")
    head = (reports.c.id.label("report"), title, reports.c.outlet, reports.c.published)
    query = select(*head, *more).where(reports.c.current)
    for chunk in chunks(dict.fromkeys(ids), CHUNK):
        yield from connection.execute(query.where(reports.c.id.in_(chunk))).mappings()


def stories_with(connection: Connection, ids: Iterable[str]) -> dict[str, InStory]:
    """The stories in which reports stand, by the reports' ids; a report that was added since has none."""
    query = (
        select(reports.c.id, stories.c.id.label("story"), stories.c.reports)
        .join(story_reports, story_reports.c.report == reports.c.report)
        .join(stories, stories.c.story == story_reports.c.story)
        .where(reports.c.current)
    )
    found: dict[str, InStory] = {}
    for chunk in chunks(dict.fromkeys(ids), CHUNK):
        for id, story, count in connection.execute(query.where(reports.c.id.in_(chunk))):
            found[id] = InStory(id=story, reports=count)
    return found


def actors_in(connection: Connection, ids: Iterable[str]) -> dict[tuple[str, str], str]:
    """The keys of the actors that reports name, by the report's id and its fullest name for them."""
    query = (
        select(reports.c.id, entities.c.name, actors.c.key)
        .join(entities, entities.c.report == reports.c.report)
        .join(actor_entities, STANDS_FOR)
        .join(actors, actors.c.actor == actor_entities.c.actor)
        .where(reports.c.current)
    )
    found: dict[tuple[str, str], str] = {}
    for chunk in chunks(dict.fromkeys(ids), CHUNK):
        for id, name, key in connection.execute(query.where(reports.c.id.in_(chunk))):
            found[id, name] = key
    return found


def known_actors(connection: Connection, numbers: Iterable[int]) -> dict[int, Known]:
    """Actors by their numbers."""
    query = select(actors.c.actor, actors.c.key, actors.c.name)
    found: dict[int, Known] = {}
    for chunk in chunks(dict.fromkeys(numbers), CHUNK):
        for number, key, name in connection.execute(query.where(actors.c.actor.in_(chunk))):
            found[number] = Known(key=key, name=name)
    return found
