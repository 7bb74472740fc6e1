"""Which pages of other origins may read what is shared with programs (CORS), such as the reconciliation of names.

A page on this machine may, since OpenRefine runs there; those of other machines only where the settings name their
origin. Whoever reads a site that asks for this server's address without being named gets nothing to read: the names in
a record are nobody else's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from isnad.web.settings import WebSettings

HERE = frozenset({"127.0.0.1", "localhost", "::1"})
FRAMES = ("http://127.0.0.1:*", "http://localhost:*")


class Shared:
    """Adds the headers of CORS to what is shared, and answers the browser that asks beforehand.

    Args:
        app: What answers.
        paths: What is shared, and by which methods.
        settings: Whose pages may ask.
    """

    def __init__(self, app: ASGIApp, *, paths: Mapping[str, Sequence[str]], settings: WebSettings) -> None:
        self._app = app
        self._paths = paths
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] not in self._paths:
            await self._app(scope, receive, send)
            return
        origin = Headers(scope=scope).get("origin")
        told = _headers(origin) if origin and may_ask(origin, self._settings) else {}

        async def shared(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.add_vary_header("Origin")
                for name, value in told.items():
                    headers[name] = value
            await send(message)

        if scope["method"] == "OPTIONS":
            await Response(
                status_code=204, headers={"Allow": ", ".join((*_methods(self._paths[scope["path"]]), "OPTIONS"))}
            )(scope, receive, shared)
            return
        await self._app(scope, receive, shared)


def may_ask(origin: str, settings: WebSettings) -> bool:
    """Whether pages of an origin may read what is shared.

    >>> may_ask("http://127.0.0.1:3333", WebSettings()), may_ask("https://news.example", WebSettings())
    (True, False)
    """
    if origin in settings.origins:
        return True
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.hostname in HERE


def frame_ancestors(settings: WebSettings) -> str:
    """The pages that may show a preview inside them, as a Content-Security-Policy names them."""
    return " ".join((*FRAMES, *settings.origins))


def _methods(told: Sequence[str]) -> tuple[str, ...]:
    """What can be asked by them: what can be got can be asked for its head alone."""
    return ("HEAD", *told) if "GET" in told else tuple(told)


def _headers(origin: str) -> dict[str, str]:
    return {
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
        "Access-Control-Allow-Headers": "Content-Type",
        "Access-Control-Max-Age": "600",
    }
