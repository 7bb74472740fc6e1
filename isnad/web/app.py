"""The application: every page in three forms, with what guards them."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from importlib.resources import files
from typing import Any

import anyio
import anyio.to_thread
from jinja2 import Environment
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders, QueryParams
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from isnad.errors import (
    IsnadError,
    JudgementError,
    QueryError,
    RecordError,
    RefusedError,
    SavedSearchError,
    ThrottledError,
)
from isnad.store.patience import at_most, keep_deadlines
from isnad.store.record import Record
from isnad.web import ahead, feed, handed, reconciliation
from isnad.web.accounts import Account, AccountsFile
from isnad.web.answers import Timed, as_csv, as_file, as_json, csv_lines
from isnad.web.authors import AUTHOR, author_cookie, kept_author
from isnad.web.csrf import COOKIE, FIELD, Tokens
from isnad.web.desk import Desk
from isnad.web.entrance import BASIC, Entrance, check_may_judge, is_public, nobody, secure
from isnad.web.errors_shown import refusal, told_error
from isnad.web.folders import file_name, without_folders
from isnad.web.given import decoded
from isnad.web.glance import Glances
from isnad.web.login import Login
from isnad.web.manner import CHOICES, COOKIES, Manner
from isnad.web.openapi import described, described_apart, described_pictures, document
from isnad.web.pages import (
    actor,
    actors,
    coverage,
    events,
    judgements,
    outlets,
    overview,
    pair,
    pictures,
    problems,
    report,
    review,
    runs,
    saved,
    search,
    stories,
    story,
)
from isnad.web.parameters import Params
from isnad.web.pictures.renderer import Renderer
from isnad.web.pictures.serving import FORMS as PICTURE_FORMS
from isnad.web.pictures.serving import PICTURE_FILES, Script, parameters_of, picture_named, served
from isnad.web.refusals import STATUSES, error_data, status_of
from isnad.web.rendering import environment, for_reader, inside, url
from isnad.web.security import Guarded, check_json, check_request, limited
from isnad.web.settings import WebSettings
from isnad.web.shared import Shared
from isnad.web.static_files import YEAR, KeptStatic
from isnad.web.unchanged import unless_known
from isnad.web.views import Answer, Asked, Kept, Posted, Posting, Refused, Sent, Served, View

VIEWS = (
    *(overview.VIEW, search.VIEW, saved.VIEW, actors.VIEW, stories.VIEW, events.VIEW, outlets.VIEW, pictures.VIEW),
    *(review.VIEW, judgements.VIEW, coverage.VIEW, report.VIEW, actor.VIEW, pair.VIEW, story.VIEW),
    *(problems.VIEW, runs.VIEW),
)
SERVED: tuple[Served, ...] = (feed.FEED, *handed.FILES, *reconciliation.SERVED)
SHARED = {one.path: one.methods for one in SERVED if one.shared}
FORMS = ("html", "json", "csv")
FILE = "file."  # before the ending of a file that a page hands on whole
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
    record.name = file_name(record.name)
    keep_deadlines(record.engine)
    files = [record_name, *([settings.accounts] if settings.accounts else [])]
    return _Application(record, Desk(record_name, settings), settings, files).app()


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
    def __init__(self, record: Record, desk: Desk, settings: WebSettings, files: Sequence[str]) -> None:
        self._record = record
        self._files = files
        self._desk = desk
        self._settings = settings
        self._glances = Glances()
        self._tokens = Tokens()
        self.entrance = Entrance(AccountsFile(settings.accounts)) if settings.accounts else None
        self._templates: Environment = environment()
        self._limiter: anyio.CapacityLimiter | None = None
        self._ended = False
        self._drawing: anyio.CapacityLimiter | None = None
        self._renderer = Renderer()
        self._script = Script(self._renderer)

    def app(self) -> Starlette:
        """With its routes, guards and pages of errors."""
        routes: list[BaseRoute] = [Route("/", partial(self._view, VIEWS[0], "html"))]
        for view in VIEWS:
            for form in (*FORMS, *(f"{FILE}{ending}" for ending in view.files)):
                suffix = "" if form == FORMS[0] else f".{form.removeprefix(FILE)}"
                methods = ["GET", *(["POST"] if _takes(view, view.path + suffix) else [])]
                routes.append(Route(view.path + suffix, partial(self._answer, view, form), methods=methods))
            for posting in view.posted:
                if posting.path != f"{view.path}.json":
                    routes.append(Route(posting.path, partial(self._post, posting), methods=["POST"]))
        for one in SERVED:
            routes.append(Route(one.path, partial(self._serve, one), methods=list(one.methods)))
        routes.append(Route("/manner", self._set_manner, methods=["POST"]))
        for form in PICTURE_FORMS:
            routes.append(Route(f"/pictures/{{name}}.{form}", partial(self._picture, form), methods=["GET"]))
        routes.append(Route("/static/vega.js", self._vega, methods=["GET"]))
        routes.append(Route("/openapi.json", self._describe, methods=["GET"]))
        routes.append(Route("/api", self._reference, methods=["GET"]))
        if self.entrance is not None:
            routes.extend(Login(self.entrance, self._form, self._page).routes())
        static = StaticFiles(directory=str(files("isnad.web").joinpath("static")))
        routes.append(Mount("/static", KeptStatic(static), name="static"))
        return Starlette(
            routes=routes,
            exception_handlers={HTTPException: self._http_error},  # type: ignore[dict-item]
            middleware=[
                Middleware(Guarded),
                Middleware(Shared, paths=SHARED, settings=self._settings),
                Middleware(_Checked, application=self),
            ],
            lifespan=self._lifespan,
        )

    def refuse(self, request: Request, error: IsnadError) -> Response:
        """The answer to what may not be asked or did not work."""
        response = self._error(request, without_folders(error, self._files), status_of(error))
        if isinstance(error, ThrottledError):
            response.headers["Retry-After"] = str(error.wait)
        elif error.slug == "login":
            response.headers["WWW-Authenticate"] = BASIC
        return response

    async def admit(self, request: Request) -> Response | None:
        """Finds out who asks; the answer where nobody may go on: a browser is led to the login.

        Raises:
            RefusedError: where a program sent no account, or a wrong one.
        """
        if self.entrance is None or is_public(request.url.path):
            return None
        request.state.account = await self.entrance.who(request)
        if request.state.account is None:
            if "text/html" not in request.headers.get("accept", ""):
                raise nobody()
            asked = str(request.url.replace(scheme="", netloc="")) if request.method == "GET" else ""
            lang = request.query_params.get("lang")
            lang = lang if lang in CHOICES["lang"] else None
            return RedirectResponse(url("/login", to=asked if asked != "/" else "", lang=lang), 303)
        return None

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
                now, params = self._glances.now(), Params((), QueryParams(), strict=False)
                told = (self._record, now, params, Manner(), self._settings)
                ahead.start(Asked(*told), lambda: self._ended)
            yield
        self._ended = True
        self._record.close()
        self._desk.close()
        self._renderer.close()

    def _load(self) -> None:
        """The dictionary of the search."""
        self._record.search("كلمة").hits(limit=1)

    async def _answer(self, view: View, form: str, request: Request) -> Response:
        if request.method != "POST":
            return await self._view(view, form, request)
        if form == "html":
            return await self._write(view, request)
        return await self._post(next(one for one in view.posted if one.path == request.url.path), request)

    async def _view(self, view: View, form: str, request: Request) -> Response:
        answer = await self._in_thread(self._read, view, self._asked(view, form, request))
        if answer.moved is not None:
            return RedirectResponse(answer.moved, 303)
        if answer.file is not None:
            return as_file(answer.file)
        if form == "json":
            return as_json(answer.data)
        if form == "csv":
            lines = csv_lines(answer.columns, answer.rows)
            return as_csv(view.name, await self._in_thread(Timed, lines, self._settings.patience))
        return self._page(request, f"{view.name}.html", view.name, **answer.values)

    async def _serve(self, one: Served, request: Request) -> Response:
        given = request.query_params
        if request.method == "POST":
            form = await request.form()
            fields = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
            given = QueryParams([*given.multi_items(), *fields])
        asked = self._asked_with(Params(one.parameters, given, strict=False), "html", request)
        response: Response = await self._in_thread(self._patiently, one.answer, asked)
        return unless_known(request.headers, response)

    def _asked(self, view: View, form: str, request: Request) -> Asked:
        return self._asked_with(Params(view.parameters, request.query_params, strict=form != "html"), form, request)

    def _asked_with(self, params: Params, form: str, request: Request) -> Asked:
        told = (self._record, self._glances.now(), params, _manner(request), self._settings)
        account = _account(request)
        author = account.name if account else kept_author(request.cookies.get(AUTHOR))
        base = str(request.base_url).rstrip("/")
        return Asked(*told, form=form, author=author, account=account, base=base)

    def _read(self, view: View, asked: Asked) -> Answer:
        may = asked.may_judge or view.by_readers
        writes = (view.write is not None or view.by_readers) and may and asked.form == "html" and self._desk.open()
        is_file = asked.form.startswith(FILE)
        with at_most(self._settings.file_patience if is_file else self._settings.patience):
            return view.read(replace(asked, writes=writes))

    async def _picture(self, form: str, request: Request) -> Response:
        """A picture as a file; drawings wait for one another, and pages do not wait for them."""
        picture = picture_named(request.path_params["name"])
        params = Params(parameters_of(picture, form), request.query_params, strict=True)
        asked = self._asked_with(params, form, request)
        told = (picture, form, asked, self._renderer)
        known = request.headers.get("if-none-match", "")
        response: Response = await self._while_drawing(self._patiently, served, *told, known)
        return response

    async def _vega(self, request: Request) -> Response:
        told = (request.headers.get("accept-encoding", ""), request.headers.get("if-none-match", ""))
        response: Response = await self._while_drawing(self._script.answer, *told)
        return response

    async def _while_drawing(self, call: Callable[..., Any], *told: Any) -> Any:
        if self._drawing is None:
            self._drawing = anyio.CapacityLimiter(self._settings.drawn_at_once)
        return await anyio.to_thread.run_sync(call, *told, limiter=self._drawing)

    def _patiently(self, call: Callable[..., Any], *told: Any) -> Any:
        with at_most(self._settings.patience):
            return call(*told)

    async def _write(self, view: View, request: Request) -> Response:
        """Does what a form asks for and shows the page anew; what does not fit is said on the page of the form."""
        fields = await self._form(request)
        asked = self._asked(view, "html", request)
        if not view.by_readers:
            check_may_judge(asked.account)
        try:
            kept: Kept = await self._in_thread(self._keep, view, fields, asked)
        except (JudgementError, SavedSearchError, QueryError) as error:
            answer = await self._in_thread(self._read, view, replace(asked, refused=Refused(fields, error)))
            refused = refusal(error, asked.manner.words)
            return self._page(request, f"{view.name}.html", view.name, 400, **{**answer.values, "refused": refused})
        response = RedirectResponse(inside(kept.go_on), 303)
        if kept.author is not None and asked.account is None:
            _set_cookie(request, response, AUTHOR, author_cookie(kept.author))
        return response

    async def _post(self, posting: Posting, request: Request) -> Response:
        """Keeps what a program sends as JSON."""
        check_json(request.headers)
        asked = self._asked_with(Params((), request.query_params, strict=True), "json", request)
        check_may_judge(asked.account)
        try:
            given = decoded(await request.body(), posting.takes)
        except ValueError as error:
            raise RefusedError(f"this is not what is taken here: {error}", status=400, slug="format") from None
        return as_json(await self._in_thread(self._take, posting, given, asked), posting.status)

    def _take(self, posting: Posting, given: Any, asked: Asked) -> Any:
        return posting.keep(Posted(self._desk.record(), given, asked))

    async def _form(self, request: Request) -> dict[str, str]:
        """The fields of a form of this application.

        Raises:
            RefusedError: where it does not carry its token.
        """
        form = await request.form()
        self._tokens.check(request.cookies.get(COOKIE), form.get(FIELD))
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        if any("\0" in name + value for name, value in fields.items()):
            raise RefusedError("this form holds a character that no text holds", status=400, slug="format")
        return fields

    async def _describe(self, request: Request) -> Response:
        return as_json(document(VIEWS, SERVED, PICTURE_FILES))

    async def _reference(self, request: Request) -> Response:
        """The description of the API, for people."""
        words = _manner(request).words
        listed: dict[str, Any] = {
            "described": tuple(described(VIEWS, words)),
            "apart": tuple(described_apart(SERVED, words)),
            "drawn": tuple(described_pictures(PICTURE_FILES, words)),
            "endings": [f".{form}" for form in PICTURE_FORMS],
            "posted": [one for view in VIEWS for one in view.posted],
            "base": str(request.base_url).rstrip("/"),
            "statuses": STATUSES,
        }
        return self._page(request, "api.html", "api", **listed)

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
            views=[view for view in VIEWS if view.listed and self._is_open(request)],
            token=fresh or token,
            record_name=self._record.name if self._is_open(request) else None,
            account=_account(request),
            shared=self.entrance is not None,
            address=_address(request),
            params=request.query_params,
        )
        response = Response(body, status, media_type="text/html")
        response.headers["Content-Language"] = manner.lang
        response.headers["Vary"] = "Cookie, Accept-Language"
        if fresh:
            response.set_cookie(COOKIE, fresh, httponly=True, samesite="strict", secure=secure(request))
        if request.query_params.get("lang") in CHOICES["lang"]:
            _set_cookie(request, response, COOKIES["lang"], manner.lang)
        return response

    def _is_open(self, request: Request) -> bool:
        """Whether who asks may read the record."""
        return self.entrance is None or _account(request) is not None

    async def _set_manner(self, request: Request) -> Response:
        form = await self._form(request)
        response = RedirectResponse(inside(form.get("back")), 303)
        for name, choices in CHOICES.items():
            if form.get(name) in choices:
                _set_cookie(request, response, COOKIES[name], form[name])
        return response

    def _http_error(self, request: Request, error: HTTPException) -> Response:
        slug = {404: "not-found", 405: "method"}.get(error.status_code, "refused")
        response = self.refuse(request, RefusedError(error.detail, status=error.status_code, slug=slug))
        response.headers.update(error.headers or {})
        return response

    def _error(self, request: Request, error: IsnadError, status: int) -> Response:
        by_program = request.url.path in SHARED or "." in request.url.path.rpartition("/")[2]
        if by_program or error.slug == "login":  # which a browser's page never meets
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
            if self._application.entrance is not None and message["type"] == "http.response.start":
                MutableHeaders(scope=message).setdefault("Cache-Control", "private, no-store")
            await send(message)

        try:
            check_request(scope, self._application.settings)
            refused = await self._application.admit(Request(scope))
            if refused is not None:
                await refused(scope, receive, noting)
                return
            await self._app(scope, limited(receive, self._application.settings), noting)
        except Exception as error:
            if started:
                raise
            if not isinstance(error, IsnadError):  # the log has what happened, the page does not
                LOG.exception("%s %s", scope["method"], scope["path"])
                error = RefusedError("the server failed at this", status=500, slug="failure")
            response = self._application.refuse(Request(scope, receive), error)
            await response(scope, receive, noting)


def _manner(request: Request) -> Manner:
    return Manner.of(request.cookies, request.query_params, request.headers.get("accept-language", ""))


def _takes(view: View, path: str) -> bool:
    """Whether something can be sent to an address of a page."""
    return (path == view.path and view.write is not None) or any(one.path == path for one in view.posted)


def _account(request: Request) -> Account | None:
    """Who is logged in."""
    account: Account | None = getattr(request.state, "account", None)
    return account


def _set_cookie(request: Request, response: Response, name: str, value: str) -> None:
    """A choice that a browser keeps."""
    response.set_cookie(name, value, max_age=YEAR, httponly=True, secure=secure(request), samesite="strict")


def _address(request: Request) -> str:
    """The address of the page without the choice of language, to come back to."""
    told = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    return url(request.url.path) + ("?" + str(type(request.query_params)(told)) if told else "")
