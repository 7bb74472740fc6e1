"""The answer to what may not be asked or did not work: a page for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from isnad.errors import IsnadError, RefusedError, ThrottledError
from isnad.web.answers import as_json
from isnad.web.entrance import BASIC
from isnad.web.errors_shown import told_error
from isnad.web.folders import without_folders
from isnad.web.offered import SHARED
from isnad.web.page_answers import PageAnswers, manner_of
from isnad.web.refusals import error_data, status_of

_SLUGS = {404: "not-found", 405: "method"}


class Refused:
    """What is answered to errors.

    Args:
        pages: The pages.
        files: Whose folders nobody is told of.
    """

    def __init__(self, pages: PageAnswers, files: Sequence[str]) -> None:
        self._pages = pages
        self._files = files

    def answer(self, request: Request, error: IsnadError) -> Response:
        """The answer to an error of the house."""
        response = self._told(request, without_folders(error, self._files), status_of(error))
        if isinstance(error, ThrottledError):
            response.headers["Retry-After"] = str(error.wait)
        elif error.slug == "login":
            response.headers["WWW-Authenticate"] = BASIC
        return response

    def answer_http(self, request: Request, error: HTTPException) -> Response:
        """The answer where no address or method fits."""
        slug = _SLUGS.get(error.status_code, "refused")
        response = self.answer(request, RefusedError(error.detail, status=error.status_code, slug=slug))
        response.headers.update(error.headers or {})
        return response

    def _told(self, request: Request, error: IsnadError, status: int) -> Response:
        by_program = request.url.path in SHARED or "." in request.url.path.rpartition("/")[2]
        if by_program or error.slug == "login":  # which a browser's page never meets
            return as_json(error_data(error, status), status)
        told = told_error(error, request.query_params.get("q", ""), manner_of(request).words)
        return self._pages.page(request, "error.html", "error", status, **told)
