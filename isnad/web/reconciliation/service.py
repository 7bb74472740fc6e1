"""The service: how it describes itself, and its addresses."""

from __future__ import annotations

from typing import Any

from starlette.responses import HTMLResponse, JSONResponse, Response

from isnad import __version__
from isnad.errors import RefusedError
from isnad.web.parameters import number, text
from isnad.web.reconciliation.answers import MATCHED, Fetched, Proposed, Service, Suggested, SuggestedActors
from isnad.web.reconciliation.matching import BATCH, extended, matched, told_of
from isnad.web.reconciliation.properties import PROPERTIES, offices_held, property_named, types
from isnad.web.reconciliation.queries import Extension, Query, read
from isnad.web.reconciliation.suggesting import suggest_entity, suggest_property, suggest_type
from isnad.web.rendering import environment, for_reader
from isnad.web.security import POLICY
from isnad.web.shared import frame_ancestors
from isnad.web.views import Asked, Served

PREVIEW = (430, 220)  # pixels
SCHEMA = "https://schema.org/Thing"


def _answer(asked: Asked) -> Response:
    if "queries" in asked.params:
        return JSONResponse(matched(asked, read(asked.params["queries"], dict[str, Query])))
    if "extend" in asked.params:
        return JSONResponse(extended(asked, read(asked.params["extend"], Extension)))
    return JSONResponse(_manifest(asked))


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
        "defaultTypes": types(asked),
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


def _properties(asked: Asked) -> Response:
    limit = asked.number("limit", len(PROPERTIES))
    proposed = [property_named(asked, name) for name in PROPERTIES][:limit]
    return JSONResponse({"type": asked.text("type"), "limit": limit, "properties": proposed})


def _preview(asked: Asked) -> Response:
    key = asked.text("id")
    one = told_of(asked, [key]).get(key)
    if one is None:
        raise RefusedError(f"{key}: the record holds no actor of this key", status=404, slug="not-found")
    template = environment().get_template("preview.html")
    offices = list(dict.fromkeys(offices_held(one)))[:3]
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
        suggest_entity,
        SUGGEST,
        shared=True,
        name="suggest-entity",
        gives=(SuggestedActors,),
    ),
    Served("/reconcile/suggest/type", suggest_type, SUGGEST, shared=True, name="suggest-type", gives=(Suggested,)),
    Served(
        "/reconcile/suggest/property",
        suggest_property,
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
