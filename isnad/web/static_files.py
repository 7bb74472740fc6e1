"""Static files, which a browser may keep."""

from __future__ import annotations

from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

YEAR = 365 * 24 * 3600  # seconds


class KeptStatic:
    """Static files, which a browser may keep: their addresses change with what is in them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def kept(message: Any) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                message["headers"].append((b"cache-control", f"public, max-age={YEAR}, immutable".encode()))
            await send(message)

        await self._app(scope, receive, kept)
