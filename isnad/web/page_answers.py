"""Pages as a browser gets them, in the manner of who reads, and the forms that it sends back."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import Response

from isnad.errors import RefusedError
from isnad.web.csrf import COOKIE, FIELD, Tokens
from isnad.web.entrance import account_of, secure
from isnad.web.manner import CHOICES, COOKIES, Manner
from isnad.web.offered import VIEWS
from isnad.web.rendering import environment, for_reader, url
from isnad.web.static_files import YEAR


class PageAnswers:
    """The pages of one record.

    Args:
        record_name: As it is shown.
        accounts: Whether the record is open to those alone who have logged in.
    """

    def __init__(self, record_name: str, *, accounts: bool) -> None:
        self._record_name = record_name
        self._accounts = accounts
        self._tokens = Tokens()
        self._templates: Environment = environment()

    def page(self, request: Request, template: str, name: str, status: int = 200, **values: Any) -> Response:
        """A template, filled.

        Args:
            request: Who reads.
            template: Its file.
            name: Of the page, in the lists of words.
            status: Of HTTP.
            **values: What the template shows.
        """
        manner = manner_of(request)
        account = account_of(request)
        is_open = not self._accounts or account is not None
        token = request.cookies.get(COOKIE)
        fresh = None if self._tokens.holds(token) else self._tokens.new()
        body = self._templates.get_template(template).render(
            **for_reader(manner),
            **values,
            page=name,
            status=status,
            views=[view for view in VIEWS if view.listed and is_open],
            token=fresh or token,
            record_name=self._record_name if is_open else None,
            account=account,
            shared=self._accounts,
            address=_address(request),
            params=request.query_params,
        )
        response = Response(body, status, media_type="text/html")
        response.headers["Content-Language"] = manner.lang
        response.headers["Vary"] = "Cookie, Accept-Language"
        if fresh:
            response.set_cookie(COOKIE, fresh, httponly=True, samesite="strict", secure=secure(request))
        if request.query_params.get("lang") in CHOICES["lang"]:
            set_cookie(request, response, COOKIES["lang"], manner.lang)
        return response

    async def form(self, request: Request) -> dict[str, str]:
        """The fields of a form of a page.

        Raises:
            RefusedError: where it does not carry the token of the page, or no text could hold what it carries.
        """
        form = await request.form()
        self._tokens.check(request.cookies.get(COOKIE), form.get(FIELD))
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        if any("\0" in name + value for name, value in fields.items()):
            raise RefusedError("this form holds a character that no text holds", status=400, slug="format")
        return fields


def manner_of(request: Request) -> Manner:
    """In which language, digits and colours a browser is answered."""
    return Manner.of(request.cookies, request.query_params, request.headers.get("accept-language", ""))


def set_cookie(request: Request, response: Response, name: str, value: str) -> None:
    """Has a browser keep a choice."""
    response.set_cookie(name, value, max_age=YEAR, httponly=True, secure=secure(request), samesite="strict")


def _address(request: Request) -> str:
    """The address of the page without the choice of language, to come back to."""
    told = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    return url(request.url.path) + ("?" + str(type(request.query_params)(told)) if told else "")
