"""What a page is: a path, what it reads of the record, and how that is shown as HTML, JSON and CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.responses import Response

from isnad.errors import IsnadError, RefusedError
from isnad.store.record import Record
from isnad.web.accounts import Account, AccountRole
from isnad.web.glance import Moment
from isnad.web.manner import Manner
from isnad.web.parameters import LATEST, Parameter, Params
from isnad.web.settings import WebSettings


@dataclass(frozen=True)
class NotKept:
    """A form that was not kept: its fields as they were sent, and why."""

    fields: Mapping[str, str]
    error: IsnadError

    @property
    def field(self) -> str | None:
        """The field of a judgement that does not fit, None where it is none of them alone."""
        return getattr(self.error, "field", None)


@dataclass(frozen=True)
class Asked:
    """A request, as a page's reading function sees it."""

    record: Record
    glances: Moment
    params: Params
    manner: Manner
    settings: WebSettings
    form: str = "html"  # or json, csv, or `file.` and an ending of `View.files`
    author: str = ""  # under whose name the reader judges
    writes: bool = False  # whether anything may be kept in the record
    account: Account | None = None  # who is logged in, where there are accounts
    base: str = ""  # what stands before a path in a whole address
    refused: NotKept | None = None  # the form of this page that was sent and not kept

    @property
    def may_judge(self) -> bool:
        """Whether who asks is let judge."""
        return self.account is None or self.account.role is AccountRole.REVIEWER

    def text(self, name: str) -> str:
        """A field of the address, empty where it is missing.

        Raises:
            RefusedError: where it is longer than a query may be.
        """
        value = str(self.params.get(name, "")).strip()
        if len(value) > self.settings.longest_query:
            raise RefusedError("the query is too long: search for less at once", status=414, slug="too-long")
        return value

    def choice(self, name: str, choices: Sequence[str]) -> str:
        """One of some values, the first where another or none is asked for."""
        value = self.params.get(name, "")
        return value if value in choices else choices[0]

    def number(self, name: str, default: int, most: int = LATEST) -> int:
        """A number from 1 on, the nearest that is allowed."""
        told = self.params.get(name, "")
        return min(max(int(told), 1), most) if told.isdecimal() and len(told) < 12 else default


@dataclass(frozen=True)
class File:
    """What is handed on whole: its bytes, their media type, and the name under which a browser keeps them."""

    body: bytes
    type: str
    name: str


@dataclass(frozen=True)
class Answer:
    """What a page shows.

    `values` go to the template. `data` is the answer as JSON: what `msgspec.to_builtins` takes. `rows` are all rows of
    the page's table, read as they are written out, `columns` their names in order. `file` is handed on whole. `moved`
    sends the browser to another address instead.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    data: Any = None
    columns: Sequence[str] = ()
    rows: Iterable[Mapping[str, Any]] = ()
    file: File | None = None
    moved: str | None = None


@dataclass(frozen=True)
class Sent:
    """A form that a reader sent: its fields, the record to write to, and who sent it, empty where nobody was named."""

    record: Record
    fields: Mapping[str, str]
    asked: Asked

    def field(self, name: str) -> str:
        """A field of the form, empty where it is missing."""
        return self.fields.get(name, "").strip()


@dataclass(frozen=True)
class Onward:
    """What came of a form: the address to go on at, and the author to remember where one was named."""

    go_on: str
    author: str | None = None


@dataclass(frozen=True)
class Posted:
    """What a program sent as JSON: it, the record to write to, and who sent it, empty where nobody is known."""

    record: Record
    given: Any
    asked: Asked


@dataclass(frozen=True)
class Posting:
    """What is taken as JSON at `path`: `takes` is its type, `keep` keeps it and gives what is answered, of the type
    `answer`, with `status`.

    What it is for stands in the lists of words, under `api.posts.NAME`.
    """

    path: str
    name: str
    takes: Any
    answer: Any
    keep: Callable[[Posted], Any]
    status: int = 201


@dataclass(frozen=True)
class View:
    """A page. `name` is its template, its key in the lists of words (`nav.NAME`, `api.views.NAME`), its file of CSV.

    `parameters` are all that it reads of an address. `answer` is the type of its `Answer.data`, from which the
    description of the API is made; `posted` is what programs may send. `write` does what a form of the
    page asks for; a `JudgementError` of it is shown on the page as `refused`.
    """

    path: str
    name: str
    read: Callable[[Asked], Answer]
    listed: bool = True  # in the navigation
    aside: bool = False  # in that of the foot: what tells of the record itself
    write: Callable[[Sent], Onward] | None = None
    files: Mapping[str, str] = field(default_factory=dict)  # by the ending of an address the type of its `Answer.file`
    parameters: tuple[Parameter, ...] = ()
    answer: Any = dict[str, Any]
    posted: Sequence[Posting] = ()
    by_readers: bool = False  # whether it has forms for those too who may read and not judge


@dataclass(frozen=True)
class Served:
    """What programs ask for, or a reader takes away: an address that answers in one form of its own.

    Where `POST` is among the methods, the fields of a form are put to those of the address; such a form changes
    nothing and needs no token. What is `shared` may be read by pages of the origins that the settings allow. `name` is
    its key in the lists of words (`api.served.NAME`), `media` the type of its answers, `gives` their shapes where they
    are JSON: one of these, as the fields of the address ask.
    """

    path: str
    answer: Callable[[Asked], Response]
    parameters: tuple[Parameter, ...] = ()
    methods: tuple[str, ...] = ("GET",)
    shared: bool = False
    name: str = ""
    media: str = "application/json"
    gives: tuple[Any, ...] = ()
