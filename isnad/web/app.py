"""The application: every page in three forms, with what guards them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from importlib.resources import files
from typing import Any

import anyio
import anyio.to_thread
from starlette.applications import Starlette
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from isnad.errors import JudgementError, QueryError, RecordError, RefusedError, SavedSearchError
from isnad.store.patience import at_most, keep_deadlines
from isnad.store.record import Record
from isnad.web import ahead
from isnad.web.accounts import AccountsFile
from isnad.web.answers import Timed, as_csv, as_file, as_json, csv_lines
from isnad.web.asking import Asking
from isnad.web.authors import AUTHOR, author_cookie
from isnad.web.checked import Checked
from isnad.web.desk import Desk
from isnad.web.entrance import Entrance, check_may_judge
from isnad.web.errors_shown import refusal
from isnad.web.folders import file_name
from isnad.web.given import decoded
from isnad.web.login import Login
from isnad.web.manner import CHOICES, COOKIES
from isnad.web.offered import FORMS, SERVED, SHARED, VIEWS
from isnad.web.page_answers import PageAnswers, set_cookie
from isnad.web.parameters import Params
from isnad.web.pictures.drawn import Drawn
from isnad.web.reference import Reference
from isnad.web.refused import Refused
from isnad.web.rendering import inside
from isnad.web.security import Guarded, check_json
from isnad.web.settings import WebSettings
from isnad.web.shared import Shared
from isnad.web.static_files import KeptStatic
from isnad.web.threads import Threads
from isnad.web.unchanged import unless_known
from isnad.web.views import Answer, Asked, Kept, Posted, Posting, Sent, Served, View

FILE = "file."  # before the ending of a file that a page hands on whole


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
        self._desk = desk
        self._settings = settings
        self._entrance = Entrance(AccountsFile(settings.accounts)) if settings.accounts else None
        self._pages = PageAnswers(record.name, accounts=self._entrance is not None)
        self._refused = Refused(self._pages, files)
        self._asking = Asking(record, settings)
        self._threads = Threads(settings.at_once, settings.patience)
        self._drawn = Drawn(self._asking, Threads(settings.drawn_at_once, settings.patience))
        self._ended = False

    def app(self) -> Starlette:
        """With its routes, guards and pages of errors."""
        settings = self._settings
        return Starlette(
            routes=self._routes(),
            exception_handlers={HTTPException: self._refused.answer_http},  # type: ignore[dict-item]
            middleware=[
                Middleware(Guarded),
                Middleware(Shared, paths=SHARED, settings=settings),
                Middleware(Checked, settings=settings, entrance=self._entrance, refused=self._refused),
            ],
            lifespan=self._lifespan,
        )

    def _routes(self) -> list[BaseRoute]:
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
        routes.extend((*self._drawn.routes(), *Reference(self._pages).routes()))
        if self._entrance is not None:
            routes.extend(Login(self._entrance, self._pages).routes())
        static = StaticFiles(directory=str(files("isnad.web").joinpath("static")))
        return [*routes, Mount("/static", KeptStatic(static), name="static")]

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Loads and counts before somebody waits for it; gives the record back at the end."""
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(anyio.to_thread.run_sync, self._load)
            if self._settings.ahead:
                ahead.start(self._asking.of_nobody(), lambda: self._ended)
            yield
        self._ended = True
        self._record.close()
        self._desk.close()
        self._drawn.close()

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
        answer = await self._threads.run(self._read, view, self._asked(view, form, request))
        if answer.moved is not None:
            return RedirectResponse(answer.moved, 303)
        if answer.file is not None:
            return as_file(answer.file)
        if form == "json":
            return as_json(answer.data)
        if form == "csv":
            lines = csv_lines(answer.columns, answer.rows)
            return as_csv(view.name, await self._threads.run(Timed, lines, self._settings.patience))
        return self._pages.page(request, f"{view.name}.html", view.name, **answer.values)

    async def _serve(self, one: Served, request: Request) -> Response:
        given = request.query_params
        if request.method == "POST":
            form = await request.form()
            fields = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
            given = QueryParams([*given.multi_items(), *fields])
        asked = self._asking.of(request, Params(one.parameters, given, strict=False), "html")
        return unless_known(request.headers, await self._threads.patiently(one.answer, asked))

    def _asked(self, view: View, form: str, request: Request) -> Asked:
        params = Params(view.parameters, request.query_params, strict=form != "html")
        return self._asking.of(request, params, form)

    def _read(self, view: View, asked: Asked) -> Answer:
        may = asked.may_judge or view.by_readers
        writes = (view.write is not None or view.by_readers) and may and asked.form == "html" and self._desk.open()
        is_file = asked.form.startswith(FILE)
        with at_most(self._settings.file_patience if is_file else self._settings.patience):
            return view.read(replace(asked, writes=writes))

    async def _write(self, view: View, request: Request) -> Response:
        """Does what a form asks for and shows the page anew; what does not fit is said on the page of the form."""
        fields = await self._pages.form(request)
        asked = self._asked(view, "html", request)
        if not view.by_readers:
            check_may_judge(asked.account)
        try:
            kept = await self._threads.run(self._keep, view, fields, asked)
        except (JudgementError, SavedSearchError, QueryError) as error:
            answer = await self._threads.run(self._read, view, asked)
            told = {**answer.values, "refused": refusal(error, asked.manner.words)}
            return self._pages.page(request, f"{view.name}.html", view.name, 400, **told)
        response = RedirectResponse(inside(kept.go_on), 303)
        if kept.author is not None and asked.account is None:
            set_cookie(request, response, AUTHOR, author_cookie(kept.author))
        return response

    def _keep(self, view: View, fields: dict[str, str], asked: Asked) -> Kept:
        assert view.write is not None
        return view.write(Sent(self._desk.record(), fields, asked))

    async def _post(self, posting: Posting, request: Request) -> Response:
        """Keeps what a program sends as JSON."""
        check_json(request.headers)
        asked = self._asking.of(request, Params((), request.query_params, strict=True), "json")
        check_may_judge(asked.account)
        try:
            given = decoded(await request.body(), posting.takes)
        except ValueError as error:
            raise RefusedError(f"this is not what is taken here: {error}", status=400, slug="format") from None
        return as_json(await self._threads.run(self._take, posting, given, asked), posting.status)

    def _take(self, posting: Posting, given: Any, asked: Asked) -> Any:
        return posting.keep(Posted(self._desk.record(), given, asked))

    async def _set_manner(self, request: Request) -> Response:
        form = await self._pages.form(request)
        response = RedirectResponse(inside(form.get("back")), 303)
        for name, choices in CHOICES.items():
            if form.get(name) in choices:
                set_cookie(request, response, COOKIES[name], form[name])
        return response


def _takes(view: View, path: str) -> bool:
    """Whether something can be sent to an address of a page."""
    return (path == view.path and view.write is not None) or any(one.path == path for one in view.posted)
