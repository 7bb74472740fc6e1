"""The application: every page in three forms, with what guards them."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from importlib.resources import files
from threading import Thread
from typing import Any

import anyio
import anyio.to_thread
from jinja2 import Environment
from starlette.applications import Starlette
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from isnad.errors import IsnadError, JudgementError, RecordError, RefusedError
from isnad.store.patience import at_most, keep_deadlines
from isnad.store.record import Record
from isnad.web.answers import as_csv, as_json, error_data, status_of
from isnad.web.authors import AUTHOR, author_cookie, kept_author
from isnad.web.csrf import COOKIE, FIELD, Tokens
from isnad.web.desk import Desk
from isnad.web.errors_shown import refusal, told_error
from isnad.web.glance import Glances
from isnad.web.manner import CHOICES, COOKIES, Manner
from isnad.web.pages import (
    actor,
    actors,
    coverage,
    events,
    judgements,
    outlets,
    overview,
    pair,
    problems,
    report,
    review,
    runs,
    search,
    stories,
    story,
)
from isnad.web.rendering import environment, for_reader, url
from isnad.web.security import Guarded, check_request, limited
from isnad.web.settings import WebSettings
from isnad.web.views import Answer, Asked, Kept, Sent, View

VIEWS = (
    *(overview.VIEW, search.VIEW, actors.VIEW, stories.VIEW, events.VIEW, outlets.VIEW, review.VIEW, judgements.VIEW),
    *(coverage.VIEW, report.VIEW, actor.VIEW, pair.VIEW, story.VIEW, problems.VIEW, runs.VIEW),
)
AHEAD: tuple[tuple[View, dict[str, str]], ...] = (  # in the order in which they are likely to be asked for
    *((overview.VIEW, {}), (search.VIEW, {}), (stories.VIEW, {}), (actors.VIEW, {"q": "-"}), (events.VIEW, {})),
    *((search.VIEW, {"in": str(kind)}) for kind in search.KINDS[1:]),
    *((coverage.VIEW, {}), *((outlets.VIEW, {"show": show}) for show in outlets.SHOWS)),
)
_AHEAD = 12  # times as long as somebody may wait for a page counting may take before
FORMS = ("html", "json", "csv")
YEAR = 365 * 24 * 3600
LOG = logging.getLogger("isnad.web")


def create_app(record_name: str, settings: WebSettings = WebSettings()) -> Starlette:  # noqa: B008, frozen
    """The application on a record.

    Args:
        record_name: A path, or a URL `postgresql://USER@HOST/DATABASE`; only judgements of people are written.
        settings: Limits, and the names under which it answers.

    Raises:
        RecordError: where the record cannot be read.
    """
    record = _opened(record_name)
    keep_deadlines(record.engine)
    return _Application(record, Desk(record_name, settings), settings).app()


def _opened(name: str) -> Record:
    """The record to read; the tables of an older version are brought to this one first."""
    try:
        return Record(name, read_only=True)
    except RecordError as error:
        if type(error) is not RecordError:  # missing, newer, damaged: nothing that an update mends
            raise
    with Record(name):
        pass
    return Record(name, read_only=True)


class _Application:
    def __init__(self, record: Record, desk: Desk, settings: WebSettings) -> None:
        self._record = record
        self._desk = desk
        self._settings = settings
        self._glances = Glances()
        self._tokens = Tokens()
        self._templates: Environment = environment()
        self._limiter: anyio.CapacityLimiter | None = None
        self._ended = False

    def app(self) -> Starlette:
        """With its routes, guards and pages of errors."""
        routes: list[BaseRoute] = [Route("/", partial(self._view, VIEWS[0], "html"))]
        for view in VIEWS:
            for form in FORMS:
                suffix = "" if form == "html" else f".{form}"
                routes.append(Route(view.path + suffix, partial(self._view, view, form), methods=["GET"]))
            if view.write is not None:
                routes.append(Route(view.path, partial(self._write, view), methods=["POST"]))
        routes.append(Route("/manner", self._set_manner, methods=["POST"]))
        static = StaticFiles(directory=str(files("isnad.web").joinpath("static")))
        routes.append(Mount("/static", _Kept(static), name="static"))
        return Starlette(
            routes=routes,
            exception_handlers={HTTPException: self._http_error},  # type: ignore[dict-item]
            middleware=[Middleware(Guarded), Middleware(_Checked, application=self)],
            lifespan=self._lifespan,
        )

    def refuse(self, request: Request, error: IsnadError) -> Response:
        """The answer to what may not be asked or did not work."""
        return self._error(request, error, status_of(error))

    @property
    def settings(self) -> WebSettings:
        """What it is set to."""
        return self._settings

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Loads and counts before somebody waits for it; gives the record back at the end."""
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(anyio.to_thread.run_sync, self._load)
            if self._settings.ahead:
                Thread(target=self._count_ahead, daemon=True).start()
            yield
        self._ended = True
        self._record.close()
        self._desk.close()

    def _load(self) -> None:
        """The dictionary of the search."""
        self._record.search("كلمة").hits(limit=1)

    def _count_ahead(self) -> None:
        """What pages show of the whole record."""
        for view, params in AHEAD:
            if not self._ended:
                told = (self._record, self._glances, QueryParams(params), Manner(), self._settings)
                try:
                    with at_most(_AHEAD * self._settings.patience):
                        view.read(Asked(*told))
                except Exception:
                    if not self._ended:
                        LOG.exception("counting ahead for %s", view.path)

    async def _view(self, view: View, form: str, request: Request) -> Response:
        answer = await self._in_thread(self._read, view, self._asked(view, form, request))
        if answer.moved is not None:
            return RedirectResponse(answer.moved, 303)
        if form == "json":
            return as_json(answer.data)
        if form == "csv":
            return as_csv(view.name, answer.columns, answer.rows)
        return self._page(request, f"{view.name}.html", view.name, **answer.values)

    def _asked(self, view: View, form: str, request: Request) -> Asked:
        told = (self._record, self._glances, request.query_params, _manner(request), self._settings)
        return Asked(*told, form=form, author=kept_author(request.cookies.get(AUTHOR)))

    def _read(self, view: View, asked: Asked) -> Answer:
        writes = view.write is not None and asked.form == "html" and self._desk.open()
        with at_most(self._settings.patience):
            return view.read(replace(asked, writes=writes))

    async def _write(self, view: View, request: Request) -> Response:
        """Does what a form asks for and shows the page anew; what does not fit is said on the page of the form."""
        form = await request.form()
        self._tokens.check(request.cookies.get(COOKIE), form.get(FIELD))
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        asked = self._asked(view, "html", request)
        try:
            kept: Kept = await self._in_thread(self._keep, view, fields, asked)
        except JudgementError as error:
            answer = await self._in_thread(self._read, view, asked)
            refused = refusal(error, asked.manner.words)
            return self._page(request, f"{view.name}.html", view.name, 400, **{**answer.values, "refused": refused})
        response = RedirectResponse(_inside(kept.go_on), 303)
        if kept.author is not None:
            response.set_cookie(AUTHOR, author_cookie(kept.author), max_age=YEAR, httponly=True, samesite="strict")
        return response

    def _keep(self, view: View, fields: dict[str, str], asked: Asked) -> Kept:
        assert view.write is not None
        return view.write(Sent(self._desk.record(), fields, asked))

    async def _in_thread(self, call: Callable[..., Any], *told: Any) -> Any:
        if self._limiter is None:
            self._limiter = anyio.CapacityLimiter(self._settings.at_once)
        return await anyio.to_thread.run_sync(call, *told, limiter=self._limiter)

    def _page(self, request: Request, template: str, name: str, status: int = 200, **values: Any) -> Response:
        manner = _manner(request)
        token = request.cookies.get(COOKIE)
        fresh = None if self._tokens.holds(token) else self._tokens.new()
        body = self._templates.get_template(template).render(
            **for_reader(manner),
            **values,
            page=name,
            status=status,
            views=[view for view in VIEWS if view.listed],
            token=fresh or token,
            record_name=self._record.name,
            address=_address(request),
            params=request.query_params,
        )
        response = Response(body, status, media_type="text/html")
        response.headers["Content-Language"] = manner.lang
        response.headers["Vary"] = "Cookie, Accept-Language"
        if fresh:
            response.set_cookie(COOKIE, fresh, httponly=True, samesite="strict")
        if request.query_params.get("lang") in CHOICES["lang"]:
            _keep(response, "lang", manner.lang)
        return response

    async def _set_manner(self, request: Request) -> Response:
        form = await request.form()
        self._tokens.check(request.cookies.get(COOKIE), form.get(FIELD))
        response = RedirectResponse(_inside(form.get("back")), 303)
        for name, choices in CHOICES.items():
            if form.get(name) in choices:
                _keep(response, name, str(form[name]))
        return response

    def _http_error(self, request: Request, error: HTTPException) -> Response:
        slug = {404: "not-found", 405: "method"}.get(error.status_code, "refused")
        return self._error(request, RefusedError(error.detail, status=error.status_code, slug=slug), error.status_code)

    def _error(self, request: Request, error: IsnadError, status: int) -> Response:
        if request.url.path.endswith((".json", ".csv")):
            return as_json(error_data(error, status), status)
        told = told_error(error, request.query_params.get("q", ""), _manner(request).words)
        return self._page(request, "error.html", "error", status, **told)


