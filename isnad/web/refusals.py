"""Every error that the web application answers with: its slug, its status of HTTP, and when it comes."""

from __future__ import annotations

from typing import Any

from isnad.errors import IsnadError, QueryError, RefusedError

STATUSES: dict[str, int] = {
    "query": 400,
    "parameter": 400,
    "date": 400,
    "judgement": 400,
    "saved-search": 400,
    "reconcile": 400,
    "format": 400,
    "host": 400,
    "refused": 400,
    "login": 401,
    "csrf": 403,
    "forbidden": 403,
    "read-only-record": 403,
    "not-found": 404,
    "unknown-actor": 404,
    "method": 405,
    "too-large": 413,
    "too-long": 414,
    "media-type": 415,
    "throttled": 429,
    "failure": 500,
    "slow-query": 503,
    "record-busy": 503,
    "picture": 503,
}
ERROR: dict[str, Any] = {
    "type": "object",
    "description": "What every error looks like, also of CSV.",
    "properties": {
        "error": {
            "type": "object",
            "properties": {
                "type": {"type": "string", "description": "A slug that stays the same.", "enum": sorted(STATUSES)},
                "message": {"type": "string", "description": "What is wrong and what to do, in English."},
                "place": {"type": "integer", "description": "Of `query`: the code point at which it cannot be read."},
            },
            "required": ["type", "message"],
            "additionalProperties": False,
        },
        "status": {"type": "integer", "description": "The status of HTTP."},
    },
    "required": ["error", "status"],
    "additionalProperties": False,
}


def error_data(error: IsnadError, status: int) -> dict[str, Any]:
    """The shape of every error in JSON: `type` is a stable slug; a query's error names the `place` too."""
    told: dict[str, Any] = {"type": error.slug, "message": str(error)}
    if isinstance(error, QueryError):
        told["place"] = error.place
    return {"error": told, "status": status}


def status_of(error: IsnadError) -> int:
    """The status of HTTP for an error."""
    return error.status if isinstance(error, RefusedError) else STATUSES.get(error.slug, 500)
