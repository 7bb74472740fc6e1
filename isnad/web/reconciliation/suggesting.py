"""Names completed as they are typed: of actors, types and properties."""

from __future__ import annotations

from starlette.responses import JSONResponse, Response

from isnad.store.actor_list import Folded
from isnad.web.reconciliation.matching import known_actors, told_of
from isnad.web.reconciliation.properties import CONDITIONS, description, property_named, type_named, types
from isnad.web.reconciliation.queries import MOST
from isnad.web.views import Asked

SUGGESTED = 20


def suggest_entity(asked: Asked) -> Response:
    """Actors whose names hold the words typed so far, else those whose names are like them."""
    words, known = asked.text("prefix"), known_actors(asked)
    if not words:
        return JSONResponse({"result": []})
    folded = asked.glances.derived("names to suggest", lambda one: Folded(one.actors), known)
    some = [one for one in known.actors if one.key == words]
    some = some or [known.actors[place] for place in folded.having(words)]
    if not some:  # in Latin letters, or spelt otherwise
        some = [known.actors[one.at] for one in known.find(words, limit=MOST)]
    shown = some[_cursor(asked) :][:SUGGESTED]
    told = told_of(asked, (one.key for one in shown))
    result = [
        {
            "id": one.key,
            "name": one.name,
            "description": description(asked, told[one.key]),
            "notable": [type_named(asked, one.type)],
        }
        for one in shown
    ]
    return JSONResponse({"result": result})


def suggest_type(asked: Asked) -> Response:
    """Types that begin so."""
    return JSONResponse({"result": _beginning(asked, types(asked))})


def suggest_property(asked: Asked) -> Response:
    """Properties by which a query may be narrowed that begin so."""
    return JSONResponse({"result": _beginning(asked, [property_named(asked, name) for name in CONDITIONS])})


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
