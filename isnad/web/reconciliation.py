"""Names in a table matched with the actors of a record: the Reconciliation Service API 0.2, as OpenRefine asks it.

`/reconcile` is the service: without parameters it describes itself, with `queries` it matches, with `extend` it tells
what is known of actors. An actor's identifier is its key, which outlasts a regrouping. It is read by pages of other
origins as `isnad.web.shared` says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import select
from starlette.responses import HTMLResponse, JSONResponse, Response

from isnad import __version__
from isnad.errors import RefusedError
from isnad.model import Actor, MentionType
from isnad.store.actor_list import Folded, Listed, has_words
from isnad.store.actors import actors_of
from isnad.store.patience import at_most
from isnad.store.schema import actors
from isnad.web.countries import country_code
from isnad.web.offices import office
from isnad.web.parameters import number, text
from isnad.web.reconciled import MATCHED, Fetched, Proposed, Service, Suggested, SuggestedActors
from isnad.web.rendering import environment, for_reader
from isnad.web.security import POLICY
from isnad.web.shared import frame_ancestors
from isnad.web.views import Asked, Served
from isnad.workflow.reconciling import APART, SURE, Candidate, Reconciler, reconciler, romanised

BATCH = 50  # queries, or ten times so many actors to tell of, at once
CANDIDATES, MOST = 10, 50  # of a query
SUGGESTED = 20
PREVIEW = (430, 220)  # pixels
SCHEMA = "https://schema.org/Thing"
_MEETS, _CONTRADICTS = 2.0, 20.0  # points that a property gives and takes


class Condition(msgspec.Struct, frozen=True):
    """A property that an actor should have: `v` is one value or several, any of which will do."""

    pid: str
    v: Any


class Query(msgspec.Struct, frozen=True):
    """One reconciliation query."""

    query: str = ""
    type: str | tuple[str, ...] = ()
    limit: float = CANDIDATES
    properties: tuple[Condition, ...] = ()
    type_strict: str = "any"

    @property
    def types(self) -> tuple[str, ...]:
        """The types that are asked for, none where any will do."""
        told = (self.type,) if isinstance(self.type, str) else self.type
        return () if self.type_strict == "should" else tuple(one for one in told if one)

    @property
    def most(self) -> int:
        """How many candidates are asked for."""
        return int(min(max(self.limit, 1), MOST))


class Wanted(msgspec.Struct, frozen=True):
    """A property to tell; `settings` is what the asker set, of which there is nothing."""

    id: str
    settings: dict[str, Any] = {}


class Extension(msgspec.Struct, frozen=True):
    """Which properties to tell of which actors."""

    ids: tuple[str, ...]
    properties: tuple[Wanted, ...]


def _names(one: Actor) -> list[Any]:
    return [{"str": name.name} for name in one.names]


def _offices(one: Actor) -> list[Any]:
    return [{"str": held} for held in _held(one)]


def _held(one: Actor) -> list[str]:
    """The offices of an actor."""
    return [office(role.title, role.organisation) for role in one.roles]


def _text(told: str | None) -> list[Any]:
    return [{"str": told}] if told else []


def _number(told: int | None) -> list[Any]:
    return [{"int": told}] if told is not None else []


PROPERTIES: dict[str, Callable[[Actor, Listed], list[Any]]] = {
    "name": lambda one, _: _text(one.name),
    "names": lambda one, _: _names(one),
    "romanised": lambda one, _: _text(romanised(one.name)),
    "type": lambda one, _: _text(one.type.value),
    "country": lambda one, _: _text(one.country),
    "office": lambda one, _: _offices(one),
    "reports": lambda _, listed: _number(listed.reports),
    "geonames": lambda one, _: _number(one.geonames),
}
CONDITIONS = ("country", "office", "names", "geonames")  # properties by which a query may be narrowed


def _answer(asked: Asked) -> Response:
    if "queries" in asked.params:
        return JSONResponse(_matched(asked, _read(asked.params["queries"], dict[str, Query])))
    if "extend" in asked.params:
        return JSONResponse(_extended(asked, _read(asked.params["extend"], Extension)))
    return JSONResponse(_manifest(asked))


def _read(told: str, shape: Any) -> Any:
    try:
        return msgspec.json.decode(told, type=shape)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise RefusedError(
            f"this is no query of the reconciliation API: {error}", status=400, slug="reconcile"
        ) from None


def _manifest(asked: Asked) -> dict[str, Any]:
    width, height = PREVIEW
    service = f"{asked.base}/reconcile"
    return {
        "versions": ["0.2"],
        "name": f"Isnad: {asked.record.name}",
        "identifierSpace": f"{asked.base}/actor?key=",
        "schemaSpace": SCHEMA,
        "serviceVersion": __version__,
        "documentation": f"{asked.base}/actors",
        "view": {"url": f"{asked.base}/actor?key={{{{id}}}}"},
        "defaultTypes": _types(asked),
        "batchSize": BATCH,
        "preview": {"url": f"{service}/preview?id={{{{id}}}}", "width": width, "height": height},
        "suggest": {
            name: {"service_url": service, "service_path": f"/suggest/{name}"}
            for name in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {"service_url": service, "service_path": "/properties"},
            "property_settings": [],
        },
    }


def _types(asked: Asked) -> list[dict[str, str]]:
    return [_type(asked, kind.value) for kind in MentionType]


def _type(asked: Asked, kind: str) -> dict[str, str]:
    return {"id": kind, "name": str(asked.manner.words.value("mention", kind))}


def _property(asked: Asked, name: str) -> dict[str, str]:
    return {"id": name, "name": str(asked.manner.words.text(f"reconcile.{name}"))}


def _reconciler(asked: Asked) -> Reconciler:
    found: Reconciler = asked.glances.take(asked.record, "reconciler", reconciler)
    return found


def _matched(asked: Asked, queries: Mapping[str, Query]) -> dict[str, Any]:
    if len(queries) > BATCH:
        raise RefusedError(f"{len(queries)} queries at once: ask {BATCH} at most", status=413, slug="too-large")
    known = _reconciler(asked)
    found = {name: _found(known, query) for name, query in queries.items()}
    keys = {known.actors[one.at].key for some in found.values() for one in some}
    told = _told(asked, keys)
    return {name: {"result": _result(asked, known, told, queries[name], some)} for name, some in found.items()}


def _found(known: Reconciler, query: Query) -> list[Candidate]:
    """More candidates than are asked for where properties may change their order."""
    words = query.query.strip()
    if not words and query.properties:
        words = next((value for one in query.properties if one.pid == "names" for value in _values(one)), "")
    if len(words) > 500:
        raise RefusedError("a name has 500 characters at most", status=413, slug="too-large")
    limit = MOST if query.properties else max(query.most, 2)
    return known.find(words, types=query.types, limit=limit) if words else []


def _told(asked: Asked, keys: Iterable[str]) -> dict[str, Actor]:
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
        if condition.pid in CONDITIONS and (meets := _meets(one, condition)) is not None:
            features.append({"id": condition.pid, "value": meets})
            score += _MEETS if meets else -_CONTRADICTS
    return {
        "id": listed.key,
        "name": listed.name,
        "description": _description(asked, one),
        "type": [_type(asked, listed.type)],
        "score": round(min(max(score, 0.0), 100.0), 2),
        "match": False,
        "features": features,
    }


def _meets(one: Actor, condition: Condition) -> bool | None:
    """Whether an actor has a property as asked, None where nothing is known of it or nothing is asked."""
    values = _values(condition)
    if not values:
        return None
    match condition.pid:
        case "country":
            codes = {code for value in values if (code := country_code(value))}
            return one.country in codes if one.country and codes else None
        case "geonames":
            return str(one.geonames) in values if one.geonames is not None else None
        case "names":
            return any(has_words((name.name for name in one.names), value) for value in values)
    return any(has_words(_held(one), value) for value in values) if one.roles else None


def _values(condition: Condition) -> list[str]:
    told = condition.v if isinstance(condition.v, list) else [condition.v]
    words = [one.get("name") or one.get("id") if isinstance(one, dict) else one for one in told]
    return [str(word).strip() for word in words if word is not None and str(word).strip()]


def _description(asked: Asked, one: Actor) -> str:
    told = [*_held(one)[:1], one.country or ""]
    return " · ".join(part for part in told if part) or str(asked.manner.words.value("mention", one.type.value))


def _extended(asked: Asked, extension: Extension) -> dict[str, Any]:
    if len(extension.ids) > 10 * BATCH:
        raise RefusedError(
            f"{len(extension.ids)} actors at once: ask {10 * BATCH} at most", status=413, slug="too-large"
        )
    wanted = [one.id for one in extension.properties if one.id in PROPERTIES]
    listed = {one.key: one for one in _reconciler(asked).actors}
    told = _told(asked, extension.ids)
    rows = {
        key: {name: PROPERTIES[name](told[key], listed[key]) if key in told else [] for name in wanted}
        for key in extension.ids
    }
    return {"meta": [_property(asked, name) for name in wanted], "rows": rows}


def _suggest_entity(asked: Asked) -> Response:
    words, known = asked.text("prefix"), _reconciler(asked)
    if not words:
        return JSONResponse({"result": []})
    folded = asked.glances.derived("names to suggest", lambda one: Folded(one.actors), known)
    some = [one for one in known.actors if one.key == words]
    some = some or [known.actors[place] for place in folded.having(words)]
    if not some:  # in Latin letters, or spelt otherwise
        some = [known.actors[one.at] for one in known.find(words, limit=MOST)]
    shown = some[_cursor(asked) :][:SUGGESTED]
    told = _told(asked, (one.key for one in shown))
    result = [
        {
            "id": one.key,
            "name": one.name,
            "description": _description(asked, told[one.key]),
            "notable": [_type(asked, one.type)],
        }
        for one in shown
    ]
    return JSONResponse({"result": result})


def _suggest_type(asked: Asked) -> Response:
    return JSONResponse({"result": _beginning(asked, _types(asked))})


def _suggest_property(asked: Asked) -> Response:
    return JSONResponse({"result": _beginning(asked, [_property(asked, name) for name in CONDITIONS])})


def _beginning(asked: Asked, some: list[dict[str, str]]) -> list[dict[str, str]]:
    """Those whose id or name has a word that begins so."""
    prefix = asked.text("prefix").casefold()
    return [
        one
        for one in some
        if any(word.startswith(prefix) for word in (one["id"].casefold(), *one["name"].casefold().split()))
    ][_cursor(asked) :]


def _cursor(asked: Asked) -> int:
    return asked.number("cursor", 0) if asked.params.get("cursor") != "0" else 0


def _properties(asked: Asked) -> Response:
    limit = asked.number("limit", len(PROPERTIES))
    proposed = [_property(asked, name) for name in PROPERTIES][:limit]
    return JSONResponse({"type": asked.text("type"), "limit": limit, "properties": proposed})


def _preview(asked: Asked) -> Response:
    key = asked.text("id")
    one = _told(asked, [key]).get(key)
    if one is None:
        raise RefusedError(f"{key}: the record holds no actor of this key", status=404, slug="not-found")
    template = environment().get_template("preview.html")
    offices = list(dict.fromkeys(_held(one)))[:3]
    page = template.render(
        **for_reader(asked.manner), actor=one, offices=offices, address=f"{asked.base}/actor", key=key
    )
    policy = POLICY.replace("frame-ancestors 'none'", f"frame-ancestors {frame_ancestors(asked.settings)}")
    return HTMLResponse(page, headers={"Content-Security-Policy": policy})


SUGGEST = (text("prefix", required=True), number("cursor", least=0, default=0))
SERVED = (
    Served(
        "/reconcile",
        _answer,
        (text("queries"), text("extend")),
        methods=("GET", "POST"),
        shared=True,
        name="reconcile",
        gives=(Service, MATCHED, Fetched),
    ),
    Served(
        "/reconcile/suggest/entity",
        _suggest_entity,
        SUGGEST,
        shared=True,
        name="suggest-entity",
        gives=(SuggestedActors,),
    ),
    Served("/reconcile/suggest/type", _suggest_type, SUGGEST, shared=True, name="suggest-type", gives=(Suggested,)),
    Served(
        "/reconcile/suggest/property",
        _suggest_property,
        SUGGEST,
        shared=True,
        name="suggest-property",
        gives=(Suggested,),
    ),
    Served(
        "/reconcile/properties",
        _properties,
        (text("type"), number("limit")),
        shared=True,
        name="properties",
        gives=(Proposed,),
    ),
    Served(
        "/reconcile/preview", _preview, (text("id", required=True),), shared=True, name="preview", media="text/html"
    ),
)