class _Checked:
    """Checks a request before anything else sees it, and turns the errors of the house into answers."""

    def __init__(self, app: ASGIApp, application: _Application) -> None:
        self._app = app
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def noting(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            check_request(scope, self._application.settings)
            await self._app(scope, limited(receive, self._application.settings), noting)
        except Exception as error:
            if started:
                raise
            if not isinstance(error, IsnadError):  # the log has what happened, the page does not
                LOG.exception("%s %s", scope["method"], scope["path"])
                error = RefusedError("the server failed at this", status=500, slug="failure")
            response = self._application.refuse(Request(scope, receive), error)
            await response(scope, receive, send)


class _Kept:
    """Static files, which a browser may keep: their addresses change with what is in them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def kept(message: Any) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                message["headers"].append((b"cache-control", f"public, max-age={YEAR}, immutable".encode()))
            await send(message)

        await self._app(scope, receive, kept)


def _manner(request: Request) -> Manner:
    return Manner.of(request.cookies, request.query_params, request.headers.get("accept-language", ""))


def _keep(response: Response, name: str, value: str) -> None:
    response.set_cookie(COOKIES[name], value, max_age=YEAR, httponly=True, samesite="strict")


def _address(request: Request) -> str:
    """The address of the page without the choice of language, to come back to."""
    told = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    return url(request.url.path) + ("?" + str(type(request.query_params)(told)) if told else "")


def _inside(address: object) -> str:
    """An address of this application alone, never of another one."""
    told = address if isinstance(address, str) else ""
    return told if told.startswith("/") and not told.startswith(("//", "/\\")) and told.isprintable() else "/"
