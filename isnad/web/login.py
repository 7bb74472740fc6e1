"""The pages by which a browser logs in and out."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from isnad.errors import RefusedError, ThrottledError
from isnad.web.csrf import COOKIE
from isnad.web.entrance import Entrance
from isnad.web.page_answers import PageAnswers
from isnad.web.rendering import inside


class Login:
    """Login and logout.

    Args:
        entrance: Who may come in.
        pages: The pages.
    """

    def __init__(self, entrance: Entrance, pages: PageAnswers) -> None:
        self._entrance = entrance
        self._pages = pages

    def routes(self) -> list[Route]:
        """Their addresses."""
        return [
            Route("/login", self._log_in, methods=["GET", "POST"]),
            Route("/logout", self._log_out, methods=["POST"]),
        ]

    async def _log_in(self, request: Request) -> Response:
        """Shows the form; begins a session, or shows the form again with what is wrong."""
        if request.method != "POST":
            return self._page(request, request.query_params.get("to", ""))
        fields = await self._pages.form(request)
        to, name = fields.get("to", ""), fields.get("name", "")
        response = RedirectResponse(inside(to), 303)
        try:
            await self._entrance.log_in(name, fields.get("password", ""), request, response)
        except ThrottledError as error:
            again = self._page(request, to, name, "throttled", 429)
            again.headers["Retry-After"] = str(error.wait)
            return again
        except RefusedError:
            return self._page(request, to, name, "wrong", 403)
        response.delete_cookie(COOKIE)  # the next page has a token that nobody saw before the login
        return response

    async def _log_out(self, request: Request) -> Response:
        await self._pages.form(request)
        response = RedirectResponse("/login", 303)
        self._entrance.log_out(request, response)
        return response

    def _page(self, request: Request, to: str, name: str = "", fault: str = "", status: int = 200) -> Response:
        return self._pages.page(request, "login.html", "login", status, to=to, called=name, fault=fault)
