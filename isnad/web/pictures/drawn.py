"""The addresses of pictures as files and of the script that draws them in a page."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from isnad.web.asking import Asking
from isnad.web.parameters import Params
from isnad.web.pictures.renderer import Renderer
from isnad.web.pictures.serving import FORMS, Script, parameters_of, picture_named, served
from isnad.web.threads import Threads


class Drawn:
    """Pictures; they wait for one another, and pages do not wait for them.

    Args:
        asking: What requests ask.
        threads: In which they are drawn.
    """

    def __init__(self, asking: Asking, threads: Threads) -> None:
        self._asking = asking
        self._threads = threads
        self._renderer = Renderer()
        self._script = Script(self._renderer)

    def routes(self) -> list[Route]:
        """Their addresses."""
        return [
            *(Route(f"/pictures/{{name}}.{form}", partial(self._picture, form), methods=["GET"]) for form in FORMS),
            Route("/static/vega.js", self._vega, methods=["GET"]),
        ]

    def close(self) -> None:
        """Ends the drawing."""
        self._renderer.close()

    async def _picture(self, form: str, request: Request) -> Response:
        picture = picture_named(request.path_params["name"])
        params = Params(parameters_of(picture, form), request.query_params, strict=True)
        asked = self._asking.of(request, params, form)
        known = request.headers.get("if-none-match", "")
        return await self._threads.patiently(served, picture, form, asked, self._renderer, known)

    async def _vega(self, request: Request) -> Response:
        told = (request.headers.get("accept-encoding", ""), request.headers.get("if-none-match", ""))
        return await self._threads.run(self._script.answer, *told)
