"""The description of the API: for programs as OpenAPI, for people as a page."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from isnad.web.answers import as_json
from isnad.web.offered import SERVED, VIEWS
from isnad.web.openapi import described, described_apart, described_pictures, document
from isnad.web.page_answers import PageAnswers, manner_of
from isnad.web.pictures.serving import FORMS, PICTURE_FILES
from isnad.web.refusals import STATUSES


class Reference:
    """Both forms of it.

    Args:
        pages: The pages.
    """

    def __init__(self, pages: PageAnswers) -> None:
        self._pages = pages

    def routes(self) -> list[Route]:
        """Their addresses."""
        return [
            Route("/openapi.json", self._describe, methods=["GET"]),
            Route("/api", self._page, methods=["GET"]),
        ]

    async def _describe(self, request: Request) -> Response:
        return as_json(document(VIEWS, SERVED, PICTURE_FILES))

    async def _page(self, request: Request) -> Response:
        words = manner_of(request).words
        listed: dict[str, Any] = {
            "described": tuple(described(VIEWS, words)),
            "apart": tuple(described_apart(SERVED, words)),
            "drawn": tuple(described_pictures(PICTURE_FILES, words)),
            "endings": [f".{form}" for form in FORMS],
            "posted": [one for view in VIEWS for one in view.posted],
            "base": str(request.base_url).rstrip("/"),
            "statuses": STATUSES,
        }
        return self._pages.page(request, "api.html", "api", **listed)
