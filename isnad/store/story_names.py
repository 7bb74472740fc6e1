"""How each outlet names those whom the reports of a story name most."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, func, select

from isnad.store.read_between import of_story
from isnad.store.schema import STANDS_FOR, actor_entities, actors, entities, reports

_NAMED = ("PER", "ORG")


class NamedIn(msgspec.Struct, frozen=True, kw_only=True):
    """An actor, and for each outlet the fullest names that its reports give, with how many reports give each."""

    key: str
    name: str
    reports: int
    outlets: tuple[tuple[str | None, tuple[tuple[str, int], ...]], ...]


def names_in_story(connection: Connection, id: str, *, limit: int) -> list[NamedIn]:
    """The people and bodies that most reports of a story name, with their names in each outlet."""
    count = func.count(reports.c.report.distinct()).label("count")
    query = (
        select(actors.c.key, actors.c.name, reports.c.outlet, entities.c.name.label("as_named"), count)
        .join(actor_entities, actor_entities.c.actor == actors.c.actor)
        .join(entities, STANDS_FOR)
        .join(reports, reports.c.report == entities.c.report)
        .where(reports.c.report.in_(of_story(id)), actors.c.type.in_(_NAMED))
        .group_by(actors.c.key, actors.c.name, reports.c.outlet, entities.c.name)
        .order_by(reports.c.outlet, count.desc(), entities.c.name)
    )
    found: dict[tuple[str, str], dict[str | None, list[tuple[str, int]]]] = {}
    for key, name, outlet, words, reports_ in connection.execute(query):
        found.setdefault((key, name), {}).setdefault(outlet, []).append((words, reports_))
    made = [
        NamedIn(
            key=key,
            name=name,
            reports=sum(number for some in of.values() for _, number in some),
            outlets=tuple((outlet, tuple(some)) for outlet, some in of.items()),
        )
        for (key, name), of in found.items()
    ]
    return sorted(made, key=lambda one: (-one.reports, one.name))[:limit]
