"""An answer that its asker has already: 304 instead of the same once more (RFC 9110, 8.8 and 13)."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from starlette.datastructures import Headers
from starlette.responses import Response

_STAYS = ("content-type", "content-length", "content-disposition")


def unless_known(headers: Headers, response: Response) -> Response:
    """The answer with a strong `ETag`, or 304 without a body where the asker holds the same.

    `Last-Modified`, where the answer has it, counts for askers that send no `If-None-Match`.
    """
    if response.status_code != 200:
        return response
    tag = f'"{hashlib.sha256(bytes(response.body)).hexdigest()[:32]}"'
    response.headers["ETag"] = tag
    if not _known(headers, tag, response.headers.get("last-modified")):
        return response
    kept = {name: value for name, value in response.headers.items() if name not in _STAYS}
    return Response(status_code=304, headers=kept)


def http_date(iso: str) -> str | None:
    """An instant with its zone as HTTP writes it, None for what is none."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return None
    return format_datetime(moment.astimezone(UTC), usegmt=True) if moment.tzinfo else None


def _known(headers: Headers, tag: str, modified: str | None) -> bool:
    asked = headers.get("if-none-match")
    if asked is not None:
        told = [one.strip().removeprefix("W/") for one in asked.split(",")]
        return tag in told or "*" in told
    since = headers.get("if-modified-since")
    if since is None or modified is None:
        return False
    try:
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False
