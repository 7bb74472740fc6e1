"""Every request is checked before a page sees it, and whatever goes wrong behind becomes an answer."""

from __future__ import annotations

import logging

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from isnad.errors import IsnadError, RefusedError
from isnad.web.entrance import Entrance, is_public, nobody
from isnad.web.manner import CHOICES
from isnad.web.refused import Refused
from isnad.web.rendering import url
from isnad.web.security import check_request, limited
from isnad.web.settings import WebSettings

LOG = logging.getLogger("isnad.web")


class Checked:
    """Checks requests, finds out who asks, and turns errors into answers.

    Args:
        app: What answers.
        settings: What may be asked.
        entrance: Who may ask; None where there are no accounts.
        refused: What is answered to errors.
    """

    def __init__(self, app: ASGIApp, *, settings: WebSettings, entrance: Entrance | None, refused: Refused) -> None:
        self._app = app
        self._settings = settings
        self._entrance = entrance
        self._refused = refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def noting(message: Message) -> None:
            nonlocal started
            started = True
            if self._entrance is not None and message["type"] == "http.response.start":
                MutableHeaders(scope=message).setdefault("Cache-Control", "private, no-store")
            await send(message)

        try:
            check_request(scope, self._settings)
            sent_on = await self._admit(Request(scope))
            if sent_on is not None:
                await sent_on(scope, receive, noting)
                return
            await self._app(scope, limited(receive, self._settings), noting)
        except Exception as error:
            if started:
                raise
            if not isinstance(error, IsnadError):  # the log has what happened, the page does not
                LOG.exception("%s %s", scope["method"], scope["path"])
                error = RefusedError("the server failed at this", status=500, slug="failure")
            await self._refused.answer(Request(scope, receive), error)(scope, receive, noting)

    async def _admit(self, request: Request) -> Response | None:
        """Finds out who asks; the answer where nobody may go on: a browser is led to the login.

        Raises:
            RefusedError: where a program sent no account, or a wrong one.
        """
        if self._entrance is None or is_public(request.url.path):
            return None
        request.state.account = await self._entrance.who(request)
        if request.state.account is not None:
            return None
        if "text/html" not in request.headers.get("accept", ""):
            raise nobody()
        asked = str(request.url.replace(scheme="", netloc="")) if request.method == "GET" else ""
        lang = request.query_params.get("lang")
        lang = lang if lang in CHOICES["lang"] else None
        return RedirectResponse(url("/login", to=asked if asked != "/" else "", lang=lang), 303)
