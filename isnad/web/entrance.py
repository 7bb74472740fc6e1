"""The entrance of a record that has accounts: who asks, by a session's cookie or by HTTP Basic; login and logout."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from collections import OrderedDict
from threading import Lock
from time import monotonic

import anyio
import anyio.to_thread
from starlette.requests import HTTPConnection
from starlette.responses import Response

from isnad.errors import RefusedError
from isnad.web.accounts import Account, AccountRole, AccountsFile, checked_form
from isnad.web.sessions import WHOLE, Sessions
from isnad.web.throttle import Throttle

PUBLIC = ("/login", "/manner")  # and the static files
BASIC = 'Basic realm="isnad", charset="UTF-8"'
REMEMBERED = 600.0  # seconds for which a password that was right need not be hashed again
_MOST = 1_000
_HASHING = 2  # passwords at once, each of which takes 64 MiB
_LONGEST = 4_000  # of what HTTP Basic sends


class Entrance:
    """Who may come in.

    Args:
        accounts: The accounts.
    """

    def __init__(self, accounts: AccountsFile) -> None:
        self._accounts = accounts
        self._sessions = Sessions()
        self._throttle = Throttle()
        self._right = _Right()
        self._limiter: anyio.CapacityLimiter | None = None

    async def who(self, request: HTTPConnection) -> Account | None:
        """The account that asks, None where nobody is logged in.

        Raises:
            RefusedError: where a password was sent and is wrong, with the status 401, or 429 after too many.
        """
        told = request.headers.get("authorization")
        if told is not None:
            return await self._by_password(*_basic(told), request)
        session = self._sessions.find(request.cookies.get(cookie_name(request)))
        account = self._accounts.accounts().get(session.name) if session else None
        return account if account and session and account.since == session.since else None

    async def log_in(self, name: str, password: str, request: HTTPConnection, response: Response) -> None:
        """Begins a session; one that the browser had ends.

        Raises:
            RefusedError: as `who`.
        """
        account = await self._by_password(name, password, request)
        self._sessions.end(request.cookies.get(cookie_name(request)))
        response.set_cookie(
            cookie_name(request),
            self._sessions.begin(account),
            max_age=int(WHOLE),
            httponly=True,
            secure=secure(request),
            samesite="lax",
        )

    def log_out(self, request: HTTPConnection, response: Response) -> None:
        """Ends the session of a browser."""
        self._sessions.end(request.cookies.get(cookie_name(request)))
        response.delete_cookie(cookie_name(request), path="/", secure=secure(request), httponly=True, samesite="lax")

    async def _by_password(self, name: str, password: str, request: HTTPConnection) -> Account:
        name = checked_form(name)[:_LONGEST]
        known = self._accounts.accounts().get(name)
        if known is not None and self._right.holds(known, password):
            return known
        address = request.client.host if request.client else ""
        self._throttle.check(name.casefold(), address)
        if self._limiter is None:
            self._limiter = anyio.CapacityLimiter(_HASHING)
        account = await anyio.to_thread.run_sync(self._accounts.verified, name, password, limiter=self._limiter)
        if account is None:
            self._throttle.failed(name.casefold(), address)
            raise wrong()
        self._throttle.succeeded(name.casefold())
        self._right.keep(account, password)
        return account


class _Right:
    """Passwords that were right of late, as hashes under a key of this process: programs send theirs each time."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._until: OrderedDict[bytes, float] = OrderedDict()
        self._lock = Lock()

    def holds(self, account: Account, password: str) -> bool:
        with self._lock:
            return self._until.get(self._hashed(account, password), 0.0) > monotonic()

    def keep(self, account: Account, password: str) -> None:
        with self._lock:
            self._until[self._hashed(account, password)] = monotonic() + REMEMBERED
            while len(self._until) > _MOST:
                self._until.popitem(last=False)

    def _hashed(self, account: Account, password: str) -> bytes:
        told = "\0".join((account.name, account.since, password))
        return hmac.digest(self._key, told.encode("utf-8", "surrogatepass"), hashlib.sha256)


def wrong() -> RefusedError:
    """What is said to a wrong name and to a wrong password."""
    return RefusedError("there is no account of this name and password", status=401, slug="login")


def nobody() -> RefusedError:
    """What is said where nobody is logged in."""
    return RefusedError(
        "this record is read with an account: log in at /login, or send name and password by HTTP Basic",
        status=401,
        slug="login",
    )


def account_of(request: HTTPConnection) -> Account | None:
    """Who is logged in, as the check of the request found."""
    account: Account | None = getattr(request.state, "account", None)
    return account


def check_may_judge(account: Account | None) -> None:
    """Refuses an account that may only read.

    Raises:
        RefusedError: with the status 403.
    """
    if account is not None and account.role is not AccountRole.REVIEWER:
        raise RefusedError("your account may read and not judge", status=403, slug="forbidden")


def is_public(path: str) -> bool:
    """Whether an address is answered to everybody."""
    return path in PUBLIC or path.startswith("/static/")


def secure(request: HTTPConnection) -> bool:
    """Whether a browser asks through TLS, of this server or of a proxy on this machine."""
    return request.url.scheme == "https"


def cookie_name(request: HTTPConnection) -> str:
    """What the session's cookie is called; through TLS no other host and no plain connection can set it."""
    return "__Host-isnad_session" if secure(request) else "isnad_session"


def _basic(header: str) -> tuple[str, str]:
    """Name and password of an `Authorization` header.

    Raises:
        RefusedError: where it is no HTTP Basic.
    """
    kind, _, told = header.partition(" ")
    try:
        if kind.lower() != "basic" or len(told) > _LONGEST:
            raise wrong()
        name, colon, password = base64.b64decode(told.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        raise wrong() from None
    if not colon:
        raise wrong()
    return name, password
