"""Actors to whom the names of a table may belong, and what is fetched of those that were chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from isnad.errors import RefusedError
from isnad.model import Actor
from isnad.store.actor_list import Listed
from isnad.store.actors import actors_of
from isnad.store.patience import at_most
from isnad.store.schema import actors
from isnad.web.reconciliation.properties import (
    CONDITIONS,
    PROPERTIES,
    description,
    meets,
    property_named,
    type_named,
)
from isnad.web.reconciliation.queries import MOST, Extension, Query
from isnad.web.views import Asked
from isnad.workflow.reconciling import APART, SURE, Candidate, Reconciler, reconciler

BATCH = 50  # queries, or ten times so many actors to tell of, at once
_MEETS, _CONTRADICTS = 2.0, 20.0  # points that a property gives and takes


def known_actors(asked: Asked) -> Reconciler:
    """The actors of the record, kept until it changes."""
    found: Reconciler = asked.glances.take(asked.record, "reconciler", reconciler)
    return found


def matched(asked: Asked, queries: Mapping[str, Query]) -> dict[str, Any]:
    """The candidates for each query, by the name of the query.

    Raises:
        RefusedError: where more is asked at once than may be.
    """
    if len(queries) > BATCH:
        raise RefusedError(f"{len(queries)} queries at once: ask {BATCH} at most", status=413, slug="too-large")
    known = known_actors(asked)
    found = {name: _found(known, query) for name, query in queries.items()}
    keys = {known.actors[one.at].key for some in found.values() for one in some}
    told = told_of(asked, keys)
    return {name: {"result": _result(asked, known, told, queries[name], some)} for name, some in found.items()}


def _found(known: Reconciler, query: Query) -> list[Candidate]:
    """More candidates than are asked for where properties may change their order."""
    words = query.query.strip()
    if not words and query.properties:
        words = next((value for one in query.properties if one.pid == "names" for value in one.values), "")
    if len(words) > 500:
        raise RefusedError("a name has 500 characters at most", status=413, slug="too-large")
    limit = MOST if query.properties else max(query.most, 2)
    return known.find(words, types=query.types, limit=limit) if words else []


def told_of(asked: Asked, keys: Iterable[str]) -> dict[str, Actor]:
    """Actors by their keys. The time for this begins now: an index that was made before may have taken long."""
    wanted = actors.c.key.in_(sorted(set(keys)))
    with at_most(asked.settings.patience):
        with asked.record.engine.connect() as connection:
            of = dict(connection.execute(select(actors.c.actor, actors.c.key).where(wanted)).all())
        return {of[one.id]: one for one in actors_of(asked.record.engine, wanted, members=False)}


def _result(
    asked: Asked, known: Reconciler, told: Mapping[str, Actor], query: Query, some: Sequence[Candidate]
) -> list[dict[str, Any]]:
    made = [_candidate(asked, known.actors[one.at], told[known.actors[one.at].key], query, one) for one in some]
    made.sort(key=lambda one: -one["score"])
    for place, one in enumerate(made):
        after = made[place + 1]["score"] if place + 1 < len(made) else 0.0
        alike = one["features"][0]["value"]
        met = all(feature["value"] is not False for feature in one["features"])
        one["match"] = place == 0 and met and alike >= SURE and one["score"] - after >= APART
    return made[: query.most]


def _candidate(asked: Asked, listed: Listed, one: Actor, query: Query, found: Candidate) -> dict[str, Any]:
    features: list[dict[str, Any]] = [
        {"id": "name", "value": found.likeness},
        {"id": "reports", "value": listed.reports},
    ]
    score = found.score
    for condition in query.properties:
        if condition.pid in CONDITIONS and (met := meets(one, condition)) is not None:
            features.append({"id": condition.pid, "value": met})
            score += _MEETS if met else -_CONTRADICTS
    return {
        "id": listed.key,
        "name": listed.name,
        "description": description(asked, one),
        "type": [type_named(asked, listed.type)],
        "score": round(min(max(score, 0.0), 100.0), 2),
        "match": False,
        "features": features,
    }


def extended(asked: Asked, extension: Extension) -> dict[str, Any]:
    """What is known of some actors, by their keys; nothing of a key that no actor has.

    Raises:
        RefusedError: where more is asked at once than may be.
    """
    if len(extension.ids) > 10 * BATCH:
        raise RefusedError(
            f"{len(extension.ids)} actors at once: ask {10 * BATCH} at most", status=413, slug="too-large"
        )
    wanted = [one.id for one in extension.properties if one.id in PROPERTIES]
    listed = {one.key: one for one in known_actors(asked).actors}
    told = told_of(asked, extension.ids)
    rows = {
        key: {name: PROPERTIES[name](told[key], listed[key]) if key in told else [] for name in wanted}
        for key in extension.ids
    }
    return {"meta": [property_named(asked, name) for name in wanted], "rows": rows}
